"""The foot of every page."""

from billdesk.documents.footer import MOST_LINES
from billdesk.documents.invoice import render


def test_the_foot_stands_on_every_page(acme, shop, item, read) -> None:
    head = shop(website="northgate.example", tax_number="12-345", footer="Thank you for your business.")
    pages = read(render(acme(letterhead=head, lines=tuple(item(f"Row {number}") for number in range(60)))))
    assert len(pages) > 1
    for page in pages:
        for text in ("billing@northgate.example", "(302) 555-0142", "northgate.example", "Tax no. 12-345",
                     "First State Bank", "Acct 4410 2207", "Thank you for your business."):  # fmt: skip
            assert text in page


def test_bank_numbers_stay_on_one_line_while_the_shop_gives_way(acme, shop, read) -> None:
    head = shop(
        name="Müller & Söhne Haustechnik Großhandel GmbH & Co. KG", bank=("IBAN DE12 3456 7890 1234 5678 90",)
    )
    assert "IBAN DE12 3456 7890 1234 5678 90" in read(render(acme(letterhead=head)))[0]


def test_a_foot_without_end_is_cut_with_an_ellipsis_and_leaves_room_for_the_invoice(acme, shop, read) -> None:
    head = shop(bank=tuple(f"Account {number}" for number in range(200)), footer="words " * 2000)
    pages = read(render(acme(letterhead=head)))
    assert f"Account {MOST_LINES - 1}…" in pages[0]
    assert f"Account {MOST_LINES}" not in pages[0]
    assert "Subtotal" in pages[-1]
    assert len(pages) < 4


def test_a_shop_that_says_nothing_has_only_page_numbers(acme, shop, read) -> None:
    head = shop(name="", address=(), email="", phone="", bank=())
    assert "Page 1 of 1" in read(render(acme(letterhead=head)))[0]
