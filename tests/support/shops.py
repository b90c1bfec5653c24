"""Shops to test with: on a file of SQLite and on PostgreSQL, with today and now in the test's hand."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from billdesk.domain.changes import Changed
from billdesk.services.loading import Loading, Source
from billdesk.services.office import Office
from billdesk.storage.engine import open_store

NOON = datetime(2026, 2, 1, 12, tzinfo=UTC)
CASES = Path(__file__).parent.parent / "end_to_end" / "cases"


def ignore(_changed: Changed) -> None:
    """For tests that don't listen."""


@cache
def _content(make: Callable[[Path], None]) -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "shop.billdesk"
        make(path)
        return path.read_bytes()


def copied(make: Callable[[Path], None], target: Path) -> Path:
    """Put at `target` the database that `make` writes at the path it is given, once in each worker."""
    target.write_bytes(_content(make))
    return target


def empty_shop(path: Path) -> None:
    """Make an empty shop."""
    open_store(path).close()


def little_shop(path: Path) -> None:
    """Make the example shop."""
    office = office_at(path)
    load_case(office)
    office.store.close()


def laid_out(target: str | Path) -> str | Path:
    """The path or URL itself; where no file is yet there is an empty shop now."""
    if "://" not in str(target) and not Path(target).exists():
        copied(empty_shop, Path(target))
    return target


def office_at(
    target: str | Path, now: Callable[[], datetime] = lambda: NOON, tell: Callable[[Changed], None] = ignore
) -> Office:
    """An office on the database at a path or URL; a file that isn't there is a copy of an empty shop."""
    return Office(open_store(laid_out(target)), now, tell, "desk-1")


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """An empty shop on a file of SQLite."""
    found = office_at(tmp_path / "shop.billdesk")
    yield found
    found.store.close()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def shop_target(request: pytest.FixtureRequest, tmp_path: Path) -> str | Path:
    """Where an empty shop is: once a file of SQLite, once a database on PostgreSQL."""
    if request.param == "sqlite":
        return laid_out(tmp_path / "each.billdesk")
    return request.getfixturevalue("postgres_shop")


@pytest.fixture
def each_office(shop_target: str | Path) -> Iterator[Office]:
    """An empty shop, once on SQLite and once on PostgreSQL."""
    found = office_at(shop_target)
    yield found
    found.store.close()


def load_case(office: Office, name: str = "little-shop.json") -> None:
    """Add one of the example shops."""
    Loading(office).load([Source(name, (CASES / name).read_bytes())])
