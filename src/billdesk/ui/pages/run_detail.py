"""One invoice of the dry run: what changed line by line, what was counted, and the page as it would be."""

from dataclasses import replace

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from billdesk.basics import words
from billdesk.domain.errors import BillDeskError
from billdesk.domain.invoice import Invoice
from billdesk.services.foresight import Foreseen, LineChange
from billdesk.ui.background import Work
from billdesk.ui.bench import Bench
from billdesk.ui.figures import DASH
from billdesk.ui.models.cells import RIGHT, Cell, Column
from billdesk.ui.pages.run_words import happens, signed_amount, signed_count, tone_of, why
from billdesk.ui.reader import Reader
from billdesk.ui.widgets.chips import Choice
from billdesk.ui.widgets.figure import Figure
from billdesk.ui.widgets.grid import Grid
from billdesk.ui.widgets.names import Names
from billdesk.ui.widgets.painted import Label
from billdesk.ui.widgets.scroll import Scroll
from billdesk.ui.widgets.segments import Segments
from billdesk.ui.widgets.sheet import Wash
from billdesk.ui.words import tr

TABS = ("changed", "counted", "document")


class RunDetail(Wash):
    """Shows a Foreseen row; the page is rendered in the background, and only when it is looked at."""

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench.look, "sheet")
        self._bench = bench
        self._row: Foreseen | None = None
        self._drawing: Work | None = None
        self._drawn: Invoice | None = None
        look = bench.look
        self.setObjectName("run.detail")
        self.customer = Label(look, "", "heading")
        self.title = Label(look, "", "body", "ink2")
        self.figure = Figure(look, "run.figure")
        self.change = Label(look, "", "bold", "paid_fg", True)
        self.before = Label(look, "", "body", "ink2")
        self.line = Label(look, "", "small", "ink2")
        self.line.setWordWrap(True)
        self.lines = Grid(look, "run.lines", self._columns(), usable=True)
        self.lines.picked.connect(self._on_line)
        self.names = _Named(bench, "run.names")
        self.sums = Grid(look, "run.line_sums", self._sum_columns())
        self.reader = Reader(bench, "run.page")
        self.page = self.reader.page
        self.reader.failed.connect(self._on_failed)
        choices = [("changed", tr("What changed")), ("counted", tr("Counted")), ("document", tr("Document"))]
        self.tabs = Segments(look, "run.tabs", [Choice(*one) for one in choices], tabs=True)
        self.tabs.picked.connect(self._on_tab)
        self._lay_out()

    def _lay_out(self) -> None:
        self._stack = QStackedWidget()
        self._counted = QVBoxLayout()
        for widget in (self._changed_page(), self._counted_page(), self.reader):
            self._stack.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head())
        column.addWidget(self.tabs)
        column.addWidget(self._stack, 1)

    def _head(self) -> QVBoxLayout:
        px = self._bench.look.px
        first, second = QHBoxLayout(), QHBoxLayout()
        for row, widgets in (
            (first, (self.customer, self.title)),
            (second, (self.figure, self.change, self.before)),
        ):
            row.setSpacing(px(8))
            for widget in widgets:
                row.addWidget(widget)
            row.addStretch(1)
        self.title.setMinimumWidth(px(20))
        self.before.setMinimumWidth(px(20))
        head = QVBoxLayout()
        head.setContentsMargins(px(16), px(16), px(16), px(8))
        head.setSpacing(px(4))
        head.addLayout(first)
        head.addLayout(second)
        head.addWidget(self.line)
        return head

    def _changed_page(self) -> QWidget:
        inside = Wash(self._bench.look, "sheet")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._bench.look.px(8))
        column.addWidget(self.lines)
        column.addWidget(self.sums)
        column.addStretch(1)
        return Scroll("run.changed.scroll", inside)

    def _counted_page(self) -> QWidget:
        inside = Wash(self._bench.look, "sheet")
        px = self._bench.look.px
        self._counted = QVBoxLayout(inside)
        self._counted.setContentsMargins(px(16), px(12), px(16), px(12))
        self._counted.setSpacing(px(8))
        return Scroll("run.counted.scroll", inside)

    # What is shown

    def show_row(self, row: Foreseen | None) -> None:
        """Show one occurrence, or nothing."""
        self._row = row
        self.setVisible(row is not None)
        if row is None:
            return
        figures = self._bench.figures
        currency = row.currency or figures.home
        self.setAccessibleName(f"{row.customer}, {row.title}")
        self.customer.setText(row.customer)
        self.title.setText(row.title)
        amount = (DASH, "", "") if row.fate == "failed" else figures.parts(row.total, currency)
        self.figure.show_parts(amount)
        self.change.setText(signed_amount(row.change, currency, self._bench.language) if row.change else "")
        self.change.recolor(tone_of(row.change or 0))
        self.before.setText(self._before(row))
        self.line.setText(self._facts(row))
        self.lines.show_rows(row.lines)
        self.lines.setVisible(bool(row.lines))
        self.sums.show_rows(self._sums(row))
        self._show_counted(row)
        first = next((line for line in row.lines if line.added or line.removed), None)
        if first is not None:
            self._on_line(first)
        self._draw()

    def _before(self, row: Foreseen) -> str:
        if row.last_date is None or row.last_total is None:
            return ""
        amount = self._bench.figures.amount(row.last_total, row.currency)
        return tr("{day} was {amount}", day=self._day(row.last_date), amount=amount)

    def _facts(self, row: Foreseen) -> str:
        said = happens(row)[0]
        if row.invoice is None:
            return f"{said}: {why(row, self._bench)}"
        invoice = row.invoice
        parts = [
            tr("Billed {day}", day=self._day(invoice.date)),
            tr("due {day}", day=self._day(invoice.due_date)),
        ]
        if invoice.period is not None:
            start, end = self._day(invoice.period.start), self._day(invoice.period.end)
            parts.append(tr("covers {start} – {end}", start=start, end=end))
        return " · ".join([*parts, said])

    def _day(self, day: object) -> str:
        return self._bench.figures.day(day, self._bench.today)  # type: ignore[arg-type]

    def _sums(self, row: Foreseen) -> list[tuple[str, int, str]]:
        invoice = row.invoice
        if invoice is None:
            return []
        language = self._bench.language
        found = [(tr("Subtotal"), invoice.subtotal, "")]
        if invoice.discount_amount:
            found.append((tr("Discount"), -invoice.discount_amount, ""))
        found += [
            (f"{one.rate.name} {words.percent(one.rate.percent, language)}", one.amount, "")
            for one in invoice.taxes
        ]
        if invoice.rounding:
            found.append((tr("Rounding"), invoice.rounding, ""))
        return [*found, (tr("Total"), invoice.total, "total")]

    def _show_counted(self, row: Foreseen) -> None:
        while (item := self._counted.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        counting = [line for line in row.lines if line.names or line.removed]
        for number, line in enumerate(counting):
            named = _Named(self._bench, f"run.counted.{number}", bare=True)
            named.show_line(line)
            self._counted.addWidget(named)
        if not counting:
            self._counted.addWidget(Label(self._bench.look, tr("Nothing on it is counted."), "body", "ink2"))
        self._counted.addStretch(1)

    def _on_line(self, line: LineChange) -> None:
        number = self.lines.values.index(line)
        if number == self.lines.chosen() or not (line.names or line.removed):
            self.lines.choose(-1)
            return
        self.names.show_line(line)
        self.lines.choose(number, self.names)

    def _on_tab(self, key: str) -> None:
        self._stack.setCurrentIndex(TABS.index(key))
        self._draw()

    # The page

    def _draw(self) -> None:
        """Render the page of the row, when it is looked at."""
        if self.tabs.chosen() != "document" or self._row is None:
            return
        invoice = self._row.invoice
        if invoice is None:
            self._drawn = None
            self.reader.show_nothing(tr("No document"))
            return
        if invoice is self._drawn:
            return
        if self._drawing is not None:
            self._drawing.forget()
        self._drawn = invoice
        self.reader.show_outline()
        papers = self._bench.desk.papers
        self._drawing = self._bench.background.run(
            lambda _work: papers.preview(_as_draft(invoice)), self._on_pdf, self._on_failed
        )

    def _on_pdf(self, pdf: bytes) -> None:
        self._drawing = None
        self.reader.show_pdf(pdf, lambda _count: tr("The invoice as it would be"))

    def _on_failed(self, error: Exception) -> None:
        self._drawing = None
        said = self._bench.sentence(error) if isinstance(error, BillDeskError) else ""
        self.reader.show_nothing(said)

    # Columns

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column("line", tr("Line"), self._what, width=160, stretch=True),
            Column(
                "before", tr("Before"), lambda line: self._count(line.before, "ink2"), align=RIGHT, width=60
            ),
            Column("now", tr("Now"), lambda line: self._count(line.now, "ink"), align=RIGHT, width=48),
            Column("step", "", self._step, align=RIGHT, width=48),
            Column("price", tr("Price"), self._price, align=RIGHT, width=72, rank=1),
            Column("amount", tr("Amount"), self._amount, align=RIGHT, width=84),
        )

    def _sum_columns(self) -> tuple[Column, ...]:
        def amount(one: tuple[str, int, str]) -> Cell:
            currency = self._row.currency if self._row else self._bench.figures.home
            total = one[2] == "total"
            said = words.amount(one[1], currency, self._bench.language, symbol=total)
            return Cell(said, strong=total, figure=True)

        return (
            Column(
                "what",
                "",
                lambda one: Cell(one[0], strong=bool(one[2]), tone="ink" if one[2] else "ink2"),
                stretch=True,
            ),
            Column("amount", "", amount, align=RIGHT, width=120),
        )

    def _what(self, line: LineChange) -> Cell:
        if line.was is None and line.net is not None and self._row and self._row.last_date:
            return Cell(line.description, tr("new"), strong=True, second_tone="paid_fg")
        if line.net is None:
            return Cell(line.description, tr("gone"), tone="ink2", second_tone="overdue_fg")
        return Cell(line.description, strong=True)

    def _count(self, count: int | None, tone: str) -> Cell:
        said = "" if count is None else words.quantity(count, self._bench.language)
        return Cell(said, tone=tone, figure=True)

    def _step(self, line: LineChange) -> Cell:
        if line.before is None or line.now is None or line.before == line.now:
            return Cell("")
        step = line.now - line.before
        return Cell(signed_count(step, self._bench.language), strong=True, figure=True, tone=tone_of(step))

    def _price(self, line: LineChange) -> Cell:
        if line.unit_price is None or self._row is None:
            return Cell("")
        said = words.price(line.unit_price, self._row.currency, self._bench.language)
        return Cell(said, tone="ink2", figure=True)

    def _amount(self, line: LineChange) -> Cell:
        currency = self._row.currency if self._row else self._bench.figures.home
        if line.net is None:
            gone = signed_amount(-(line.was or 0), currency, self._bench.language)
            return Cell(gone, tone="overdue_fg", figure=True)
        return Cell(words.amount(line.net, currency, self._bench.language, symbol=False), figure=True)


class _Named(Wash):
    """The names that a line counts, with what came and went."""

    def __init__(self, bench: Bench, name: str, bare: bool = False) -> None:
        super().__init__(bench.look, "sheet" if bare else "sunken")
        look = bench.look
        self._language = bench.language
        self._title = Label(look, "", "value")
        self._names = Names(look, name)
        column = QVBoxLayout(self)
        edge = 0 if bare else look.px(16)
        column.setContentsMargins(edge, look.px(8), edge, look.px(8))
        column.setSpacing(look.px(6))
        column.addWidget(self._title)
        column.addWidget(self._names)

    def show_line(self, line: LineChange) -> None:
        """Show a line's names."""
        count = words.quantity(line.now or 0, self._language)
        self._title.setText(tr("{what}: {count} counted", what=line.description, count=count))
        self._names.show_names(line.names, line.added, line.removed)


def _as_draft(invoice: Invoice) -> Invoice:
    """It has no number yet, so its page says that it is a draft."""
    return replace(invoice, state="draft")
