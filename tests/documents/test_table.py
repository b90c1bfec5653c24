"""The table of lines, read back from the PDF."""

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from billdesk.documents.invoice import render
from billdesk.domain.document import PrintedLine


def test_the_discount_column_stands_there_only_when_a_line_has_one(acme, item, read) -> None:
    plain = acme(lines=(item("A"),), discount=0)
    assert "Discount" not in read(render(plain))[0]
    marked = acme(lines=(item("A"), item("B", discount=1250)), discount=0)
    assert re.search("Price +Discount +Amount", read(render(marked))[0])
    assert "−12.50" in read(render(marked))[0]
    percent = acme(lines=(item("B", discount=1250, discount_text="12.5 %"),), discount=0)
    assert "12.5 %" in read(render(percent))[0]
    assert "−12.50" not in read(render(percent))[0]


def test_a_tax_mark_stands_beside_the_amount(acme, item, read) -> None:
    page = read(render(acme(lines=(item("Book", amount=1234, tax_mark="B"), item("Pen", tax_mark="A")))))[0]
    assert re.search(r"Book +1 +1.00 +B +12.34", page)


def test_quantity_and_price_left_out_leave_their_cells_empty(acme, read) -> None:
    page = read(render(acme(lines=(PrintedLine("item", "Flat", amount=500),))))[0]
    assert re.search(r"Flat +5.00\n", page)


def test_a_heading_never_stands_at_the_end_of_a_page(acme, item, read) -> None:
    for count in range(10, 30):
        lines = (
            *(item(f"Row {n}") for n in range(count)),
            PrintedLine("heading", "Ticket 7"),
            item("After it"),
        )
        for page in read(render(acme(lines=lines))):
            assert ("Ticket 7" in page) == ("After it" in page)


@pytest.mark.parametrize("count", range(1, 40, 3))
@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_totals_never_stand_alone_on_a_page(acme, shop, item, read, count: int, paper: str) -> None:
    lines = tuple(
        item(f"Row {number:03}", note="with a note" if number % 2 else "") for number in range(count)
    )
    pages = read(render(acme(lines=lines, letterhead=shop(paper=paper))))
    (with_total,) = [page for page in pages if "Subtotal" in page]
    assert with_total is pages[-1]
    assert f"Row {count - 1:03}" in with_total
    assert "$806.82" in with_total


def test_the_end_of_a_last_line_longer_than_a_page_goes_with_the_totals(acme, item, read) -> None:
    for extra in range(0, 60, 4):
        text = " ".join(f"word{number:04}" for number in range(900 + extra))
        pages = read(render(acme(lines=(item(text),))))
        assert f"word{899 + extra:04}" in pages[-1]
        assert "Subtotal" in pages[-1]
        assert len(re.findall("word", pages[-1])) > 5


def test_four_hundred_lines_repeat_the_head_and_lose_none(acme, item, read) -> None:
    pages = read(
        render(acme(lines=tuple(item(f"Row {number:03} x", amount=number) for number in range(400))))
    )
    assert 12 <= len(pages) <= 18
    assert re.findall(r"Row (\d+) x", "".join(pages)) == [f"{number:03}" for number in range(400)]
    assert all(len(re.findall("Description +Quantity +Price +Amount", page)) == 1 for page in pages)
    assert [re.search(r"Page \d+ of \d+", page)[0] for page in pages] == [
        f"Page {number} of {len(pages)}" for number in range(1, len(pages) + 1)
    ]


def test_a_very_long_description_starts_on_the_first_page_and_is_whole(acme, item, read, found) -> None:
    pages = read(render(acme(lines=(item("W" * 10_000),))), layout=False)
    assert "".join(pages).count("W") == 10_000
    assert "WWW" in pages[0]


@pytest.mark.parametrize(
    ("currency", "shown"), [("JPY", "123,456,789"), ("USD", "1,234,567.89"), ("KWD", "123,456.789")]
)
def test_amounts_have_the_decimals_of_their_currency(acme, item, read, currency: str, shown: str) -> None:
    page = read(render(acme(lines=(item("A", amount=123456789),), currency=currency)))[0]
    assert re.search(rf" {shown}\n", page)


def test_figures_never_break_however_long(acme, item, read) -> None:
    huge = 10**17
    lines = (item("Astronomic", amount=huge, discount=huge // 7, unit="Kilowattstunden im Quartal"),)
    line = replace(lines[0], unit_price=huge * 100, quantity=10**13)
    text = read(render(acme(lines=(line,), subtotal=huge, total=huge, balance=huge)), layout=False)[0]
    for figure in ("1,000,000,000,000,000.00", "1,000,000,000", "−142,857,142,857,142.85"):
        assert figure in text


@settings(max_examples=30, deadline=None)
@given(counts=st.lists(st.tuples(st.integers(0, 400), st.integers(0, 60), st.booleans()), max_size=30))
def test_every_line_is_found_once_in_its_order(acme, item, read, counts) -> None:
    lines = tuple(
        PrintedLine("heading", f"<{number}> " + "h " * (long // 20)) if heading else
        item(f"<{number}> " + "w " * long, note="n " * note)
        for number, (long, note, heading) in enumerate(counts)
    )  # fmt: skip
    pages = read(render(acme(lines=lines)), layout=False)
    assert [int(number) for number in re.findall(r"<(\d+)>", "".join(pages))] == list(range(len(counts)))
    assert len(pages) <= 2 + sum(long // 18 + note // 18 + 3 for long, note, _ in counts) / 12
