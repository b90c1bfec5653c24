"""The statement on paper: all rows are found, in every look, on as many pages as needed."""

from dataclasses import replace
from datetime import date

import pytest

from billdesk.documents.statement import render
from billdesk.domain.document import Letterhead, PrintedMove, PrintedStatement

SHOP = Letterhead("Northgate IT", ("12 Mill Lane", "Dover, DE 19901"), "billing@northgate.example")
DAY = date(2026, 2, 3)
ROWS = (
    PrintedMove(DAY, "invoice", "INV-2026-00352", "Backup migration", 722_20, 822_20, date(2026, 3, 3)),
    PrintedMove(DAY, "payment", "R-2026-00007", "Check · 2291", -800_00, 22_20),
)
STATEMENT = PrintedStatement(
    "activity", "en", SHOP, date(2026, 3, 1), date(2026, 2, 1), date(2026, 2, 28), "USD",
    ("Kestrel Logistics", "1 Main St"), 100_00, ROWS, 22_20, (0, 22_20, 0, 0, 0),
)  # fmt: skip
LOOKS = pytest.mark.parametrize("look", ["modern", "classic", "compact"])


@LOOKS
def test_it_says_what_happened_and_what_is_owed_in_every_look(read, found, look):
    page = read(render(replace(STATEMENT, letterhead=replace(SHOP, template=look))), layout=False)[0]
    for words in (
        "Statement", "Feb 1 – Feb 28, 2026", "Northgate IT", "Kestrel Logistics", "Balance brought forward",
        "100.00", "Invoice INV-2026-00352", "Backup migration", "Mar 3, 2026", "722.20", "822.20",
        "Payment R-2026-00007", "Check · 2291", "−800.00", "Balance on Feb 28, 2026", "$22.20",
        "Open on Mar 1, 2026 by age", "1–30 days", "Over 90 days", "Page 1 of 1",
    ):  # fmt: skip
        assert found(words, page), words


def test_open_items_say_what_is_open_and_what_of_the_customers_money_is_kept(read, found):
    item = PrintedMove(DAY, "invoice", "INV-1", "", 60_00, 0, DAY, 100_00, True)
    german = replace(
        STATEMENT, kind="open", language="de", rows=(item,), closing=30_00, credit=20_00, held=10_00,
        start=STATEMENT.end, ageing=(0, 60_00, 0, 0, 0),
    )  # fmt: skip
    page = read(render(german), layout=False)[0]
    for words in (
        "Offene Posten", "Rechnung INV-1", "100,00", "60,00", "Offene Rechnungen", "Ihr Guthaben", "−20,00",
        "Ihre Anzahlungen", "−10,00", "Saldo am 28.02.2026", "30,00",
    ):  # fmt: skip
        assert found(words, page), words


def test_what_the_shop_owes_is_called_a_credit_balance(read, found):
    page = read(render(replace(STATEMENT, closing=-5_00, rows=(), ageing=(0,) * 5)), layout=False)[0]
    assert found("Credit balance", page)
    assert found("Nothing happened in this period.", page)
    assert "by age" not in page


@LOOKS
@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_many_rows_stand_below_a_head_on_every_page(read, look, paper):
    many = tuple(replace(ROWS[0], number=f"INV-{at:05}") for at in range(400))
    head = replace(SHOP, template=look, paper=paper)
    pages = read(render(replace(STATEMENT, rows=many, letterhead=head)), layout=False)
    assert len(pages) > 5
    assert all("Description" in page for page in pages[:-1])
    text = "".join(pages)
    assert all(one.number in text for one in many)
    assert "Balance on" in pages[-1]


def test_the_same_statement_gives_the_same_bytes_and_text_is_never_markup(read, found):
    row = replace(ROWS[0], number="<b>" + "9" * 60, about="<font>" + "y " * 400, amount=10**14)
    odd = replace(STATEMENT, customer=("<b>Ωmega & Söhne</b>", "x" * 300), rows=(row,))
    assert render(odd) == render(odd)
    assert found("<b>Ωmega & Söhne</b>", read(render(odd), layout=False)[0])
