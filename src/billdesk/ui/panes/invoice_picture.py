"""The picture above the invoice list: a cell for each status, and the last twelve months."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from billdesk.domain.lists import Glance as Figures
from billdesk.domain.lists import GlanceCell, MonthSum
from billdesk.ui.bench import Bench
from billdesk.ui.widgets.charts import Bar, Months
from billdesk.ui.widgets.glance import Fact, Glance
from billdesk.ui.widgets.painted import Rule
from billdesk.ui.widgets.sheet import Wash
from billdesk.ui.widgets.wide import keep_wide
from billdesk.ui.words import counted, tr

CELLS = {
    "draft": ("Draft", "edge_strong"),
    "open": ("Open", "open_fg"),
    "partly_paid": ("Partly paid", "partly_fg"),
    "overdue": ("Overdue", "overdue_fg"),
    "paid": ("Paid this month", "paid_fg"),
}
MONTHS = 338


class InvoicePicture(Wash):
    """A click filters, again clears; `month_picked` tells a month's first day and its name, or None."""

    status_picked = Signal(str)
    month_picked = Signal(object, str)

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench.look, "sheet")
        self._bench = bench
        self._names: dict[date, str] = {}
        self.glance = Glance(bench.look, "invoices.glance")
        self.glance.setAccessibleName(tr("At a glance"))
        self.months = Months(bench.look, "invoices.months", tr("Invoiced, 12 months"))
        keep_wide(bench.look, self.months, MONTHS)
        zero = bench.figures.parts(0, bench.figures.home)
        self.glance.show_facts(
            tuple(Fact(key, tr(label), 0, zero, 0, token) for key, (label, token) in CELLS.items())
        )
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.glance, 1)
        row.addWidget(self.months)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(Rule(bench.look))
        self.glance.picked.connect(self.status_picked)
        self.months.picked.connect(lambda month: self.month_picked.emit(month, self._names.get(month, "")))

    def show_glance(self, found: Figures) -> None:
        """Show the figures of the whole shop, whatever the list is filtered by."""
        cells = {cell.status: cell for cell in found.cells}
        self.glance.show_facts(tuple(self._fact(cells[key], found.currency) for key in CELLS if key in cells))
        if found.months:
            last = found.months[-1]
            said = f"{self._short(last)} {self._bench.figures.headline(last.amount, found.currency)}"
            self.months.show_bars(tuple(self._bar(month, found.currency) for month in found.months), said)

    def show_chosen(self, status: str, dates: tuple[str, ...]) -> None:
        """Show what the list is filtered by, without telling anybody."""
        self.glance.choose(status)
        chosen = self.months.chosen()
        if isinstance(chosen, date) and dates != (chosen.isoformat(),):
            self.months.clear_choice()

    def fold(self, low: bool) -> None:
        """In a low window the cells are low and the months leave."""
        self.glance.fold(low)
        self.months.setVisible(not low)

    def _fact(self, cell: GlanceCell, currency: str) -> Fact:
        label, token = CELLS[cell.status]
        figures = self._bench.figures
        others = [figures.amount(one.balance or one.total, one.currency) for one in cell.others]
        more = tr("and {amounts}", amounts=", ".join(others)) if others else ""
        amount = figures.parts(cell.amount, currency)
        return Fact(cell.status, tr(label), cell.count, amount, max(0, cell.amount), token, more)

    def _bar(self, month: MonthSum, currency: str) -> Bar:
        name = f"{self._bench.figures.month(month.month)} {month.month.year}"
        self._names[month.month] = name
        amount = self._bench.figures.headline(month.amount, currency)
        count = counted(month.count, "{count} invoice", "{count} invoices")
        letter = self._bench.figures.month(month.month)[:1].upper()
        return Bar(letter, f"{name}: {amount}, {count}", max(0, month.amount), month.month)

    def _short(self, month: MonthSum) -> str:
        return self._bench.figures.month(month.month)[:3]
