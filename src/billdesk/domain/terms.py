"""Payment terms: how many days, or which day of the month, a customer has to pay."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from billdesk.domain.bounds import line_problems, range_problems
from billdesk.domain.errors import Problem, Refused
from billdesk.domain.money import LIMIT, SCALE, percent_of

MOST_DAYS = 3650
MOST_DEFERRED = 366


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
    archived: bool = False


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


def late_fee_of(fee: LateFee, balance: int) -> int:
    """What lateness costs once on an open balance, in minor units: flat and percent, within their bounds."""
    wanted = fee.flat + percent_of(balance, fee.percent)
    if fee.minimum is not None:
        wanted = max(wanted, fee.minimum)
    return wanted if fee.maximum is None else min(wanted, fee.maximum)


def terms_problems(terms: Terms) -> tuple[Problem, ...]:
    """What is wrong with terms, by field: name, days, late_fee.percent …"""
    fee = _fee_problems(terms.late_fee) if terms.late_fee else ()
    return (*_day_problems(terms), *fee)


def _day_problems(terms: Terms) -> Iterator[Problem]:
    yield from line_problems("name", terms.name, filled=True, longest=200)
    if terms.day_of_month is None:
        if terms.days is None:
            yield Problem("days", "nothing_typed")
        else:
            yield from range_problems("days", terms.days, 0, MOST_DAYS)
        if terms.defer_within_days:
            yield Problem("defer_within_days", "only_with", {"key": "day_of_month"})
        return
    yield from range_problems("day_of_month", terms.day_of_month, 1, 31)
    yield from range_problems("defer_within_days", terms.defer_within_days, 0, MOST_DEFERRED)
    if terms.days is not None or terms.end_of_month:
        yield Problem("days", "either_or", {"keys": "days, day_of_month"})


def _fee_problems(fee: LateFee) -> Iterator[Problem]:
    yield from range_problems("late_fee.after_days", fee.after_days, 0, MOST_DAYS)
    yield from range_problems("late_fee.percent", fee.percent, 0, 100 * SCALE, SCALE)
    for place in ("flat", "minimum", "maximum"):
        amount = getattr(fee, place)
        if amount is not None and amount < 0:
            yield Problem(f"late_fee.{place}", "below_zero")
        elif amount is not None and amount >= LIMIT:
            yield Problem(f"late_fee.{place}", "amount_too_large")
    if fee.minimum is not None and fee.maximum is not None and fee.minimum > fee.maximum:
        yield Problem("late_fee.maximum", "maximum_below_minimum")
    if not fee.flat and not fee.percent:
        yield Problem("late_fee.flat", "late_fee_is_nothing")
