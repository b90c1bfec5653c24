"""What a printed invoice says."""

from dataclasses import replace

from billdesk.domain.calendar import Period
from billdesk.domain.customer import Customer
from billdesk.domain.document import Letterhead
from billdesk.domain.invoice import InvoiceLine
from billdesk.domain.tax import Rate
from billdesk.domain.totals import Discount
from billdesk.services.printing import printed, texts
from support.small_shop import TODAY, an_invoice

ACME = Customer(1, "acme", "Acme Dental")
SHOP = Letterhead("Northgate IT", footer="Thank you")
REDUCED = Rate("Reduced", 70000)


def lines(*found):
    return tuple(InvoiceLine(name, quantity=10000, unit_price=100 * 10000, **more) for name, more in found)


def test_what_was_paid_at_issue_counts_and_not_what_came_later():
    invoice = an_invoice(ACME, paid_at_issue=2000, credit_at_issue=900, settled=9000)
    document = printed(invoice, SHOP)
    assert (document.total, document.paid, document.credit) == (11900, 2000, 900)
    assert document.balance == 11900 - 2900


def test_every_fact_of_the_invoice_is_on_paper():
    facts = {"title": "IT in February", "reference": "PO 7", "notes": "Thanks", "language": "de"}
    document = printed(an_invoice(ACME, period=Period(TODAY, TODAY), **facts), SHOP)
    assert (document.title, document.reference, document.notes, document.language) == tuple(facts.values())
    assert (document.terms, document.period_start, document.period_end) == ("Net 14", TODAY, TODAY)
    assert (document.customer, document.letterhead) == (("Acme Dental", "1 Main St"), SHOP)
    assert [(line.description, line.note, line.amount) for line in document.lines] == [
        ("Managed IT", "", 8000),
        ("Backup seats", "9 used", 2000),
    ]
    assert [(tax.name, tax.base, tax.amount) for tax in document.taxes] == [("VAT", 10000, 1900)]


def test_lines_say_their_tax_only_where_it_differs():
    both = lines(("Book", {"rates": (REDUCED,)}), ("Work", {"rates": (Rate("VAT", 190000),)}))
    differ = printed(an_invoice(ACME, lines=both, language="de"), SHOP)
    assert [line.tax_mark for line in differ.lines] == ["7\N{NO-BREAK SPACE}%", "19\N{NO-BREAK SPACE}%"]
    same = printed(an_invoice(ACME), SHOP)
    assert {line.tax_mark for line in same.lines} == {""}


def test_a_heading_has_no_figures():
    heading = InvoiceLine("Ticket 7", kind="heading")
    document = printed(an_invoice(ACME, lines=(heading, *an_invoice(ACME).lines)), SHOP)
    first = document.lines[0]
    assert (first.kind, first.quantity, first.amount, first.unit_price) == ("heading", None, None, None)


def test_discounts_are_printed_as_they_were_given():
    found = lines(
        ("Percent", {"discount": Discount(percent=125000)}), ("Fixed", {"discount": Discount(amount=30)})
    )
    document = printed(an_invoice(ACME, lines=found, discount=Discount(percent=100000)), SHOP)
    assert [(line.discount, line.discount_text) for line in document.lines] == [(13, "12.5%"), (30, "")]
    assert document.discount_text == "10%"
    assert document.discount == 16


def test_the_texts_of_a_document_are_all_that_people_typed():
    document = printed(an_invoice(ACME, notes="N", title="T", reference="R", number="INV-1"), SHOP)
    found = set(texts(replace(document, terms="X")))
    assert {"N", "T", "R", "X", "INV-1", "Northgate IT", "Thank you", "Acme Dental", "VAT", "month"} <= found
