"""Pages, filters, sorts, search, jumps and the picture at a glance, beside the bare SQL of the same rows.

Ours is what the window calls: the service, from its own transaction to plain values. Bare is the sqlite3 module
with SQL written by hand for the same rows, fetched as tuples; where the statements that we settled on are faster
than the hand-written one, they are the rival. The picture at a glance (with the settings, for the home
currency) stands beside the reading of a single row by the same service over the same kind of connection: a page
by one id. The bare single-row read is printed as well. Times are the processor's, for the clock tells little on a
machine that others use; all that is read is in memory.
"""

# ruff: noqa: E501 (SQL reads better in its own lines)

import os
import platform
import resource
import sqlite3
import statistics
import sys
import time
from datetime import date, timedelta
from functools import partial

from stock import stocked  # first, for it finds the program

from billdesk.app.config import now
from billdesk.domain.lists import InvoiceFilter, PageKey, Part, Sort
from billdesk.services.browsing import Browsing
from billdesk.services.office import Office
from billdesk.storage import readers
from billdesk.storage.engine import open_store

SIZES, ROUNDS, TODAY = (100_000, 1_000_000), 21, date(2026, 11, 20)
TARGETS = {"page": 5.0, "search": 3.0, "glance": 10.0}
GROWTH = 1.5
"""Held by each filter in the order of dates and by each order; a filter in another order is only printed."""
LOOSE: set[str] = set()
COLUMNS = (
    "id, kind, number, customer_id, customer_name, title, day, due_day, bucket, currency, total, balance,"
    " schedule_id, sent"
)
PAGE = f"SELECT {COLUMNS} FROM invoices {{}} LIMIT 100"
MATCH = (
    f"SELECT {COLUMNS} FROM invoices WHERE id IN (SELECT rowid FROM invoice_search WHERE invoice_search MATCH"
    " '{}') ORDER BY day DESC, id DESC LIMIT 100"
)
COLUMN_OF = {
    "number": "number_sort",
    "customer": "customer_sort",
    "date": "day",
    "due_date": "due_day",
    "total": "total",
    "balance": "balance",
}
FILTERS = (
    ("overdue", {"statuses": frozenset({"overdue"})}, "bucket IN ('open', 'partly_paid') AND due_day < '2026-11-20'"),
    ("open", {"statuses": frozenset({"open"})}, "bucket = 'open' AND due_day >= '2026-11-20'"),
    ("partly paid", {"statuses": frozenset({"partly_paid"})}, "bucket = 'partly_paid' AND due_day >= '2026-11-20'"),
    ("paid", {"statuses": frozenset({"paid"})}, "bucket = 'paid'"),
    ("drafts", {"statuses": frozenset({"draft"})}, "bucket = 'draft'"),
    ("void", {"statuses": frozenset({"void"})}, "bucket = 'void'"),
    ("one customer", {"customer_id": 77}, "customer_id = 77"),
    ("50 days", {"date_from": date(2026, 10, 1)}, "day >= '2026-10-01'"),
    ("amounts", {"amount_from": 50_000, "amount_to": 50_100}, "total BETWEEN 50000 AND 50100"),
    ("e-mailed", {"emailed": True}, "sent = 'sent'"),
    ("not e-mailed", {"emailed": False}, "sent <> 'sent'"),
    ("not recurring", {"recurring": False}, "schedule_id IS NULL"),
    ("has payment", {"has_payment": True}, "settled > written_off"),
    ("no payment", {"has_payment": False}, "settled <= written_off"),
    ("paid this month", {"statuses": frozenset({"paid"}), "paid_from": date(2026, 11, 1)}, "bucket = 'paid' AND coalesce(settled_on, day) >= '2026-11-01'"),
)  # fmt: skip
SEARCHES = (
    ("customer 1234 dev", '"customer"* "1234"* "dev"*'),
    ("device97", '"device97"*'),
    ("seat3", '"seat3"*'),
    ("man", '"man"*'),
    ("inv 00012", '"inv"* "00012"*'),
)


def asked(size: int):
    """What is measured: name, kind of target, filter, order, part, and the bare SQL."""
    middle = f"SELECT id AS i FROM invoices ORDER BY day DESC, id DESC LIMIT 100 OFFSET {size // 2}"
    for key, column in COLUMN_OF.items():
        for turn in ("DESC", "ASC"):
            bare = PAGE.format(f"ORDER BY {column} {turn}, id {turn}")
            yield f"by {key} {turn.lower()}", "page", InvoiceFilter(), Sort(key, turn == "DESC"), Part(), bare
    bare = PAGE.format("WHERE bucket = 'void' ORDER BY due_day DESC, id DESC")
    yield "by status", "page", InvoiceFilter(), Sort("status"), Part(), bare
    for name, values, condition in FILTERS:
        LOOSE.add(f"{name}, by total")
        for key in ("date", "total"):
            bare = PAGE.format(f"WHERE {condition} ORDER BY {COLUMN_OF[key]} DESC, id DESC")
            yield f"{name}, by {key}", "page", InvoiceFilter(**values), Sort(key), Part(), bare
    day = str(date(2026, 11, 20) - timedelta(900))
    bare = PAGE.format(f"WHERE (day, id) < ('{day}', {size // 2}) ORDER BY day DESC, id DESC")
    yield "in the middle", "page", InvoiceFilter(), Sort(), Part(after=PageKey(day, size // 2)), bare
    bare = PAGE.format(f"JOIN ({middle}) ON i = id ORDER BY day DESC, id DESC")
    yield "jump to the middle", "page", InvoiceFilter(), Sort(), Part(offset=size // 2), bare
    for words, match in SEARCHES:
        yield f"search {words}", "search", InvoiceFilter(text=words), Sort(), Part(), MATCH.format(match)


def in_turn(*jobs) -> list[float]:
    """Median milliseconds of processor of each, measured in turn, warm; slow ones fewer times."""
    times: list[list[float]] = [[] for _ in jobs]
    begun, at = time.perf_counter(), 0
    while at < ROUNDS + 2 and (at < 5 or time.perf_counter() - begun < 2):
        for job, found in zip(jobs, times, strict=True):
            started = time.thread_time()
            job()
            found.append((time.thread_time() - started) * 1000)
        at += 1
    return [statistics.median(found[2:]) for found in times]


def settled_on(path, job) -> list[str]:
    """What we give to the driver, with its values written out."""
    seen: list[str] = []
    opened = readers.Readers._open

    def watched(self):
        connection = opened(self)
        connection.set_trace_callback(seen.append)
        return connection

    readers.Readers._open = watched
    try:
        store = open_store(path)
        job(browsing_of(store))
        store.close()
    finally:
        readers.Readers._open = opened
    asked = [one for one in seen if one.startswith("SELECT")]
    return [one for one in asked if "alembic_version" not in one]


def browsing_of(store) -> Browsing:
    return Browsing(Office(store, now, lambda _: None, "benchmark"))


def measure(size: int) -> dict[str, tuple[float, float, str]]:
    """Print one table; milliseconds of ours, the ratio and the kind of target by name."""
    path = stocked(size)
    store, file = open_store(path), sqlite3.connect(path)
    file.execute("PRAGMA cache_size = -32768")
    browsing, found = browsing_of(store), {}
    print(
        f"{size:,} invoices, {path.stat().st_size / 1e6:.0f} MB; warm, medians of up to {ROUNDS} rounds in turn"
    )
    for name, kind, wanted, sort, part, sql in asked(size):

        def ours(it=browsing, page=(wanted, sort, TODAY, part)):
            return it.invoices(*page)

        same = settled_on(path, ours)
        mine, by_hand, again = in_turn(
            ours,
            lambda sql=sql: file.execute(sql).fetchall(),
            lambda asked=same: [file.execute(one).fetchall() for one in asked],
        )
        found[name] = told(name, kind, mine, min(by_hand, again))
    one = InvoiceFilter(ids=(77,))
    sql = f"SELECT {COLUMNS} FROM invoices WHERE id = 77"
    mine, single, bare = in_turn(
        lambda: browsing.glance(TODAY),
        lambda: browsing.invoices(one, Sort(), TODAY),
        lambda: file.execute(sql).fetchall(),
    )
    found["glance"] = told("glance", "glance", mine, single)
    print(f"  (a bare single-row read: {bare * 1000:.0f} µs; ours {single * 1000:.0f} µs)")
    store.close()
    file.close()
    return found


def grown(small: int, large: int) -> set[str]:
    """Print how much longer each question takes in the large shop, both asked in turn; what is above the target."""
    stores = [open_store(stocked(size)) for size in (small, large)]
    desks, above = [browsing_of(store) for store in stores], set()
    for (name, kind, *first, _), (_, _, *second, _) in zip(asked(small), asked(large), strict=True):
        jobs = [
            partial(browsing.invoices, wanted, sort, TODAY, part)
            for browsing, (wanted, sort, part) in zip(desks, (first, second), strict=True)
        ]
        few, many = in_turn(*jobs)
        full = all(len(job().rows) == Part().limit for job in jobs)  # else they show other numbers of rows
        held = full and kind == "page" and not name.startswith("jump") and name not in LOOSE
        mark = "  <- above target" if held and many / few > GROWTH else ""
        above |= {f"growth of {name}"} if mark else set()
        print(f"  {name:26} {many / few:6.2f} x of {small:,} at {large:,}{mark}", flush=True)
    for store in stores:
        store.close()
    return above


def told(name: str, kind: str, mine: float, floor: float) -> tuple[float, float, str]:
    ratio = mine / floor
    mark = "" if ratio <= TARGETS[kind] else "  <- above target"
    print(
        f"  {name:26} {mine:9.3f} ms  beside {floor:9.3f} ms  {ratio:6.2f} x (<= {TARGETS[kind]:g}){mark}",
        flush=True,
    )
    return mine, ratio, kind


def main() -> int:
    sizes = [int(word) for word in sys.argv[1:]] or list(SIZES)
    print(f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {os.cpu_count()} cores")
    tables = [measure(size) for size in sizes]
    above = {f"{name} at {size:,}" for size, table in zip(sizes, tables, strict=True)
             for name, (_, ratio, kind) in table.items() if ratio > TARGETS[kind]}  # fmt: skip
    if len(sizes) == 2:
        above |= grown(*sizes)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory {peak:.0f} MB; above target: {', '.join(sorted(above)) or 'nothing'}")
    return 1 if above else 0


if __name__ == "__main__":
    raise SystemExit(main())
