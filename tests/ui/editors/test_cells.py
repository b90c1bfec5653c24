"""Cells read what people type and show what they can read again."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billdesk.domain.errors import Problem, Refused
from billdesk.domain.invoice import InvoiceLine
from billdesk.domain.tax import Rate, Tax
from billdesk.domain.totals import Discount
from billdesk.ui.editors.cells import FIELDS, Cells, choosable, in_lines

VAT = Tax(1, "vat", "VAT", (Rate("VAT", 190_000),))
LOW = Tax(2, "low", "Low VAT", (Rate("Low", 70_000),))
BOTH = Tax(3, "both", "Canada", (Rate("GST", 50_000), Rate("QST", 99_750)))
CELLS = Cells("EUR", "en", (VAT, LOW, BOTH))
GERMAN = Cells("EUR", "de", (VAT, LOW, BOTH))
LINE = InvoiceLine(
    "Disk", quantity=15_000, unit="piece", unit_price=119_90 * 10_000, tax_id=1, rates=VAT.members
)


def refusal(cells, field, text):
    with pytest.raises(Refused) as caught:
        cells.read(LINE, field, text)
    return caught.value.code


def test_cells_show_figures_as_the_language_writes_them():
    assert [CELLS.shown(LINE, field) for field in FIELDS] == ["Disk", "1.5", "piece", "119.90", "", "19%"]
    assert GERMAN.shown(LINE, "price") == "119,90"
    assert CELLS.shown(replace(LINE, net=17_985), "amount") == "179.85"
    assert CELLS.tax_words(BOTH) == "Canada 5% + 9.975%"


@given(
    st.integers(-(10**12), 10**12),
    st.integers(-(10**15), 10**15),
    st.none()
    | st.integers(1, 10**6).map(lambda share: Discount(percent=share))
    | st.integers(1, 10**9).map(lambda one: Discount(amount=one)),
    st.sampled_from([CELLS, GERMAN]),
)
def test_every_cell_reads_what_it_shows(quantity, price, discount, cells):
    line = replace(LINE, quantity=quantity, unit_price=price, discount=discount)
    for field in FIELDS:
        assert cells.read(line, field, cells.shown(line, field)) == line


def test_a_discount_is_a_percentage_or_an_amount():
    assert CELLS.read(LINE, "discount", "10%").discount == Discount(percent=100_000)
    assert CELLS.read(LINE, "discount", "10").discount == Discount(amount=10_00)
    assert CELLS.read(LINE, "discount", " ").discount is None


def test_a_tax_is_found_by_its_name_or_percentage():
    assert CELLS.read(LINE, "tax", "low vat").tax_id == 2
    assert CELLS.read(LINE, "tax", "VAT").tax_id == 1
    assert CELLS.read(LINE, "tax", "7").tax_id == CELLS.read(LINE, "tax", "7 %").tax_id == 2
    assert CELLS.read(LINE, "tax", "canada").rates == BOTH.members
    assert CELLS.read(LINE, "tax", "").rates == ()
    assert refusal(CELLS, "tax", "va") == "tax_unknown"
    assert refusal(CELLS, "tax", "nothing like it") == "tax_unknown"


def test_an_archived_tax_is_not_offered():
    assert choosable([VAT, replace(LOW, archived=True), BOTH]) == (BOTH, VAT)


@pytest.mark.parametrize(
    ("field", "text", "code"),
    [
        ("quantity", "abc", "not_a_quantity"),
        ("quantity", "1e999", "not_a_quantity"),
        ("quantity", "-0", "not_a_quantity"),
        ("price", "1.2.3", "not_an_amount"),
        ("price", "9" * 60, "too_large"),
        ("discount", "-5", "below_zero"),
        ("discount", "110%", "out_of_range"),
        ("description", "x" * 10_001, "too_long"),
        ("description", "a\x00b", "control_character"),
        ("unit", "x" * 1_001, "too_long"),
    ],
)
def test_rubbish_is_refused_with_its_reason(field, text, code):
    assert refusal(CELLS, field, text) == code


@pytest.mark.parametrize("text", ["שלום עולם", "👩‍🔧 repair", "<b>bold</b> & more", "x" * 10_000])
def test_any_words_are_words(text):
    assert CELLS.read(LINE, "description", text).description == text


def test_problems_in_lines_are_told_by_row_and_field():
    problems = [
        Problem("lines[2].unit_price", "too_large"),
        Problem("title", "too_long"),
        Problem("lines", "x"),
    ]
    assert [(at, field) for at, field, _ in in_lines(problems)] == [(2, "price")]
