"""Keys are taken with their types and bounds, and every problem knows its place."""

from datetime import date

import pytest

from billdesk.services import cases
from billdesk.services.cases import REQUIRED, Case, Wrong


def reading(raw, place=""):
    problems = []
    return Case(raw, place, problems), problems


def told(problems):
    return [(problem.place, problem.code) for problem in problems]


def test_a_key_gives_its_value_or_the_default():
    case, problems = reading({"a": True, "b": None})
    assert case.take("a", cases.flag, False) is True
    assert case.take("b", cases.flag, False) is False
    assert case.take("c", cases.flag, None) is None
    case.done()
    assert problems == []


def test_wrong_missing_and_unknown_keys_are_named_with_their_place():
    case, problems = reading({"a": 1, "x\n": 2}, "lines[2]")
    assert case.take("a", cases.flag, False) is False
    assert case.take("b", cases.flag, REQUIRED) is None
    case.done()
    assert told(problems) == [
        ("lines[2].a", "wrong_type"),
        ("lines[2].b", "missing"),
        ("lines[2].x?", "unknown_key"),
    ]


def test_null_can_mean_nothing_instead_of_the_default():
    case, _ = reading({"period": None})
    assert case.nullable("period", cases.text, "advance") is None
    assert case.nullable("other", cases.text, "advance") == "advance"


def test_objects_inside_know_where_they_are():
    case, problems = reading({"rows": [{"n": 1}, 2], "one": {"n": "x"}})
    rows = case.objects("rows", REQUIRED)
    one = case.object("one")
    assert [row.place for row in rows] == ["rows[0]", "rows[1]"]
    assert rows[0].take("n", cases.whole(1, 5), REQUIRED) == 1
    assert one is not None
    assert one.names() == ("n",)
    one.take("n", cases.whole(1, 5), REQUIRED)
    assert case.object("none") is None
    assert told(problems) == [("rows[1]", "wrong_type"), ("one.n", "wrong_type")]


def test_values_are_read_into_the_measures_of_the_domain():
    assert cases.scaled()("1.5") == 15_000
    assert cases.amount("KWD")("1.5") == 1_500
    assert cases.price("JPY")("1.5") == 15_000
    assert cases.day("2028-02-29") == date(2028, 2, 29)
    assert (cases.billing_day("last"), cases.billing_day(31)) == (32, 31)
    assert cases.currency("CHF") == "CHF"
    assert cases.word("a", "b")("b") == "b"


@pytest.mark.parametrize(
    ("read", "raw", "code"),
    [
        (cases.scaled(0), "-1", "too_small"),
        (cases.scaled(0, 10_000), "1.0001", "too_large"),
        (cases.amount("USD"), "1000000000000", "too_large"),
        (cases.amount("USD"), "0.001", "too_many_decimals"),
        (cases.amount("USD"), " 1", "not_a_decimal"),
        (cases.amount("USD"), 1.0, "wrong_type"),
        (cases.text, "x" * 1_001, "too_long"),
        (cases.text, "a\x00", "control_character"),
        (cases.whole(0, 9), False, "wrong_type"),
        (cases.day, "2026-13-01", "no_such_date"),
        (cases.currency, "eur", "unknown_currency"),
        (cases.word("a"), "A", "unknown_word"),
    ],
)
def test_what_is_out_of_bounds_is_wrong(read, raw, code):
    with pytest.raises(Wrong, match=code):
        read(raw)


def test_a_wrong_text_is_shown_short_and_printable():
    assert cases.shown("a\n" + "b" * 100) == "a?" + "b" * 58
