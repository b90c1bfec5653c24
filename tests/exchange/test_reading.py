"""Whatever is wrong with a document is told with its place, and never in another way."""

import copy
import json
import random
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from billdesk.domain.errors import Rejected
from billdesk.exchange.parsing import parse
from billdesk.exchange.reading import read
from billdesk.exchange.writing import write
from support.shop_documents import DOCUMENTS, inside, little_shop, problems

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


def _mutant(document, chance):
    """A document with something changed by chance, once or several times."""
    document = copy.deepcopy(document)
    for _ in range(chance.choice((1, 1, 1, 1, 3))):
        spots = [path for path in _spots(document) if path]
        path = chance.choice(spots)
        parent, key = inside(document, path[:-1]), path[-1]
        match chance.randrange(7):
            case 0:
                del parent[key]
            case 1 | 2:
                parent[key] = copy.deepcopy(chance.choice(RUBBISH))
            case 3:
                parent[key] = copy.deepcopy(inside(document, chance.choice(spots)))
            case 4 if isinstance(parent, dict):
                parent[chance.choice(("unknown", "ref", "name", "tax", "discount", "é"))] = parent[key]
            case 5 if isinstance(parent, list):
                parent.insert(0, copy.deepcopy(parent[key]))
            case _:
                other = chance.choice(spots)
                where = inside(document, other[:-1])
                if path[: len(other)] != other and other[: len(path)] != path:
                    parent[key], where[other[-1]] = where[other[-1]], parent[key]
    return document


def _require_place(document, place):
    """The place is in the document, or one step beyond what is there."""
    here = document
    steps = re.findall(r"\[(\d+)\]|([^.\[\]]+)", place)
    for index, (number, name) in enumerate(steps):
        key = int(number) if number else name
        there = isinstance(here, dict) and key in here if name else isinstance(here, list) and key < len(here)
        if not there:
            assert index == len(steps) - 1, place
            return
        here = here[key]


def _judge(document):
    """A document is read and comes back as it was, or it is rejected with places."""
    try:
        shop = read(document)
    except Rejected as rejected:
        _require_reasons(document, rejected.problems)
        return False
    assert write(shop) == document
    return True


def _require_reasons(document, problems):
    assert problems
    for problem in problems:
        assert problem.place or not isinstance(document, dict)
        assert re.fullmatch("[a-z][a-z0-9_]+", problem.code)
        json.dumps(dict(problem.facts), default=str).encode("ascii")
        _require_place(document, problem.place)


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
    inside(document, path[:-1])[path[-1]] = value
    _judge(document)


@given(_json(st.text()))
@settings(max_examples=50, deadline=None)
def test_what_is_no_shop_at_all_is_rejected_in_words_that_can_be_printed(value):
    with pytest.raises(Rejected) as caught:
        read(value)
    for problem in caught.value.problems:
        assert problem.place.isprintable()


@pytest.mark.parametrize(
    ("place", "value", "code"),
    [
        ("billdesk", 2, "unknown_version"),
        ("billdesk", True, "unknown_version"),
        ("fields.ticket", [], "unknown_key"),
        ("stock", [], "unknown_key"),
    ],
)
def test_the_frame_is_of_this_version_and_has_known_lists_only(place, value, code):
    assert problems(little_shop(place, value)) == {(place, code)}


def test_fields_that_are_no_object_are_told_beside_those_who_name_them():
    assert ("fields", "wrong_type") in problems(little_shop("fields", []))


def test_all_problems_are_told_at_once():
    document = little_shop("customers[2].email", "x")
    document["schedules"][3]["state"] = "asleep"
    del document["products"][0]["name"]
    assert problems(document) == {
        ("customers[2].email", "bad_email"),
        ("schedules[3].state", "unknown_word"),
        ("products[0]", "missing_key"),
    }


def test_reading_a_long_text_of_brackets_needs_no_depth():
    with pytest.raises(Rejected):
        parse("[" * 100_000)
