"""Tickets: what they show, charging their time, and making their invoice."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from billdesk.domain.billing import ticket_draft, without_charge
from billdesk.domain.errors import Missing, Refused
from billdesk.domain.invoice import Invoice, require_draft
from billdesk.domain.ticket import Charge, Ticket, TimeEntry, charge_of, require_chargeable
from billdesk.services.drafting import read_catalog
from billdesk.services.office import Office
from billdesk.services.settings import read_settings
from billdesk.services.ticket_sheet import TicketSheet, read_ticket_sheet, waits
from billdesk.storage.traces import Trace
from billdesk.storage.work import Work


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
            return read_ticket_sheet(work, work.tickets.find(name))

    def sheet(self, ticket_id: int) -> TicketSheet:
        """The ticket of that id with everything of it; Missing when there is none."""
        with self._office.reading() as work:
            return read_ticket_sheet(work, work.tickets.by_id(ticket_id))

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
                charge = charge_time(work, self._office, entry)
                work.commit()
        self._office.tell("ticket", ids=(charge.ticket_id,))
        return charge

    def charge_all(self, ticket_id: int) -> tuple[Charge, ...]:
        """Charge all billable time of a ticket that isn't charged yet; the charges made."""
        with self._office.work() as work:
            work.queue_up()
            entries = [one for one in work.tickets.time_of(ticket_id) if one.billable]
            for entry in entries:
                work.tickets.lock(entry.id)
            wanted = [one for one in entries if work.tickets.charge_of_time(one.id) is None]
            made = tuple(charge_time(work, self._office, one) for one in wanted)
            work.commit()
        self._office.tell("ticket", ids=(ticket_id,))
        return made

    def uncharge(self, time_entry_id: int) -> None:
        """Take the charge of a time entry back; Refused where it is invoiced or there is none."""
        with self._office.work() as work:
            work.queue_up()
            entry = work.tickets.time(time_entry_id)
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
            contacts = work.customers.contacts_of([customer.id])
            draft = ticket_draft(billed, customer, contacts, read_catalog(work, read_settings(work)), today)
            draft = replace(draft, id=work.invoices.take_ids(1)[0])
            work.invoices.add([(draft, None)], self._office.now())
            refs = [ticket.ref for ticket in tickets]
            made = Trace("invoice", draft.id, "made", {"tickets": refs, "total": draft.total})
            work.traces.add([made], self._office.now(), self._office.desk)
            for charge in (one for _, charges in billed for one in charges):
                self._trace(work, charge.id, "billed", {"invoice": draft.id})
            self._mark(work, [ticket for ticket, charges in billed if charges])
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

    def _mark(self, work: Work, tickets: Sequence[Ticket]) -> None:
        """Give tickets the status that the shop wants those to have that are billed, where it wants one."""
        settings = read_settings(work)
        status = settings.ticket_status_when_billed
        if status not in settings.ticket_statuses:
            return
        for ticket in tickets:
            if ticket.status != status:
                work.tickets.set_status(ticket.id, status)
                trace = Trace("ticket", ticket.id, "changed", {"status": [ticket.status, status]})
                work.traces.add([trace], self._office.now(), self._office.desk)

    def _trace(self, work: Work, key: int, act: str, change: dict[str, object]) -> None:
        work.traces.add([Trace("charge", key, act, change)], self._office.now(), self._office.desk)


def charge_time(work: Work, office: Office, entry: TimeEntry) -> Charge:
    """Write the charge of a row of the labor log that has none yet."""
    ticket = work.tickets.by_id(entry.ticket_id)
    labor = work.catalog.products().get(entry.labor_id)
    if labor is None:
        raise Missing("product_missing", product=entry.labor_id)
    key = work.take_ids("charge", 1)[0]
    charge = replace(charge_of(entry, labor, ticket), id=key, ref=f"charge-{key}")
    work.tickets.add_charges([charge])
    trace = Trace("charge", key, "charged", {"time": entry.id, "quantity": charge.quantity})
    work.traces.add([trace], office.now(), office.desk)
    return charge


def _waiting(work: Work, ticket: Ticket) -> list[Charge]:
    """The charges of a ticket that no live invoice bills."""
    return [one for one in work.tickets.charges_of(ticket.id) if waits(one)]
