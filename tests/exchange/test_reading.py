"""Whatever is wrong with a document is told with its place, and never in another way."""

import copy
import json
import random
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from billdesk.domain.catalog import Product
from billdesk.domain.customer import Customer
from billdesk.domain.errors import Rejected
from billdesk.domain.settings import ShopSettings
from billdesk.exchange.desk import Known
from billdesk.exchange.parsing import parse
from billdesk.exchange.reading import read
from billdesk.exchange.writing import write

HERE = Path(__file__).parent
DOCUMENTS = {name: json.loads((HERE / name).read_bytes()) for name in ("little_shop.json", "full_shop.json")}
RUBBISH = (
    *(
        None,
        True,
        False,
        0,
        1,
        -1,
        3.5,
        1e308,
        10**400,
        float("nan"),
        float("inf"),
        "",
        " ",
        "x",
        "1,5",
        "1e5",
        "+1",
    ),
    *(
        "\x00",
        "\ud800",
        "9" * 30,
        "0.00000000001",
        "-1",
        "2026-02-30",
        "2026-13-01",
        "0000-01-01",
        "9999-12-31",
    ),
    *(
        "x" * 20_000,
        "a@b@c",
        "acme",
        "c1",
        [],
        {},
        [[]],
        [None],
        {"": {}},
        {"ref": "x"},
        ["x"] * 3,
        "{counter}{counter}",
    ),
    *(
        "last",
        "monthly",
        "2026-01-01",
        "100000000000000000",
        [{"percent": "5"}],
        {"percent": "101"},
        "\u202e",
        "١٢",
    ),
)


def _spots(value, path=()):
    """The paths of everything in a document."""
    yield path
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, one in inner:
        yield from _spots(one, (*path, key))


def _at(document, path):
    for key in path:
        document = document[key]
    return document


def _mutant(document, chance):
    """A document with something changed by chance, once or several times."""
    document = copy.deepcopy(document)
    for _ in range(chance.choice((1, 1, 1, 1, 3))):
        spots = [path for path in _spots(document) if path]
        path = chance.choice(spots)
        parent, key = _at(document, path[:-1]), path[-1]
        match chance.randrange(7):
            case 0:
                del parent[key]
            case 1 | 2:
                parent[key] = copy.deepcopy(chance.choice(RUBBISH))
            case 3:
                parent[key] = copy.deepcopy(_at(document, chance.choice(spots)))
            case 4 if isinstance(parent, dict):
                parent[chance.choice(("unknown", "ref", "name", "tax", "discount", "é"))] = parent[key]
            case 5 if isinstance(parent, list):
                parent.insert(0, copy.deepcopy(parent[key]))
            case _:
                other = chance.choice(spots)
                where = _at(document, other[:-1])
                if path[: len(other)] != other and other[: len(path)] != path:
                    parent[key], where[other[-1]] = where[other[-1]], parent[key]
    return document


def _require_place(document, place):
    """The place is in the document, or one step beyond what is there."""
    here = document
    steps = re.findall(r"\[(\d+)\]|([^.\[\]]+)", place)
    for index, (number, name) in enumerate(steps):
        key = int(number) if number else name
        inside = (
            isinstance(here, dict) and key in here if name else isinstance(here, list) and key < len(here)
        )
        if not inside:
            assert index == len(steps) - 1, place
            return
        here = here[key]


def _judge(document):
    """A document is read and comes back as it was, or it is rejected with places."""
    try:
        shop = read(document)
    except Rejected as rejected:
        assert rejected.problems
        for problem in rejected.problems:
            assert problem.place or not isinstance(document, dict)
            assert re.fullmatch("[a-z][a-z0-9_]+", problem.code)
            json.dumps(dict(problem.facts), default=str).encode("ascii")
            _require_place(document, problem.place)
        return False
    assert write(shop) == document
    return True


@pytest.mark.parametrize("name", DOCUMENTS)
@pytest.mark.parametrize("seed", range(12))
def test_a_mutant_is_read_back_to_back_or_rejected_with_places(name, seed):
    chance = random.Random(f"{name} {seed}")
    valid = sum(_judge(_mutant(DOCUMENTS[name], chance)) for _ in range(50))
    assert valid < 50


SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text()
PLAIN_KEYS = st.text("abcé_-", min_size=1)


def _json(keys):
    return st.recursive(
        SCALARS,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=3),
        max_leaves=8,
    )


@given(_json(PLAIN_KEYS), st.data())
@settings(max_examples=150, deadline=None)
def test_any_json_anywhere_is_valid_or_rejected_with_its_place(value, data):
    document = copy.deepcopy(DOCUMENTS["little_shop.json"])
    path = data.draw(st.sampled_from([path for path in _spots(document) if path]))
    _at(document, path[:-1])[path[-1]] = value
    _judge(document)


@given(_json(st.text()))
@settings(max_examples=50, deadline=None)
def test_what_is_no_shop_at_all_is_rejected_in_words_that_can_be_printed(value):
    with pytest.raises(Rejected) as caught:
        read(value)
    for problem in caught.value.problems:
        assert problem.place.isprintable()


def _problems(document, known=None):
    with pytest.raises(Rejected) as caught:
        read(document) if known is None else read(document, known)
    return {(problem.place, problem.code) for problem in caught.value.problems}


def _changed(name, place, value):
    document = copy.deepcopy(DOCUMENTS[name])
    steps = [int(number) if number else word for number, word in re.findall(r"\[(\d+)\]|([^.\[\]]+)", place)]
    _at(document, steps[:-1])[steps[-1]] = value
    return document


@pytest.mark.parametrize(
    ("place", "value", "code"),
    [
        ("customers[0].contacts[0].email", "ann(at)acme.example", "bad_email"),
        ("schedules[0].lines[1].counter.asset_type", 5, "wrong_type"),
        ("schedules[0].lines", [], "no_lines"),
        ("schedules[0].frequency", "fortnightly", "unknown_word"),
        ("schedules[0].interval", 0, "out_of_range"),
        ("schedules[0].billing_day", 32, "out_of_range"),
        ("schedules[0].billing_day", "first", "unknown_word"),
        ("schedules[0].start", "2026-02-30", "no_such_date"),
        ("schedules[0].start", "1.2.2026", "not_a_date"),
        ("schedules[0].end", "2026-01-31", "end_before_start"),
        ("schedules[0].customer", "nobody", "unknown_reference"),
        ("schedules[0].discount.percent", "100.01", "too_large"),
        ("schedules[0].lines[0].unit_price", 400.0, "wrong_type"),
        ("schedules[0].lines[0].unit_price", "400,00", "not_a_decimal"),
        ("schedules[0].lines[0].unit_price", "0.0000001", "too_many_decimals"),
        ("schedules[0].lines[3].minimum", "-1", "too_small"),
        ("schedules[0].lines[5].tiers[1].up_to", "4", "tiers_not_ascending"),
        ("schedules[0].lines[5].tiers[0].up_to", None, "endless_tier_not_last"),
        ("schedules[0].lines[2].counter.saved_search", "bench", "unknown_reference"),
        ("schedules[0].colour", "red", "unknown_key"),
        ("schedules[1].ref", "acme-msp", "ref_doubled"),
        ("customers[1].name", "  ", "empty"),
        ("customers[1].name", "Bistro\x1b[1m", "control_character"),
        ("customers[1].name", "x" * 1001, "too_long"),
        ("customers[1].currency", "EURO", "unknown_currency"),
        ("customers[1].language", "klingon", "unknown_language"),
        ("customers[0].contacts[0].fields.height", "3", "unknown_reference"),
        ("taxes[0].percent", "-1", "too_small"),
        ("shop.invoice_number", "INV", "pattern_needs_counter"),
        ("shop.default_tax", "vat", "unknown_reference"),
        ("products[0].unit_price", float("nan"), "wrong_type"),
        ("tickets[0].time[0].minutes", True, "wrong_type"),
        ("tickets[0].time[0].minutes", 10**400, "out_of_range"),
        ("tickets[0].time[0].labor", "ssd", "not_labor"),
        ("billdesk", 2, "unknown_version"),
        ("invoices", {}, "wrong_type"),
        ("fields", [], "wrong_type"),
    ],
)
def test_a_problem_is_named_with_its_place(place, value, code):
    assert (place, code) in _problems(_changed("little_shop.json", place, value))


def test_all_problems_are_told_at_once():
    document = _changed("little_shop.json", "customers[2].email", "x")
    document["schedules"][3]["state"] = "asleep"
    del document["products"][0]["name"]
    assert _problems(document) == {
        ("customers[2].email", "bad_email"),
        ("schedules[3].state", "unknown_word"),
        ("products[0]", "missing_key"),
    }


def test_a_broken_thing_is_still_a_thing_that_others_may_name():
    assert _problems(_changed("little_shop.json", "customers[0].phone", 1)) == {
        ("customers[0].phone", "wrong_type")
    }


def test_a_document_may_name_what_is_on_file_already():
    known = Known(
        ShopSettings(currency="JPY"),
        {
            "customer": {"old": Customer(7, "old", "Old")},
            "product": {"care": Product(9, "care", "Care", unit_price=5)},
        },
    )
    document = {
        "billdesk": 1,
        "schedules": [
            {
                "ref": "s",
                "customer": "old",
                "frequency": "daily",
                "start": "2026-01-01",
                "lines": [{"product": "care"}],
            }
        ],
    }
    shop = read(document, known)
    assert (shop.schedules[0].customer_id, shop.schedules[0].lines[0].product_id) == (7, 9)
    assert (shop.schedules[0].id, shop.customers, shop.settings) == (-1, (), None)


def test_a_ref_on_file_cannot_be_taken_again():
    known = Known(values={"customer": {"old": Customer(7, "old", "Old")}})
    document = {"billdesk": 1, "customers": [{"ref": "old", "name": "New"}]}
    assert _problems(document, known) == {("customers[0].ref", "ref_doubled")}


def test_a_number_on_file_cannot_be_given_again():
    document = copy.deepcopy(DOCUMENTS["full_shop.json"])
    problems = _problems(document, Known(numbers={"invoice": {"R2026-0002"}}))
    assert problems == {("invoices[1].number", "number_doubled")}


def test_ids_are_negative_and_count_in_the_order_of_the_document():
    shop = read(DOCUMENTS["little_shop.json"])
    assert [customer.id for customer in shop.customers] == [-1, -2, -3]
    assert [asset.id for asset in shop.assets] == [-1, -2, -3, -4, -5]
    assert shop.schedules[0].customer_id == shop.customers[0].id


def test_reading_a_long_text_of_brackets_needs_no_depth():
    with pytest.raises(Rejected):
        parse("[" * 100_000)
