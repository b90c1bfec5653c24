"""Invoices as JSON: what `run` and `invoice` say of them; amounts are decimal strings, dates ISO."""

from datetime import date
from typing import Any

from billdesk.domain.counting import Evidence
from billdesk.domain.invoice import Invoice, InvoiceLine, status
from billdesk.domain.money import amount_text, price_text, scaled_text
from billdesk.services.naming import NamedInvoice
from billdesk.services.run import Outcome

Document = dict[str, Any]


def line_document(line: InvoiceLine, currency: str) -> Document:
    """A line; headings carry no amount."""
    if line.kind == "heading":
        return {
            "kind": "heading",
            "description": line.description,
            "quantity": None,
            "unit": None,
            "unit_price": None,
            "amount": None,
            "counted": None,
        }
    return {
        "kind": line.source,
        "description": line.description,
        "quantity": scaled_text(line.quantity),
        "unit": line.unit,
        "unit_price": price_text(line.unit_price, currency),
        "amount": amount_text(line.net, currency),
        "counted": counted(line.evidence),
    }


def counted(evidence: Evidence | None) -> list[str] | None:
    """The names of what was counted; None where nothing was, or where a vendor did."""
    if evidence is None or evidence.kind == "usage":
        return None
    return [name for _, name in evidence.items]


def amounts(invoice: Invoice) -> Document:
    """What stands below the lines."""
    return {
        "currency": invoice.currency,
        "subtotal": amount_text(invoice.subtotal, invoice.currency),
        "discount": amount_text(invoice.discount_amount, invoice.currency),
        "tax": amount_text(invoice.tax, invoice.currency),
        "total": amount_text(invoice.total, invoice.currency),
    }


def lines_document(invoice: Invoice) -> list[Document]:
    """All lines in their order."""
    return [line_document(line, invoice.currency) for line in invoice.lines]


def generated(one: Outcome, invoice: Invoice) -> Document:
    """An invoice as the run tells of it; without an id as long as it isn't written."""
    head = {
        "schedule": one.schedule,
        "customer": one.customer,
        "billing_date": one.billing_date.isoformat(),
        "due_date": invoice.due_date.isoformat(),
    }
    named = {"invoice": invoice.id or None, "number": invoice.number, "state": invoice.state}
    return head | _period(invoice) | named | amounts(invoice) | {"lines": lines_document(invoice)}


def invoice_document(named: NamedInvoice, today: date) -> Document:
    """An invoice as lists and acts tell of it."""
    invoice = named.invoice
    head = {
        "id": invoice.id,
        "kind": invoice.kind,
        "number": invoice.number,
        "state": invoice.state,
        "status": status(invoice, today),
        "customer": named.customer,
        "schedule": named.schedule or None,
        "title": invoice.title,
        "billing_date": invoice.billing_date.isoformat() if invoice.billing_date else None,
        "date": invoice.date.isoformat(),
        "due_date": invoice.due_date.isoformat(),
    }
    balance = {"balance": amount_text(invoice.balance, invoice.currency)}
    return head | _period(invoice) | amounts(invoice) | balance


def taxes_document(invoice: Invoice) -> list[Document]:
    """One row for each rate."""
    return [
        {
            "name": tax.rate.name,
            "percent": scaled_text(tax.rate.percent),
            "base": amount_text(tax.base, invoice.currency),
            "amount": amount_text(tax.amount, invoice.currency),
        }
        for tax in invoice.taxes
    ]


def _period(invoice: Invoice) -> Document:
    period = invoice.period
    return {
        "period_start": period.start.isoformat() if period else None,
        "period_end": period.end.isoformat() if period else None,
    }
