"""The closing of a day: what came in, what went out, and what that comes to by method of payment."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DayLine:
    """Money that came in or went out on a day; `amount` in minor units is always above 0."""

    kind: str  # payment deposit refund reversal
    id: int
    number: str  # of the receipt, or of the credit note that it went out of
    customer: str
    method: str
    reference: str
    currency: str
    amount: int
    left: int = 0  # what settles nothing yet, today


@dataclass(frozen=True, slots=True)
class DayTotal:
    """What came in and went out by one method in one currency, in minor units."""

    method: str
    currency: str
    count: int
    received: int
    refunded: int
    reversed: int

    @property
    def net(self) -> int:
        """What is more than the day before."""
        return self.received - self.refunded - self.reversed


@dataclass(frozen=True, slots=True)
class DaySheet:
    """All of a day."""

    day: datetime.date
    lines: tuple[DayLine, ...]

    @property
    def totals(self) -> tuple[DayTotal, ...]:
        """By currency and method, in the order in which they first came."""
        return tuple(_totals(self.lines))


def _totals(lines: Iterable[DayLine]) -> Iterable[DayTotal]:
    sums: dict[tuple[str, str], list[int]] = {}
    for one in lines:
        found = sums.setdefault((one.currency, one.method), [0, 0, 0, 0])
        found[0] += 1
        found[{"refund": 2, "reversal": 3}.get(one.kind, 1)] += one.amount
    ordered = sorted(sums, key=lambda one: (one[0], -sums[one][1], one[1]))
    return (DayTotal(method, currency, *sums[currency, method]) for currency, method in ordered)
