"""What a run would bring, each invoice beside the one before it, as plain rows. Nothing is written."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import takewhile

from billdesk.domain.customer import Customer
from billdesk.domain.invoice import Invoice, InvoiceLine
from billdesk.domain.price_change import origins
from billdesk.domain.schedule import Schedule
from billdesk.services.office import Office
from billdesk.services.run import Ears, Outcome, Request, Run, Summary
from billdesk.services.running import FeeOutcome

FATES = ("emailed", "issued", "draft", "no_address", "late", "skipped", "failed")
"""What becomes of an occurrence; `no_address` and `late` are drafts that should have been e-mailed."""
DRAFTS = ("draft", "no_address", "late")
_NONE: Mapping[int, int] = {}


@dataclass(frozen=True, slots=True)
class LineChange:
    """One line of an invoice against the one before; quantities × 10⁴, amounts in minor units.

    `before` and `was` are None on a new line, `now` and `net` on one that is gone.
    """

    description: str
    source: str = "standard"
    before: int | None = None
    now: int | None = None
    unit_price: int | None = None  # × 10⁴; None where it has several, or is the sum of a ticket
    was: int | None = None
    net: int | None = None
    names: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()

    @property
    def differs(self) -> bool:
        """Whether it isn't what it was."""
        return (self.before, self.was) != (self.now, self.net) or bool(self.added or self.removed)


@dataclass(frozen=True, slots=True)
class Foreseen:
    """One occurrence of the dry run. Amounts are minor units of `currency`."""

    id: int  # its place in the run, from 1 on
    schedule_id: int
    customer_id: int
    customer: str
    title: str
    billing_date: date
    fate: str  # one of FATES
    reason: str = ""  # code, of what is skipped or failed
    facts: dict[str, object] = field(default_factory=dict)
    invoice: Invoice | None = None
    currency: str = ""
    total: int = 0
    last_total: int | None = None  # None where there is none, or one in another currency
    last_date: date | None = None
    lines: tuple[LineChange, ...] = ()
    is_last: bool = False  # the schedule is completed by it
    late_number: str = ""  # of the invoice whose late fee it is; it has no schedule then (0)

    @property
    def change(self) -> int | None:
        """The total against that of the invoice before; None where they can't be compared."""
        return None if self.last_total is None or self.fate == "failed" else self.total - self.last_total

    @property
    def differs(self) -> bool:
        """Whether there is something to look at."""
        return bool(self.change) or self.last_total is None or any(line.differs for line in self.lines)


@dataclass(frozen=True, slots=True)
class Forecast:
    """A whole dry run, in its order; `stopped` says that it isn't all."""

    until: date
    rows: tuple[Foreseen, ...] = ()
    stopped: bool = False


class Foresight:
    """Shows runs before they happen."""

    def __init__(self, office: Office, run: Run) -> None:
        self._office = office
        self._run = run

    def look(
        self,
        request: Request,
        stop: Callable[[], bool] = lambda: False,
        progress: Callable[[int, int], None] = lambda _done, _planned: None,
    ) -> Forecast:
        """What a run would bring; `progress` hears how many of how many occurrences are drawn up."""
        outcomes, fees = list[Outcome](), list[FeeOutcome]()

        def heard(summary: Summary) -> None:
            progress(summary.done, summary.planned)

        summary = self._run.preview(request, Ears(outcomes.extend, heard, stop, fees.extend))
        outcomes.sort(key=lambda one: (one.billing_date, one.schedule_id))
        with self._office.reading() as work:
            ids = {one.schedule_id for one in outcomes}
            schedules = work.schedules.by_ids(ids)
            customers = work.customers.by_ids({one.customer_id for one in schedules.values()})
            last_ids = work.schedules.last_invoices(ids)
            last = {one.id: one for one in work.invoices.by_ids(list(last_ids.values()))}
        before = {key: last[invoice_id] for key, invoice_id in last_ids.items() if invoice_id in last}
        rows = _rows(outcomes, schedules, customers, before)
        late = (_fee_row(one, request.today) for one in fees)
        rows += tuple(replace(row, id=number) for number, row in enumerate(late, len(outcomes) + 1))
        return Forecast(request.horizon, rows, summary.stopped)


def _rows(
    outcomes: Sequence[Outcome],
    schedules: dict[int, Schedule],
    customers: dict[int, Customer],
    before: dict[int, Invoice],
) -> tuple[Foreseen, ...]:
    """Rows in order; the second occurrence of a schedule is compared with its first."""
    rows, billed = [], {key: schedule.generated for key, schedule in schedules.items()}
    for number, one in enumerate(outcomes, 1):
        schedule = schedules.get(one.schedule_id)
        if schedule is None:  # deleted between the two looks
            continue
        customer = customers[schedule.customer_id]
        billed[schedule.id] += one.invoice is not None
        is_last = one.invoice is not None and billed[schedule.id] == schedule.max_occurrences
        row = _row(one, schedule, customer, before.get(schedule.id))
        rows.append(replace(row, id=number, is_last=is_last))
        if one.invoice is not None:
            before[schedule.id] = one.invoice
    return tuple(rows)


def _row(one: Outcome, schedule: Schedule, customer: Customer, last: Invoice | None) -> Foreseen:
    invoice = one.invoice
    currency = invoice.currency if invoice else last.currency if last else ""
    comparable = last is not None and last.currency == currency
    return Foreseen(
        id=0,
        schedule_id=schedule.id,
        customer_id=customer.id,
        customer=customer.name,
        title=invoice.title if invoice else schedule.title,
        billing_date=one.billing_date,
        fate=_fate(one),
        reason=one.failure or one.skipped,
        facts=one.facts or {},
        invoice=invoice,
        currency=currency,
        total=invoice.total if invoice else 0,
        last_total=last.total if last is not None and comparable else None,
        last_date=last.date if last is not None else None,
        lines=() if one.failure else line_changes(invoice, last, origins(schedule.lines)),
    )


def _fee_row(one: FeeOutcome, today: date) -> Foreseen:
    """A late fee; there is nothing before it to compare it with."""
    invoice, late = one.invoice, one.due.late
    return Foreseen(
        id=0,
        schedule_id=0,
        customer_id=one.customer.id,
        customer=one.customer.name,
        title=invoice.title if invoice else late.number,
        billing_date=today,
        fate="failed" if invoice is None else "emailed" if one.recipients else "issued",
        reason=one.failure,
        facts=one.facts,
        invoice=invoice,
        currency=late.currency,
        total=invoice.total if invoice else 0,
        lines=line_changes(invoice, None),
        late_number=late.number,
    )


def _fate(one: Outcome) -> str:
    if one.failure:
        return "failed"
    if one.invoice is None:
        return "skipped"
    if one.invoice.state == "issued":
        return "emailed"
    return one.invoice.waiting or "draft"


@dataclass(slots=True)
class _Sum:
    """The printed parts of one line of the schedule, or of one ticket, taken together."""

    first: InvoiceLine
    description: str
    quantity: int = 0
    net: int = 0
    prices: set[int] = field(default_factory=set)

    def add(self, line: InvoiceLine) -> None:
        if self.prices and self.first.source != "charge":
            # The parts of a price in tiers say their range behind the words that they share.
            shared = _shared(self.description, line.description)
            self.description = shared or self.description
        self.quantity += line.quantity
        self.net += line.net
        self.prices.add(line.unit_price)

    @property
    def count(self) -> int | None:
        """What was counted, or what is billed; a ticket has no quantity of its own."""
        if self.first.source == "charge":
            return None
        return self.first.evidence.quantity if self.first.evidence else self.quantity

    @property
    def names(self) -> dict[int, str]:
        return dict(self.first.evidence.items) if self.first.evidence else {}


def line_changes(
    invoice: Invoice | None, last: Invoice | None, same: Mapping[int, int] = _NONE
) -> tuple[LineChange, ...]:
    """Each line beside the same line of the invoice before, in print order; those that are gone come last.

    `same` names the line that a line of the schedule follows at another price.
    """
    now = _sums(invoice.lines if invoice else (), same)
    had = _sums(last.lines if last else (), same)
    kept = [_change(one, had.get(key)) for key, one in now.items()]
    gone = [
        LineChange(
            one.description,
            one.first.source,
            before=one.count,
            was=one.net,
            removed=tuple(one.names.values()),
        )
        for key, one in had.items()
        if key not in now
    ]
    return (*kept, *gone)


def _sums(lines: Iterable[InvoiceLine], same: Mapping[int, int]) -> dict[object, _Sum]:
    found: dict[object, _Sum] = {}
    ticket = ""
    for number, line in enumerate(lines):
        if line.kind == "heading":
            ticket = line.description if line.source == "charge" else ""
            continue
        words = line.description
        key: object = same.get(line.schedule_line_id or 0, line.schedule_line_id)
        if line.charge_id is not None or line.source == "charge":
            key, words = ("ticket", ticket or number), ticket or line.description
        elif key is None:
            key = ("line", line.description)
        found.setdefault(key, _Sum(line, words)).add(line)
    return found


def _change(one: _Sum, before: _Sum | None) -> LineChange:
    names, had = one.names, before.names if before else {}
    return LineChange(
        one.description,
        one.first.source,
        before.count if before else None,
        one.count,
        next(iter(one.prices)) if len(one.prices) == 1 and one.count is not None else None,
        before.net if before else None,
        one.net,
        tuple(names.values()),
        tuple(name for key, name in names.items() if before and key not in had),
        tuple(name for key, name in had.items() if key not in names),
    )


def _shared(one: str, other: str) -> str:
    """The words with which both texts begin."""
    pairs = zip(one.split(" "), other.split(" "), strict=False)
    return " ".join(word for word, _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
