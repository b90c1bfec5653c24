"""What may be typed into a field: one line or several, how long, and without invisible characters."""

import pytest

from billdesk.domain.bounds import line_problems, range_problems, text_problems


def codes(problems):
    return [one.code for one in problems]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a\nb", "control_character"),
        ("a\rBcc: x@y.example", "control_character"),
        ("a\x00b", "control_character"),
        ("x" * 10_000, "too_long"),
    ],
)
def test_a_line_takes_neither_breaks_nor_invisible_signs_nor_a_book(text, code):
    assert codes(line_problems("name", text)) == [code]


def test_only_what_must_be_filled_may_not_be_empty():
    assert codes(line_problems("name", "  ", filled=True)) == ["nothing_typed"]
    assert codes(line_problems("name", "")) == []
    assert codes(line_problems("name", "<b>Müller & Söhne</b>", filled=True)) == []


def test_a_text_may_break_its_lines():
    assert codes(text_problems("address", "12 Mill Lane\nDover")) == []
    assert codes(text_problems("address", "a\x1bb")) == ["control_character"]
    assert codes(text_problems("address", "x" * 10_001)) == ["too_long"]


def test_a_number_outside_its_bounds_is_told_them_unscaled():
    [problem] = range_problems("percent", 1_000_001, 0, 1_000_000, 10_000)
    assert (problem.place, problem.facts) == ("percent", {"least": 0, "most": 100})
    assert list(range_problems("percent", 0, 0, 1_000_000)) == []
