"""What a printed invoice says."""

from dataclasses import replace

from billdesk.domain.calendar import Period
from billdesk.domain.counting import Evidence
from billdesk.domain.customer import Customer
from billdesk.domain.document import Letterhead
from billdesk.domain.invoice import InvoiceLine
from billdesk.domain.tax import Rate
from billdesk.domain.totals import Discount
from billdesk.services.printing import printed, settled, texts
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


def test_the_look_is_the_invoices_own_else_the_letterheads():
    head = replace(SHOP, template="compact")
    assert printed(an_invoice(ACME), head).look == "compact"
    assert printed(an_invoice(ACME, template="classic"), head).look == "classic"
    assert printed(an_invoice(ACME, template="baroque"), head).look == "compact"


def test_taxes_and_the_lines_that_bear_them_have_the_same_letters():
    both = lines(("Book", {"rates": (REDUCED,)}), ("Work", {"rates": (REDUCED, Rate("VAT", 190000))}))
    document = printed(an_invoice(ACME, lines=both), SHOP)
    assert [tax.letter for tax in document.taxes] == ["A", "B"]
    assert [line.tax_letters for line in document.lines] == ["A", "A, B"]


def test_more_taxes_than_letters_go_on_like_columns_of_a_sheet():
    many = lines(*((f"Line {n}", {"rates": (Rate(f"Tax {n}", 10000 + n),)}) for n in range(28)))
    letters = [tax.letter for tax in printed(an_invoice(ACME, lines=many), SHOP).taxes]
    assert letters[25:] == ["Z", "AA", "AB"]


def test_a_code_asks_for_what_was_open_at_issue_and_only_issued_invoices_have_one():
    head = replace(SHOP, iban="DE89 3704 0044 0532 0130 00")
    issued = an_invoice(ACME, state="issued", number="INV-7", paid_at_issue=1900, settled=11900)
    assert "EUR100.00" in printed(issued, head).payment.text
    for other in (
        replace(issued, state="draft", number=None),
        replace(issued, state="void"),
        replace(issued, kind="credit_note"),
        replace(issued, paid_at_issue=11900),
    ):
        assert printed(other, head).payment is None


def counted_lines(*counts):
    return tuple(
        InvoiceLine(
            f"Line {place}",
            quantity=10000,
            unit_price=100 * 10000,
            schedule_line_id=place,
            evidence=Evidence("asset", count * 10000, tuple((n, f"NB-{n}") for n in range(count))),
        )
        for place, count in enumerate(counts, 1)
    )


def test_the_annex_has_the_names_that_the_notes_cannot_hold_or_all_or_none():
    invoice = an_invoice(ACME, lines=(*counted_lines(12, 13, 0), *an_invoice(ACME).lines))

    def annex(wanted):
        return [
            (one.description, len(one.names)) for one in printed(invoice, replace(SHOP, annex=wanted)).annex
        ]

    assert annex("needed") == [("Line 2", 13)]
    assert annex("always") == [("Line 1", 12), ("Line 2", 13)]
    assert annex("never") == []


def test_tiers_of_one_line_are_named_once():
    (line,) = counted_lines(20)
    tiers = (line, replace(line, description="Line 1 from 6"))
    assert len(printed(an_invoice(ACME, lines=tiers), SHOP).annex) == 1


def test_a_settled_document_says_what_was_paid_and_asks_for_nothing():
    head = replace(SHOP, iban="DE89 3704 0044 0532 0130 00")
    document = printed(an_invoice(ACME, state="issued", number="INV-7"), head)
    later = settled(document, 10000, 1900)
    assert (later.paid, later.credit, later.balance, later.payment) == (10000, 1900, 0, None)
    assert later.lines == document.lines


def test_where_things_go_is_printed_line_by_line_and_looked_through_for_glyphs():
    document = printed(an_invoice(ACME, ship_to="Acme Lab\n\n 7 Quay "), SHOP)
    assert document.ship_to == ("Acme Lab", "7 Quay")
    assert "7 Quay" in list(texts(document))
    assert printed(an_invoice(ACME), SHOP).ship_to == ()
