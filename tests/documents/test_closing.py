"""The closing sheet on paper: sums by method and currency, all rows, in both languages."""

from dataclasses import replace
from datetime import date

from billdesk.documents.closing import render
from billdesk.domain.document import Letterhead, PrintedClosing, PrintedDayLine, PrintedDayTotal

CLOSING = PrintedClosing(
    "en",
    Letterhead("Northgate IT"),
    date(2026, 2, 1),
    (
        PrintedDayTotal("Cash", "USD", 3, 59_00, 5_00, 0, 54_00),
        PrintedDayTotal("Check", "USD", 1, 0, 0, 20_00, -20_00),
        PrintedDayTotal("Cash", "JPY", 1, 700, 0, 0, 700),
    ),
    (
        PrintedDayLine("payment", "R-1", "Acme", "Cash", "USD", 50_00, 45_00),
        PrintedDayLine("reversal", "R-0", "Bolt", "Check 2291", "USD", -20_00, 0),
    ),
)


def test_it_says_what_each_method_came_to_and_every_row(read, found):
    page = read(render(CLOSING), layout=False)[0]
    for words in (
        "Closing sheet", "Feb 1, 2026", "59.00", "−5.00", "54.00", "Total USD", "34.00", "Total JPY", "700",
        "R-1", "Acme", "$50.00", "$45.00", "Check 2291", "−$20.00", "Payment taken back", "Counted by, date",
    ):  # fmt: skip
        assert found(words, page), words


def test_it_speaks_the_shops_language_and_an_empty_day_says_so(read, found):
    page = read(render(replace(CLOSING, language="de", totals=(), lines=())), layout=False)[0]
    assert found("Tagesabschluss", page)
    assert found("An diesem Tag floss kein Geld.", page)


def test_a_long_day_has_its_head_on_every_page(read):
    many = tuple(replace(CLOSING.lines[0], number=f"R-{at:05}") for at in range(300))
    pages = read(render(replace(CLOSING, lines=many)), layout=False)
    assert len(pages) > 4
    assert all("Not allocated" in page for page in pages[:-1])
    assert render(CLOSING) == render(CLOSING)
