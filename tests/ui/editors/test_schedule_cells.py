"""What is typed about a line: written as it is read, and rubbish refused with its reason."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billdesk.domain.counting import Measure, Tier
from billdesk.domain.errors import Problem, Refused
from billdesk.domain.money import SCALE
from billdesk.domain.schedule import ScheduleLine
from billdesk.domain.totals import Discount
from billdesk.ui.editors.schedule_cells import ScheduleCells, in_schedule_lines

CELLS = ScheduleCells("USD", "en", date(2026, 8, 4))
GERMAN = ScheduleCells("EUR", "de", date(2026, 8, 4))
LINE = ScheduleLine(1, "asset", "Laptops", quantity=SCALE, tiers=(Tier(5 * SCALE, 1), Tier(None, 2)))
FIELDS = [
    "description",
    "quantity",
    "price",
    "included",
    "minimum",
    "maximum",
    "round_up_to",
    "unit",
    "discount",
    "every",
    "effective_from",
    "effective_to",
    "tiers[0].up_to",
    "tiers[1].unit_price",
]


@pytest.mark.parametrize(
    ("field", "text", "shown"),
    [
        ("description", "Care, {period}", "Care, {period}"),
        ("quantity", "1.5", "1.5"),
        ("quantity", "", "1"),
        ("price", "=3*4", "12.00"),
        ("price", "", ""),
        ("price", "0", "0.00"),
        ("included", "2", "2"),
        ("included", "", ""),
        ("minimum", "3", "3"),
        ("maximum", "", ""),
        ("round_up_to", "0.5", "0.5"),
        ("unit", "seat", "seat"),
        ("discount", "10%", "10%"),
        ("discount", "5", "5.00"),
        ("every", "12", "12"),
        ("every", "", "1"),
        ("effective_from", "9/1", "Sep 1, 2026"),
        ("effective_to", "", ""),
        ("tiers[0].up_to", "10", "10"),
        ("tiers[0].up_to", "", ""),
        ("tiers[1].unit_price", "2.345", "2.345"),
    ],
)
def test_what_is_typed_is_read_and_written_again(field, text, shown):
    assert CELLS.shown(CELLS.read(LINE, field, text), field) == shown


@pytest.mark.parametrize(
    ("field", "text", "code"),
    [
        ("quantity", "many", "not_a_quantity"),
        ("price", "cheap", "not_an_amount"),
        ("included", "-1", "below_zero"),
        ("minimum", "1e9", "not_a_quantity"),
        ("discount", "150%", "out_of_range"),
        ("every", "0", "out_of_range"),
        ("every", "1.5", "too_many_decimals"),
        ("effective_from", "someday", "not_a_date"),
        ("unit", "x" * 1_001, "too_long"),
        ("description", "a\x00b", "control_character"),
        ("tiers[0].up_to", "-5", "below_zero"),
        ("tiers[1].unit_price", "x", "not_an_amount"),
    ],
)
def test_rubbish_is_refused_with_its_reason(field, text, code):
    with pytest.raises(Refused) as told:
        CELLS.read(LINE, field, text)
    assert told.value.code == code


@given(st.sampled_from(FIELDS), st.text(max_size=20))
def test_whatever_is_typed_is_read_or_refused(field, text):
    try:
        line = GERMAN.read(LINE, field, text)
    except Refused:
        return
    assert GERMAN.read(line, field, GERMAN.shown(line, field)) == line


def test_a_field_changes_itself_only():
    line = CELLS.read(LINE, "minimum", "3")
    assert line.measure == Measure(minimum=3 * SCALE)
    assert CELLS.discount(Discount(percent=125_000)) == "12.5%"
    assert CELLS.shown(LINE, "tiers[7].up_to") == ""


def test_problems_of_lines_are_told_in_cells():
    found = [Problem("title", "too_long"), Problem("lines[2].tiers", "tiers_missing"), Problem("lines", "x")]
    assert [(at, field) for at, field, _ in in_schedule_lines(found)] == [(2, "price")]
