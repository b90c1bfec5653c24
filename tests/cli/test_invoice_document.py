"""Invoices as JSON."""

from datetime import date

from billdesk.cli.invoice_document import amounts, counted, line_document, lines_document
from billdesk.domain.counting import Evidence
from billdesk.domain.invoice import Invoice, InvoiceLine, reckoned


def yen(*lines):
    return reckoned(Invoice(1, "JPY", date(2026, 2, 1), date(2026, 2, 1), lines=lines))


def test_amounts_have_the_decimals_of_their_currency():
    invoice = yen(InvoiceLine("Seat", quantity=15_000, unit_price=3_000_000))

    assert amounts(invoice) == {
        "currency": "JPY",
        "subtotal": "450",
        "discount": "0",
        "tax": "0",
        "total": "450",
    }
    assert lines_document(invoice) == [
        {
            "kind": "manual",
            "description": "Seat",
            "quantity": "1.5",
            "unit": "",
            "unit_price": "300",
            "amount": "450",
            "counted": None,
        }
    ]


def test_a_heading_has_no_figures():
    found = line_document(InvoiceLine("Ticket 7", kind="heading"), "USD")

    assert found["kind"] == "heading"
    assert {found[name] for name in ("quantity", "unit", "unit_price", "amount", "counted")} == {None}


def test_names_are_given_for_what_was_counted_one_by_one():
    assert counted(Evidence("asset", 20_000, ((1, "NB-1"), (2, "NB-2")))) == ["NB-1", "NB-2"]
    assert counted(Evidence("contact", 0)) == []
    assert counted(Evidence("usage", 70_000)) is None
    assert counted(None) is None
