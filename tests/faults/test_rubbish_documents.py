"""Broken shop documents by the hundred: each is refused with places, and leaves the database as it was."""

import copy
import json
import random
import shutil
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import inspect, text

from billdesk.domain.errors import Problem, Rejected
from billdesk.services.loading import Loading, Source
from billdesk.services.office import Office
from billdesk.services.run import Request, Run
from support.postgres import Server
from support.recurring import load, schedule
from support.shops import CASES, office_at

LITTLE = json.loads((CASES / "little-shop.json").read_text(encoding="utf-8"))
RUBBISH: list[Any] = [
    None, True, -1, 0, 3.5, 10**400, "", " ", "x" * 5000, "1e9", "NaN", "٣", "12,50", "2026-02-30", "\u0000",
    "'; DROP TABLE invoices; --", "../../etc/passwd", "{counter}", [], {}, [[]], [None], {"ref": None},
]  # fmt: skip
EACH = 40


def _places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The path of every value in a document."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in items:
        yield (*path, key)
        yield from _places(part, (*path, key))


PLACES = list(_places(LITTLE))


def _mutated(chance: random.Random) -> bytes:
    """The example with one to three of its places spoiled."""
    document = copy.deepcopy(LITTLE)
    for _ in range(chance.randint(1, 3)):
        _spoil(document, chance)
    words = json.dumps(document)
    if chance.random() < 0.1:
        at = chance.randrange(len(words))
        words = (
            words[:at] + chance.choice(["", "}", "\\", '"', "\ud800"]) + words[at + chance.randint(0, 9) :]
        )
    return words.encode("utf-8", "surrogatepass")


def _spoil(document: Any, chance: random.Random) -> None:
    *path, last = chance.choice(PLACES)
    holder = document
    for key in path:
        try:
            holder = holder[key]
        except (KeyError, IndexError, TypeError):
            return  # another change took that place away
    how = chance.choice(["replace", "replace", "delete", "rename", "double"])
    if isinstance(holder, dict) and last in holder:
        value = holder.pop(last)
        if how == "rename":
            holder[f"{last}_"] = value
        elif how != "delete":
            holder[last] = chance.choice(RUBBISH)
    elif isinstance(holder, list) and last < len(holder):
        if how == "double":
            holder.append(holder[last])
        else:
            holder[last] = chance.choice(RUBBISH)


def _everything(office: Office) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table."""
    names = inspect(office.store.engine).get_table_names()
    with office.reading() as work:
        return {
            name: sorted(
                (tuple(row) for row in work.connection.execute(text(f"SELECT * FROM {name}"))), key=repr
            )
            for name in names
        }


Fresh = Callable[[], Office]


@pytest.fixture
def fresh(tmp_path: Path) -> Fresh:
    """Copies of a shop in use that has nothing in common with the example."""
    office = office_at(tmp_path / "template")
    _use(office)
    numbers = count(1)
    return lambda: office_at(shutil.copy(tmp_path / "template", tmp_path / f"shop-{next(numbers)}"))


@pytest.fixture
def fresh_on_server(postgres_server: Server) -> Iterator[Fresh]:
    """The same on PostgreSQL."""
    _use(office_at(postgres_server.fresh("in_use")))
    made = ["in_use"]

    def make() -> Office:
        made.append(f"in_use_{len(made)}")
        return office_at(postgres_server.fresh(made[-1], "in_use"))

    yield make
    for name in made:
        postgres_server.drop(name)


def _use(office: Office) -> None:
    other = {"ref": "other", "name": "Other", "email": "other@example.com"}
    load(office, schedule("other-care", customer="other"), customers=[other])
    Run(office).go(Request(date(2026, 2, 1)))
    office.store.close()


@pytest.mark.parametrize("seed", range(10))
def test_a_broken_document_is_rejected_with_places_and_changes_nothing(fresh: Fresh, seed: int) -> None:
    _reject_many(fresh, seed)


@pytest.mark.postgres
def test_a_broken_document_changes_nothing_on_a_server(fresh_on_server: Fresh) -> None:
    _reject_many(fresh_on_server, 99)


def _reject_many(fresh: Fresh, seed: int) -> None:
    """Rejected ones leave the shop as it was; one that is still a shop is loaded, and a new copy taken."""
    office, chance, rejected = fresh(), random.Random(seed), 0
    before = _everything(office)
    while rejected < EACH:
        try:
            Loading(office).load([Source("broken.json", _mutated(chance))])
        except Rejected as found:
            rejected += 1
            _require_places(found.problems)
            assert _everything(office) == before
        else:
            office.store.close()
            office = fresh()
    office.store.close()


def _require_places(problems: Sequence[Problem]) -> None:
    assert problems
    assert all(one.place.startswith("broken.json") and one.code for one in problems)
