"""What stands above the table in the look Classic."""

import re

import pytest

from billdesk.documents.classic import WINDOWS
from billdesk.documents.invoice import render

MM = 72 / 25.4


def test_the_head_has_name_and_address_and_the_title_says_what_it_is_for(acme, read) -> None:
    page = read(render(acme(look="classic")))[0]
    assert re.search(r"Northgate IT +\(302\) 555-0142 · billing@northgate.example", page)
    assert "Invoice: Managed IT February 2026" in page
    assert "\nInvoice\n" in read(render(acme(look="classic", title="")))[0]


def test_the_facts_stand_in_a_block_with_their_labels(acme, read) -> None:
    page = read(render(acme(look="classic", reference="PO 7")))[0]
    for label, value in (
        ("Invoice number", "INV-2026-00004"),
        ("Invoice date", "Feb 1, 2026"),
        ("Service period", "Feb 1 – Feb 28, 2026"),
        ("Your reference", "PO 7"),
        ("Terms", "Net 14"),
        ("Payment due", "Feb 15, 2026"),
    ):
        assert re.search(f"{label} +{value}", page)


def test_a_credit_note_has_no_due_date(acme, read) -> None:
    page = read(render(acme(look="classic", kind="credit_note", number="CN-7")))[0]
    assert "Payment due" not in page
    assert re.search("Number +CN-7", page)
    assert "Balance due" not in page


def test_the_address_of_an_a4_letter_lies_in_the_window_of_din_5008(acme, starts) -> None:
    found = starts(render(acme(look="classic", customer=tuple(f"Line {number}" for number in range(7)))))
    for text in ("Northgate IT · 12 Mill Lane · Dover, DE 19901", "Line 0", "Line 6"):
        x, top = found[text]
        assert 20 <= x / MM <= 105
        assert 45 <= top / MM <= 90


def test_the_address_of_a_us_letter_lies_in_the_window_of_a_number_10_envelope(acme, shop, starts) -> None:
    found = starts(render(acme(look="classic", letterhead=shop(paper="Letter"))))
    for text in acme().customer:
        x, top = found[text]
        assert x >= 0.875 * 72
        assert 2.3 * 72 <= top <= 3.2 * 72


@pytest.mark.parametrize("paper", WINDOWS)
def test_taxes_are_told_apart_by_letters(acme, shop, item, read, paper) -> None:
    lines = (item("Book", tax_letters="A"), item("Work", tax_letters="A, B"))
    page = read(render(acme(look="classic", letterhead=shop(paper=paper), lines=lines)))[0]
    assert re.search(r"Price +Tax +Amount", page)
    assert re.search(r"Work +1 +1.00 +A, B +1.00", page)


def test_a_long_letterhead_pushes_the_rest_down(acme, shop, read, found) -> None:
    head = shop(name="Northern " * 9, address=tuple(f"Floor {number} of the tower" for number in range(12)))
    text = "".join(read(render(acme(look="classic", letterhead=head)), layout=False))
    assert found("Floor 11 of the tower", text)
    assert found("Invoice: Managed IT February 2026", text)
