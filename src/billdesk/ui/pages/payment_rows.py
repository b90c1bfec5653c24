"""The rows of Take payment: an open invoice, what it gets, and how it then stands."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from billdesk.domain.lists import CurrencySum, Page, PageKey
from billdesk.domain.split import OpenInvoice, Split
from billdesk.services.taking import Lately
from billdesk.ui.bench import Bench
from billdesk.ui.methods import method_short
from billdesk.ui.models.cells import RIGHT, Cell, Column, tick_column
from billdesk.ui.models.paged import PageRequest
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


class SplitRows(Mapping[int, SplitRow]):
    """The rows of a division by the ids of its invoices, each made when it is asked for: some have many."""

    def __init__(self, split: Split, before: "SplitRows | None" = None) -> None:
        self._split = split
        same = before is not None and before._split.invoices is split.invoices
        self._places: Mapping[int, int] = (
            before._places
            if before is not None and same
            else {one.id: at for at, one in enumerate(split.invoices)}
        )

    def __getitem__(self, key: int) -> SplitRow:
        return self._row(self._split.invoices[self._places[key]])

    def __iter__(self) -> Iterator[int]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)

    def fetch(self, request: PageRequest) -> Page[SplitRow]:
        """One page of them, in their order."""
        start = request.offset or 0
        if request.after is not None and request.after.id in self._places:
            start = self._places[request.after.id] + 1
        elif request.before is not None and request.before.id in self._places:
            start = max(0, self._places[request.before.id] - request.limit)
        rows = tuple(map(self._row, self._split.invoices[start : start + request.limit]))
        first, last = (PageKey(None, rows[at].id) if rows else None for at in (0, -1))
        return Page(rows, first, last)

    def count(self) -> tuple[CurrencySum, ...]:
        """How many there are."""
        return (CurrencySum("", len(self), 0, 0),)

    def _row(self, one: OpenInvoice) -> SplitRow:
        split = self._split
        by_hand = bool(split.by_hand.get(one.id))
        return SplitRow(one.id, one, split.parts.get(one.id, 0), by_hand, one.id == split.first)


class Differing(Mapping[int, SplitRow]):
    """Those of some rows that aren't what they were before."""

    def __init__(self, rows: SplitRows, before: SplitRows) -> None:
        self._rows, self._before = rows, before

    def __getitem__(self, key: int) -> SplitRow:
        row = self._rows[key]
        if self._before.get(key) == row:
            raise KeyError(key)
        return row

    def __iter__(self) -> Iterator[int]:
        return (key for key in self._rows if key in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)


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
