"""The columns of the list of customers: who and where, what is owed, what comes every month."""

from collections.abc import Sequence
from dataclasses import dataclass

from billdesk.domain.customer_list import CustomerRow
from billdesk.ui.bench import Bench
from billdesk.ui.figures import DASH
from billdesk.ui.models.cells import RIGHT, Cell, Column
from billdesk.ui.words import counted, tr


@dataclass(frozen=True, slots=True)
class _Writer:
    """Makes cells from rows alone, off the GUI thread."""

    bench: Bench

    def who(self, row: CustomerRow) -> Cell:
        if not row.active:
            place = " · ".join(filter(None, (tr("archived"), row.place)))
            return Cell(row.name, place, tone="ink3", second_tone="ink3")
        if not row.reachable:
            place = " · ".join(filter(None, (tr("no e-mail address"), row.place)))
            return Cell(row.name, place, strong=True, second_tone="partly_fg", icon="mail")
        return Cell(row.name, row.place, strong=True, second_tone="ink2")

    def owes(self, row: CustomerRow) -> Cell:
        if not row.owed:
            return Cell(self.bench.figures.amount(0, row.currency), tone="ink3", figure=True)
        late = sum(one.overdue_invoices for one in row.owed)
        second = counted(late, "{count} overdue", "{count} overdue") if late else ""
        shown = joined(self.bench, [(one.balance, one.currency) for one in row.owed])
        return Cell(shown, second, strong=True, figure=True, second_tone="overdue_fg")

    def monthly(self, row: CustomerRow) -> Cell:
        if row.mrr is None:
            return Cell(DASH if row.schedules else "", tone="ink3", figure=True)
        if not any(amount for _, amount in row.mrr):
            return Cell(self.bench.figures.amount(0, row.currency), tone="ink3", figure=True)
        return Cell(
            joined(self.bench, [(amount, code) for code, amount in row.mrr]), tone="ink2", figure=True
        )


def joined(bench: Bench, sums: Sequence[tuple[int, str]]) -> str:
    """Amounts as a table writes them, several currencies one after the other."""
    return " + ".join(bench.figures.amount(amount, code) for amount, code in sums if amount) or DASH


def columns(bench: Bench) -> tuple[Column, ...]:
    """The columns of the list, with room at both edges."""
    writer = _Writer(bench)
    return (
        _edge("left"),
        Column("customer", tr("Customer"), writer.who, "name", width=180, stretch=True),
        Column("owes", tr("Owes"), writer.owes, "owes", align=RIGHT, width=96),
        Column("mrr", tr("MRR"), writer.monthly, align=RIGHT, width=86),
        _edge("right"),
    )


def _edge(side: str) -> Column:
    return Column(side, "", lambda _row: Cell(""), width=8)
