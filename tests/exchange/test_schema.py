"""The shipped schema says what the reader does."""

import json
from pathlib import Path

import jsonschema
import pytest

from billdesk.exchange.schema import SHAPES, schema_text
from billdesk.exchange.writing import LISTS
from support.shop_documents import DOCUMENTS, little_shop

SHIPPED = Path(__file__).parents[2] / "resources" / "schema" / "shop-1.json"
SCHEMA = json.loads(SHIPPED.read_text("utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)


def test_the_shipped_schema_is_the_one_of_the_reader():
    assert SHIPPED.read_text("utf-8") == schema_text()
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_every_list_of_a_document_is_described():
    assert set(SCHEMA["properties"]) == {"billdesk", "shop", *LISTS}
    assert {*SHAPES, "fields"} == set(LISTS)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_examples_are_valid(name):
    assert [error.message for error in VALIDATOR.iter_errors(DOCUMENTS[name])] == []


def test_the_full_example_has_every_key_of_every_kind_of_object():
    known, used = {}, {}
    _gather(SCHEMA, [DOCUMENTS["full_shop.json"]], known, used)
    assert len(known) > 25
    assert {title: keys - used[title] for title, keys in known.items() if keys - used[title]} == {}


def _gather(schema, values, known, used):
    """Which keys the schema knows by the title of the object, and which of them are in use."""
    for one in schema.get("anyOf", ()):
        _gather(one, [value for value in values if value is not None], known, used)
    if "items" in schema:
        items = [one for value in values if isinstance(value, list) for one in value]
        _gather(schema["items"], items, known, used)
    objects = [value for value in values if isinstance(value, dict)]
    title = schema.get("title", "custom fields")
    for key, inner in schema.get("properties", {}).items():
        known.setdefault(title, set()).add(key)
        found = [value[key] for value in objects if key in value]
        used.setdefault(title, set()).update([key] if found else [])
        _gather(inner, found, known, used)


def test_the_schema_refuses_what_the_reader_refuses_by_form():
    document = little_shop("schedules[0].frequency", "fortnightly")
    document["schedules"][1]["lines"] = []
    document["customers"][0]["colour"] = "red"
    document["products"][0]["unit_price"] = 95
    places = {error.json_path for error in VALIDATOR.iter_errors(document)}
    assert places == {
        "$.schedules[0].frequency",
        "$.schedules[1].lines",
        "$.customers[0]",
        "$.products[0].unit_price",
    }
