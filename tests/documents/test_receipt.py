"""The receipt on paper: all that was typed is found, in both languages, on as many pages as needed."""

from dataclasses import replace
from datetime import date

import pytest

from billdesk.documents.receipt import render
from billdesk.domain.document import Letterhead, PrintedReceipt

SHOP = Letterhead("Northgate IT", ("12 Mill Lane", "Dover, DE 19901"), "billing@northgate.example")
RECEIPT = PrintedReceipt(
    "en",
    SHOP,
    "R-2026-00007",
    date(2026, 2, 1),
    "USD",
    ("Kestrel Logistics", "1 Main St", "Dover, DE"),
    "Check",
    3_000_00,
    (("INV-2026-00352", "Backup migration", 722_20), ("INV-2026-00404", "", 1_821_40)),
    456_40,
    reference="2291",
    note="by post",
)


def test_it_says_what_was_received_from_whom_how_and_what_it_settles(read, found):
    page = read(render(RECEIPT), layout=False)[0]
    for words in (
        "Receipt", "R-2026-00007", "Northgate IT", "Kestrel Logistics", "1 Main St", "$3,000.00",
        "Feb 1, 2026", "Check", "2291", "by post", "Invoice INV-2026-00352", "Backup migration", "722.20",
        "1,821.40", "Kept as your credit", "456.40", "Page 1 of 1",
    ):  # fmt: skip
        assert found(words, page), words


def test_it_speaks_the_customers_language_and_says_what_a_deposit_is_held_for(read, found):
    german = replace(
        RECEIPT, language="de", held_for="T-00001 Langsamer Laptop", lines=(), to_credit=3_000_00
    )
    page = read(render(german), layout=False)[0]
    for words in (
        "Anzahlungsquittung",
        "Erhaltener Betrag",
        "Hinterlegt für T-00001 Langsamer Laptop",
        "01.02.2026",
    ):
        assert found(words, page), words
    assert "Als Guthaben" not in page


@pytest.mark.parametrize("look", ["modern", "classic", "compact"])
@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_five_hundred_invoices_stand_on_several_pages_with_its_number_on_each(read, look, paper):
    many = tuple((f"INV-{at:05}", "Thing", 1_00) for at in range(500))
    head = replace(SHOP, template=look, paper=paper)
    pages = read(render(replace(RECEIPT, lines=many, letterhead=head)), layout=False)
    assert len(pages) > 5
    assert all("R-2026-00007" in page for page in pages)
    assert "INV-00499" in pages[-1]
    assert "$3,000.00" in pages[-1]


def test_the_same_receipt_gives_the_same_bytes_and_text_is_never_markup(read, found):
    odd = replace(RECEIPT, customer=("<b>Ωmega & Söhne</b>", "x" * 300), note="<font>" + "y " * 400)
    assert render(odd) == render(odd)
    assert found("<b>Ωmega & Söhne</b>", read(render(odd), layout=False)[0])
