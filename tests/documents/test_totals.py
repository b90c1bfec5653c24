"""The block of totals, read back from the PDF."""

import re

from billdesk.documents.invoice import render
from billdesk.domain.document import PrintedTax


def test_each_tax_rate_has_a_row_that_names_percent_and_base(acme, read) -> None:
    taxes = (PrintedTax("GST", 50000, 10000, 500), PrintedTax("QST", 99750, 10000, 998))
    page = read(render(acme(taxes=taxes)))[-1]
    assert re.search(r"GST 5% on 100.00 +5.00\n", page)
    assert re.search(r"QST 9.975% on 100.00 +9.98\n", page)


def test_prices_with_tax_say_what_is_included_below_the_total(acme, read) -> None:
    page = read(render(acme(includes_tax=True)))[0]
    assert page.index("Total") < page.index("incl. Sales tax 8.25% on 745.33")


def test_rounding_stands_there_only_when_there_is_any(acme, item, read) -> None:
    assert "Rounding" not in read(render(acme()))[0]
    assert re.search(r"Rounding +−0.02", read(render(acme(rounding=-2, lines=(item("A"),))))[0])


def test_what_was_paid_leads_to_the_balance(acme, item, read) -> None:
    page = read(render(acme(paid=30000, credit=10000, balance=40682, lines=(item("A"),))))[0]
    assert re.search(r"Paid +−300.00\s+Credit applied +−100.00\s+Balance due +\$406.82", page)
    assert len(re.findall("Balance due", read(render(acme(lines=(item("A"),))))[0])) == 1


def test_paid_is_stamped_only_on_an_issued_invoice_that_was_worth_something(acme, item, read) -> None:
    def stamped(**changes) -> bool:
        return "PAID" in read(render(acme(lines=(item("A"),), balance=0, **changes)))[0]

    assert stamped(paid=80682)
    assert not stamped(state="void")
    assert not stamped(state="draft", number=None)
    assert not stamped(total=0)


def test_notes_stand_beside_the_totals_or_below_and_flow_over_pages(acme, item, read, found) -> None:
    short = read(render(acme(lines=(item("A"),), notes="Thank you.\nSee you.")))
    assert re.search("Thank you. +Subtotal", short[0])
    long = read(render(acme(lines=(item("A"),), notes="many words " * 1500)))
    assert len(long) > 1
    assert "".join(long).count("many") == 1500


def test_a_tax_with_a_long_name_or_braces_wraps_and_stays_as_it_is(acme, item, read, found) -> None:
    name = "{base} Tax <b>(archived)</b> of the county & city of " + "Somewhere " * 8
    page = read(render(acme(lines=(item("A"),), taxes=(PrintedTax(name, 10000, 100, 1),))), layout=False)[0]
    assert found(f"{name} 1% on 1.00", page)


def test_hundreds_of_tax_rates_flow_over_pages(acme, item, read) -> None:
    taxes = tuple(PrintedTax(f"Rate {number}", 10000, 100, 1) for number in range(120))
    pages = read(render(acme(lines=(item("A"),), taxes=taxes)))
    assert len(re.findall(r"Rate \d+ 1% on 1.00 +0.01", "".join(pages))) == 120
