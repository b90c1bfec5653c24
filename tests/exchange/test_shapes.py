"""Objects know their keys and defaults, and what of them needn't be written."""

from dataclasses import dataclass

from billdesk.exchange.fields import BAD, Flag, Pen, Reading, Whole
from billdesk.exchange.shapes import Key, Made, Shape, plainly
from billdesk.exchange.spelling import respell

SHAPE = Shape("a thing", Key("size", Whole(0, 9)), Key("round", Flag(), False, "is_round"))
PEN = Pen(lambda _kind, _number: "")


@dataclass
class Thing:
    size: int
    is_round: bool


def _read(kind, raw):
    reading = Reading(lambda _kind, _ref: None)
    value = kind.read(raw, "it", reading)
    return {(problem.place, problem.code) for problem in reading.problems} if value is BAD else value


def test_an_object_is_read_into_its_fields_with_defaults():
    assert _read(SHAPE, {"size": 3}) == {"size": 3, "is_round": False}
    assert _read(plainly(SHAPE, Thing), {"size": 3, "round": True}) == Thing(3, True)


def test_unknown_missing_and_wrong_keys_are_told_together():
    assert _read(SHAPE, {"round": 1, "odd": 2}) == {
        ("it.odd", "unknown_key"),
        ("it", "missing_key"),
        ("it.round", "wrong_type"),
    }
    assert _read(SHAPE, []) == {("it", "wrong_type")}


def test_what_does_not_fit_together_is_reported_by_the_maker():
    made = Made(SHAPE, lambda _values, place, reading: reading.bad(place, "too_round"))
    assert _read(made, {"size": 3}) == {("it", "too_round")}


def test_defaults_are_needless_and_so_is_what_would_be_found_anyway():
    assert respell(SHAPE.words(Thing(3, False), PEN), None) == {"size": 3}
    assert respell(SHAPE.words(Thing(3, True), PEN), None) == {"size": 3, "round": True}
    assert respell(SHAPE.words(Thing(3, True), PEN, needless=("round",)), None) == {"size": 3}
    assert respell(SHAPE.words(Thing(3, False), PEN, always=("round",)), None) == {"size": 3, "round": False}


def test_the_schema_names_keys_defaults_and_what_is_required():
    schema = SHAPE.schema()
    assert schema["required"] == ["size"]
    assert schema["properties"]["round"] == {"type": "boolean", "default": False}
    assert schema["additionalProperties"] is False
