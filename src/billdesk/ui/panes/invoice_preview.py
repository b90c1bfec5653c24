"""The preview beside the invoice list: figure, badge, acts, and tabs with all that belongs to it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from billdesk.domain.errors import BillDeskError
from billdesk.domain.lists import InvoiceRow
from billdesk.ui.bench import Bench
from billdesk.ui.panes import invoice_facts as facts
from billdesk.ui.reader import Reader
from billdesk.ui.widgets.badge import Badge, word
from billdesk.ui.widgets.chips import Choice
from billdesk.ui.widgets.entries import Entries
from billdesk.ui.widgets.figure import Figure
from billdesk.ui.widgets.painted import Button, Label, Painted
from billdesk.ui.widgets.segments import Segments
from billdesk.ui.words import counted, tr

if TYPE_CHECKING:
    from billdesk.services.invoicing import InvoiceSheet

WAIT_MS = 60
"""So long the same row must stay chosen before its page is made, for those who hold an arrow key down."""


class Act(NamedTuple):
    """One button: its object name behind `invoices.preview.`, words, kind, icon, what it does."""

    name: str
    words: str
    kind: str
    icon: str
    call: Callable[[], object]


class InvoicePreview(Painted):
    """Follows the chosen row. `failed` tells what went wrong while fetching."""

    covers = True

    failed = Signal(object)
    shown = Signal()  # the sheet of the chosen row is in

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench.look)
        self.setObjectName("invoices.preview")
        self.setAccessibleName(tr("Preview"))
        self._bench = bench
        self._row: InvoiceRow | None = None
        self._asking = 0
        self._offered: tuple[tuple[str, str, str], ...] = ()
        self._buttons: dict[tuple[str, str, str], Button] = {}
        self._calls: dict[str, Callable[[], object]] = {}
        self.sheet: InvoiceSheet | None = None
        self._build()
        self._timer = QTimer(self, singleShot=True, interval=WAIT_MS)
        self._timer.timeout.connect(self._fetch_page)
        self.reader.failed.connect(self.failed)
        self.show_row(None)

    def _build(self) -> None:
        look, px = self.look, self.look.px
        self.number = Label(look, "", "heading", tabular=True)
        self.number.setObjectName("invoices.preview.number")
        self.badge = Badge(look, "draft")
        self.badge.setObjectName("invoices.preview.status")
        self.mark = Badge(look, "refunded")
        self.mark.setObjectName("invoices.preview.mark")
        self.mark.hide()
        self.figure = Figure(look, "invoices.preview.figure")
        self.who = Label(look, "", "small", "ink2")
        self.who.setObjectName("invoices.preview.who")
        self.who.setWordWrap(True)
        head = QHBoxLayout()
        head.setSpacing(px(8))
        head.addWidget(self.number)
        head.addWidget(self.badge)
        head.addWidget(self.mark)
        head.addStretch(1)
        self._acts = QHBoxLayout()
        self._acts.setSpacing(px(8))
        upper = QVBoxLayout()
        upper.setContentsMargins(px(16), px(12), px(16), px(12))
        upper.setSpacing(px(4))
        upper.addLayout(head)
        upper.addWidget(self.figure)
        upper.addWidget(self.who)
        upper.addSpacing(px(8))
        upper.addLayout(self._acts)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(upper)
        column.addWidget(self._tab_bar())
        column.addWidget(self._pages(), 1)

    def _tab_bar(self) -> Segments:
        words = (
            ("document", tr("Document")),
            ("lines", tr("Lines")),
            ("evidence", tr("Evidence")),
            ("payments", tr("Payments")),
            ("history", tr("History")),
        )
        choices = tuple(Choice(key, text) for key, text in words)
        self.tabs = Segments(self.look, "invoices.preview.tabs", choices, tabs=True)
        self.tabs.picked.connect(self._on_tab)
        return self.tabs

    def _pages(self) -> QStackedWidget:
        self._stack = QStackedWidget()
        self.reader = Reader(self._bench, "invoices.page")
        self.page = self.reader.page
        self._stack.addWidget(self.reader)
        self.lists = {key: Entries(self.look, f"invoices.{key}") for key in TABS}
        for entries in self.lists.values():
            self._stack.addWidget(entries)
        return self._stack

    # What it shows

    def set_acts(self, acts: tuple[Act, ...]) -> None:
        """Put the buttons of what can be done with it now, the filled one first; the same ones stay."""
        wanted = tuple((act.name, act.words, act.kind) for act in acts)
        if wanted == self._offered:
            return
        self._offered = wanted
        while self._acts.count():
            self._acts.takeAt(0)
        shown = [self._button(act) for act in acts]
        for button in self._buttons.values():
            if button not in shown:
                button.setObjectName("")
                button.hide()
        before = _stop_before(shown[0] if shown and not shown[0].isHidden() else self.tabs)
        for act, button in zip(acts, shown, strict=True):
            button.setObjectName(f"invoices.preview.{act.name}")
            self._acts.addWidget(button)
            button.show()
            QWidget.setTabOrder(before, button)  # as they stand: above the tabs, though made after them
            before = button
        self._acts.addStretch(1)

    def _button(self, act: Act) -> Button:
        """The button of an act, made once: to dress one takes longer than to lay out a row of them."""
        self._calls[act.name] = act.call
        key = (act.name, act.words, act.kind)
        if key not in self._buttons:
            made = self._buttons[key] = Button(self.look, act.words, act.kind, act.icon)
            made.clicked.connect(lambda _checked=False: self._calls[act.name]())
        return self._buttons[key]

    def show_row(self, row: InvoiceRow | None) -> None:
        """Show a row at once as far as the list knows it; the rest follows from the background."""
        other = row is None or self._row is None or row.id != self._row.id
        self._row = row
        for part in (self.number, self.badge, self.figure, self.who, self.tabs, self._stack):
            part.setVisible(row is not None)
        self.update()
        if row is None:
            self._forget()
            self.set_acts(())
            return
        if other:
            self._forget()
            self.reader.show_outline()
            self.who.setText(row.customer)
        self.number.setText(row.number or tr("Draft"))
        self.badge.show_state(row.status, word(row.status, row.overdue_days))
        owed = row.balance if row.status in ("open", "partly_paid", "overdue") else row.total
        self.figure.show_parts(self._bench.figures.parts(owed, row.currency))
        self._bench.whole.when(self._fetch)

    def _forget(self) -> None:
        self._asking += 1
        self.sheet = None
        self.mark.hide()
        self.reader.show_nothing()

    def _fetch(self) -> None:
        if self._row is not None:
            self._fetch_sheet(self._row.id)
            self._timer.start()

    def _fetch_sheet(self, invoice_id: int) -> None:
        desk, today = self._bench.desk, self._bench.today
        self._asking += 1
        asked = self._asking
        self._bench.run(
            lambda: desk.invoicing.sheet(invoice_id, today),
            lambda sheet: self._on_sheet(asked, sheet),
            lambda error: self._on_failed(asked, error),
        )

    def _on_sheet(self, asked: int, sheet: InvoiceSheet) -> None:
        if asked != self._asking:
            return
        self.sheet = sheet
        bench, invoice = self._bench, sheet.invoice
        self.who.setText(facts.who_and_when(bench, sheet))
        marked = facts.marks(sheet)
        if marked:
            self.mark.show_state(marked)
        self.mark.setVisible(bool(marked))
        found = {
            "lines": (tr("Lines"), facts.line_entries(bench, invoice), tr("It has no lines yet.")),
            "evidence": (tr("Evidence"), facts.evidence_entries(bench, sheet), tr("Nothing was counted.")),
            "payments": (tr("Payments"), facts.payment_entries(bench, sheet), tr("Nothing is paid yet.")),
            "history": (tr("History"), facts.history_entries(bench, sheet), tr("Nothing happened yet.")),
        }
        for key, (title, entries, none) in found.items():
            self.lists[key].show_entries(entries, title, none)
        counts = {"evidence": len(found["evidence"][1]), "history": len(sheet.history)}
        for key, count in counts.items():
            self.tabs.set_words(key, f"{found[key][0]} {count}" if count else found[key][0])
        self.shown.emit()

    def _fetch_page(self) -> None:
        if self._row is None:
            return
        papers, key = self._bench.desk.papers, self._row.id
        self._bench.run(
            lambda: papers.pdf(key),
            lambda pdf: self._on_pdf(key, pdf),
            lambda error: self._on_no_pdf(key, error),
        )

    def _on_pdf(self, key: int, pdf: bytes) -> None:
        if self._row is not None and self._row.id == key:
            number = self._row.number or tr("Draft")
            self.reader.show_pdf(
                pdf,
                lambda count: counted(
                    count, "{number}, {count} page", "{number}, {count} pages", number=number
                ),
            )

    def _on_no_pdf(self, key: int, error: Exception) -> None:
        if self._row is not None and self._row.id == key:
            self.reader.show_nothing()
            self.failed.emit(error)

    def _on_failed(self, asked: int, error: Exception) -> None:
        if asked == self._asking and isinstance(error, BillDeskError):
            self.failed.emit(error)

    def _on_tab(self, key: str) -> None:
        self._stack.setCurrentWidget(self.reader if key == "document" else self.lists[key])

    def paintEvent(self, event: QPaintEvent) -> None:
        token = "sheet" if self._row is not None else "sunken"
        QPainter(self).fillRect(self.rect(), self.look.color(token))


def _stop_before(widget: QWidget) -> QWidget:
    """The last widget that Tab stops at before another one."""
    found = widget.previousInFocusChain()
    while found is not None and found is not widget:
        if found.focusPolicy() & Qt.FocusPolicy.TabFocus:
            return found
        found = found.previousInFocusChain()
    return widget


TABS = ("lines", "evidence", "payments", "history")
