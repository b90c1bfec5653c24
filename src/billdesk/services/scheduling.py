"""Schedules made and changed by hand: opened with all that an editor needs, looked ahead of, saved."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date

from billdesk.domain import schedule_draft as rules
from billdesk.domain.catalog import Product
from billdesk.domain.counting import COUNTERS
from billdesk.domain.customer import Contact, Customer, CustomField
from billdesk.domain.delivery import recipients
from billdesk.domain.draft import a_month_on, as_schedule
from billdesk.domain.errors import Conflict, Missing, Problem, Refused, Rejected
from billdesk.domain.invoice import Invoice
from billdesk.domain.occurrence import Catalog, Holdings, evidence_of
from billdesk.domain.placeholders import bare
from billdesk.domain.schedule import Schedule, ScheduleLine
from billdesk.domain.schedule_changes import Difference, differences
from billdesk.domain.schedule_draft import Pricing
from billdesk.domain.schedule_warnings import Around, warnings
from billdesk.domain.settings import ShopSettings
from billdesk.services.drafting import read_catalog
from billdesk.services.office import Office
from billdesk.services.schedule_sheet import DATES_AHEAD, Coming, SheetLine, coming_of, find_schedule
from billdesk.services.settings import read_settings
from billdesk.storage.traces import Trace
from billdesk.storage.work import Work

Name = str | int


@dataclass(frozen=True, slots=True)
class ScheduleForm:
    """A schedule with all that its editor offers; `before` is it as it is on file, None for a new one."""

    draft: Schedule
    before: Schedule | None
    customer: Customer
    contacts: tuple[Contact, ...]
    catalog: Catalog
    products: tuple[Product, ...]  # in use, by name
    shop: ShopSettings
    fields: tuple[CustomField, ...] = ()  # of contacts
    asset_types: tuple[str, ...] = ()
    folders: tuple[str, ...] = ()  # of this customer
    usage: tuple[tuple[str, str], ...] = ()  # vendor and item of each report
    mailed_to: tuple[str, ...] = ()
    charges: bool = False  # whether a payment processor charges stored cards

    def pricing(self, draft: Schedule) -> Pricing:
        """What prices of the draft's lines are looked up in."""
        return _pricing(draft, self.customer, self.catalog)


@dataclass(frozen=True, slots=True)
class Outlook:
    """What a draft comes to by what is on file now; nothing is written.

    `schedule` is it as it would be kept, `was` the next occurrence as it is on file.
    """

    schedule: Schedule
    currency: str
    coming: tuple[Coming, ...] = ()
    was: Coming | None = None
    lines: tuple[SheetLine, ...] = ()  # in the order of the draft's lines
    warnings: tuple[Problem, ...] = ()
    differences: tuple[Difference, ...] = ()


class Scheduling:
    """Recurring invoices as they are typed."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def fresh(self, customer_id: int, today: date) -> ScheduleForm:
        """A new schedule of a customer; nothing is kept."""
        with self._office.reading() as work:
            return self._form(work, rules.fresh(customer_id, today))

    def open(self, name: Name) -> ScheduleForm:
        """A schedule on file; Missing where there is none, Refused where it is over."""
        with self._office.reading() as work:
            found = find_schedule(work, name)
            _require_open(found)
            return self._form(work, found, found)

    def duplicate(self, name: Name, today: date) -> ScheduleForm:
        """A new schedule like another one, from its next date on or after today; nothing is kept."""
        with self._office.reading() as work:
            return self._form(work, rules.duplicated(find_schedule(work, name), today))

    def from_invoice(self, invoice_id: int, today: date) -> ScheduleForm:
        """A monthly schedule of an invoice's lines, from that day of next month on; nothing is kept.

        Refused where there is nothing to bill.
        """
        with self._office.reading() as work:
            invoice = work.invoices.by_id(invoice_id)
            ids = [0] * (1 + len(invoice.items))
            made = as_schedule(invoice, ids, a_month_on(invoice.date, today))
            return self._form(work, replace(made, ref=""))

    def move(self, draft: Schedule, customer_id: int) -> ScheduleForm:
        """A new schedule made out to another customer; nothing is kept. Refused for one on file."""
        if draft.id:
            raise Refused("schedule_keeps_customer")
        with self._office.reading() as work:
            moved = replace(draft, customer_id=customer_id, contact_id=None)
            before = _currency(draft, work.customers.by_id(draft.customer_id), read_settings(work).currency)
            after = _currency(moved, work.customers.by_id(customer_id), read_settings(work).currency)
            return self._form(work, moved if before == after else replace(moved, currency=before))

    def look(self, draft: Schedule, today: date) -> Outlook:
        """Dates, counts and amounts of a draft as it is typed; lines that have problems are left out."""
        with self._office.reading() as work:
            draft = rules.numbered(draft)
            customer = work.customers.by_id(draft.customer_id)
            catalog = read_catalog(work, read_settings(work))
            before = _on_file(work, draft)
            wrong = rules.problems(draft, _pricing(draft, customer, catalog))
            currency = _currency(draft, customer, catalog.shop.currency)
            if not rules.datable(wrong):
                return Outlook(draft, currency)
            good = rules.flawless(draft, wrong)
            done = _dealt_with(work, draft)
            after = rules.applied(before, good, done) if before else good
            coming = coming_of(work, after, today, DATES_AHEAD, drawn_up=1)
            around = Around(_holdings(work, customer), catalog, _others(work, draft))
            was = coming_of(work, before, today, 1, drawn_up=1) if before else []
            whole = rules.applied(before, draft, done) if before else draft
            found = warnings(replace(whole, lines=draft.lines), around, today)
            return Outlook(
                after,
                currency,
                tuple(coming),
                was[0] if was else None,
                _lines(draft, coming, around),
                (*_of_draft(draft, found), *self._uncharged(work, draft, customer)),
                differences(before, whole, _invoice(was), _invoice(coming)) if before else (),
            )

    def problems(self, draft: Schedule) -> tuple[Problem, ...]:
        """What keeps a schedule from being saved, by place."""
        with self._office.reading() as work:
            return _problems(work, draft)

    def save(self, draft: Schedule) -> Schedule:
        """Write a new schedule (id 0), active from its start on, or a changed one.

        A change counts from the next invoice on. Rejected with what is wrong by place; for a changed one
        Refused where it is over by now, Conflict where somebody else, or a run, was faster.
        """
        if draft.id:
            return self._change(draft)
        with self._office.work() as work:
            work.queue_up()
            _require_flawless(work, draft)
            key = work.take_ids("schedule", 1)[0]
            made = replace(
                draft,
                id=key,
                ref=_free_ref(work, f"schedule-{key}"),
                lines=_numbered(work, draft.lines),
                state="active",
                version=1,
            )
            work.schedules.add([made])
            self._remember(work, made, "made", {"title": made.title})
            work.commit()
        self._office.tell("schedule", ids=(made.id,))
        return made

    def _form(self, work: Work, draft: Schedule, before: Schedule | None = None) -> ScheduleForm:
        return replace(_form(work, draft, before), charges=self._office.terminal is not None)

    def _uncharged(self, work: Work, draft: Schedule, customer: Customer) -> tuple[Problem, ...]:
        """A warning where no card can be charged."""
        terminal = self._office.terminal
        if terminal is None or not draft.auto_charge or work.cards.of(customer.id, terminal.processor.name):
            return ()
        return (Problem("auto_charge", "nobody_to_charge", {"customer": customer.name}),)

    def _change(self, draft: Schedule) -> Schedule:
        with self._editing(draft) as (work, before):
            _require_flawless(work, draft)
            typed = replace(draft, lines=_numbered(work, draft.lines, before.lines))
            after = rules.applied(before, typed, _dealt_with(work, before))
            found = differences(before, after)
            work.schedules.replace(after)
            facts = [[one.what, one.line, _plain(one.was), _plain(one.becomes)] for one in found]
            self._remember(work, after, "changed", {"changed": facts})
            work.commit()
        self._office.tell("schedule", ids=(after.id,))
        return after

    @contextmanager
    def _editing(self, draft: Schedule) -> Iterator[tuple[Work, Schedule]]:
        """A unit of work in which nobody else, and no run, changes the schedule."""
        with self._office.work() as work:
            work.queue_up()
            work.schedules.lock([draft.id])
            before = find_schedule(work, draft.id)
            if before.version != draft.version:
                raise Conflict("schedule_changed", schedule=before.ref)
            _require_open(before)
            yield work, before

    def _remember(self, work: Work, schedule: Schedule, act: str, facts: dict[str, object]) -> None:
        trace = Trace("schedule", schedule.id, act, facts)
        work.traces.add([trace], self._office.now(), self._office.desk)


def _require_open(schedule: Schedule) -> None:
    if schedule.state not in ("active", "paused"):
        raise Refused("schedule_is_over", action="edit", schedule=schedule.ref, state=schedule.state)


def _require_flawless(work: Work, draft: Schedule) -> None:
    found = _problems(work, draft)
    if found:
        raise Rejected(found)


def _problems(work: Work, draft: Schedule) -> tuple[Problem, ...]:
    """What is wrong with the values, and with what they name."""
    customer = work.customers.by_id(draft.customer_id)
    catalog = read_catalog(work, read_settings(work))
    found = list(rules.problems(draft, _pricing(draft, customer, catalog)))
    contacts = {one.id for one in work.customers.contacts_of([customer.id])}
    if draft.contact_id is not None and draft.contact_id not in contacts:
        found.append(Problem("contact_id", "contact_of_another_customer", {"contact": draft.contact_id}))
    found += _strangers("", {"tax": draft.tax.tax_id, "terms": draft.terms_id}, catalog)
    for at, line in enumerate(draft.lines):
        named = {"tax": line.tax.tax_id, "product": line.product_id}
        named["saved_search"] = line.counter.search_id if line.counter else None
        found += _strangers(f"lines[{at}].", named, catalog)
    return tuple(found)


def _strangers(place: str, named: dict[str, int | None], catalog: Catalog) -> Iterator[Problem]:
    known = {
        "tax": ("tax", catalog.taxes),
        "terms": ("terms_id", catalog.terms),
        "product": ("product_id", catalog.products),
        "saved_search": ("counter.search_id", catalog.searches),
    }
    for kind, key in named.items():
        field, there = known[kind]
        if key is not None and key not in there:
            yield Problem(place + field, "unknown_reference", {"kind": kind, "ref": key})


def _form(work: Work, draft: Schedule, before: Schedule | None = None) -> ScheduleForm:
    customer, settings = work.customers.by_id(draft.customer_id), read_settings(work)
    people = work.customers.contacts_of([customer.id])
    contacts = tuple(one for one in people if one.active or one.id == draft.contact_id)
    catalog = read_catalog(work, settings)
    active = (one for one in catalog.products.values() if one.active and one.kind != "deposit")
    folders = {one.policy_folder for one in work.customers.assets_of([customer.id]) if one.policy_folder}
    return ScheduleForm(
        rules.in_order(draft),
        before,
        customer,
        contacts,
        catalog,
        tuple(sorted(active, key=lambda one: (one.name.casefold(), one.id))),
        settings,
        tuple(one for one in work.customers.fields() if one.on == "contact" and not one.archived),
        tuple(work.customers.asset_words("type")),
        tuple(sorted(folders, key=str.casefold)),
        tuple(sorted({(one.vendor, one.item) for one in work.customers.usage_of([customer.id])})),
        recipients(customer, contacts, draft.contact_id),
    )


def _on_file(work: Work, draft: Schedule) -> Schedule | None:
    """The schedule that a draft changes; None for a new one, or where it was deleted meanwhile."""
    try:
        return find_schedule(work, draft.id) if draft.id else None
    except Missing:
        return None


def _dealt_with(work: Work, schedule: Schedule) -> date | None:
    """The latest date that was billed or skipped."""
    return max((one.billing_date for one in work.schedules.occurrences_of(schedule.id)), default=None)


def _currency(draft: Schedule, customer: Customer, home: str) -> str:
    return draft.currency or customer.currency or home


def _pricing(draft: Schedule, customer: Customer, catalog: Catalog) -> Pricing:
    home = catalog.shop.currency
    return Pricing(_currency(draft, customer, home), home, catalog.products)


def _holdings(work: Work, customer: Customer) -> Holdings:
    """Everything of a customer that a line could count."""
    return Holdings(
        customer,
        work.customers.assets_of([customer.id]),
        work.customers.contacts_of([customer.id]),
        work.customers.usage_of([customer.id]),
    )


def _others(work: Work, draft: Schedule) -> tuple[str, ...]:
    """The titles of the customer's other schedules that take pending ticket charges."""
    found = work.schedules.of_customers([draft.customer_id])
    return tuple(
        bare(one.title) or one.ref
        for one in found
        if one.id != draft.id and one.pending is not None and one.state in ("active", "paused")
    )


def _invoice(coming: Sequence[Coming]) -> Invoice | None:
    return coming[0].invoice if coming else None


def _lines(draft: Schedule, coming: Sequence[Coming], around: Around) -> tuple[SheetLine, ...]:
    """What each line counts now, and as what the next invoice prints it."""
    day = coming[0].billing_date if coming else draft.recurrence.start
    invoice = _invoice(coming)
    found = []
    for line in draft.lines:
        printed = tuple(one for one in invoice.lines if one.schedule_line_id == line.id) if invoice else ()
        net = sum(one.net for one in printed) if printed else None
        found.append(_counted(SheetLine(line, printed=printed, net=net), around, day))
    return tuple(found)


def _counted(one: SheetLine, around: Around, day: date) -> SheetLine:
    line = one.line
    if line.type not in COUNTERS or (line.counter is None and line.type != "contact"):
        return one  # without being told, there is nothing to count
    try:
        evidence = evidence_of(line, around.holdings, around.catalog, day)
    except Refused:
        return one
    names = tuple(name for _, name in evidence.items)
    return replace(one, count=evidence.quantity, names=names, as_of=evidence.as_of)


def _of_draft(draft: Schedule, found: Sequence[Problem]) -> tuple[Problem, ...]:
    """Warnings but for those of counters that don't say yet what they count."""
    unsaid = {
        f"lines[{at}].counter"
        for at, line in enumerate(draft.lines)
        if line.type in COUNTERS and line.type != "contact" and line.counter is None
    }
    return tuple(one for one in found if one.place not in unsaid)


def _numbered(
    work: Work, lines: Sequence[ScheduleLine], before: Sequence[ScheduleLine] = ()
) -> tuple[ScheduleLine, ...]:
    """Lines in their order; those that weren't there before get ids of their own."""
    known = {line.id for line in before}
    ids = iter(work.take_ids("schedule_line", sum(line.id not in known for line in lines)))
    return tuple(
        replace(line, id=line.id if line.id in known else next(ids), sort=at)
        for at, line in enumerate(lines, 1)
    )


def _free_ref(work: Work, ref: str) -> str:
    number, found = 1, ref
    while True:
        try:
            work.schedules.by_ref(found)
        except Missing:
            return found
        number, found = number + 1, f"{ref}-{number + 1}"


def _plain(value: object) -> object:
    """A value for the audit trail."""
    return value if value is None or isinstance(value, bool | int | str) else str(value)
