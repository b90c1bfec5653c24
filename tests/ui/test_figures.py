"""Amounts and dates as lists show them."""

from datetime import date

import pytest

from billdesk.ui.figures import DASH, Figures

ENGLISH = Figures("en", "USD")
GERMAN = Figures("de", "EUR")
TODAY = date(2026, 8, 4)


def test_the_home_currency_is_bare_in_tables_and_another_one_is_named():
    assert ENGLISH.amount(115205, "USD") == "1,152.05"
    assert ENGLISH.amount(7186, "CAD") == "CAD 71.86"


@pytest.mark.parametrize(
    ("sums", "said"),
    [
        ([(7186, "CAD"), (13941260, "USD")], "$139,412.60 + CAD 71.86"),
        ([(13941260, "USD"), (0, "CAD")], "$139,412.60"),
        ([(0, "USD"), (7186, "CAD")], "CAD 71.86"),
        ([(0, "CAD"), (0, "USD")], "$0.00"),
        ([], ""),
    ],
)
def test_sums_in_several_currencies_leave_zeros_out_where_something_else_is_to_be_said(sums, said):
    assert ENGLISH.several(sums) == said


def test_in_german_a_currency_of_its_own_and_a_foreign_one_stand_at_the_same_side():
    assert GERMAN.several([(7186, "CAD"), (13941260, "EUR")]) == "139.412,60\u00a0€ + 71,86\u00a0CAD"
    assert GERMAN.amount(7186, "CAD") == "CAD 71,86"  # in a column, where digits stand below digits


def test_a_negative_amount_has_a_true_minus():
    assert ENGLISH.amount(-70710, "USD") == "\u2212707.10"


@pytest.mark.parametrize(
    ("figures", "minor", "currency", "parts"),
    [
        (ENGLISH, 211340, "USD", ("$2,113", ".40", "")),
        (GERMAN, 211340, "EUR", ("2.113", ",40", "\u00a0€")),
        (GERMAN, 211340, "CAD", ("2.113", ",40", "\u00a0CAD")),
        (ENGLISH, 1500, "JPY", ("JPY 1,500", "", "")),
        (ENGLISH, 1234567, "KWD", ("KWD 1,234", ".567", "")),
    ],
)
def test_a_headline_is_split_into_large_and_small(figures, minor, currency, parts):
    assert figures.parts(minor, currency) == parts
    assert "".join(parts) == figures.headline(minor, currency)


def test_the_year_is_left_out_when_it_is_this_one():
    assert ENGLISH.day(date(2026, 8, 18), TODAY) == "Aug 18"
    assert ENGLISH.day(date(2027, 1, 1), TODAY) == "Jan 1, 2027"


def test_no_date_is_a_dash():
    assert ENGLISH.day(None, TODAY) == DASH


def test_months_have_their_names():
    assert GERMAN.month(date(2026, 3, 1)) == "März"


def test_another_home_currency_counts_wherever_figures_are_held():
    figures = Figures("en", "USD")
    held = figures.amount
    assert not figures.use("USD")
    assert figures.use("CAD")
    assert held(7186, "CAD") == "71.86"
    assert held(7186, "USD") == "USD 71.86"
