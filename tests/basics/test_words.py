"""Amounts, numbers, dates and words in the languages of biller and customers."""

import json
import os
import subprocess
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from babel.dates import format_date
from hypothesis import given
from hypothesis import strategies as some

from billdesk.basics import words

ROOT = Path(__file__).parents[2]
STYLES = ROOT / "resources" / "locale" / "styles.json"
WHOLE = some.integers(min_value=-(10**15), max_value=10**15)


@pytest.mark.parametrize(
    ("minor", "currency", "language", "written"),
    [
        (123450, "USD", "en", "$1,234.50"),
        (-500, "USD", "en", "−$5.00"),
        (0, "EUR", "en", "€0.00"),
        (123450, "EUR", "de", "1.234,50\N{NO-BREAK SPACE}€"),
        (-5, "EUR", "de", "−0,05\N{NO-BREAK SPACE}€"),
        (1234, "JPY", "en", "¥1,234"),
        (1234, "KWD", "en", "KWD\N{NO-BREAK SPACE}1.234"),
        (100, "XYZ", "en", "XYZ\N{NO-BREAK SPACE}1.00"),
        (123450, "CHF", "de-CH", "CHF\N{NO-BREAK SPACE}1’234.50"),
        (12345678900, "INR", "en-IN", "₹12,34,56,789.00"),
    ],
)
def test_an_amount_is_written_with_its_currency_and_all_its_decimals(minor, currency, language, written):
    assert words.amount(minor, currency, language) == written


def test_the_styles_of_our_languages_are_kept_as_babel_has_them():
    """`GOLDEN=write` before pytest writes them anew, after a new Babel."""
    found = {language: words.style_of(language)._asdict() for language in words.LANGUAGES}
    text = json.dumps(found, ensure_ascii=False, indent=1) + "\n"
    if os.environ.get("GOLDEN") == "write":
        STYLES.write_text(text, encoding="utf-8")
    assert STYLES.read_text(encoding="utf-8") == text


@pytest.mark.parametrize("language", words.LANGUAGES)
@pytest.mark.parametrize("month", range(1, 13))
def test_a_date_is_written_as_babel_writes_it(language, month):
    day = date(2026, month, month + 3)
    assert words.date_medium(day, language) == format_date(day, "medium", locale=language)
    short = words.date_short_without_year(day, date(2026, 1, 1), language)
    assert words.date_medium(day, language).startswith(short)
    assert "2026" not in short


def test_an_amount_can_do_without_the_symbol():
    assert words.amount(-123450, "EUR", "de", symbol=False) == "−1.234,50"


@pytest.mark.parametrize(
    ("language", "behind"), [("de", True), ("fr", True), ("en", False), ("en-GB", False)]
)
def test_a_currency_stands_behind_its_amount_where_the_language_writes_it_so(language, behind):
    assert words.code_is_behind(language) is behind


@given(WHOLE, some.sampled_from(["USD", "JPY", "KWD"]))
def test_an_amount_can_be_read_back_to_the_cent(minor, currency):
    written = words.amount(minor, currency, "en", symbol=False).replace(",", "").replace(words.MINUS, "-")

    assert Decimal(written).scaleb(words.decimals(currency)) == minor


@given(WHOLE)
def test_a_quantity_and_a_price_can_be_read_back_exactly(scaled):
    for written, places in (
        (words.quantity(scaled, "de"), 4),
        (words.price(scaled, "EUR", "de"), 6),
    ):
        plain = written.replace(".", "").replace(",", ".").replace(words.MINUS, "-")
        assert Decimal(plain).scaleb(places) == scaled


@pytest.mark.parametrize(
    ("scaled", "written"),
    [(10000, "1"), (15000, "1.5"), (1, "0.0001"), (-25000, "−2.5"), (123450000, "12,345")],
)
def test_a_quantity_has_as_many_decimals_as_it_needs(scaled, written):
    assert words.quantity(scaled, "en") == written


@pytest.mark.parametrize(
    ("scaled", "currency", "written"),
    [
        (1_250_000, "USD", "1.25"),
        (1_000_000, "USD", "1.00"),
        (125_050, "USD", "0.12505"),
        (15000, "JPY", "1.5"),
    ],
)
def test_a_price_has_the_decimals_of_the_currency_and_more_where_it_needs_them(scaled, currency, written):
    assert words.price(scaled, currency, "en") == written


def test_a_price_may_bear_its_symbol():
    assert words.price(1_250_000, "USD", "en", symbol=True) == "$1.25"


def test_percentages_and_numbers_follow_the_language():
    assert words.percent(82500, "en") == "8.25%"
    assert words.percent(190000, "de") == "19\N{NO-BREAK SPACE}%"
    assert words.number(-12500, "de") == "−12.500"


def test_dates_follow_the_language():
    day = date(2026, 2, 1)

    assert words.date_medium(day, "en") == "Feb 1, 2026"
    assert words.date_medium(day, "de") == "01.02.2026"
    assert words.month_name(3, "de") == "März"


def test_a_month_keeps_its_language_after_another_one_was_asked_for():
    assert [words.month_name(3, each) for each in ("ja", "de", "en", "hu")] == [
        "3月",
        "März",
        "March",
        "március",
    ]


def test_a_date_of_this_year_does_without_the_year():
    today = date(2026, 9, 1)

    assert words.date_short_without_year(date(2026, 2, 1), today, "en") == "Feb 1"
    assert words.date_short_without_year(date(2026, 2, 1), today, "de") == "01.02."
    assert words.date_short_without_year(date(2025, 2, 1), today, "en") == "Feb 1, 2025"


@pytest.mark.parametrize(
    ("start", "end", "language", "written"),
    [
        (date(2026, 2, 1), date(2026, 2, 28), "en", "Feb 1 – Feb 28, 2026"),
        (date(2025, 12, 15), date(2026, 1, 14), "en", "Dec 15, 2025 – Jan 14, 2026"),
        (date(2026, 2, 1), date(2026, 2, 28), "de", "01.02. – 28.02.2026"),
        (date(2026, 2, 1), date(2026, 2, 28), "pt", "1 de fev. – 28 de fev. de 2026"),
        (date(2026, 2, 1), date(2026, 2, 28), "hu", "2026. febr. 1. – febr. 28."),
        (date(2026, 2, 1), date(2026, 2, 1), "en", "Feb 1, 2026"),
    ],
)
def test_a_range_names_the_year_once_where_it_is_the_same(start, end, language, written):
    assert words.date_range(start, end, language) == written


def test_words_are_translated_and_unknown_ones_stay_english():
    assert words.translate("Overdue", "de") == "Überfällig"
    assert words.translate("Overdue", "de-AT") == "Überfällig"
    assert words.translate("Overdue", "en") == "Overdue"
    assert words.translate("Nobody translated this", "de") == "Nobody translated this"


@pytest.mark.parametrize("language", ["", "xx", "../../etc", "english please"])
def test_an_unknown_language_is_written_as_english(language):
    assert words.amount(123450, "USD", language) == "$1,234.50"
    assert words.translate("Overdue", language) == "Overdue"


def test_babel_is_loaded_only_when_something_is_written():
    look = "import sys, billdesk.basics.words; sys.exit('babel' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", look], check=False).returncode == 0


def test_the_sign_before_the_decimals_is_that_of_the_language():
    assert words.point("en") == "."
    assert words.point("de") == ","


@pytest.mark.parametrize(
    ("name", "code", "language", "said"),
    [
        (words.country_name, "DE", "en", "Germany"),
        (words.country_name, "DE", "de", "Deutschland"),
        (words.country_name, "XX", "en", "XX"),
        (words.currency_name, "USD", "en", "US Dollar"),
        (words.currency_name, "XXQ", "en", "XXQ"),
        (words.language_name, "de", "en", "German"),
        (words.language_name, "de-AT", "en", "Austrian German"),
        (words.language_name, "xq", "en", "Xq"),
    ],
)
def test_countries_currencies_and_languages_have_names(name, code, language, said):
    assert name(code, language) == said


def test_texts_are_put_in_order_without_case_and_accents():
    names = ["Zypern", "Österreich", "oman", "Norwegen"]

    assert sorted(names, key=words.sorting_key) == ["Norwegen", "oman", "Österreich", "Zypern"]
