"""Drawing up the invoices of a group of occurrences: everything is read in a handful of statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from billdesk.domain.counting import COUNTERS
from billdesk.domain.delivery import recipients
from billdesk.domain.errors import Refused
from billdesk.domain.invoice import Invoice, require_issuable
from billdesk.domain.occurrence import Catalog, Holdings, Shop, draw_up
from billdesk.domain.schedule import Schedule, is_late, passed
from billdesk.domain.settings import ShopSettings
from billdesk.domain.swift import altered
from billdesk.services import phrases
from billdesk.storage.work import Work


@dataclass(frozen=True, slots=True)
class Due:
    """One occurrence that a run deals with; `bills` is False where the catch-up policy passes it over."""

    day: date
    schedule_id: int
    index: int
    bills: bool


@dataclass(frozen=True, slots=True)
class Drawn:
    """What became of one occurrence, before it is written.

    An invoice, or a reason why it is skipped; `schedule` is the schedule after it.
    """

    due: Due
    schedule: Schedule
    invoice: Invoice | None = None
    issues: bool = False
    recipients: tuple[str, ...] = ()
    skipped: str = ""  # catch_up nothing_to_bill
    used_lines: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Failure:
    """Why an occurrence could not be billed."""

    due: Due
    schedule: Schedule
    code: str
    facts: dict[str, object]


@dataclass(slots=True)
class Ledger:
    """What earlier groups of a dry run would have changed: schedules on their way, charges taken."""

    schedules: dict[int, Schedule] = field(default_factory=dict)
    taken: set[int] = field(default_factory=set)


def shop_of(settings: ShopSettings) -> Shop:
    """What of the settings bears on invoices."""
    return Shop(
        settings.currency,
        settings.language,
        settings.default_tax_id,
        settings.default_terms_id,
        settings.rules,
    )


def read_catalog(work: Work, settings: ShopSettings) -> Catalog:
    """What all invoices share."""
    return Catalog(
        shop_of(settings),
        phrases.names,
        phrases.note,
        work.catalog.taxes(),
        work.catalog.terms(),
        work.catalog.products(),
        work.customers.searches(),
    )


def read_holdings(
    work: Work, schedules: Iterable[Schedule], taken: set[int], since: date | None = None
) -> dict[int, Holdings]:
    """What the customers of some schedules have, as far as these schedules count or take it.

    `since` is the first of the days that are billed, where that is known: older usage isn't read then.
    """
    needs: dict[str, set[int]] = defaultdict(set)
    for schedule in schedules:
        needs["customer"].add(schedule.customer_id)
        types = {line.type for line in schedule.lines if line.type in COUNTERS}
        for kind in types:
            needs["asset" if kind == "policy_folder" else kind].add(schedule.customer_id)
        if schedule.auto_send or schedule.contact_id:
            needs["contact"].add(schedule.customer_id)
        if schedule.pending:
            needs["pending"].add(schedule.customer_id)
    assets, contacts, usage, pending = (defaultdict(list) for _ in range(4))
    for asset in work.customers.assets_of(needs["asset"]):
        assets[asset.customer_id].append(asset)
    for contact in work.customers.contacts_of(needs["contact"]):
        contacts[contact.customer_id].append(contact)
    for report in work.customers.usage_of(needs["vendor_usage"], since):
        usage[report.customer_id].append(report)
    for ticket, charge in work.tickets.pending(needs["pending"]):
        if charge.id not in taken:
            pending[charge.customer_id].append((ticket, charge))
    return {
        key: Holdings(customer, assets[key], contacts[key], usage[key], pending[key])
        for key, customer in work.customers.by_ids(needs["customer"]).items()
    }


@dataclass(slots=True)
class Drafting:
    """Draws up one group of occurrences, in their order, against what is on file."""

    work: Work
    catalog: Catalog
    today: date
    release_late: bool
    ledger: Ledger
    refs: dict[int, str] = field(default_factory=dict)  # of the customers met so far, by id

    def draw(self, group: Sequence[Due]) -> tuple[list[Drawn], list[Failure]]:
        """What becomes of each occurrence; those that another process has dealt with are left out."""
        schedules = self._schedules({due.schedule_id for due in group})
        first = min((due.day for due in group), default=None)
        holdings = read_holdings(self.work, schedules.values(), self.ledger.taken, first)
        self.refs |= {key: found.customer.ref for key, found in holdings.items()}
        drawn, failures = [], []
        for due in group:
            schedule = schedules.get(due.schedule_id)
            if schedule is None or not self._is_still_due(schedule, due):
                continue
            found = self._one(due, schedule, holdings[schedule.customer_id])
            if isinstance(found, Failure):
                failures.append(found)
                continue
            drawn.append(found)
            schedules[schedule.id] = found.schedule
            self._take(found, holdings)
        return drawn, failures

    def _schedules(self, keys: set[int]) -> dict[int, Schedule]:
        """Schedules as they stand: on file, or after what earlier groups of a dry run did with them."""
        ahead = self.ledger.schedules
        return {key: ahead[key] for key in keys if key in ahead} | self.work.schedules.by_ids(
            sorted(keys - ahead.keys())
        )

    def ahead(self, schedule: Schedule, count: int) -> Iterator[Drawn | Failure]:
        """What the next occurrences would come to if they were generated now, one after the other."""
        holdings = read_holdings(self.work, [schedule], self.ledger.taken)
        for _ in range(count):
            if schedule.next_date is None:
                return
            due = Due(schedule.next_date, schedule.id, schedule.next_index, bills=True)
            found = self._one(due, schedule, holdings[schedule.customer_id])
            yield found
            if isinstance(found, Drawn):
                self._take(found, holdings)
                schedule = found.schedule
            else:
                schedule = passed(schedule, due.index, billed=True)

    def next_of(self, schedules: Sequence[Schedule]) -> dict[int, Drawn | Failure]:
        """What the next occurrence of each schedule would come to, each one as if it were the only one."""
        holdings = read_holdings(self.work, schedules, self.ledger.taken)
        return {
            one.id: self._one(
                Due(one.next_date, one.id, one.next_index, True), one, holdings[one.customer_id]
            )
            for one in schedules
            if one.next_date is not None
        }

    def after_all(self, schedule: Schedule, index: int, day: date) -> Drawn | Failure:
        """What an occurrence comes to that was skipped before; the schedule goes on where it stands."""
        holdings = read_holdings(self.work, [schedule], self.ledger.taken)
        found = self._one(Due(day, schedule.id, index, bills=True), schedule, holdings[schedule.customer_id])
        if isinstance(found, Failure) or found.invoice is None:
            return found
        after = replace(
            schedule,
            lines=found.schedule.lines,
            generated=schedule.generated + 1,
            last_index=max(index, -1 if schedule.last_index is None else schedule.last_index),
            version=schedule.version + 1,
        )
        is_over = schedule.next_date is not None and after.next_date is None
        return replace(found, schedule=replace(after, state="completed") if is_over else after)

    def _is_still_due(self, schedule: Schedule, due: Due) -> bool:
        return schedule.state == "active" and (schedule.next_index, schedule.next_date) == (
            due.index,
            due.day,
        )

    def _take(self, drawn: Drawn, holdings: dict[int, Holdings]) -> None:
        """Charges that one invoice took aren't there for the next one."""
        if drawn.invoice is None:
            return
        taken = {line.charge_id for line in drawn.invoice.lines if line.charge_id is not None}
        if taken:
            had = holdings[drawn.schedule.customer_id]
            left = [pair for pair in had.pending if pair[1].id not in taken]
            holdings[drawn.schedule.customer_id] = replace(had, pending=left)

    def _one(self, due: Due, schedule: Schedule, holdings: Holdings) -> Drawn | Failure:
        if not due.bills:
            return Drawn(due, passed(schedule, due.index, billed=False), skipped="catch_up")
        try:
            invoice = draw_up(schedule, due.index, due.day, holdings, self.catalog)
            if invoice is None:
                return Drawn(due, passed(schedule, due.index, billed=False), skipped="nothing_to_bill")
            return self._decided(due, schedule, invoice, holdings)
        except Refused as reason:
            return Failure(due, schedule, reason.code, reason.facts)

    def _decided(self, due: Due, schedule: Schedule, invoice: Invoice, holdings: Holdings) -> Drawn:
        """Whether the invoice is issued and mailed, or left as a draft, and then why it waits."""
        to: tuple[str, ...] = ()
        waiting = ""
        if schedule.auto_send:
            to = recipients(holdings.customer, holdings.contacts, schedule.contact_id)
            if is_late(schedule, due.day, self.today) and not self.release_late:
                waiting = "late"
            elif not to:
                waiting = "no_address"
        issues = schedule.auto_send and not waiting
        if issues:
            require_issuable(invoice, blank=schedule.blank_invoices)
        used = {line.schedule_line_id for line in invoice.lines}
        once = tuple(line.id for line in schedule.lines if line.one_time and line.id in used)
        lines = tuple(replace(line, used_on=due.day) if line.id in once else line for line in schedule.lines)
        after = (
            replace(passed(schedule, due.index, billed=True), lines=lines)
            if once
            else passed(schedule, due.index, True)
        )
        invoice = altered(invoice, waiting=waiting) if waiting else invoice
        return Drawn(due, after, invoice, issues, to if issues else (), used_lines=once)
