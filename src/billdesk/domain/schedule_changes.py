"""Was → becomes: what a change of a schedule makes of its dates, its lines and its next invoice."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from billdesk.domain.calendar import Period, period_of
from billdesk.domain.errors import Refused
from billdesk.domain.invoice import Invoice
from billdesk.domain.schedule import Schedule, ScheduleLine

_FIELDS = (
    "title",
    "contact_id",
    "currency",
    "tax",
    "discount",
    "terms_id",
    "notes",
    "internal_notes",
    "template",
    "reference",
    "end",
    "max_occurrences",
    "lead_days",
    "auto_send",
    "auto_charge",
    "apply_credit",
    "blank_invoices",
    "prices",
    "catch_up",
    "pending",
)


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that was one way and becomes another; `line` names the line that it is about.

    `what` is next_date, period, total, over, rhythm, line_added, line_removed, line_amount (minor units),
    line_changed, or the field of the schedule.
    """

    what: str
    was: object = None
    becomes: object = None
    line: str = ""


def differences(
    before: Schedule, after: Schedule, was: Invoice | None = None, becomes: Invoice | None = None
) -> tuple[Difference, ...]:
    """What differs, the dates first; `was` and `becomes` are the next invoice as it was and will be."""
    return (
        *_dates(before, after),
        *_total(was, becomes),
        *_lines(before, after, _nets(was), _nets(becomes)),
        *_fields(before, after),
    )


def next_period(schedule: Schedule) -> Period | None:
    """What the next invoice covers; None where nothing comes or it says nothing."""
    if schedule.next_date is None:
        return None
    try:
        return period_of(schedule.recurrence, schedule.next_index, schedule.period)
    except Refused:  # beyond the calendar
        return None


def _dates(before: Schedule, after: Schedule) -> Iterator[Difference]:
    one, two = before.recurrence, after.recurrence
    rhythm = [(grid.frequency, grid.interval, grid.billing_day) for grid in (one, two)]
    if rhythm[0] != rhythm[1]:
        yield Difference("rhythm", one, two)
    if before.next_date != after.next_date:
        yield Difference("next_date", before.next_date, after.next_date)
    if next_period(before) != next_period(after):
        yield Difference("period", next_period(before), next_period(after))
    if before.state != after.state:
        yield Difference("over", before.state, after.state)


def _total(was: Invoice | None, becomes: Invoice | None) -> Iterator[Difference]:
    if was is None or becomes is None or was.currency != becomes.currency:
        return
    if was.total != becomes.total:
        yield Difference("total", was.total, becomes.total)


def _nets(invoice: Invoice | None) -> Mapping[int, int]:
    """What each line of the schedule comes to on an invoice."""
    found: dict[int, int] = {}
    for line in invoice.lines if invoice else ():
        if line.schedule_line_id is not None:
            found[line.schedule_line_id] = found.get(line.schedule_line_id, 0) + line.net
    return found


def _lines(
    before: Schedule, after: Schedule, was: Mapping[int, int], becomes: Mapping[int, int]
) -> Iterator[Difference]:
    had = {line.id: line for line in before.lines}
    has = {line.id for line in after.lines}
    for line in after.lines:
        old = had.get(line.id) if line.id > 0 else None
        if old is None:
            yield Difference("line_added", None, becomes.get(line.id), line.description)
        elif was.get(line.id) != becomes.get(line.id):
            yield Difference("line_amount", was.get(line.id), becomes.get(line.id), line.description)
        elif _typed(old) != _typed(line):
            yield Difference("line_changed", None, None, line.description)
    for line in before.lines:
        if line.id not in has:
            yield Difference("line_removed", was.get(line.id), None, line.description)


def _typed(line: ScheduleLine) -> ScheduleLine:
    return replace(line, sort=0, used_on=None)


def _fields(before: Schedule, after: Schedule) -> Iterator[Difference]:
    for name in _FIELDS:
        if getattr(before, name) != getattr(after, name):
            yield Difference(name, getattr(before, name), getattr(after, name))
