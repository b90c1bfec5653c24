"""`billdesk ticket …`: list and show, charge time, make the invoice; pdf and time are in ticket_papers."""

from billdesk.cli import ticket_papers
from billdesk.cli.call import Answer, Call
from billdesk.cli.grammar import Commands, filled, whole
from billdesk.cli.invoice_document import Document, invoice_document
from billdesk.cli.tables import pairs, table
from billdesk.domain.errors import Refused
from billdesk.domain.money import amount_text, price_text, scaled_text
from billdesk.domain.ticket import Ticket
from billdesk.services.ticket_sheet import Charged, Logged, TicketSheet

MOST_ENTRIES = 999_999_999


def add(commands: Commands) -> None:
    """Make the commands known."""
    group = commands.group("ticket", "list, show, charge, invoice, pdf, time")
    words = group.add("list", "list tickets, oldest first", listing)
    words.add_argument("--customer", metavar="CUSTOMER", type=filled, help="the ref of one")
    words.add_argument("--status", metavar="S", type=filled, help="those in this status")
    words = group.add("show", "show a ticket with its time, charges and deposits", show)
    words.add_argument("ticket", metavar="TICKET", type=filled, help="its ref or number")
    words = group.add("charge", "turn time into charges: all that is billable, or one entry", charge)
    words.add_argument("ticket", metavar="TICKET", type=filled, help="its ref or number")
    words.add_argument("--time", metavar="ID", type=whole(1, MOST_ENTRIES), help="only this entry")
    words = group.add("invoice", "make a draft of all charges that aren't billed yet", invoice)
    words.add_argument("tickets", metavar="TICKET", nargs="+", type=filled, help="tickets of one customer")
    ticket_papers.add(group)


def listing(call: Call) -> Answer:
    """Tickets, of one customer or status where that is asked for."""
    typed, desk = call.typed, call.desk
    customer_id = desk.naming.customer(typed.customer).id if typed.customer else None
    found = [one for one in desk.tickets.list(customer_id) if typed.status in (None, one.status)]
    refs = desk.naming.customer_refs(one.customer_id for one in found)
    documents = [_ticket(one, refs[one.customer_id]) for one in found]
    titles = ("Ticket", "Number", "Customer", "Status", "Subject")
    columns = ("ticket", "number", "customer", "status", "subject")
    cells = [[one[name] for name in columns] for one in documents]
    return Answer(documents, table(titles, cells) or ["No ticket fits."])


def show(call: Call) -> Answer:
    """One ticket with all that belongs to it."""
    return _sheet(call, call.desk.tickets.show(call.typed.ticket))


def charge(call: Call) -> Answer:
    """Charge time entries; what is charged already stays as it is."""
    sheet, wanted = call.desk.tickets.show(call.typed.ticket), call.typed.time
    entries = [one.entry for one in sheet.log if wanted in (None, one.entry.id)]
    if wanted is not None and not entries:
        raise Refused("time_missing", time=wanted, ticket=sheet.ticket.ref)
    for entry in entries:
        if wanted is not None or (entry.billable and entry.state == "not_charged"):
            call.desk.tickets.charge(entry.id)
    return _sheet(call, call.desk.tickets.show(call.typed.ticket))


def invoice(call: Call) -> Answer:
    """Make the draft."""
    made = call.desk.tickets.make_invoice(call.typed.tickets, call.today)
    document = invoice_document(call.desk.naming.invoices([made.id])[made.id], call.today)
    names = ("id", "customer", "total", "currency")
    return Answer(
        {"tickets": list(dict.fromkeys(call.typed.tickets)), "invoice": document},
        ["Draft made.", *pairs((name, document[name]) for name in names)],
    )


def _ticket(ticket: Ticket, customer: str) -> Document:
    return {
        "ticket": ticket.ref,
        "number": ticket.number,
        "customer": customer,
        "subject": ticket.subject,
        "status": ticket.status,
    }


def _sheet(call: Call, sheet: TicketSheet) -> Answer:
    code = sheet.currency
    invoices = call.desk.naming.invoices(one.id for one in sheet.invoices)
    document = _ticket(sheet.ticket, sheet.customer.ref) | {
        "currency": code,
        "time": [_logged(one) for one in sheet.log],
        "charges": [_charged(one, code) for one in sheet.charges],
        "pending": amount_text(sheet.pending, code),
        "deposits": [
            {
                "id": one.payment.id,
                "number": one.payment.number,
                "amount": amount_text(one.payment.amount, one.payment.currency),
                "held": amount_text(one.left if one.payment.is_held else 0, one.payment.currency),
                "applied": amount_text(one.applied, one.payment.currency),
                "given_back": amount_text(one.given_back, one.payment.currency),
            }
            for one in sheet.taken
        ],
        "invoices": [invoice_document(one, call.today) for one in invoices.values()],
    }
    titles = ("Charge", "Quantity", "Amount", "Invoice")
    columns = ("description", "quantity", "amount", "invoice")
    cells = [[one[name] for name in columns] for one in document["charges"]]
    head = pairs((name, document[name]) for name in ("ticket", "number", "customer", "status", "subject"))
    return Answer(
        document, [*head, *table(titles, cells, "Quantity Amount"), f"pending {document['pending']} {code}"]
    )


def _logged(one: Logged) -> Document:
    return {
        "id": one.entry.id,
        "minutes": one.entry.minutes,
        "billable_minutes": one.billable_minutes,
        "labor": one.labor.ref,
        "billable": one.entry.billable,
        "state": one.entry.state,
        "notes": one.entry.notes,
        "charge": one.charge_id,
    }


def _charged(one: Charged, code: str) -> Document:
    charge = one.charge
    return {
        "id": charge.id,
        "ref": charge.ref or None,
        "description": charge.description,
        "quantity": scaled_text(charge.quantity),
        "unit": charge.unit,
        "unit_price": None if charge.unit_price is None else price_text(charge.unit_price, code),
        "amount": None if one.amount is None else amount_text(one.amount, code),
        "time": charge.time_entry_id,
        "invoice": None if one.invoice is None else one.invoice.number or str(one.invoice.id),
    }
