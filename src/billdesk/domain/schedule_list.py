"""The rows of the list of schedules, and what one asks of it."""

import datetime
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ScheduleFilter:
    """Which schedules; None and empty mean "any"."""

    states: frozenset[str] = frozenset()
    customer_id: int | None = None
    failed: bool | None = None
    ids: tuple[int, ...] = ()
    text: str = ""


@dataclass(frozen=True, slots=True)
class ScheduleRow:
    """One line of the list of schedules. `amount` is the next invoice's total where it is known."""

    id: int
    ref: str
    customer_id: int
    customer: str
    title: str
    frequency: str
    interval: int
    billing_day: int | None  # 1-31, 32 = last day of the month, None = day of the start date
    next_date: datetime.date | None
    state: str  # active paused completed cancelled
    currency: str
    amount: int | None
    failures: int
    failure: str  # code of the last failure, "" when there is none
    last_invoice_id: int | None
    last_status: str | None
    auto_send: bool
    generated: int
    max_occurrences: int | None
