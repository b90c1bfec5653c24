"""Amounts are exact, round half away from zero, and parts add up."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billdesk.domain.money import (
    amount_text,
    decimal_text,
    decimals,
    divide,
    gross,
    is_currency,
    parse_amount,
    parse_decimal,
    parse_price,
    parse_scaled,
    percent_of,
    price_text,
    scaled_text,
    spread,
)

AMOUNTS = st.integers(-(10**14), 10**14)


def half_away(exact: Fraction) -> int:
    """The nearest whole number, by comparing the rest with a half."""
    whole = int(abs(exact))
    rest = abs(exact) - whole
    return (1 if exact >= 0 else -1) * (whole + (rest >= Fraction(1, 2)))


@pytest.mark.parametrize(
    ("numerator", "denominator", "quotient"),
    [(5, 2, 3), (-5, 2, -3), (1, 2, 1), (-1, 2, -1), (4, 3, 1), (-4, 3, -1), (-5, 3, -2), (0, 7, 0)],
)
def test_quotients_round_half_away_from_zero(numerator, denominator, quotient):
    assert divide(numerator, denominator) == quotient


@given(AMOUNTS, st.integers(1, 10**12))
def test_quotients_agree_with_fractions(numerator, denominator):
    assert divide(numerator, denominator) == half_away(Fraction(numerator, denominator))


@given(AMOUNTS, st.integers(0, 2_000_000))
def test_a_percentage_agrees_with_decimal_arithmetic_and_is_symmetric_in_sign(amount, percent):
    exact = Decimal(amount) * Decimal(percent) / Decimal(1_000_000)
    assert percent_of(amount, percent) == int(exact.quantize(Decimal(1), rounding=ROUND_HALF_UP))
    assert percent_of(-amount, percent) == -percent_of(amount, percent)


def test_line_gross_is_quantity_times_price_rounded_to_the_minor_unit():
    assert gross(15_000, 33_335_000) == 5000  # 1.5 h x 33.335 = 50.0025
    assert gross(30_000, 3_350_000) == 1005
    assert gross(-10_000, 25_000) == -3  # -2.5 cents
    assert gross(10_000, 25_000) == 3


@pytest.mark.parametrize(
    ("code", "places"), [("USD", 2), ("JPY", 0), ("KWD", 3), ("ISK", 0), ("CLF", 4), ("CHF", 2)]
)
def test_decimals_are_those_of_iso_4217(code, places):
    assert decimals(code) == places
    assert is_currency(code)


@pytest.mark.parametrize("code", ["usd", "XXX", "", None, 840, ["USD"]])
def test_what_is_no_currency_is_none(code):
    assert not is_currency(code)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " 1",
        "1 ",
        "+1",
        "1.",
        ".5",
        "1e3",
        "NaN",
        "Infinity",
        "1,5",
        "--1",
        "1.2.3",
        "١",
        "1_0",
        1,
        1.5,
        None,
        True,
        "9" * 19,
    ],
)
def test_what_is_no_plain_decimal_string_is_refused(text):
    assert parse_decimal(text, 4) is None


def test_more_decimals_than_the_currency_has_are_refused_unless_they_are_zeros():
    assert parse_amount("1.005", "USD") is None
    assert parse_amount("1.500", "USD") == 150
    assert parse_amount("1.5", "JPY") is None
    assert parse_amount("1.234", "KWD") == 1234
    assert parse_price("33.335", "USD") == 33_335_000
    assert parse_price("0.00001", "JPY") is None
    assert parse_scaled("0.0001") == 1


def test_texts_have_the_decimals_of_the_currency():
    assert amount_text(-5, "USD") == "-0.05"
    assert amount_text(1250, "JPY") == "1250"
    assert amount_text(1, "KWD") == "0.001"
    assert price_text(33_335_000, "USD") == "33.335"
    assert price_text(20_000_000, "USD") == "20.00"
    assert scaled_text(15_000) == "1.5"
    assert scaled_text(0) == "0"


@given(AMOUNTS, st.integers(0, 6), st.integers(0, 6))
def test_a_decimal_text_reads_back_as_the_same_number(value, places, least):
    text = decimal_text(value, places, min(least, places))
    assert parse_decimal(text, places) == value
    assert Decimal(text) * 10**places == value


@given(AMOUNTS, st.lists(st.integers(0, 10**9), min_size=1, max_size=30))
def test_parts_add_up_and_each_is_within_one_of_exact(amount, weights):
    parts = spread(amount, weights)
    assert sum(parts) == amount
    total = sum(weights)
    if total:
        assert all(
            abs(part - Fraction(amount * weight, total)) < 1
            for part, weight in zip(parts, weights, strict=True)
        )


@given(st.integers(-(10**9), 10**9), st.lists(st.integers(-(10**6), 10**6), min_size=1, max_size=12))
def test_parts_add_up_for_weights_of_either_sign_and_are_symmetric(amount, weights):
    parts = spread(amount, weights)
    assert sum(parts) == amount
    assert spread(-amount, weights) == [-part for part in parts]


@given(st.integers(1, 10**9), st.lists(st.integers(0, 10**6), min_size=1, max_size=12).filter(any))
def test_cents_left_over_go_to_the_largest_remainders_first(amount, weights):
    total = sum(weights)
    down = [amount * weight // total for weight in weights]
    rank = sorted(range(len(weights)), key=lambda index: (-(amount * weights[index] % total), index))
    for index in rank[: amount - sum(down)]:
        down[index] += 1
    assert spread(amount, weights) == down


def test_equal_remainders_are_served_from_the_first_on():
    assert spread(100, [1, 1, 1]) == [34, 33, 33]
    assert spread(-100, [1, 1, 1]) == [-34, -33, -33]
    assert spread(5, [0, 0]) == [5, 0]
    assert spread(0, [3, 4]) == [0, 0]
    assert spread(7, []) == []
