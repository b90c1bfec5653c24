"""What schedules add to the monthly recurring revenue, by what their lines come to now (revenue.md)."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction

from billdesk.domain.invoice import Invoice, InvoiceLine
from billdesk.domain.revenue import PER_MONTH
from billdesk.domain.schedule import Schedule
from billdesk.domain.tax import shares
from billdesk.services.drafting import Drafting, Failure, Ledger, read_catalog
from billdesk.services.settings import read_settings
from billdesk.storage.work import Work

Month = tuple[str, Fraction]
"""A currency, and exact minor units of it."""


def months_of(work: Work, schedules: Sequence[Schedule], today: date) -> dict[int, Month | None]:
    """What each active schedule comes to in a month; None where its next invoice can't be drawn up.

    After discounts, before tax; without one-time lines and ticket charges; a line that comes with every
    n-th invoice counts as its n-th part. Schedules that bring nothing, or aren't active, are left out.
    """
    active = [one for one in schedules if one.state == "active" and one.next_date is not None]
    if not active:
        return {}
    drafting = Drafting(work, read_catalog(work, read_settings(work)), today, False, Ledger())
    drawn = drafting.next_of([_lasting(one) for one in active])
    found: dict[int, Month | None] = {}
    for schedule in active:
        one = drawn[schedule.id]
        if isinstance(one, Failure):
            found[schedule.id] = None
        elif one.invoice is not None:
            found[schedule.id] = (one.invoice.currency, _month(schedule, one.invoice))
    return found


def summed(months: Iterable[Month | None]) -> dict[str, Fraction] | None:
    """The sums by currency; None where one of them isn't known."""
    sums: dict[str, Fraction] = {}
    for month in months:
        if month is None:
            return None
        sums[month[0]] = sums.get(month[0], Fraction(0)) + month[1]
    return sums


def _lasting(schedule: Schedule) -> Schedule:
    lines = tuple(replace(line, every=1) for line in schedule.lines if not line.one_time)
    return replace(schedule, lines=lines, pending=None)


def _month(schedule: Schedule, invoice: Invoice) -> Fraction:
    every = {line.id: line.every for line in schedule.lines}
    inclusive = invoice.rules.includes_tax
    parts = (_before_tax(line, inclusive) / every[line.schedule_line_id or 0] for line in invoice.items)
    grid = schedule.recurrence
    return sum(parts, Fraction(0)) * PER_MONTH[grid.frequency] / grid.interval


def _before_tax(line: InvoiceLine, inclusive: bool) -> Fraction:
    if not inclusive:
        return Fraction(line.taxable)
    parts = shares(line.rates)
    return Fraction(line.taxable * parts.unit, parts.unit + parts.tax)
