"""What deserves a second look in a schedule although it can be saved, with its place."""

from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from billdesk.domain.calendar import LAST_DAY, Recurrence
from billdesk.domain.counting import COUNTERS
from billdesk.domain.delivery import recipients
from billdesk.domain.errors import Problem, Refused
from billdesk.domain.occurrence import Catalog, Holdings, evidence_of
from billdesk.domain.placeholders import unknown
from billdesk.domain.schedule import Schedule, generate_on, upcoming

_STEPS = {"monthly": 1, "quarterly": 3, "yearly": 12}
MOST_LATE = 1_000
"""More dates that have gone by aren't counted."""


@dataclass(frozen=True, slots=True)
class Around:
    """What a schedule is looked at beside: what its customer has, and who else takes ticket charges there."""

    holdings: Holdings
    catalog: Catalog
    others: tuple[str, ...] = ()  # titles of the customer's other schedules that take pending charges


def warnings(schedule: Schedule, around: Around, today: date) -> tuple[Problem, ...]:
    """Warnings by place: billing_day, start, auto_send, pending, title, lines[1].counter …"""
    return (
        *_short_months(schedule.recurrence),
        *_late(schedule, today),
        *_addresses(schedule, around.holdings),
        *_takers(schedule, around.others),
        *_placeholders(schedule),
        *_counters(schedule, around),
    )


def short_months(grid: Recurrence) -> bool:
    """Whether a month on the grid lacks its day, which isn't called the last one."""
    if not grid.by_months or not 28 < grid.day < LAST_DAY:
        return False
    first = (grid.anchor or grid.start).month - 1
    step = grid.interval * _STEPS[grid.frequency]
    months = {(first + number * step) % 12 + 1 for number in range(12)}
    return any(monthrange(2027, month)[1] < grid.day for month in months)  # 2027 isn't a leap year


def _short_months(grid: Recurrence) -> Iterator[Problem]:
    if short_months(grid):
        yield Problem("billing_day", "day_is_missing", {"day": grid.day})


def _late(schedule: Schedule, today: date) -> Iterator[Problem]:
    """Dates that have gone by are billed at once, by the policy for missed dates."""
    if schedule.state != "active":
        return
    count, last = 0, today - timedelta(days=1)
    for _, day in upcoming(schedule):
        if generate_on(schedule, day) > last or count == MOST_LATE:
            break
        count += 1
    if count:
        yield Problem("start", "dates_gone_by", {"count": count})


def _addresses(schedule: Schedule, holdings: Holdings) -> Iterator[Problem]:
    if schedule.auto_send and not recipients(holdings.customer, holdings.contacts, schedule.contact_id):
        yield Problem("auto_send", "nobody_to_mail", {"customer": holdings.customer.name})


def _takers(schedule: Schedule, others: Sequence[str]) -> Iterator[Problem]:
    if schedule.pending is not None and others:
        yield Problem("pending", "charges_taken_twice", {"schedules": ", ".join(others[:3])})


def _placeholders(schedule: Schedule) -> Iterator[Problem]:
    texts = [(name, getattr(schedule, name)) for name in ("title", "notes")]
    texts += [(f"lines[{at}].description", line.description) for at, line in enumerate(schedule.lines)]
    for place, text in texts:
        found = unknown(text)
        if found:
            yield Problem(place, "placeholder_unknown", {"placeholder": ", ".join(found[:3])})


def _counters(schedule: Schedule, around: Around) -> Iterator[Problem]:
    for at, line in enumerate(schedule.lines):
        if line.type not in COUNTERS:
            continue
        try:
            day = schedule.next_date or schedule.recurrence.start
            found = evidence_of(line, around.holdings, around.catalog, day)
        except Refused as reason:
            yield Problem(f"lines[{at}].counter", reason.code, reason.facts)
            continue
        if not found.quantity:
            yield Problem(f"lines[{at}].counter", "counts_nothing")
