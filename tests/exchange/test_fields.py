"""Texts, flags, whole numbers and lists of a document."""

import pytest

from billdesk.exchange.fields import (
    BAD,
    COLOR,
    CURRENCY,
    EMAIL,
    LANGUAGE,
    Flag,
    Many,
    Maybe,
    OneOf,
    Pattern,
    Reading,
    Text,
    Whole,
    shown,
)


def _read(kind, raw):
    reading = Reading(lambda _kind, _ref: None)
    value = kind.read(raw, "here", reading)
    assert (value is BAD) == bool(reading.problems)
    return [problem.code for problem in reading.problems] or value


@pytest.mark.parametrize(
    ("kind", "raw", "found"),
    [
        (Text(), "Müller 东京 🚲", "Müller 东京 🚲"),
        (Text(), "a\nb", ["control_character"]),
        (Text(lines=True), "a\r\n\tb", "a\r\n\tb"),
        (Text(lines=True), "a\x00", ["control_character"]),
        (Text(), "\ud800", ["control_character"]),
        (Text(filled=True), " \u00a0", ["empty"]),
        (Text(3), "abcd", ["too_long"]),
        (Text(), None, ["wrong_type"]),
        (Flag(), 1, ["wrong_type"]),
        (Flag(), False, False),
        (Whole(1, 5), True, ["wrong_type"]),
        (Whole(1, 5), 1.0, ["wrong_type"]),
        (Whole(1, 5), "1", ["wrong_type"]),
        (Whole(1, 5), 6, ["out_of_range"]),
        (Whole(1, 5), 5, 5),
        (OneOf(("a",)), "b", ["unknown_word"]),
        (OneOf(("a",)), ["a"], ["wrong_type"]),
        (Maybe(Flag()), None, None),
        (Many(Flag()), [True, None, 1], ["wrong_type", "wrong_type"]),
        (Many(Flag(), 2), [True], ["too_few"]),
        (Many(Flag()), [True], (True,)),
        (EMAIL, "", ""),
        (EMAIL, "a@b.example", "a@b.example"),
        (EMAIL, "a b@c.example", ["bad_email"]),
        (EMAIL, "a@b@c", ["bad_email"]),
        (EMAIL, "@b.example", ["bad_email"]),
        (CURRENCY, "CHF", "CHF"),
        (CURRENCY, "chf", ["unknown_currency"]),
        (LANGUAGE, "de-AT", "de-AT"),
        (LANGUAGE, "xx", ["unknown_language"]),
        (COLOR, "#0B6470", "#0B6470"),
        (COLOR, "red", ["bad_color"]),
        (Pattern(), "INV-{counter:05}", "INV-{counter:05}"),
        (Pattern(), "{counter}{day}", ["pattern_has_unknown_field"]),
    ],
)
def test_a_value_is_read_or_its_problem_is_named(kind, raw, found):
    assert _read(kind, raw) == found


def test_wrong_values_are_shown_short_and_printable():
    assert len(shown("x" * 1000)) == 60
    assert shown("a\x1bb") == "a?b"
    assert shown(10**5000) == "number"
    assert shown({"a": 1}) == "object"
