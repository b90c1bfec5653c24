"""Amounts by currency, numbers × 10⁴, dates and moments."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billdesk.exchange.fields import BAD, Pen, Reading
from billdesk.exchange.figures import BillingDay, Day, Decimals, Moment


def _read(kind, raw, currency="USD"):
    reading = Reading(lambda _kind, _ref: None, currency)
    value = kind.read(raw, "here", reading)
    return [problem.code for problem in reading.problems] or value


@pytest.mark.parametrize(
    ("kind", "raw", "currency", "found"),
    [
        (Decimals("amount"), "12.50", "USD", 1250),
        (Decimals("amount"), "12.500", "USD", 1250),
        (Decimals("amount"), "12.5", "JPY", ["too_many_decimals"]),
        (Decimals("amount"), "1.234", "KWD", 1234),
        (Decimals("price"), "0.000001", "USD", 1),
        (Decimals("price"), "0.0000001", "USD", ["too_many_decimals"]),
        (Decimals(), "1.5", "USD", 15000),
        (Decimals(), "1.50001", "USD", ["too_many_decimals"]),
        (Decimals(), 1.5, "USD", ["wrong_type"]),
        (Decimals(), 1, "USD", ["wrong_type"]),
        (Decimals(), "+1", "USD", ["not_a_decimal"]),
        (Decimals(), " 1", "USD", ["not_a_decimal"]),
        (Decimals(), "1e3", "USD", ["not_a_decimal"]),
        (Decimals(), "١", "USD", ["not_a_decimal"]),
        (Decimals(), "1\n", "USD", ["not_a_decimal"]),
        (Decimals(least=0), "-0.0001", "USD", ["too_small"]),
        (Decimals(most=10_000), "1.0001", "USD", ["too_large"]),
        (Decimals("amount"), "1000000000000", "USD", ["too_large"]),
        (Decimals("amount"), "9" * 40, "USD", ["too_large"]),
        (Day(), "2024-02-29", "USD", date(2024, 2, 29)),
        (Day(), "2025-02-29", "USD", ["no_such_date"]),
        (Day(), "20250201", "USD", ["not_a_date"]),
        (Day(), "1899-12-31", "USD", ["date_out_of_range"]),
        (Day(), 20250201, "USD", ["wrong_type"]),
        (Moment(), "2026-02-01T09:30:00+01:00", "USD", datetime(2026, 2, 1, 8, 30, tzinfo=UTC)),
        (Moment(), "2026-02-01T09:30:00", "USD", ["moment_needs_offset"]),
        (Moment(), "0001-01-01T00:00:00+14:00", "USD", ["not_a_moment"]),
        (Moment(), "soon", "USD", ["not_a_moment"]),
        (BillingDay(), "last", "USD", 32),
        (BillingDay(), 31, "USD", 31),
        (BillingDay(), True, "USD", ["wrong_type"]),
        (BillingDay(), "31", "USD", ["unknown_word"]),
    ],
)
def test_a_figure_is_read_or_its_problem_is_named(kind, raw, currency, found):
    assert _read(kind, raw, currency) == found


@given(
    st.sampled_from(["amount", "price", "scaled"]),
    st.integers(-(10**13), 10**13),
    st.sampled_from(["JPY", "USD", "KWD"]),
)
def test_a_written_figure_is_read_back(unit, value, currency):
    kind = Decimals(unit)
    assert _read(kind, kind.write(value, Pen(lambda _kind, _number: "", currency)), currency) == value


def test_the_last_day_is_written_as_a_word():
    assert [BillingDay().write(day, None) for day in (1, 31, 32)] == [1, 31, "last"]


def test_a_bad_figure_is_no_value():
    assert Decimals().read("x", "here", Reading(lambda _kind, _ref: None)) is BAD
