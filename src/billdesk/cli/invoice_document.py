"""Invoices as JSON: what `run` and `invoice` say of them; amounts are decimal strings, dates ISO."""

from typing import Any

from billdesk.domain.counting import Evidence
from billdesk.domain.invoice import Invoice, InvoiceLine
from billdesk.domain.money import amount_text, price_text, scaled_text

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
