"""Tickets: what they show, charging their time, and making their invoice."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from billdesk.domain.billing import ticket_draft, without_charge
from billdesk.domain.catalog import Product
from billdesk.domain.customer import Customer
from billdesk.domain.errors import Missing, Refused
from billdesk.domain.invoice import Invoice, require_draft
from billdesk.domain.money import gross
from billdesk.domain.occurrence import charge_line
from billdesk.domain.payment import Payment
from billdesk.domain.ticket import (
    Charge,
    Ticket,
    TimeEntry,
    charge_of,
    minutes_to_bill,
    require_chargeable,
)
from billdesk.domain.totals import line_net
from billdesk.services.drafting import read_catalog
from billdesk.services.office import Office
from billdesk.services.settings import read_settings
from billdesk.storage.traces import Trace
from billdesk.storage.work import Work


@dataclass(frozen=True, slots=True)
class Logged:
    """A row of the labor log: what it is worth, and what became of it."""

    entry: TimeEntry  # its state: not_charged charged invoiced
    labor: Product
    billable_minutes: int
    charge_id: int | None


@dataclass(frozen=True, slots=True)
class Charged:
    """A charge, the net amount (minor units) it comes to (None without a price), and what bills it."""

    charge: Charge
    amount: int | None
    invoice: Invoice | None


@dataclass(frozen=True, slots=True)
class TicketSheet:
    """Everything about one ticket; `pending` is the sum of what waits to be billed, before tax."""

    ticket: Ticket
    customer: Customer
    currency: str
    log: tuple[Logged, ...]
    charges: tuple[Charged, ...]
    pending: int
    deposits: tuple[Payment, ...]  # held, and not used up
    invoices: tuple[Invoice, ...]


class Tickets:
    """What is done with tickets."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def list(self, customer_id: int | None = None) -> tuple[Ticket, ...]:
        """Every ticket, or a customer's, oldest first."""
        with self._office.reading() as work:
            return tuple(work.tickets.all(customer_id))

    def choices(self, words: str, limit: int = 50) -> tuple[Ticket, ...]:
        """Tickets whose number or subject has every word typed, the newest first."""
        with self._office.reading() as work:
            return work.tickets.choices(words, limit)

    def show(self, name: str) -> TicketSheet:
        """The ticket of that ref or number with its log, charges and deposits; Missing when there is none."""
        with self._office.reading() as work:
            return _sheet(work, work.tickets.find(name))

    def charge(self, time_entry_id: int) -> Charge:
        """Turn a time entry into a charge, once: repeating it changes nothing and gives the same charge.

        Refused for time that isn't billable.
        """
        with self._office.work() as work:
            entry = work.tickets.time(time_entry_id)
            work.tickets.lock(entry.id)
            charge = work.tickets.charge_of_time(time_entry_id)
            if charge is None:
                require_chargeable(entry)
                charge = self._charge(work, entry)
                work.commit()
        self._office.tell("ticket", ids=(charge.ticket_id,))
        return charge

    def uncharge(self, time_entry_id: int) -> None:
        """Take the charge of a time entry back; Refused where it is invoiced or there is none."""
        with self._office.work() as work:
            entry = work.tickets.time(time_entry_id)
            work.tickets.lock(entry.id)
            charge = work.tickets.charge_of_time(time_entry_id)
            if charge is None:
                raise Refused("time_not_charged", time=time_entry_id)
            if entry.state == "invoiced":
                raise Refused("charge_is_billed", charge=charge.ref)
            work.tickets.remove_charge(charge.id)
            self._trace(work, charge.id, "uncharged", {"time": time_entry_id})
            work.commit()
        self._office.tell("ticket", ids=(entry.ticket_id,))

    def make_invoice(self, names: Sequence[str], today: date) -> Invoice:
        """A draft of all charges of tickets of one customer (by ref or number) that no invoice bills yet.

        What is held for the tickets settles it when it is issued. Refused where there is nothing to bill.
        """
        with self._office.work() as work:
            work.queue_up()
            tickets = list(dict.fromkeys(work.tickets.find(name) for name in names))
            if not tickets:
                raise Refused("nothing_to_bill")
            if len({ticket.customer_id for ticket in tickets}) > 1:
                raise Refused("tickets_of_several_customers")
            customer = work.customers.by_id(tickets[0].customer_id)
            billed = [(ticket, _waiting(work, ticket)) for ticket in tickets]
            draft = ticket_draft(
                billed,
                customer,
                work.customers.contacts_of([customer.id]),
                read_catalog(work, read_settings(work)),
                today,
            )
            draft = replace(draft, id=work.invoices.take_ids(1)[0])
            work.invoices.add([(draft, None)], self._office.now())
            refs = [ticket.ref for ticket in tickets]
            made = Trace("invoice", draft.id, "made", {"tickets": refs, "total": draft.total})
            work.traces.add([made], self._office.now(), self._office.desk)
            for charge in (one for _, charges in billed for one in charges):
                self._trace(work, charge.id, "billed", {"invoice": draft.id})
            made_invoice = work.invoices.by_id(draft.id)
            work.commit()
        self._office.tell("invoice", "ticket", ids=(draft.id,))
        return made_invoice

    def put_back(self, invoice_id: int, charge_id: int) -> Invoice:
        """Take a charge off a draft; it is pending again. Refused for what is issued."""
        with self._office.work() as work:
            work.queue_up()
            invoice = work.invoices.by_id(invoice_id)
            require_draft(invoice, "put_back")
            work.invoices.replace_draft(without_charge(invoice, charge_id))
            self._trace(work, charge_id, "put_back", {"invoice": invoice_id})
            after = work.invoices.by_id(invoice_id)
            change = {"total": [invoice.total, after.total], "put_back": charge_id}
            trace = Trace("invoice", invoice_id, "changed", change)
            work.traces.add([trace], self._office.now(), self._office.desk)
            work.commit()
        self._office.tell("invoice", "ticket", ids=(invoice_id,))
        return after

    def _charge(self, work: Work, entry: TimeEntry) -> Charge:
        ticket = work.tickets.all(ids=[entry.ticket_id])[0]
        labor = work.catalog.products().get(entry.labor_id)
        if labor is None:
            raise Missing("product_missing", product=entry.labor_id)
        key = work.take_ids("charge", 1)[0]
        charge = replace(charge_of(entry, labor, ticket), id=key, ref=f"charge-{key}")
        work.tickets.add_charges([charge])
        self._trace(work, key, "charged", {"time": entry.id, "quantity": charge.quantity})
        return charge

    def _trace(self, work: Work, key: int, act: str, change: dict[str, object]) -> None:
        work.traces.add([Trace("charge", key, act, change)], self._office.now(), self._office.desk)


def _waiting(work: Work, ticket: Ticket) -> list[Charge]:
    """The charges of a ticket that no live invoice bills."""
    found = work.tickets.charges_of(ticket.id)
    return [one for one in found if one.invoice_id is None and not one.billed_elsewhere]


def _sheet(work: Work, ticket: Ticket) -> TicketSheet:
    settings = read_settings(work)
    catalog = read_catalog(work, settings)
    customer = work.customers.by_id(ticket.customer_id)
    currency = customer.currency or settings.currency
    charges = work.tickets.charges_of(ticket.id)
    keys = {one.invoice_id for one in charges if one.invoice_id is not None}
    invoices = {one.id: one for one in work.invoices.by_ids(keys)}

    def amount(charge: Charge) -> int | None:
        try:
            line = charge_line(charge, customer, currency, catalog)
        except Refused:
            return None
        return line_net(gross(line.quantity, line.unit_price), line.discount)

    charged = [Charged(one, amount(one), invoices.get(one.invoice_id or 0)) for one in charges]
    waiting = (one for one in charged if one.invoice is None and not one.charge.billed_elsewhere)
    by_time = {one.time_entry_id: one.id for one in charges}
    log = [
        Logged(
            entry,
            catalog.products[entry.labor_id],
            minutes_to_bill(entry, catalog.products[entry.labor_id]),
            by_time.get(entry.id),
        )
        for entry in work.tickets.time_of(ticket.id)
    ]
    return TicketSheet(
        ticket,
        customer,
        currency,
        tuple(log),
        tuple(charged),
        sum(one.amount or 0 for one in waiting),
        tuple(work.payments.held_for([ticket.id])),
        tuple(invoices.values()),
    )
