"""Numbers as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billdesk.basics import words
from billdesk.ui.typed_numbers import read_number


@pytest.mark.parametrize(
    ("text", "language", "cents"),
    [
        ("12,50", "en", 1250),
        ("12.50", "de", 1250),
        ("12.5", "en", 1250),
        (" 1 000 ", "en", 100_000),
        ("1,000", "en", 100_000),
        ("1.000", "de", 100_000),
        ("1.000,5", "en", 100_050),
        ("1,000.50", "de", 100_050),
        ("1'000.50", "de", 100_050),
        ("1,000,000", "de", 100_000_000),
        (".5", "en", 50),
        ("−3", "en", -300),
        ("-3", "en", -300),
        ("+3", "en", 300),
        ("0", "en", 0),
        ("=3*4", "en", 1200),
        ("= (2+1) / 7", "en", 43),
        ("=-2*-3,5", "en", 700),
        ("=1 000-1", "en", 99_900),
        ("=12×2÷5", "en", 480),
    ],
)
def test_what_is_typed_is_understood(text, language, cents):
    assert read_number(text, 2, language) == cents


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "abc",
        "12.345",
        "1.2.3",
        "1,00,000",
        "1,000,00.5",
        "12 $",
        "--3",
        "1e5",
        "٣",
        "🙂",
        "\u202e12",
        "<b>1</b>",
        "=",
        "=1/0",
        "=2**3",
        "=(1",
        "=1)",
        "=cmd()",
        "=__import__('os')",
        "=" + "(" * 190,
        "9" * 10_000,
        "1\n2x",
    ],
)
def test_what_is_no_number_is_none(text):
    assert read_number(text, 2, "en") is None


@given(st.integers(-(10**14), 10**14), st.sampled_from(["en", "de", "fr"]))
def test_what_we_write_we_can_read(minor, language):
    assert read_number(words.amount(minor, "EUR", language, symbol=False), 2, language) == minor


@given(st.text(max_size=30))
def test_no_text_breaks_it(text):
    found = read_number(text, 2, "en")

    assert found is None or isinstance(found, int)


def test_a_sum_is_rounded_but_a_plain_number_never():
    assert read_number("=1/3", 2, "en") == 33
    assert read_number("0.333", 2, "en") is None
    assert read_number("0.3330", 3, "en") == 333
