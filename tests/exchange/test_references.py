"""References become ids, custom fields stay texts, taxes may be none."""

from billdesk.domain.tax import INHERIT, UNTAXED, Choice
from billdesk.exchange.fields import BAD, Pen, Reading
from billdesk.exchange.references import FieldRef, Ref, TaxChoice, TextsByKey

REFS = {("tax", "vat"): -1, ("asset_field", "ram"): -2}


def _read(kind, raw):
    reading = Reading(lambda kind, ref: REFS.get((kind, ref)))
    value = kind.read(raw, "here", reading)
    return [(problem.place, problem.code) for problem in reading.problems] if value is BAD else value


def test_a_reference_is_the_id_of_its_kind():
    assert _read(Ref("tax"), "vat") == -1
    assert _read(Ref("asset_field"), "vat") == [("here", "unknown_reference")]
    assert _read(Ref("tax"), 1) == [("here", "wrong_type")]
    assert Ref("tax").write(-1, Pen(lambda kind, number: f"{kind}{number}")) == "tax-1"


def test_null_for_a_tax_means_what_its_place_says():
    assert _read(TaxChoice(), None) == INHERIT
    assert _read(TaxChoice(UNTAXED), None) == UNTAXED
    assert _read(TaxChoice(), "vat") == Choice(True, -1)
    assert TaxChoice(UNTAXED).write(UNTAXED, Pen(lambda _kind, _number: "vat")) is None


def test_a_custom_field_stays_a_text_and_fixed_names_need_no_field():
    kind = FieldRef("asset_field", ("type",))
    assert [_read(kind, raw) for raw in ("ram", "type")] == ["ram", "type"]
    assert _read(kind, "cpu") == [("here", "unknown_reference")]


def test_texts_go_by_known_fields_only():
    assert _read(TextsByKey("asset_field"), {"ram": "16"}) == {"ram": "16"}
    assert _read(TextsByKey("asset_field"), {"cpu": "16"}) == [("here.cpu", "unknown_reference")]
    assert _read(TextsByKey("asset_field"), {"ram": 16}) == [("here.ram", "wrong_type")]
    assert _read(TextsByKey(), {"any": "x"}) == {"any": "x"}
