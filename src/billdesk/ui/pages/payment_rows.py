"""The rows of Take payment: an open invoice, what it gets, and how it then stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from billdesk.domain.split import OpenInvoice, Split
from billdesk.services.taking import Lately
from billdesk.ui.bench import Bench
from billdesk.ui.methods import method_short
from billdesk.ui.models.cells import RIGHT, Cell, Column, tick_column
from billdesk.ui.widgets.badge import word
from billdesk.ui.words import tr

APPLY = "apply"


class SplitRow(NamedTuple):
    """An open invoice in the list."""

    id: int
    invoice: OpenInvoice
    part: int
    by_hand: bool
    came_from: bool


def rows_of(split: Split) -> tuple[SplitRow, ...]:
    """Each invoice with what it gets."""
    parts = split.parts
    return tuple(
        SplitRow(
            one.id,
            one,
            parts.get(one.id, 0),
            bool(split.by_hand.get(one.id)),
            one.id == split.first,
        )
        for one in split.invoices
    )


@dataclass(frozen=True, slots=True)
class Writer:
    """Makes columns; all but the bench depends on the row alone."""

    bench: Bench
    today: date

    def columns(self) -> tuple[Column, ...]:
        return (
            tick_column(),
            Column("number", tr("Open invoices, oldest first"), self._number, width=180, stretch=True),
            Column("due", tr("Due"), self._due, width=76, rank=2),
            Column("status", tr("Status"), self._status, width=132, rank=1),
            Column("balance", tr("Balance"), self._balance, align=RIGHT, width=96),
            Column(APPLY, tr("Apply"), self._apply, align=RIGHT, width=116),
            Column("after", tr("After"), self._after, width=136, rank=3),
            Column("edge", "", lambda _row: Cell(""), width=8),
        )

    def lately(self) -> tuple[Column, ...]:
        return (
            Column("day", "", self._day, width=96),
            Column("method", "", self._method, width=160, rank=1),
            Column("numbers", "", self._numbers, width=160, stretch=True),
            Column("amount", "", self._amount, align=RIGHT, width=96),
        )

    def _number(self, row: SplitRow) -> Cell:
        notes = [row.invoice.title] if row.invoice.title else []
        notes += [tr("set by hand")] if row.by_hand else []
        notes += [tr("you came from here")] if row.came_from else []
        return Cell(row.invoice.number, " · ".join(notes), strong=True, figure=True)

    def _due(self, row: SplitRow) -> Cell:
        late = row.invoice.due_date < self.today
        said = self.bench.figures.day(row.invoice.due_date, self.today)
        return Cell(said, tone="overdue_fg" if late else "ink2", figure=True)

    def _status(self, row: SplitRow) -> Cell:
        days = (self.today - row.invoice.due_date).days
        partly = row.invoice.balance < row.invoice.total
        status = "overdue" if days > 0 else "partly_paid" if partly else "open"
        return Cell(word(status, max(days, 0)), badge=status)

    def _balance(self, row: SplitRow) -> Cell:
        return Cell(self._money(row.invoice.balance, row), figure=True)

    def _apply(self, row: SplitRow) -> Cell:
        tone = "overdue_fg" if row.part > row.invoice.balance else "ink" if row.part else "ink3"
        return Cell(self._money(row.part, row), strong=bool(row.part), figure=True, tone=tone)

    def _after(self, row: SplitRow) -> Cell:
        left = row.invoice.balance - row.part
        if left < 0:
            return Cell(tr("too much"), tone="overdue_fg")
        if not left:
            return Cell(tr("paid"), tone="paid_fg")
        said = tr("{amount} stays open", amount=self._money(left, row)) if row.part else ""
        return Cell(said, tone="ink2")

    def _money(self, minor: int, row: SplitRow) -> str:
        return self.bench.figures.amount(minor, row.invoice.currency)

    def _day(self, one: Lately) -> Cell:
        return Cell(self.bench.figures.day(one.payment.day, self.today), tone="ink2", figure=True)

    def _method(self, one: Lately) -> Cell:
        return Cell(f"{method_short(one.payment.method)} {one.payment.reference}".strip(), strong=True)

    def _numbers(self, one: Lately) -> Cell:
        return Cell(", ".join(_named(one.numbers)) or tr("on account"), tone="ink2")

    def _amount(self, one: Lately) -> Cell:
        return Cell(self.bench.figures.amount(one.payment.amount, one.payment.currency), figure=True)


def _named(numbers: Sequence[str]) -> list[str]:
    """The first few numbers, and how many more there are."""
    more = len(numbers) - 3
    return [*numbers[:3], *([tr("{count} more", count=more)] if more > 0 else [])]
