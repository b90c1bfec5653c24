"""Statements of a customer's account: what happened to it, what is open on it, and for how long."""

import calendar
import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from billdesk.domain.errors import Refused
from billdesk.domain.split import OpenInvoice

KINDS = ("activity", "open")
"""What a statement can be: all that happened in a period, or what is open today."""

AGES = (0, 30, 60, 90)
"""After how many days overdue a part of the ageing ends; the last part has no end."""


@dataclass(frozen=True, slots=True)
class Move:
    """What changed an account on a day: minor units, above 0 where the customer owes more by it.

    A refund that became store credit and that credit have the same `pair`.
    """

    day: datetime.date
    kind: str  # invoice credit_note payment credit deposit refund to_credit withdrawn reversal write_off …
    id: int
    amount: int
    number: str = ""
    title: str = ""
    due_date: datetime.date | None = None
    method: str = ""
    pair: int | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A move, and what is owed after it."""

    move: Move
    balance: int


@dataclass(frozen=True, slots=True)
class Standing:
    """How an account stands: what is owed, and what of the customer's money settles nothing yet."""

    owed: int = 0
    credit: int = 0  # free
    held: int = 0  # for tickets
    notes: int = 0  # left on credit notes

    @property
    def balance(self) -> int:
        """What the customer owes in the end; below 0 where the shop owes it."""
        return self.owed - self.credit - self.held - self.notes


@dataclass(frozen=True, slots=True)
class Ageing:
    """What is owed by how long it is overdue: not yet, and up to each of AGES and beyond."""

    parts: tuple[int, ...] = (0,) * (len(AGES) + 1)

    @property
    def total(self) -> int:
        """All that is owed."""
        return sum(self.parts)

    @property
    def overdue(self) -> int:
        """What should have been paid by now."""
        return sum(self.parts[1:])


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which statement: of a customer in one currency, for a period or of what is open on the day `end`."""

    customer_id: int
    currency: str
    end: datetime.date
    start: datetime.date | None = None  # None = what is open

    @property
    def kind(self) -> str:
        """One of KINDS."""
        return "open" if self.start is None else "activity"


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement; amounts are minor units of its currency. `ageing` and `standing` are those of today."""

    wanted: Wanted
    opening: int
    lines: tuple[Line, ...]
    items: tuple[OpenInvoice, ...]
    ageing: Ageing
    standing: Standing

    @property
    def closing(self) -> int:
        """What is owed at its end."""
        if self.wanted.kind == "open":
            return self.standing.balance
        return self.lines[-1].balance if self.lines else self.opening


def require_period(start: datetime.date, end: datetime.date) -> None:
    """Refused where a period ends before it begins."""
    if end < start:
        raise Refused("period_ends_before_it_begins")


def month_of(day: datetime.date) -> tuple[datetime.date, datetime.date]:
    """The first and the last day of a month."""
    return day.replace(day=1), day.replace(day=calendar.monthrange(day.year, day.month)[1])


def without_turns(moves: Iterable[Move]) -> list[Move]:
    """The moves without refunds that became store credit, and that credit: nothing is owed by them."""
    found = list(moves)
    left = {one.pair: 0 for one in found if one.kind == "to_credit" and one.pair is not None}
    for one in found:
        if one.pair in left:
            left[one.pair] += one.amount
    return [one for one in found if one.pair not in left or left[one.pair]]


def with_balances(opening: int, moves: Sequence[Move]) -> tuple[Line, ...]:
    """Each move with what is owed after it."""
    balances = accumulate((one.amount for one in moves), initial=opening)
    next(balances)
    return tuple(Line(one, balance) for one, balance in zip(moves, balances, strict=True))


def age(overdue_days: int) -> int:
    """Which part of the ageing something overdue for so many days belongs to."""
    return sum(overdue_days > most for most in AGES)
