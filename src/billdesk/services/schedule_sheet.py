"""Everything that the detail of one schedule shows, and what its next invoices would come to."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from billdesk.domain.calendar import Period, period_of
from billdesk.domain.customer import Customer
from billdesk.domain.errors import Missing, Refused
from billdesk.domain.history import Happened, Occurrence
from billdesk.domain.invoice import Invoice, InvoiceLine
from billdesk.domain.lists import InvoiceFilter, InvoiceRow, Part, Sort
from billdesk.domain.price_change import origins
from billdesk.domain.revenue import rounded
from billdesk.domain.schedule import Schedule, ScheduleLine, generate_on, upcoming
from billdesk.domain.terms import due_date
from billdesk.services.drafting import Drafting, Drawn, Failure, Ledger, read_catalog
from billdesk.services.monthly import months_of
from billdesk.services.settings import read_settings
from billdesk.storage.work import Work

DATES_AHEAD = 12
INVOICES_SHOWN = 100


@dataclass(frozen=True, slots=True)
class Coming:
    """An occurrence to come; `total` in minor units is None where it isn't or can't be drawn up."""

    index: int
    billing_date: date
    generate_on: date
    period: Period | None
    due_date: date
    currency: str
    total: int | None = None
    invoice: Invoice | None = None  # as it would be drawn up now, never written
    failure: str = ""  # code of why it can't be drawn up; "nothing_to_bill" where it would be skipped
    facts: dict[str, object] | None = None


@dataclass(frozen=True, slots=True)
class SheetLine:
    """A line of the schedule as it stands now; counts × 10⁴, amounts in minor units.

    `count`, `printed` and `net` are None where the line isn't on the next invoice. `added` and `removed`
    name what changed against the last invoice.
    """

    line: ScheduleLine
    count: int | None = None  # raw, before included units, minimum, maximum and rounding
    names: tuple[str, ...] = ()
    as_of: date | None = None  # of a vendor's report
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    printed: tuple[InvoiceLine, ...] = ()  # as the next invoice prints it, one for each tier in use
    net: int | None = None


@dataclass(frozen=True, slots=True)
class ScheduleSheet:
    """The detail of a schedule. Amounts are minor units of `currency`."""

    schedule: Schedule
    customer: Customer
    currency: str
    coming: tuple[Coming, ...]  # up to 12; only the first is drawn up
    lines: tuple[SheetLine, ...]
    mrr: int | None  # None where the next invoice can't be drawn up; 0 unless active
    invoices: tuple[InvoiceRow, ...]  # newest first, 100 at most
    skipped: tuple[Occurrence, ...]  # dates that can be billed after all, oldest first
    history: tuple[Happened, ...]  # newest first
    failures: int = 0  # in a row
    failure: str = ""
    failure_facts: dict[str, object] | None = None


def find_schedule(work: Work, name: str | int) -> Schedule:
    """A schedule by its ref or id; Missing when there is none."""
    if isinstance(name, str):
        return work.schedules.by_ref(name)
    found = work.schedules.by_ids([name])
    if name not in found:
        raise Missing("schedule_missing", schedule=name)
    return found[name]


def read_sheet(work: Work, schedule: Schedule, today: date) -> ScheduleSheet:
    """Everything about a schedule, by a fixed number of statements."""
    customer = work.customers.by_id(schedule.customer_id)
    coming = coming_of(work, schedule, today, drawn_up=1)
    following = InvoiceFilter(schedule_id=schedule.id)
    invoices = work.lists.invoice_page(following, Sort("date"), today, Part(INVOICES_SHOWN)).rows
    last = work.invoices.by_ids([invoices[0].id])[0] if invoices else None
    failed = work.failures.of([schedule.id])
    occurrences = work.schedules.occurrences_of(schedule.id)
    return ScheduleSheet(
        schedule,
        customer,
        coming[0].currency if coming else currency_of(work, schedule, customer),
        tuple(coming),
        _sheet_lines(schedule, coming[0].invoice if coming else None, last),
        _mrr(work, schedule, today),
        invoices,
        tuple(one for one in occurrences if one.state == "skipped"),
        _history(work, schedule.id),
        schedule.failures,
        schedule.failure,
        failed[0][2] if failed else None,
    )


def currency_of(work: Work, schedule: Schedule, customer: Customer) -> str:
    """What a schedule bills in."""
    return schedule.currency or customer.currency or read_settings(work).currency


def _history(work: Work, schedule_id: int) -> tuple[Happened, ...]:
    traces = reversed(work.traces.of("schedule", schedule_id))
    return tuple(Happened(one.at, one.desk, one.act, one.change or {}) for one in traces if one.at)


def coming_of(
    work: Work, schedule: Schedule, today: date, count: int = DATES_AHEAD, drawn_up: int | None = None
) -> list[Coming]:
    """The next occurrences; the first `drawn_up` of them (None: all) with what they would come to now."""
    catalog = read_catalog(work, read_settings(work))
    drafting = Drafting(work, catalog, today, False, Ledger())
    customer = work.customers.by_id(schedule.customer_id)
    currency = schedule.currency or customer.currency or catalog.shop.currency
    terms_id = schedule.terms_id or customer.terms_id or catalog.shop.terms_id
    terms = catalog.terms.get(terms_id) if terms_id is not None else None
    days = _days(schedule, count)
    wanted = len(days) if drawn_up is None else drawn_up
    drawn = iter(list(drafting.ahead(schedule, min(wanted, len(days)))))
    return [
        Coming(
            index,
            day,
            generate_on(schedule, day),
            period_of(schedule.recurrence, index, schedule.period),
            due_date(terms, day),
            currency,
            *_outcome(next(drawn, None)),
        )
        for index, day in days
    ]


def _days(schedule: Schedule, count: int) -> list[tuple[int, date]]:
    """The next dates, as far as the calendar goes; none of a schedule that is over."""
    found: list[tuple[int, date]] = []
    if schedule.next_date is None:
        return found
    try:
        for index, day in upcoming(schedule):
            period_of(schedule.recurrence, index, schedule.period)
            found.append((index, day))
            if len(found) == count:
                break
    except Refused:  # beyond the calendar
        return found
    return found


def _outcome(
    drawn: Drawn | Failure | None,
) -> tuple[int | None, Invoice | None, str, dict[str, object] | None]:
    if drawn is None:
        return None, None, "", None
    if isinstance(drawn, Failure):
        return None, None, drawn.code, drawn.facts
    if drawn.invoice is None:
        return None, None, drawn.skipped, None
    return drawn.invoice.total, drawn.invoice, "", None


def _sheet_lines(schedule: Schedule, coming: Invoice | None, last: Invoice | None) -> tuple[SheetLine, ...]:
    now = coming.lines if coming else ()
    before = last.lines if last else ()
    same = origins(schedule.lines)  # at another price it is still the same line, and counts the same

    def _before(line: ScheduleLine) -> tuple[InvoiceLine, ...]:
        return tuple(one for one in before if same.get(one.schedule_line_id or 0) == same[line.id])

    return tuple(_sheet_line(line, _of_line(line, now), _before(line)) for line in schedule.lines)


def _of_line(line: ScheduleLine, printed: Iterable[InvoiceLine]) -> tuple[InvoiceLine, ...]:
    return tuple(one for one in printed if one.schedule_line_id == line.id)


def _sheet_line(
    line: ScheduleLine, now: tuple[InvoiceLine, ...], before: tuple[InvoiceLine, ...]
) -> SheetLine:
    if not now:
        return SheetLine(line)
    evidence = now[0].evidence
    names, had = _names(now), _names(before)
    return SheetLine(
        line,
        evidence.quantity if evidence else None,
        tuple(names.values()),
        evidence.as_of if evidence else None,
        tuple(name for key, name in names.items() if before and key not in had),
        tuple(name for key, name in had.items() if key not in names),
        now,
        sum(one.net for one in now),
    )


def _names(printed: tuple[InvoiceLine, ...]) -> dict[int, str]:
    return dict(printed[0].evidence.items) if printed and printed[0].evidence else {}


def _mrr(work: Work, schedule: Schedule, today: date) -> int | None:
    """What a schedule adds to the monthly recurring revenue; 0 unless it is active."""
    month = months_of(work, [schedule], today).get(schedule.id, ("", Fraction(0)))
    return None if month is None else rounded(month[1])
