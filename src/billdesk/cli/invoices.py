"""`billdesk invoice …`: list and show, issue, void and credit; send and pdf are in papers."""

from collections.abc import Mapping
from datetime import date

from billdesk.cli import papers
from billdesk.cli.amounts import units_by_line
from billdesk.cli.call import Answer, Call
from billdesk.cli.grammar import Commands, day, filled, whole
from billdesk.cli.invoice_document import (
    Document,
    invoice_document,
    lines_document,
    taxes_document,
)
from billdesk.cli.moved import moved_document, moved_lines
from billdesk.cli.tables import pairs, table
from billdesk.domain.invoice import Invoice
from billdesk.domain.lists import STATUSES, InvoiceFilter, Part, Sort
from billdesk.domain.money import amount_text
from billdesk.services.invoicing import InvoiceSheet

MOST = 100_000
AMOUNTS = frozenset(("total", "amount", "balance"))
"""What of the history of an invoice is in minor units."""


def add(commands: Commands) -> None:
    """Make the commands known."""
    group = commands.group("invoice", "list, show, issue, void, credit, send, pdf")
    words = group.add("list", "list invoices and credit notes, newest first", listing)
    words.add_argument("--status", metavar="S", action="append", choices=STATUSES, help=", ".join(STATUSES))
    words.add_argument("--customer", metavar="CUSTOMER", type=filled, help="the ref of one")
    words.add_argument("--search", metavar="WORDS", default="", help="in numbers, names, titles and lines")
    words.add_argument("--from", metavar="DATE", dest="first", type=day, help="dated then or later")
    words.add_argument("--to", metavar="DATE", dest="last", type=day, help="dated then or earlier")
    words.add_argument("--limit", metavar="N", type=whole(1, MOST), default=100, help="at most; default 100")
    for word, does, act in (
        ("show", "show an invoice with all that belongs to it", show),
        ("issue", "give a draft its number", issue),
        ("void", "void an issued invoice", void),
    ):
        group.add(word, does, act).add_argument(
            "invoice", metavar="INVOICE", type=filled, help="number or id"
        )
    words = group.add("credit", "make a credit note, of all or of some lines", credit)
    words.add_argument("invoice", metavar="INVOICE", type=filled, help="number or id")
    words.add_argument("--line", metavar="N=Q", action="append", help="a quantity of line N; repeatable")
    words.add_argument("--to-credit", action="store_true", help="what is left of it becomes store credit")
    papers.add(group)


def listing(call: Call) -> Answer:
    """Invoices by filter."""
    typed, desk = call.typed, call.desk
    customer_id = desk.naming.customer(typed.customer).id if typed.customer else None
    wanted = InvoiceFilter(
        statuses=frozenset(typed.status or ()),
        customer_id=customer_id,
        date_from=typed.first,
        date_to=typed.last,
        text=typed.search,
    )
    rows = desk.browsing.invoices(wanted, Sort("date"), call.today, Part(typed.limit)).rows
    found = desk.naming.invoices(row.id for row in rows)
    documents = [invoice_document(one, call.today) for one in found.values()]
    titles = ("Number", "Date", "Customer", "Status", "Due", "Total", "Balance", "")
    names = ("date", "customer", "status", "due_date", "total", "balance", "currency")
    cells = [[one["number"] or f"Draft {one['id']}", *(one[name] for name in names)] for one in documents]
    return Answer(documents, table(titles, cells, "Total Balance") or ["No invoice fits."])


def show(call: Call) -> Answer:
    """One invoice with lines, taxes, allocations, deliveries, history."""
    sheet = call.desk.invoicing.show(call.typed.invoice, call.today)
    document = _document(call, sheet.invoice) | _details(call, sheet)
    return Answer(document, _shown(document))


def issue(call: Call) -> Answer:
    """Give a draft its number."""
    return _one(call, call.desk.invoicing.issue(call.desk.naming.invoice(call.typed.invoice).id, call.today))


def void(call: Call) -> Answer:
    """Void an issued invoice."""
    return _one(call, call.desk.invoicing.void(call.desk.naming.invoice(call.typed.invoice).id))


def credit(call: Call) -> Answer:
    """Make the credit note."""
    invoice = call.desk.naming.invoice(call.typed.invoice)
    units = units_by_line(call.typed.line, invoice)
    moved = call.desk.invoicing.credit(invoice.id, units, call.today, call.typed.to_credit)
    document = moved_document(call, moved)
    return Answer(document, moved_lines(document))


def _one(call: Call, invoice: Invoice) -> Answer:
    document = _document(call, invoice)
    names = ("number", "status", "customer", "total", "balance", "currency")
    return Answer(document, pairs((name, document[name]) for name in names))


def _document(call: Call, invoice: Invoice) -> Document:
    return invoice_document(call.desk.naming.invoices([invoice.id])[invoice.id], call.today)


def _details(call: Call, sheet: InvoiceSheet) -> Document:
    invoice = sheet.invoice
    lines = enumerate(lines_document(invoice), 1)
    texts = {name: getattr(invoice, name) for name in ("notes", "internal_notes", "reference")}
    return (
        {
            "lines": [{"line": number} | line for number, line in lines],
            "taxes": taxes_document(invoice),
            "rounding": amount_text(invoice.rounding, invoice.currency),
            "waiting": invoice.waiting or None,
        }
        | texts
        | _settled(call, sheet)
        | _happened(sheet)
    )


def _settled(call: Call, sheet: InvoiceSheet) -> Document:
    """What settles the invoice, or went back."""
    code = sheet.invoice.currency
    others = call.desk.naming.invoices(one.invoice_id for one in sheet.allocations)
    return {
        "allocations": [
            {"payment": one.payment_id, "credit_note": one.credit_note_id}
            | {"invoice": others[one.invoice_id].name}
            | _dated(one.day, one.amount, code)
            for one in sheet.allocations
        ],
        "refunds": [
            _dated(one.day, one.amount, code) | {"kind": one.kind, "method": one.method}
            for one in sheet.refunds
        ],
        "write_offs": [
            _dated(one.day, one.amount, code) | {"reason": one.reason} for one in sheet.write_offs
        ],
        "credit_notes": [note.number for note in sheet.credit_notes],
    }


def _happened(sheet: InvoiceSheet) -> Document:
    """What was done with the invoice: e-mails, and its audit trail."""
    return {
        "deliveries": [
            {"id": one.id, "to": list(one.recipients), "state": one.state}
            | {"tries": one.tries, "reply": one.reply}
            for one in sheet.deliveries
        ],
        "history": [
            {
                "act": one.act,
                "at": one.at.isoformat() if one.at else None,
                "desk": one.desk,
                "change": _change(one.change or {}, sheet.invoice.currency),
            }
            for one in sheet.history
        ],
    }


def _dated(when: date, amount: int, currency: str) -> Document:
    return {"date": when.isoformat(), "amount": amount_text(amount, currency)}


def _change(change: Mapping[str, object], currency: str) -> Document:
    """What changed, with its amounts as decimal strings like everywhere else."""

    def shown(value: object) -> object:
        if isinstance(value, list):
            return [shown(one) for one in value]
        return amount_text(value, currency) if isinstance(value, int) else value

    return {name: shown(value) if name in AMOUNTS else value for name, value in change.items()}


def _shown(document: Document) -> list[str]:
    """The invoice for people: head, lines, taxes, what settles it."""
    names = ("number", "status", "customer", "schedule", "title", "date", "due_date", "currency")
    head = pairs((name.replace("_", " "), document[name]) for name in names)
    titles = ("#", "Description", "Quantity", "Unit", "Price", "Amount")
    columns = ("line", "description", "quantity", "unit", "unit_price", "amount")
    lines = table(
        titles, [[line[name] for name in columns] for line in document["lines"]], "Quantity Price Amount"
    )
    sums = [(name, document[name]) for name in ("subtotal", "discount")]
    sums += [(f"{tax['name']} {tax['percent']} %", tax["amount"]) for tax in document["taxes"]]
    sums += [(name, document[name]) for name in ("total", "balance")]
    sent = [f"e-mail {one['id']} to {', '.join(one['to'])}: {one['state']}" for one in document["deliveries"]]
    return [*head, "", *lines, "", *pairs(sums), *sent]
