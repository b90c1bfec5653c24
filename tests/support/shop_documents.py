"""Shop documents for tests: small ones, the little and the full shop, and what reading says of them."""

import copy
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from billdesk.domain.errors import Rejected
from billdesk.exchange.desk import Known
from billdesk.exchange.reading import NOTHING, read
from billdesk.exchange.writing import write

EXCHANGE = Path(__file__).parents[1] / "exchange"
DOCUMENTS = {
    name: json.loads((EXCHANGE / name).read_bytes()) for name in ("little_shop.json", "full_shop.json")
}


def little_shop(place, value):
    """The little shop with one value changed; the place is written as in problems."""
    document = copy.deepcopy(DOCUMENTS["little_shop.json"])
    steps = [int(number) if number else word for number, word in re.findall(r"\[(\d+)\]|([^.\[\]]+)", place)]
    inside(document, steps[:-1])[steps[-1]] = value
    return document


def inside(document, path):
    """What stands at a path of keys and indexes."""
    for key in path:
        document = document[key]
    return document


def small_shop(**lists):
    """A document with two customers, a product and labor, and the lists of a test."""
    return {
        "billdesk": 1,
        "customers": [{"ref": "acme", "name": "Acme"}, {"ref": "bistro", "name": "Bistro"}],
        "products": [
            {"ref": "care", "name": "Care", "unit_price": "32.50"},
            {"ref": "bench", "name": "Bench", "kind": "labor", "unit_price": "95.00"},
        ],
        **lists,
    }


def problems(document, known: Known = NOTHING):
    """What is wrong with a document, as places and codes."""
    with pytest.raises(Rejected) as caught:
        read(document, known)
    return {(problem.place, problem.code) for problem in caught.value.problems}


def written(document):
    """The document as the program would spell it by itself."""
    return write(replace(read(document), spelled={}))
