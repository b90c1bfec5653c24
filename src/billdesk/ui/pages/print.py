"""The page Print: the pages of invoices, or of work orders, before they go to a printer as one job."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon, QImage, QPainter, QPixmap
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QListView,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from billdesk.domain.errors import BillDeskError
from billdesk.ui import paper, printers
from billdesk.ui.background import Work
from billdesk.ui.bench import Bench
from billdesk.ui.page_ranges import pages_of
from billdesk.ui.panes.pane import Pane
from billdesk.ui.tasks import ReceiptTask, WorkOrdersTask
from billdesk.ui.widgets.fields import Field, Switch
from billdesk.ui.widgets.page import DIM, PageView
from billdesk.ui.widgets.painted import Button, Label, Rule
from billdesk.ui.widgets.sheet import Wash
from billdesk.ui.widgets.wide import keep_wide
from billdesk.ui.words import counted, tr

MOST_THUMBNAILS = 300
AT_A_TIME = 20  # documents between two looks at whether to go on
THUMBNAIL = 92
SIDE = 300
STRIP = 124


@dataclass(frozen=True, slots=True)
class Pages:
    """What would be printed: the PDF, small pictures of its pages, their count, and how many are drafts."""

    pdf: bytes
    pictures: tuple[QImage, ...]
    count: int
    drafts: int


class PrintPage(Pane):
    """Pages at the left and in the middle; printer, copies and range at the right."""

    key = "print"
    title = "Print"

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        self._ids: tuple[int, ...] = ()
        self._receipts: ReceiptTask | None = None
        self._orders = False  # whether the ids are those of tickets
        self._shown: Pages | None = None
        self._reading: Work | None = None
        self._printing = False
        self._make_parts()
        self._lay_out()
        self._connect()

    def _make_parts(self) -> None:
        look = self.look
        self.strip = QListWidget()
        self.strip.setObjectName("print.thumbnails")
        self.strip.setAccessibleName(tr("Pages"))
        self.strip.setViewMode(QListView.ViewMode.IconMode)
        self.strip.setFlow(QListView.Flow.TopToBottom)
        self.strip.setWrapping(False)
        self.strip.setMovement(QListView.Movement.Static)
        self.strip.setIconSize(QSize(look.px(THUMBNAIL), look.px(THUMBNAIL * 3 // 2)))
        keep_wide(look, self.strip, STRIP)
        self.strip.setSpacing(look.px(6))
        self.view = PageView(look, "print.page")
        self.summary = Label(look, "", "heading")
        self.note = Label(look, "", "small", "ink2")
        self.note.setWordWrap(True)
        self.printer = QComboBox()
        self.printer.setObjectName("print.printer")
        self.printer.setAccessibleName(tr("Printer"))
        printers.prepare()
        self.copies = Field(look, "print.copies", tr("Copies"), tr("1 to {most}", most=printers.MOST_COPIES))
        self.copies.edit.setText("1")
        self.range = Field(look, "print.range", tr("Pages"), tr("All, or like 1-3, 5"))
        self.as_sent = Switch(look, tr("Print as sent"), "print.as_sent")
        self.stamped = Switch(look, tr("Mark what is paid by now"), "print.stamped")
        self.go = Button(look, tr("Print"), "primary", "printer", "print.go")
        self.go.setEnabled(False)

    def _lay_out(self) -> None:
        look, px = self.look, self.look.px
        side = Wash(look, "sheet")
        keep_wide(self.look, side, SIDE)
        column = QVBoxLayout(side)
        column.setContentsMargins(px(20), px(20), px(20), px(20))
        column.setSpacing(px(12))
        for widget in (self.summary, self.note):
            column.addWidget(widget)
        label = Label(look, tr("Printer"), "label", "ink2")
        label.setBuddy(self.printer)
        pair = QVBoxLayout()
        pair.setSpacing(px(4))
        pair.addWidget(label)
        pair.addWidget(self.printer)
        column.addLayout(pair)
        column.addWidget(self.copies)
        column.addWidget(self.range)
        self._of_invoices = (
            self._switched(self.as_sent, tr("Drafts are issued, and the list says it went out.")),
            self._switched(self.stamped, tr("What was sent stays as it is.")),
        )
        for part in self._of_invoices:
            column.addWidget(part)
        column.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.strip)
        row.addWidget(Rule(look, upright_one=True))
        row.addWidget(self.view, 1)
        row.addWidget(Rule(look, upright_one=True))
        row.addWidget(side)

    def _switched(self, switch: Switch, below: str) -> QWidget:
        """A switch with its words beside it and what it does below."""
        look, px = self.look, self.look.px
        line = QHBoxLayout()
        line.setSpacing(px(8))
        line.addWidget(switch)
        line.addWidget(Label(look, switch.text(), "body"), 1)
        note = Label(look, below, "small", "ink3")
        note.setWordWrap(True)
        switch.setAccessibleDescription(below)
        seat = QWidget()
        pair = QVBoxLayout(seat)
        pair.setContentsMargins(0, 0, 0, 0)
        pair.setSpacing(px(2))
        pair.addLayout(line)
        pair.addWidget(note)
        return seat

    def _connect(self) -> None:
        self.strip.currentRowChanged.connect(lambda _row: self._draw())
        self.view.width_asked.connect(lambda _wide: self._draw())
        for field in (self.copies, self.range):
            field.edit.textEdited.connect(lambda _text: self._check_fields())
            field.edit.returnPressed.connect(self.print_now)
        self.stamped.toggled.connect(lambda _on: self._read())
        self.go.clicked.connect(self.print_now)

    # As a page

    def top_widgets(self) -> Sequence[QWidget]:
        return (self.go,)

    def show_what(self, what: object) -> None:
        """Show the invoices with these ids in this order, the receipts of a task, or work orders."""
        self._orders = isinstance(what, WorkOrdersTask)
        if isinstance(what, ReceiptTask):
            self._receipts, self._ids = what, what.payment_ids
        elif isinstance(what, WorkOrdersTask):
            self._ids = what.ticket_ids
        else:
            self._ids = tuple(what) if isinstance(what, tuple | list) else ()
        for part in self._of_invoices:  # the others are never issued, nor marked as sent
            part.setVisible(self._are_invoices())
        self.bench.run(printers.names, self._on_printers, self._on_failed)
        self._read()

    def _are_invoices(self) -> bool:
        return not (self._receipts or self._orders)

    def _maker(self, stamped: bool) -> Callable[[tuple[int, ...]], tuple[bytes, ...]]:
        """What makes the PDFs, away from the GUI thread."""
        desk = self.bench.desk
        if self._receipts:
            return lambda ids: tuple(map(desk.receipts.pdf, ids))
        return desk.work_orders.pdfs if self._orders else lambda ids: desk.prints.documents(ids, stamped)

    def kinds(self) -> frozenset[str]:
        return frozenset({"ticket" if self._orders else "invoice", "settings"})

    def entered(self) -> None:
        super().entered()
        self.strip.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        if not self._printing:
            self._read()

    def fold(self, width: int, height: int) -> None:
        self.strip.setVisible(width >= self.look.px(900))

    # Reading

    def _read(self) -> None:
        """Make the pages in the background; a newer question takes the place of an older one."""
        if self._reading is not None:
            self._reading.forget()
        prints, ids, stamped = self.bench.desk.prints, self._ids, self.stamped.isChecked()
        make, are_invoices = self._maker(stamped), self._are_invoices()
        wide = round(self.look.px(THUMBNAIL) * self.devicePixelRatioF())
        self.go.setEnabled(False)
        if self._shown is None:
            self.view.show_outline()

        def job(work: Work) -> Pages | None:
            pdfs: tuple[bytes, ...] = ()
            for start in range(0, len(ids), AT_A_TIME):
                if work.stopped():
                    return None
                work.report(start, len(ids))
                pdfs += make(ids[start : start + AT_A_TIME])
            if not pdfs:
                return Pages(b"", (), 0, 0)
            pdf = paper.joined(pdfs)
            pictures = paper.render(pdf, wide, MOST_THUMBNAILS)
            drafts = len(prints.drafts(ids)) if are_invoices else 0
            if work.stopped():  # while they were painted
                return None
            return Pages(pdf, pictures, len(paper.sizes(pdf)), drafts)

        words = tr("Making pages") if len(ids) > 1 else ""
        self._reading = self.bench.background.run(job, self._on_read, self._on_failed, words=words)

    def _on_read(self, pages: Pages | None) -> None:
        self._reading = None
        if pages is None:  # it was stopped, and some of the pages would be no job
            self.told.emit(tr("Stopped; nothing was printed"), None)
            self._leave()
            return
        self._shown = pages
        row = max(0, self.strip.currentRow())
        self.strip.clear()
        for number, picture in enumerate(pages.pictures, 1):
            item = QListWidgetItem(self._framed(picture), str(number))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, tr("Page {number}", number=number))
            self.strip.addItem(item)
        self.strip.setCurrentRow(min(row, len(pages.pictures) - 1))
        documents = counted(len(self._ids), "{count} invoice", "{count} invoices")
        if self._receipts:
            documents = counted(len(self._ids), "{count} receipt", "{count} receipts")
        elif self._orders:
            documents = counted(len(self._ids), "{count} work order", "{count} work orders")
        sheets = counted(pages.count, "{count} page", "{count} pages")
        self.summary.setText(f"{documents}, {sheets}")
        self.note.setText(
            counted(pages.drafts, "{count} is a draft", "{count} are drafts") if pages.drafts else ""
        )
        self.note.setVisible(bool(pages.drafts))
        self._check_fields()

    def _framed(self, picture: QImage) -> QIcon:
        """The small page with an edge, for paper is as white as the sheet; in dark it is dimmed."""
        made = QPixmap.fromImage(picture)
        painter = QPainter(made)
        if self.look.dark:
            painter.fillRect(made.rect(), DIM)
        painter.setPen(self.look.color("edge"))
        painter.drawRect(made.rect().adjusted(0, 0, -1, -1))
        painter.end()
        made.setDevicePixelRatio(self.devicePixelRatioF())
        icon = QIcon(made)
        icon.addPixmap(made, QIcon.Mode.Selected)  # else Qt tints the chosen one
        return icon

    def _draw(self) -> None:
        """Paint the chosen page as large as there is room."""
        number = self.strip.currentRow()
        if self._shown is None or not 0 <= number < self._shown.count:
            self.view.show_pages(())
            return
        pdf, wide = self._shown.pdf, self.view.wanted_width()
        words = tr("Page {number} of {count}", number=number + 1, count=self._shown.count)
        self.bench.run(
            lambda: paper.page(pdf, number, wide),
            lambda image: self._on_drawn(number, image, words),
            self._on_failed,
        )

    def _on_drawn(self, number: int, image: QImage, words: str) -> None:
        if number == self.strip.currentRow():
            self.view.show_pages((image,), words)

    def _on_printers(self, names: Sequence[str]) -> None:
        self.printer.clear()
        self.printer.addItems(list(names) or [tr("No printer is set up")])
        self.printer.setEnabled(bool(names))
        self._check_fields()

    def _check_fields(self) -> None:
        """Say at once what is wrong with copies or range; nothing can be printed then."""
        count = self._shown.count if self._shown else 0
        pages = pages_of(self.range.edit.text(), count)
        wrong = count and pages is None
        self.range.tell(tr("No such pages. Type 1-{count}", count=count) if wrong else "")
        copies = self._copies()
        self.copies.tell(
            "" if copies else tr("Not a number of copies. Type 1-{most}", most=printers.MOST_COPIES)
        )
        able = bool(pages) and bool(copies) and self.printer.isEnabled()
        self.go.setEnabled(able and not self._printing)

    def _copies(self) -> int:
        """How many copies are typed; 0 for what is no such number."""
        typed = self.copies.edit.text().strip()
        number = int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 4 else 0
        return number if number <= printers.MOST_COPIES else 0

    # Printing

    def print_now(self) -> None:
        """Hand the chosen pages over as one job, and say so on file where it counts as sent."""
        if not self.go.isEnabled() or self._shown is None:
            return
        desk, ids, today = self.bench.desk, self._ids, self.bench.today
        typed, stamped = self.range.edit.text(), self.stamped.isChecked()
        as_sent = self.as_sent.isChecked() and not self._orders
        order = printers.Order(self.printer.currentText(), self._copies(), self._title())
        before = self._shown.pdf

        def job(_work: Work) -> None:
            pdf = before
            if as_sent:
                issued = desk.prints.issue(ids, today)
                pdf = paper.joined(desk.prints.documents(ids, stamped)) if issued else before
            count = len(paper.sizes(pdf))
            pages = pages_of(typed, count) or tuple(range(count))
            printers.send(paper.joined((pdf,), pages if len(pages) < count else None), order)
            if as_sent:
                desk.prints.log(ids, order.printer, order.copies)

        self._printing = True
        self.go.setEnabled(False)
        self.bench.background.run_to_end(
            job, lambda _done: self._on_printed(order), self._on_failed, tr("Printing")
        )

    def _title(self) -> str:
        return tr("BillDesk: {summary}", summary=self.summary.text())

    def _on_printed(self, order: printers.Order) -> None:
        self._printing = False
        words = "{count} invoice sent to {printer}", "{count} invoices sent to {printer}"
        if self._receipts:
            words = "{count} receipt sent to {printer}", "{count} receipts sent to {printer}"
        elif self._orders:
            words = "{count} work order sent to {printer}", "{count} work orders sent to {printer}"
        self._check_fields()
        self.told.emit(counted(len(self._ids), *words, printer=order.printer), None)
        self._leave()

    def _leave(self) -> None:
        """Go back to the list that the documents came from."""
        back = "tickets" if self._orders else "invoices"
        self.asked.emit(self._receipts.back if self._receipts else back, None)

    def _on_failed(self, error: Exception) -> None:
        self._printing = False
        self._reading = None
        self._check_fields()
        if isinstance(error, BillDeskError):
            self.troubled.emit(error)
