"""Numbers without gap or duplicate, filled into a pattern."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billdesk.domain.numbering import (
    Series,
    counter_of,
    next_counter,
    number,
    pattern_problem,
    resets_yearly,
    take,
)

PATTERN = "INV-{year}-{counter:05}"


def test_a_pattern_is_filled_with_year_month_and_counter():
    assert number(PATTERN, 7, date(2026, 2, 1)) == "INV-2026-00007"
    assert number("{counter}/{month}", 123_456, date(2026, 2, 1)) == "123456/02"
    assert number(PATTERN, 123_456, date(2026, 2, 1)) == "INV-2026-123456"


@pytest.mark.parametrize(
    ("pattern", "problem"),
    [
        (PATTERN, None),
        ("{counter}", None),
        ("INV-{year}", "pattern_needs_counter"),
        ("{counter}{counter}", "pattern_needs_counter"),
        ("{counter}-{day}", "pattern_has_unknown_field"),
        ("{counter}}", "pattern_has_unknown_field"),
        ("{counter}\n", "pattern_has_unknown_field"),
        ("{counter}" + "x" * 60, "pattern_has_unknown_field"),
        ("", "pattern_needs_counter"),
    ],
)
def test_a_pattern_that_gives_no_numbers_is_named(pattern, problem):
    assert pattern_problem(pattern) == problem


def test_only_a_pattern_with_the_year_may_start_anew_each_year():
    assert resets_yearly(PATTERN)
    assert not resets_yearly("INV-{counter:05}")


@given(st.lists(st.dates(date(2024, 1, 1), date(2029, 12, 31)), max_size=40), st.booleans())
def test_no_number_is_given_twice_whatever_the_dates(days, yearly):
    series, seen = Series("invoice", PATTERN, yearly), []
    for day in days:
        before = series
        series, text = take(series, day)
        seen.append(text)
        assert series == next_counter(before, day)
        assert series.counter in (before.counter + 1, 1)
    assert len(set(seen)) == len(seen)


def test_a_yearly_counter_starts_anew_and_a_late_document_of_december_does_not_turn_it_back():
    series = Series("invoice", PATTERN, yearly=True, year=2025, counter=41)
    series, first = take(series, date(2026, 1, 2))
    series, late = take(series, date(2025, 12, 31))
    series, third = take(series, date(2026, 1, 3))
    assert [first, late, third] == ["INV-2026-00001", "INV-2026-00002", "INV-2026-00003"]


@given(
    st.sampled_from(
        [PATTERN, "{counter}", "R.{month}/{counter:03}+{year}", "{year}{month}{counter}", "{counter}{year}"]
    ),
    st.integers(1, 10**9),
    st.dates(date(1900, 1, 1), date(2999, 12, 31)),
)
def test_the_counter_is_read_back_from_a_number(pattern, counter, day):
    assert counter_of(pattern, number(pattern, counter, day)) == counter


@pytest.mark.parametrize(
    "found", ["INV-2026-", "inv-2026-00001", "INV-26-00001", "INV-2026-00001\n", "INV-2026-x", ""]
)
def test_a_number_of_another_pattern_has_no_counter(found):
    assert counter_of(PATTERN, found) is None
