"""Customers with their contacts and assets: the list, one of them on a page, and every change of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from billdesk.domain.customer import Asset, Contact, Customer, CustomField, Record
from billdesk.domain.customer_list import CustomerFilter, CustomerRow
from billdesk.domain.errors import Conflict, Missing, Problem, Refused, Rejected
from billdesk.domain.folders import clean_path
from billdesk.domain.lists import TOP, CurrencySum, Page, Part, Sort
from billdesk.domain.people_problems import record_problems
from billdesk.domain.revenue import rounded
from billdesk.domain.settings import ShopSettings
from billdesk.domain.tax import Tax
from billdesk.domain.terms import Terms
from billdesk.services.assets import add_assets
from billdesk.services.changing import changes_of, new_refs
from billdesk.services.customer_sheet import CustomerSheet, read_customer_sheet
from billdesk.services.monthly import months_of, summed
from billdesk.services.office import Office
from billdesk.services.settings import read_settings
from billdesk.storage.customer_pages import CustomerQuestion
from billdesk.storage.traces import Trace
from billdesk.storage.work import Work

Kept = Contact | Asset


@dataclass(frozen=True, slots=True)
class CustomerForm:
    """What is needed to edit a customer: the record, and what can be chosen for it."""

    record: Record
    fields: tuple[CustomField, ...]
    taxes: tuple[Tax, ...]
    terms: tuple[Terms, ...]
    shop: ShopSettings
    folders: tuple[str, ...]  # that there are, of all customers
    types: tuple[str, ...]  # of assets, of all customers


class Customers:
    """The customers of a shop, and what they have."""

    def __init__(self, office: Office) -> None:
        self._office = office

    # Looking

    def page(self, wanted: CustomerFilter, sort: Sort, today: date, part: Part = TOP) -> Page[CustomerRow]:
        """One part of the list; what customers bring in a month, `monthly` tells."""
        with self._office.reading() as work:
            home = read_settings(work).currency
            return work.customer_lists.page(CustomerQuestion(wanted, sort, today, home), part)

    def sums(self, wanted: CustomerFilter) -> tuple[CurrencySum, ...]:
        """How many a filter finds, counted with the home currency, and what they owe by currency."""
        with self._office.reading() as work:
            return work.customer_lists.sums(wanted, read_settings(work).currency)

    def monthly(self, ids: Sequence[int], today: date) -> dict[int, tuple[tuple[str, int], ...] | None]:
        """What customers bring in a month by currency (minor units); None where it isn't known."""
        with self._office.reading() as work:
            schedules = work.schedules.of_customers(ids)
            months = months_of(work, schedules, today)
        found: dict[int, tuple[tuple[str, int], ...] | None] = {}
        for key in ids:
            mine = [months[one.id] for one in schedules if one.customer_id == key and one.id in months]
            sums = summed(mine)
            found[key] = None if sums is None else tuple((code, rounded(sums[code])) for code in sorted(sums))
        return found

    def sheet(self, customer_id: int, today: date) -> CustomerSheet:
        """Everything of one customer; Missing when there is none."""
        with self._office.reading() as work:
            return read_customer_sheet(work, customer_id, today)

    def name(self, customer_id: int) -> str:
        """What a customer is called; Missing when there is none."""
        with self._office.reading() as work:
            return work.customers.by_id(customer_id).name

    def form(self, customer_id: int | None = None) -> CustomerForm:
        """What an editor shows, for a customer or (None) for a new one."""
        with self._office.reading() as work:
            record = _record(work, customer_id) if customer_id else Record(Customer(0, "", ""))
            return CustomerForm(
                record,
                tuple(one for one in work.customers.fields() if not one.archived),
                tuple(work.catalog.taxes().values()),
                tuple(work.catalog.terms().values()),
                read_settings(work),
                tuple(work.customers.asset_words("policy_folder")),
                tuple(work.customers.asset_words("type")),
            )

    # Changing

    def save(self, record: Record) -> Record:
        """Write a new customer (id 0), or what is changed in one, with its contacts and assets.

        Contacts and assets on file that the record doesn't name stay as they are. Raises Rejected with what
        is wrong by its place, and Conflict where somebody else changed the same in the meantime.
        """
        record = _tidied(record)
        with self._office.work() as work:
            problems = (*record_problems(record), *_doubled(work, record))
            if problems:
                raise Rejected(problems)
            before = _record(work, record.customer.id) if record.customer.id else None
            traces: list[Trace] = []
            customer = _keep_customer(work, before, record.customer, traces)
            contacts = [replace(one, customer_id=customer.id) for one in record.contacts]
            assets = [replace(one, customer_id=customer.id) for one in record.assets]
            _keep_contacts(work, before, contacts, traces)
            _keep_assets(work, before, assets, traces)
            work.traces.add(traces, self._office.now(), self._office.desk)
            after = _record(work, customer.id)
            work.commit()
        self._office.tell("customer", "asset", ids=(customer.id,))
        return after

    def archive(self, customer_id: int, version: int | None = None) -> Customer:
        """Put a customer away: it stays on file with all that belongs to it, and can be brought back."""
        return self._set_active(customer_id, version, False)

    def restore(self, customer_id: int, version: int | None = None) -> Customer:
        """Bring a customer back that was put away."""
        return self._set_active(customer_id, version, True)

    def delete(self, customer_id: int) -> None:
        """Take a customer off the file that nothing was ever billed to; Refused where something was."""
        with self._office.work() as work:
            customer = work.customers.by_id(customer_id)
            uses = work.customers.uses(customer_id)
            if uses:
                raise Refused("customer_is_used", customer=customer.name, **uses)
            work.customers.remove(customer_id)
            self._remember(work, customer_id, "deleted", {"name": customer.name, "ref": customer.ref})
            work.commit()
        self._office.tell("customer", ids=(customer_id,))

    # How

    def _set_active(self, customer_id: int, version: int | None, active: bool) -> Customer:
        with self._office.work() as work:
            before = work.customers.by_id(customer_id)
            if before.active == active:
                return before
            if not work.customers.keep(replace(before, active=active, version=version or before.version)):
                raise Conflict("customer_changed", customer=before.name)
            self._remember(work, customer_id, "restored" if active else "archived", {})
            after = work.customers.by_id(customer_id)
            work.commit()
        self._office.tell("customer", ids=(customer_id,))
        return after

    def _remember(self, work: Work, customer_id: int, act: str, facts: dict[str, object]) -> None:
        trace = Trace("customer", customer_id, act, facts)
        work.traces.add([trace], self._office.now(), self._office.desk)


def _record(work: Work, customer_id: int) -> Record:
    customer = work.customers.by_id(customer_id)
    contacts, assets = work.customers.contacts_of([customer_id]), work.customers.assets_of([customer_id])
    return Record(customer, tuple(contacts), tuple(assets))


def _tidied(record: Record) -> Record:
    """Without blanks around what was typed; a name on file that has some is no change by itself."""
    customer = replace(
        record.customer,
        name=record.customer.name.strip(),
        ref=record.customer.ref.strip(),
        email=record.customer.email.strip(),
        cc=tuple(one.strip() for one in record.customer.cc if one.strip()),
    )
    assets = tuple(replace(one, policy_folder=clean_path(one.policy_folder)) for one in record.assets)
    return replace(record, customer=customer, assets=assets)


def _doubled(work: Work, record: Record) -> tuple[Problem, ...]:
    """A short name that another customer has."""
    one = record.customer
    own = work.customers.by_ids([one.id]).get(one.id)
    if not one.ref or (own is not None and own.ref == one.ref):
        return ()
    if not work.customers.taken("customer", [one.ref]):
        return ()
    return (Problem("ref", "short_name_taken", {"ref": one.ref}),)


def _keep_customer(work: Work, before: Record | None, after: Customer, traces: list[Trace]) -> Customer:
    if before is None:
        key = work.take_ids("customer", 1)[0]
        ref = after.ref or new_refs(work, "customer", [after.name])[0]
        made = replace(after, id=key, ref=ref, version=1)
        work.customers.add([made])
        traces.append(Trace("customer", key, "made", {"name": made.name}))
        return made
    after = replace(after, ref=after.ref or before.customer.ref)
    if after != before.customer:
        if not work.customers.keep(after):
            raise Conflict("customer_changed", customer=before.customer.name)
        changed = changes_of(before.customer, after)
        traces.append(Trace("customer", after.id, "changed", {"changed": changed}))
    return after


def _keep_contacts(
    work: Work, before: Record | None, contacts: Sequence[Contact], traces: list[Trace]
) -> None:
    had = {one.id: one for one in before.contacts} if before else {}
    new, changed = _parted(contacts, had, "contact_missing")
    keys = work.take_ids("contact", len(new))
    refs = new_refs(work, "contact", [one.name for one in new])
    made = [replace(one, id=key, ref=ref, version=1) for one, key, ref in zip(new, keys, refs, strict=True)]
    work.customers.add_contacts(made)
    traces += (Trace("customer", one.customer_id, "contact_made", {"name": one.name}) for one in made)
    for one in changed:
        if not work.customers.keep_contact(one):
            raise Conflict("contact_changed", contact=had[one.id].name)
        traces.append(_changed_trace("contact", one, had[one.id]))


def _keep_assets(work: Work, before: Record | None, assets: Sequence[Asset], traces: list[Trace]) -> None:
    had = {one.id: one for one in before.assets} if before else {}
    new, changed = _parted(assets, had, "asset_missing")
    add_assets(work, new, traces)
    for one in changed:
        if not work.customers.keep_asset(one):
            raise Conflict("asset_changed", asset=had[one.id].name)
        traces.append(_changed_trace("asset", one, had[one.id]))


def _parted(found: Sequence[Any], had: Mapping[int, Any], missing: str) -> tuple[list[Any], list[Any]]:
    """Those that are new, and those that aren't as they are on file; Missing for one of somebody else."""
    for one in found:
        if one.id and one.id not in had:
            raise Missing(missing, **{missing.partition("_")[0]: one.name})
    new = [one for one in found if not one.id]
    return new, [one for one in found if one.id and one != had[one.id]]


def _changed_trace(kind: str, after: Kept, before: Kept) -> Trace:
    facts = {"name": before.name, "changed": changes_of(before, after)}
    return Trace("customer", after.customer_id, f"{kind}_changed", facts)
