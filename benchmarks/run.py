"""The run beside bare inserts of the very same rows, on SQLite and PostgreSQL; the preview beside the run."""

import gc
import shutil
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests")]

import psutil  # noqa: E402
import psycopg  # noqa: E402
import sqlalchemy  # noqa: E402

from billdesk.services.office import Office  # noqa: E402
from billdesk.services.run import GROUP, Request, Run  # noqa: E402
from billdesk.storage.engine import Store, open_store  # noqa: E402
from support.bulk import Mix, fill  # noqa: E402
from support.postgres import running_server  # noqa: E402
from support.shops import ignore  # noqa: E402

SMALL, LARGE, ROUNDS = 10_000, 100_000, 3
DAY = date(2026, 2, 1)
WRITTEN = [
    "letterheads",
    "invoice_lines",
    "invoice_taxes",
    "invoices",
    "invoice_texts",
    "occurrences",
    "deliveries",
    "audit",
]
"""The tables that a run adds rows to, in its order; beside them it moves the schedules on."""
MOVED = [
    "state",
    "next_index",
    "next_date",
    "generate_on",
    "generated",
    "last_index",
    "last_invoice_id",
    "failures",
    "failure",
    "version",
]


@dataclass(frozen=True)
class Rows:
    """What a run has written, group by group: each group is one commit."""

    names: dict[str, list[str]]
    groups: list[dict[str, list[Sequence[Any]]]]


def office_at(target: str | Path) -> Office:
    """An office whose clock stands still."""
    return Office(open_store(target), lambda: datetime(2026, 2, 1, 12, tzinfo=UTC), ignore, "bench")


def timed(act: Callable[[], object]) -> float:
    """Seconds that something takes, with the rubbish swept away before."""
    gc.collect()
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def run_all(office: Office, count: int) -> None:
    """One run; everything must have been billed and sent."""
    summary = Run(office).go(Request(DAY))
    assert (summary.generated, summary.issued, summary.failed) == (count, count, 0), summary


def preview_all(office: Office, count: int) -> None:
    """One preview of the same."""
    summary = Run(office).preview(Request(DAY))
    assert (summary.generated, summary.issued, summary.failed) == (count, count, 0), summary


def _columns(store: Store, table: str) -> list[str]:
    found = sqlalchemy.inspect(store.engine).get_columns(table)
    return [column["name"] for column in found if not column.get("computed")]


def rows_written(store: Store, count: int) -> Rows:
    """Everything that the run wrote, read back in the groups in which it was written."""
    names = {table: _columns(store, table) for table in WRITTEN} | {"schedules": [*MOVED, "id"]}
    keys = {"invoices": "id", "invoice_texts": "id", "audit": "subject_id", "occurrences": "invoice_id"}
    groups = []
    with store.engine.connect() as connection:
        for first in range(1, count + 1, GROUP):
            group = {}
            for table in (*WRITTEN[1:], "schedules"):
                columns = names[table]
                key = "id" if table == "schedules" else keys.get(table, "invoice_id")
                kind = " AND kind = 'invoice'" if table == "audit" else ""
                sql = (
                    f"SELECT {', '.join(columns)} FROM {table}"
                    f" WHERE {key} BETWEEN {first} AND {first + GROUP - 1}{kind} ORDER BY id"
                )
                group[table] = [tuple(row) for row in connection.exec_driver_sql(sql)]
            heads = f"SELECT {', '.join(names['letterheads'])} FROM letterheads"
            group["letterheads"] = [] if groups else [tuple(row) for row in connection.exec_driver_sql(heads)]
            assert len(group["invoices"]) == len(group["occurrences"]) == len(group["audit"]), first
            groups.append(group)
    return Rows(names, groups)


def by_sqlite3(path: Path, rows: Rows) -> None:
    """The same rows by executemany, in as many durable commits, under the same rules of the database."""
    connection = sqlite3.connect(path, isolation_level=None)
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "cache_size = -32768"):
        connection.execute(f"PRAGMA {pragma}")
    for group in rows.groups:
        connection.execute("BEGIN IMMEDIATE")
        for table in WRITTEN:
            columns = rows.names[table]
            marks = ", ".join("?" * len(columns))
            connection.executemany(
                f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", group[table]
            )
        moved = ", ".join(f"{column} = ?" for column in MOVED)
        connection.executemany(f"UPDATE schedules SET {moved} WHERE id = ?", group["schedules"])
        connection.execute("COMMIT")
    connection.close()


def by_copy(url: str, rows: Rows) -> None:
    """The same rows by COPY, in as many commits, under the same rules of the database."""
    moved = ", ".join(f"{column} = %s" for column in MOVED)
    with psycopg.connect(url) as connection:
        for group in rows.groups:
            cursor = connection.cursor()
            for table in WRITTEN:
                with cursor.copy(
                    f"COPY {table} ({', '.join(rows.names[table])}) FROM STDIN".encode()
                ) as copy:
                    for row in group[table]:
                        copy.write_row(row)
            cursor.executemany(f"UPDATE schedules SET {moved} WHERE id = %s".encode(), group["schedules"])
            connection.commit()


def shop(folder: Path, count: int) -> Path:
    """A file with a shop whose schedules are all due."""
    path = folder / f"shop-{count}.billdesk"
    office = office_at(path)
    fill(office, Mix(count, start=DAY))
    office.store.close()
    return path


def copied(path: Path) -> Path:
    """A fresh copy of a closed shop."""
    target = path.with_name("copy.billdesk")
    for left in path.parent.glob("copy.billdesk*"):
        left.unlink()
    return Path(shutil.copy(path, target))


def on_sqlite(path: Path, count: int, act: Callable[[Office, int], None]) -> tuple[float, float]:
    """Seconds of one act on a fresh copy, and the memory (MB) that it left the process grown by."""
    office = office_at(copied(path))
    before = psutil.Process().memory_info().rss
    seconds = timed(lambda: act(office, count))
    grown = (psutil.Process().memory_info().rss - before) / 1e6
    office.store.close()
    return seconds, grown


def measure_sqlite(path: Path) -> Iterator[tuple[str, list[float], float]]:
    """The run, its floor and its preview, in turns."""
    office = office_at(copied(path))
    run_all(office, SMALL)
    rows = rows_written(office.store, SMALL)
    office.store.close()
    ours: list[float] = []
    floor: list[float] = []
    preview: list[float] = []
    for _ in range(ROUNDS):
        ours.append(on_sqlite(path, SMALL, run_all)[0])
        target = copied(path)
        floor.append(timed(lambda target=target: by_sqlite3(target, rows)))
        preview.append(on_sqlite(path, SMALL, preview_all)[0])
    yield "run : bare executemany (SQLite)", ratio(ours, floor, SMALL), 4
    yield "preview : run", ratio(preview, ours, SMALL), 1


def measure_growth(small: Path, large: Path) -> Iterator[tuple[str, list[float], float]]:
    """Ten times as many schedules, per invoice, and the memory that they take."""
    few = [on_sqlite(small, SMALL, run_all)[0] for _ in range(ROUNDS)]
    many, grown = on_sqlite(large, LARGE, run_all)
    yield f"{LARGE} : {SMALL} per invoice", ratio([many * SMALL / LARGE], few, SMALL), 1.2
    yield f"memory grown by, MB ({LARGE})", [grown], 80


def measure_postgres() -> Iterator[tuple[str, list[float], float]]:
    """The run and its floor on a server of our own, which writes durably."""
    with running_server() as server:
        ours, floor = [], []
        office = office_at(server.fresh("template"))
        fill(office, Mix(SMALL, start=DAY))
        office.store.close()
        rows = None
        for number in range(ROUNDS):
            office = office_at(server.fresh(f"run_{number}", "template"))
            ours.append(timed(lambda office=office: run_all(office, SMALL)))
            rows = rows or rows_written(office.store, SMALL)
            office.store.close()
            url = server.fresh(f"floor_{number}", "template").replace("+psycopg", "")
            floor.append(timed(lambda url=url, rows=rows: by_copy(url, rows)))
        yield "run : bare COPY (PostgreSQL)", ratio(ours, floor, SMALL), 6


def ratio(ours: list[float], floor: list[float], count: int) -> list[float]:
    """The ratio of the medians, and both in invoices a second, to be printed."""
    one, two = statistics.median(ours), statistics.median(floor)
    return [one / two, count / one, count / two]


def main() -> int:
    """Prints every ratio; 1 when one is beyond its target. Words choose: sqlite growth postgres."""
    wanted = sys.argv[1:] or ["sqlite", "growth", "postgres"]
    print(f"{SMALL} due schedules of 4 lines, 2 of them counters over 20 assets; median of {ROUNDS}, warm")
    print(
        f"Python {sys.version.split()[0]}, SQLite {sqlite3.sqlite_version}, "
        f"SQLAlchemy {sqlalchemy.__version__}"
    )
    missed = False
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        small = shop(folder, SMALL) if {"sqlite", "growth"} & set(wanted) else folder
        found = [*(measure_sqlite(small) if "sqlite" in wanted else ())]
        found += measure_growth(small, shop(folder, LARGE)) if "growth" in wanted else ()
        found += measure_postgres() if "postgres" in wanted else ()
        for what, (value, *rates), target in found:
            speeds = " ".join(f"{rate:,.0f}/s" for rate in rates)
            print(f"{what}: {value:.2f} (target {target}) {speeds}")
            missed = missed or value > target
    print(f"peak memory {psutil.Process().memory_info().rss / 1e6:.0f} MB")
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
