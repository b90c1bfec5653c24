"""Money as JSON and as lines: the rows that a command made, and how things stand afterwards."""

from billdesk.cli.call import Call
from billdesk.cli.invoice_document import Document, invoice_document
from billdesk.cli.tables import pairs
from billdesk.domain.money import amount_text
from billdesk.domain.payment import Payment, Refund
from billdesk.services.moves import Moved
from billdesk.services.naming import NamedInvoice

Names = dict[int, NamedInvoice]


def payment_document(payment: Payment) -> Document:
    """A payment or deposit; `credit` is what it settles nothing with yet."""
    return {
        "id": payment.id,
        "number": payment.number,
        "ref": payment.ref or None,
        "date": payment.day.isoformat(),
        "amount": amount_text(payment.amount, payment.currency),
        "currency": payment.currency,
        "method": payment.method,
        "reference": payment.reference,
        "credit": amount_text(payment.credit, payment.currency),
        "held": payment.is_held,
    }


def moved_document(call: Call, moved: Moved) -> Document:
    """Everything that a use case of money made, with balances by invoice and free credit by currency."""
    keys = [one.invoice_id for one in moved.allocations]
    sources = [one.credit_note_id for one in moved.allocations if one.credit_note_id]
    sources += [one.credit_note_id for one in moved.refunds if one.credit_note_id]
    notes = [*(note.id for note in moved.credit_notes), *sources]
    names = call.desk.naming.invoices([*keys, *moved.balances, *notes, *(one.id for one in moved.fees)])
    payments = {one.id: one for one in moved.payments}
    return {
        "customer": call.desk.naming.customer_ref(moved.customer_id),
        "payments": [payment_document(one) for one in moved.payments],
        "allocations": [
            {
                "payment": one.payment_id,
                "credit_note": names[one.credit_note_id].name if one.credit_note_id in names else None,
                "invoice": names[one.invoice_id].name,
                "date": one.day.isoformat(),
                "amount": amount_text(one.amount, names[one.invoice_id].invoice.currency),
            }
            for one in moved.allocations
        ],
        "refunds": [
            {
                "payment": one.payment_id,
                "credit_note": names[one.credit_note_id].name if one.credit_note_id in names else None,
                "date": one.day.isoformat(),
                "kind": one.kind,
                "method": one.method,
                "amount": _given_back(one, payments, names),
            }
            for one in moved.refunds
        ],
        "credit_notes": [
            invoice_document(names[note.id], call.today) for note in moved.credit_notes if note.id in names
        ],
        "fees": [invoice_document(names[one.id], call.today) for one in moved.fees if one.id in names],
        "balances": balances(moved, names),
        "credit": {code: amount_text(free, code) for code, free in sorted(moved.credit.items())},
    }


def balances(moved: Moved, names: Names) -> Document:
    """What is still to be paid, by the invoice's number."""
    return {
        names[key].name: amount_text(balance, names[key].invoice.currency)
        for key, balance in moved.balances.items()
        if key in names
    }


def moved_lines(document: Document) -> list[str]:
    """The same for people."""
    lines = [
        f"Payment {one['number'] or one['id']}: {one['amount']} {one['currency']} by {one['method']}, "
        f"{one['credit']} of it {'held' if one['held'] else 'is credit'}"
        for one in document["payments"]
    ]
    lines += [f"{one['amount']} settles {one['invoice']}" for one in document["allocations"]]
    lines += [f"{one['amount']} goes back by {one['method']}" for one in document["refunds"]]
    lines += [
        f"Credit note {one['number']}: {one['total']} {one['currency']}" for one in document["credit_notes"]
    ]
    lines += [f"Fee {one['number']}: {one['total']} {one['currency']}" for one in document["fees"]]
    lines += [f"{name}: {balance} to be paid" for name, balance in document["balances"].items()]
    return [*lines, *pairs((f"Credit {code}", free) for code, free in document["credit"].items())]


def _given_back(refund: Refund, payments: dict[int, Payment], names: Names) -> str:
    """The amount in the currency of what it goes out of: a payment, or a credit note."""
    if refund.payment_id is not None:
        return amount_text(refund.amount, payments[refund.payment_id].currency)
    assert refund.credit_note_id is not None, "a refund goes out of a payment or a credit note"
    return amount_text(refund.amount, names[refund.credit_note_id].invoice.currency)
