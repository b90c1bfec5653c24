"""What stands above the table in the look Modern."""

import io
import re

from PIL import Image
from pypdf import PdfReader

from billdesk.documents.invoice import render


def test_the_band_says_balance_due_date_and_terms(acme, read) -> None:
    page = read(render(acme(balance=12345)))[0]
    assert re.search(
        r"Balance due +Due +Invoice date +Terms\s+\$123.45 +Feb 15, 2026 +Feb 1, 2026 +Net 14", page
    )


def test_a_credit_note_says_so_and_has_no_due_date(acme, read) -> None:
    page = read(render(acme(kind="credit_note", number="CN-7")))[0]
    assert "Credit note" in page
    assert re.search(r"Credited +Date +Terms\s+\$806.82", page)
    assert "Due" not in page


def test_what_is_not_given_leaves_no_label(acme, read) -> None:
    page = read(render(acme(terms="", title="", period_start=None, period_end=None)))[0]
    assert not re.search("Terms|Subject|Service period|reference", page)


def test_the_reference_of_the_customer_is_printed(acme, read) -> None:
    assert re.search(r"Your reference\s+.*PO 4711", read(render(acme(reference="PO 4711")))[0])


def test_long_names_addresses_terms_and_numbers_are_whole(acme, shop, read, found) -> None:
    name, address = "Northern " * 30, tuple(f"Floor {number} of the tower" for number in range(9))
    customer = ("Southern " * 40, *(f"Line {number}" for number in range(90)))
    number = "INV-" + "0123456789" * 6
    printed = acme(
        letterhead=shop(name=name, address=address), customer=customer, number=number, terms="Net " * 20
    )
    text = "".join(read(render(printed), layout=False))
    assert found(name, text)
    assert found(" · ".join(address), text)
    assert number in text
    assert "".join(text).count("Southern") == 40
    assert "Line 89" in text
    assert text.count("Net") == 20


def test_further_pages_say_whose_document_they_are(acme, item, read) -> None:
    pages = read(render(acme(lines=tuple(item(f"Row {number}") for number in range(80)))))
    assert all(re.search(r"Northgate IT +Invoice INV-2026-00004", page) for page in pages[1:])


def test_a_logo_stands_in_for_the_letter_and_rubbish_does_not(acme, shop) -> None:
    file = io.BytesIO()
    Image.new("RGBA", (300, 100), (200, 30, 30, 90)).save(file, "PNG")
    with_logo = PdfReader(io.BytesIO(render(acme(letterhead=shop(logo=file.getvalue())))))
    assert len(with_logo.pages[0].images) == 1
    assert "/SMask" not in with_logo.pages[0]["/Resources"]["/XObject"].popitem()[1].get_object()
    broken = PdfReader(io.BytesIO(render(acme(letterhead=shop(logo=b"rubbish")))))
    assert len(broken.pages[0].images) == 0
