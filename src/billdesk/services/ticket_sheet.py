"""Everything about one ticket on one page: its log, its charges, its notes, and the invoices made of it."""

from dataclasses import dataclass

from billdesk.domain.catalog import Product
from billdesk.domain.customer import Asset, Contact, Customer
from billdesk.domain.deposit import Held
from billdesk.domain.errors import Refused
from billdesk.domain.invoice import Invoice, InvoiceLine
from billdesk.domain.money import gross
from billdesk.domain.occurrence import Catalog, charge_line
from billdesk.domain.payment import Payment
from billdesk.domain.ticket import Charge, Note, Ticket, TimeEntry, charge_of, minutes_to_bill
from billdesk.domain.timer import Timer
from billdesk.domain.totals import PricedLine, Totals, line_net, totals
from billdesk.services.drafting import read_catalog
from billdesk.services.settings import read_settings
from billdesk.storage.work import Work


@dataclass(frozen=True, slots=True)
class Logged:
    """A row of the labor log: what it is worth, and what became of it."""

    entry: TimeEntry  # its state: not_charged charged invoiced
    labor: Product
    billable_minutes: int
    charge_id: int | None
    amount: int | None = None  # what the minutes to bill come to before tax; None where the rate has no price


@dataclass(frozen=True, slots=True)
class Charged:
    """A charge, the net amount (minor units) it comes to (None without a price), and what bills it."""

    charge: Charge
    amount: int | None
    invoice: Invoice | None
    line: InvoiceLine | None = None  # as it would stand on an invoice; None where it can't


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
    would: Totals | None = None  # what an invoice of all that is pending would come to
    contact: Contact | None = None
    assets: tuple[Asset, ...] = ()
    notes: tuple[Note, ...] = ()  # the newest first
    timers: tuple[Timer, ...] = ()
    rates: tuple[Product, ...] = ()  # that its log and timers name
    taken: tuple[Held, ...] = ()  # every deposit there ever was, and what became of it
    takes_deposits: bool = False  # whether the shop does


def read_ticket_sheet(work: Work, ticket: Ticket) -> TicketSheet:
    """The sheet of a ticket on file."""
    settings = read_settings(work)
    catalog = read_catalog(work, settings)
    customer = work.customers.by_id(ticket.customer_id)
    currency = customer.currency or settings.currency
    charged = _charged(work, ticket, customer, catalog)
    waiting = [one for one in charged if waits(one.charge)]
    lines = [one.line for one in waiting if one.line is not None]
    found = work.tickets.assets_of(ticket.id)
    log, timers = _log(work, ticket, customer, catalog), work.timers.of_ticket(ticket.id)
    rates = {one.entry.labor_id for one in log} | {one.labor_id for one in timers}
    contacts = work.customers.contacts_of([customer.id]) if ticket.contact_id else []
    assets = work.customers.assets_of([customer.id]) if found else []
    return TicketSheet(
        ticket,
        customer,
        currency,
        tuple(log),
        tuple(charged),
        sum(one.amount or 0 for one in waiting),
        tuple(work.payments.held_for([ticket.id])),
        tuple({one.invoice.id: one.invoice for one in charged if one.invoice}.values()),
        would=totals([_priced(line) for line in lines], None, settings.rules),
        contact=next((one for one in contacts if one.id == ticket.contact_id), None),
        assets=tuple(one for one in assets if one.id in found),
        notes=work.tickets.notes_of(ticket.id),
        timers=timers,
        rates=tuple(catalog.products[key] for key in sorted(rates)),
        taken=tuple(work.payments.of_ticket(ticket.id)),
        takes_deposits=settings.deposits_enabled,
    )


def waits(charge: Charge) -> bool:
    """Whether no live invoice bills a charge."""
    return charge.invoice_id is None and not charge.billed_elsewhere and not charge.withdrawn


def _charged(work: Work, ticket: Ticket, customer: Customer, catalog: Catalog) -> list[Charged]:
    charges = work.tickets.charges_of(ticket.id)
    keys = {one.invoice_id for one in charges if one.invoice_id is not None}
    invoices = {one.id: one for one in work.invoices.by_ids(keys)}
    found = []
    for one in charges:
        line = _line(one, customer, catalog)
        found.append(Charged(one, _net(line), invoices.get(one.invoice_id or 0), line))
    return found


def _log(work: Work, ticket: Ticket, customer: Customer, catalog: Catalog) -> list[Logged]:
    by_time = {one.time_entry_id: one.id for one in work.tickets.charges_of(ticket.id)}
    found = []
    for entry in work.tickets.time_of(ticket.id):
        labor = catalog.products[entry.labor_id]
        worth = _net(_line(charge_of(entry, labor, ticket), customer, catalog)) if entry.billable else None
        found.append(Logged(entry, labor, minutes_to_bill(entry, labor), by_time.get(entry.id), worth))
    return found


def _line(charge: Charge, customer: Customer, catalog: Catalog) -> InvoiceLine | None:
    try:
        return charge_line(charge, customer, customer.currency or catalog.shop.currency, catalog)
    except Refused:
        return None


def _net(line: InvoiceLine | None) -> int | None:
    return None if line is None else line_net(gross(line.quantity, line.unit_price), line.discount)


def _priced(line: InvoiceLine) -> PricedLine:
    return PricedLine(line.quantity, line.unit_price, line.discount, line.rates)
