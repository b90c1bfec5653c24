"""Payment terms: how many days, or which day of the month, a customer has to pay."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from billdesk.domain.errors import Refused


@dataclass(frozen=True, slots=True)
class LateFee:
    """What lateness costs: flat (minor units) and percent (× 10⁴) of the balance, after some days."""

    after_days: int
    flat: int = 0
    percent: int = 0
    minimum: int | None = None
    maximum: int | None = None
    monthly: bool = False


@dataclass(frozen=True, slots=True)
class Terms:
    """Either `days` (and then, if wished, the end of that month) or a day of the month."""

    id: int
    ref: str
    name: str
    days: int | None = 0
    end_of_month: bool = False
    day_of_month: int | None = None
    defer_within_days: int = 0
    late_fee: LateFee | None = None


def in_month(year: int, month: int, day: int) -> date:
    """That day of a month, or the last one of a shorter month."""
    return date(year, month, day if day <= 28 else min(day, monthrange(year, month)[1]))


def due_date(terms: Terms | None, invoiced: date) -> date:
    """When an invoice of that date is due; without terms at once.

    A day of the month is the next one on or after the invoice date; where it is no more than
    `defer_within_days` away it is the one of the month after. Refused("beyond_calendar") past the year 9999.
    """
    try:
        return _due(terms, invoiced) if terms else invoiced
    except (ValueError, OverflowError):
        raise Refused("beyond_calendar", date=invoiced) from None


def _due(terms: Terms, invoiced: date) -> date:
    if terms.day_of_month is None:
        due = invoiced + timedelta(days=terms.days or 0)
        return in_month(due.year, due.month, 31) if terms.end_of_month else due
    due = in_month(invoiced.year, invoiced.month, terms.day_of_month)
    if due < invoiced:
        due = _month_after(due, terms.day_of_month)
    if (due - invoiced).days <= terms.defer_within_days:
        due = _month_after(due, terms.day_of_month)
    return due


def _month_after(day: date, day_of_month: int) -> date:
    year, month = divmod(day.year * 12 + day.month, 12)
    return in_month(year, month + 1, day_of_month)
