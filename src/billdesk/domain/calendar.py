"""Billing dates on a grid that is reckoned from its anchor, never from the date before."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from billdesk.domain.errors import Refused
from billdesk.domain.terms import in_month

FREQUENCIES = ("daily", "weekly", "monthly", "quarterly", "yearly")
LAST_DAY = 32
"""The billing day that stands for the last day of a month."""

_DAYS = {"daily": 1, "weekly": 7}
_MONTHS = {"monthly": 1, "quarterly": 3, "yearly": 12}


@dataclass(frozen=True, slots=True)
class Recurrence:
    """Every `interval` units from `start` on, snapped to the billing day where the unit is a month or longer.

    A grid that was changed while it ran counts from `anchor` (the last date billed), which has the
    index `anchor_index`; `implicit_day` is the day of the month that it keeps without a billing day.
    """

    frequency: str
    interval: int
    start: date
    billing_day: int | None = None
    anchor: date | None = None
    anchor_index: int = 0
    implicit_day: int | None = None

    @property
    def by_months(self) -> bool:
        """Whether the unit is a month or longer."""
        return self.frequency in _MONTHS

    @property
    def day(self) -> int:
        """The day of the month that dates snap to; 29 to 32 mean the last day of a shorter month."""
        return self.billing_day or self.implicit_day or (self.anchor or self.start).day


@dataclass(frozen=True, slots=True)
class Period:
    """The days that an invoice covers, both included."""

    start: date
    end: date


def date_of(grid: Recurrence, index: int) -> date:
    """The billing date of an occurrence; index 0 is the start date, and −1 lies one step before it.

    Raises Refused("beyond_calendar") where there is no such date.
    """
    anchor = grid.anchor or grid.start
    steps = index - grid.anchor_index
    if not steps:
        return anchor
    try:
        if not grid.by_months:
            return anchor + timedelta(days=steps * grid.interval * _DAYS[grid.frequency])
        months = anchor.year * 12 + anchor.month - 1 + steps * grid.interval * _MONTHS[grid.frequency]
        return in_month(months // 12, months % 12 + 1, grid.day)
    except (ValueError, OverflowError):
        raise Refused("beyond_calendar", index=index) from None


def index_from(grid: Recurrence, day: date) -> int:
    """The index of the first occurrence on or after a day."""
    anchor = grid.anchor or grid.start
    if grid.by_months:
        months = (day.year - anchor.year) * 12 + day.month - anchor.month
        steps = months // (grid.interval * _MONTHS[grid.frequency])
    else:
        steps = (day - anchor).days // (grid.interval * _DAYS[grid.frequency])
    index = max(grid.anchor_index + steps, 0)
    while date_of(grid, index) < day:
        index += 1
    return index


def period_of(grid: Recurrence, index: int, covers: str | None) -> Period | None:
    """What an occurrence covers: "advance" up to the next date, "arrears" from the one before, or None."""
    if covers == "advance":
        return Period(date_of(grid, index), date_of(grid, index + 1) - timedelta(days=1))
    if covers == "arrears":
        return Period(date_of(grid, index - 1), date_of(grid, index) - timedelta(days=1))
    return None


def changed(old: Recurrence, new: Recurrence, last_index: int | None) -> Recurrence:
    """The grid after a change of frequency, interval or billing day.

    Before the first invoice it starts anew; afterwards the next date is the last one billed plus
    one new step, snapped to the billing day (recurring.md, Dates).
    """
    if last_index is None:
        return replace(new, anchor=None, anchor_index=0, implicit_day=None)
    implicit = old.day if old.by_months and old.billing_day is None else None
    return replace(
        new, start=old.start, anchor=date_of(old, last_index), anchor_index=last_index, implicit_day=implicit
    )
