"""Typed figures are read exactly or refused with a reason; nothing typed is ever carried out as a program."""

from contextlib import suppress
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billdesk.domain import typed
from billdesk.domain.errors import Refused
from billdesk.domain.money import LIMIT, amount_text, decimal_text, divide, scaled_text
from billdesk.domain.totals import Discount


def refusal(read, *arguments):
    with pytest.raises(Refused) as caught:
        read(*arguments)
    return caught.value.code


@pytest.mark.parametrize(
    ("text", "minor"),
    [
        ("12,50", 1250),
        ("12.50", 1250),
        (" 12.5 ", 1250),
        ("1 000", 100000),
        ("1\N{NO-BREAK SPACE}000,5", 100050),
        ("1,234", 123400),
        ("1,234.50", 123450),
        ("1.234,50", 123450),
        ("1'234.50", 123450),
        ("12,34,567", 123456700),
        ("1.234.567", 123456700),
        (".5", 50),
        ("12.", 1200),
        ("-3", -300),
        ("\N{MINUS SIGN}3,10", -310),
        ("$12.50", 1250),
        ("12,50 \N{EURO SIGN}", 1250),
        ("usd 7", 700),
        ("7 USD", 700),
        ("0", 0),
        ("=3*4", 1200),
        ("= 3 \N{MULTIPLICATION SIGN} 4", 1200),
        ("=(1+2)*3-4/2", 700),
        ("=10/3", 333),
        ("=20/3", 667),
        ("=-20/3", -667),
        ("=1 000*2", 200000),
        ("=2*12,50", 2500),
        ("=--1", 100),
    ],
)
def test_amounts_are_read_in_the_forms_that_people_type(text, minor):
    assert typed.amount(text, "USD") == minor


def test_a_single_sign_before_three_digits_follows_the_language():
    assert typed.price("1.234", "USD") == 1_234_000
    assert typed.price("1.234", "EUR", ",") == 1_234_000_000
    assert typed.price("1,234", "EUR", ",") == 1_234_000
    assert typed.price("0,125", "USD") == 125_000


def test_decimals_are_those_of_the_currency():
    assert typed.amount("12", "JPY") == 12
    assert typed.amount("1.234", "KWD") == 1234
    assert refusal(typed.amount, "1.5", "JPY") == "too_many_decimals"
    assert refusal(typed.amount, "1.505", "USD") == "too_many_decimals"
    assert typed.price("1.234567", "USD") == 1_234_567
    assert refusal(typed.price, "1.2345678", "USD") == "too_many_decimals"


RUBBISH = [
    "",
    " ",
    "abc",
    "12a",
    "1e999",
    "-0",
    "-0.00",
    "--1",
    "1 00",
    "12 50",
    "1,23,4",
    "1.2.3",
    "1,2.3,4",
    "1,234.567,890",
    "..",
    ",",
    "1..5",
    "0x10",
    "\N{ARABIC-INDIC DIGIT ONE}",
    "\N{SUPERSCRIPT TWO}",
    "\N{FULLWIDTH DIGIT ONE}",
    "NaN",
    "inf",
    "\N{GRINNING FACE}",
    "<b>1</b>",
    "\N{RIGHT-TO-LEFT OVERRIDE}12",
    "1" * 101,
    "x" * 10_000,
    "=",
    "=1+",
    "=(1",
    "=1)",
    "=()",
    "=2**3",
    "=1 2",
    "=__import__('os')",
    "=abs(-1)",
    "=1//2",
    "=1e3",
    "=" + "(" * 200,
    "%",
    "3*4",
    "1_000",
    "+5",
    "\x00",
]


@pytest.mark.parametrize("text", RUBBISH)
def test_rubbish_is_no_amount_price_or_quantity(text):
    assert refusal(typed.amount, text, "USD") == "not_an_amount"
    assert refusal(typed.price, text, "USD") == "not_an_amount"
    assert refusal(typed.quantity, text) == "not_a_quantity"
    assert refusal(typed.percent, text) == "not_a_percentage"


def test_nothing_too_large_is_taken():
    assert typed.amount("999 999 999 999.99", "USD") == LIMIT - 1
    assert refusal(typed.amount, "1000000000000", "USD") == "too_large"
    assert refusal(typed.amount, "=999999999*999999999", "USD") == "too_large"
    assert refusal(typed.quantity, "9" * 30) == "too_large"
    assert refusal(typed.price, "9" * 30, "USD") == "too_large"


def test_a_division_by_nothing_is_refused():
    assert refusal(typed.amount, "=1/(2-2)", "USD") == "divided_by_zero"


def test_percentages_lie_between_nothing_and_all():
    assert typed.percent("12,5 %") == 125_000
    assert typed.percent("100%") == 1_000_000
    assert refusal(typed.percent, "100.01") == "out_of_range"
    assert refusal(typed.percent, "-1") == "out_of_range"
    assert typed.percent("250", ".", None) == 2_500_000
    assert refusal(typed.percent, "-1", ".", None) == "out_of_range"


def test_a_discount_is_a_percentage_or_an_amount():
    assert typed.discount("10%", "USD") == Discount(percent=100_000)
    assert typed.discount("10", "USD") == Discount(amount=1000)
    assert typed.discount("", "USD") is None
    assert typed.discount("0", "USD") is None
    assert typed.discount("0 %", "USD") is None
    assert refusal(typed.discount, "-5", "USD") == "below_zero"
    assert refusal(typed.discount, "101%", "USD") == "out_of_range"
    assert refusal(typed.discount, "ten", "USD") == "not_an_amount"


def test_a_refusal_shows_how_it_is_typed_in_the_language():
    with pytest.raises(Refused) as caught:
        typed.amount("x", "EUR", ",")
    assert caught.value.facts == {"example": "12,50"}
    with pytest.raises(Refused) as caught:
        typed.quantity("x")
    assert caught.value.facts == {"example": "1.5"}
    with pytest.raises(Refused) as caught:
        typed.amount("x", "JPY")
    assert caught.value.facts == {"example": "125"}


@given(st.integers(1 - LIMIT, LIMIT - 1), st.sampled_from(["USD", "JPY", "KWD"]), st.sampled_from(".,"))
def test_every_amount_is_read_back_as_it_is_written(minor, currency, point):
    text = amount_text(minor, currency).replace(".", point)
    assert typed.amount(text, currency, point) == minor


@given(st.integers(1 - LIMIT, LIMIT - 1))
def test_every_quantity_is_read_back_as_it_is_written(scaled):
    assert typed.quantity(scaled_text(scaled)) == scaled


@given(st.text(max_size=40))
def test_any_text_is_a_figure_or_is_refused(text):
    for read in (lambda: typed.amount(text, "USD"), lambda: typed.discount(text, "USD")):
        with suppress(Refused):
            read()


@given(st.text("0123456789.,+-*/() =", max_size=30))
def test_formulas_of_any_shape_end_in_a_figure_or_a_refusal(text):
    try:
        found = typed.quantity("=" + text)
    except Refused:
        return
    assert abs(found) < LIMIT


@given(st.integers(-999, 999), st.integers(-999, 999), st.integers(1, 999), st.sampled_from("+-*"))
def test_formulas_are_exact_and_rounded_once(first, second, third, sign):
    exact = {"+": first + second, "-": first - second, "*": first * second}[sign]
    share = Fraction(exact, third) * 10_000
    assert typed.quantity(f"=({first}{sign}({second}))/{third}") == divide(share.numerator, share.denominator)


@given(st.integers(-(10**14), 10**14), st.integers(0, 6), st.sampled_from(".,"))
def test_a_plain_number_of_any_decimals_is_read_back(scaled, places, point):
    written = decimal_text(scaled, places, places).replace(".", point)
    assert typed.number(written, places, point) == scaled


@pytest.mark.parametrize(
    "rubbish", ["", "abc", "1.2.3", "--3", "1e5", "٣", "🙂", "-0", "=(1", "=1/0", "9" * 10_000]
)
def test_what_is_no_number_is_refused(rubbish):
    with pytest.raises(Refused):
        typed.number(rubbish, 2)
