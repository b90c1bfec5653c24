"""A run that is killed, cut off or doubled at any moment bills each occurrence exactly once."""

import gc
import random
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from billdesk.services.office import Office
from billdesk.services.run import Request, Run
from support.bulk import Mix, fill
from support.postgres import Server
from support.running import CUT, FEW, assert_whole, rows, runners, what_was_done
from support.shops import office_at

TODAY = date(2026, 4, 1)
MIX = Mix(20, drafts=5, charges=3, start=date(2026, 2, 1))
"""Three months are due, those of February and March too late to be sent at once."""
OCCURRENCES = 3 * MIX.schedules


@dataclass(frozen=True)
class Shops:
    """Fresh copies of one shop in which everything is due, and what an undisturbed run makes of it."""

    fresh: Callable[[], str | Path]
    expected: dict[str, Any]
    seconds: float

    def check(self, office: Office) -> None:
        """Everything was done exactly once."""
        assert_whole(office)
        assert what_was_done(office) == self.expected


class Moments:
    """Random moments within a run, by how long one was measured to take and which of them came too late."""

    def __init__(self, seed: int, seconds: float) -> None:
        self._random, self._longest = random.Random(seed), seconds

    def next(self) -> float:
        """Seconds after the beginning."""
        return self._random.uniform(0, self._longest)

    def learn(self, met: bool) -> None:
        """Whether the last one met a run; where it took less than was measured, moments come sooner."""
        self._longest *= 1.1 if met else 0.8


def _measured(make: Callable[[], str | Path]) -> tuple[dict[str, Any], float]:
    office = office_at(make())
    start = time.perf_counter()
    summary = Run(office, FEW).go(Request(TODAY, confirmed=True))
    seconds = time.perf_counter() - start
    assert (summary.generated, summary.failed) == (OCCURRENCES, 0)
    assert_whole(office)
    done = what_was_done(office)
    office.store.close()
    return done, seconds


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Shops:
    folder = tmp_path_factory.mktemp("killed")
    office = office_at(folder / "template")
    fill(office, MIX)
    office.store.close()
    numbers = count(1)

    def fresh() -> Path:
        return Path(shutil.copy(folder / "template", folder / f"shop-{next(numbers)}"))

    return Shops(fresh, *_measured(fresh))


@pytest.fixture(scope="module")
def databases(postgres_server: Server) -> Iterator[Shops]:
    office = office_at(postgres_server.fresh("killed"))
    fill(office, MIX)
    office.store.close()
    made: list[str] = []

    def fresh() -> str:
        made.append(f"killed_{len(made) + 1}")
        return postgres_server.fresh(made[-1], "killed")

    yield Shops(fresh, *_measured(fresh))
    for name in ["killed", *made]:
        postgres_server.drop(name)


def _finish(target: str | Path) -> None:
    with runners(target, TODAY) as (runner,):
        runner.begin()
        assert runner.finish() == 0


@pytest.mark.parametrize("seed", range(8))
def test_a_run_killed_at_any_moment_bills_each_occurrence_once(files: Shops, seed: int) -> None:
    moments = Moments(seed, files.seconds)
    kills = 0
    while kills < 26:
        target, killed = files.fresh(), 1
        while killed:
            with runners(target, TODAY) as (runner,):
                killed = runner.kill_after(moments.next())
            moments.learn(bool(killed))
            kills += killed
        office = office_at(target)
        files.check(office)
        office.store.close()
        Path(target).unlink()


def test_a_killed_run_stays_unfinished_on_file_and_the_next_one_does_the_rest(files: Shops) -> None:
    target, killed = files.fresh(), False
    while not killed:
        with runners(target, TODAY) as (runner,):
            killed = runner.kill_after(files.seconds / 3)
        target = target if killed else files.fresh()
    _finish(target)
    office = office_at(target)
    begun = rows(office, "SELECT ended_at IS NULL FROM runs ORDER BY id")
    last = Run(office).last()
    office.store.close()
    assert begun == [(1,), (0,)]
    assert last is not None
    assert (last.today, last.ended_at is not None) == (TODAY, True)


@pytest.mark.postgres
@pytest.mark.parametrize("seed", range(2))
def test_a_run_cut_off_from_its_server_bills_each_occurrence_once(
    databases: Shops, postgres_server: Server, seed: int
) -> None:
    moments = Moments(seed, databases.seconds)
    cuts = 0
    while cuts < 15:
        target = databases.fresh()
        ended = CUT
        while ended:
            with runners(target, TODAY) as (runner,):
                ended = _cut(runner, target, postgres_server, moments.next())
            moments.learn(ended == CUT)
            assert ended in (0, CUT)
            cuts += ended == CUT
        office = office_at(target)
        databases.check(office)
        office.store.close()
    gc.collect()  # what the cuts have left is found here, and not in a test that has nothing to do with it


def _cut(runner: Any, target: str | Path, server: Server, seconds: float) -> int:
    """Cut every connection to the database at a moment of the run; how the process ended."""
    runner.begin()
    runner.process.join(seconds)
    name = str(target).rpartition("/")[2]
    server.execute(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'")
    return int(runner.finish())


@pytest.mark.postgres
def test_a_run_killed_on_a_server_bills_each_occurrence_once(databases: Shops) -> None:
    moments = Moments(7, databases.seconds)
    kills = 0
    while kills < 15:
        target, killed = databases.fresh(), 1
        while killed:
            with runners(target, TODAY) as (runner,):
                killed = runner.kill_after(moments.next())
            moments.learn(bool(killed))
            kills += killed
        office = office_at(target)
        databases.check(office)
        office.store.close()
    gc.collect()  # what the cuts have left is found here, and not in a test that has nothing to do with it


@pytest.mark.parametrize("desks", [2, 4])
@pytest.mark.parametrize("store", ["files", pytest.param("databases", marks=pytest.mark.postgres)])
def test_desks_that_run_at_the_same_instant_bill_each_occurrence_once(
    request: pytest.FixtureRequest, store: str, desks: int
) -> None:
    shops: Shops = request.getfixturevalue(store)
    for _ in range(2):
        target = shops.fresh()
        with runners(target, TODAY, desks) as found:
            for runner in found:
                runner.begin()
            assert [runner.finish() for runner in found] == [0] * desks
        office = office_at(target)
        shops.check(office)
        office.store.close()
