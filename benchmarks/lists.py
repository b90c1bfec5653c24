"""Pages, filters, sorts, search, jumps and the picture at a glance, beside the bare SQL of the same rows."""

# ruff: noqa: E501 (SQL reads better in its own lines)

import hashlib
import sqlite3
import statistics
import sys
import time
from datetime import date
from pathlib import Path

from sqlalchemy.schema import CreateTable

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src")]

from billdesk.domain.lists import InvoiceFilter, Part, Sort  # noqa: E402
from billdesk.storage.engine import Store, open_store  # noqa: E402
from billdesk.storage.rules import statements  # noqa: E402
from billdesk.storage.tables import Base  # noqa: E402
from billdesk.storage.work import Work  # noqa: E402

SIZES, ROUNDS, TODAY = (100_000, 1_000_000), 15, date(2026, 11, 20)
TARGETS = {"page": 5.0, "search": 3.0, "glance": 10.0}
COLUMNS = (
    "id, kind, number, customer_id, customer_name, title, day, due_day, bucket, currency, total, balance,"
    " schedule_id, sent"
)
PAGE = f"SELECT {COLUMNS} FROM invoices {{}} LIMIT 100"
MATCH = (
    f"SELECT {COLUMNS} FROM invoices WHERE id IN (SELECT rowid FROM invoice_search WHERE invoice_search MATCH"
    " '{}') ORDER BY day DESC, id DESC LIMIT 100"
)

INVOICES = """
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {size})
INSERT INTO invoices (id, kind, state, number, series_year, counter, customer_id, customer_name, customer_sort,
 schedule_id, billing_date, title, currency, day, due_day, terms_name, includes_tax, tax_per_line, cash_rounding,
 subtotal, discount_amount, tax, rounding, total, settled, written_off, settled_on, internal_notes, notes,
 reference, language, addressee, paid_at_issue, credit_at_issue, apply_credit, waiting, sent, made_at, version)
SELECT i, 'invoice', CASE WHEN i % 500 = 0 THEN 'draft' WHEN i % 333 = 0 THEN 'void' ELSE 'issued' END,
 CASE WHEN i % 500 = 0 THEN NULL ELSE printf('INV-%07d', i) END, CASE WHEN i % 500 = 0 THEN NULL ELSE 0 END,
 CASE WHEN i % 500 = 0 THEN NULL ELSE i END, i % 20000 + 1, 'Customer ' || (i % 20000), 'customer ' || (i % 20000),
 NULL, NULL, 'Managed IT', 'EUR', date('2026-11-20', '-' || (({size} - i) * 1800 / {size}) || ' days'),
 date('2026-12-04', '-' || (({size} - i) * 1800 / {size}) || ' days'), '', 0, 0, 0,
 i * 7919 % 100000, 0, 0, 0, i * 7919 % 100000,
 CASE WHEN i % 500 = 0 OR i % 333 = 0 OR ({size} - i) * 30 < {size} OR i % 40 = 0 THEN 0 ELSE i * 7919 % 100000 END,
 0, date('2026-11-30', '-' || (({size} - i) * 1800 / {size}) || ' days'), '', '', '', 'en', '[]', 0, 0, 0, '',
 CASE WHEN i % 9 = 0 THEN '' ELSE 'sent' END, '2026-01-01 00:00:00', 1 FROM n"""
TEXTS = """INSERT INTO invoice_texts (id, words) SELECT id, 'inv ' || printf('%07d', id) || ' ' || customer_sort ||
 ' managed it seat' || (id % 5) || ' device' || (id % 977) FROM invoices"""


def stocked(size: int) -> Path:
    """A file with so many invoices; it is kept, and made anew when the schema has changed."""
    schema = [str(CreateTable(one)) for one in Base.metadata.sorted_tables] + statements("sqlite")
    mark = hashlib.sha256("".join(schema).encode()).hexdigest()[:12]
    path = ROOT / "build" / f"lists-{size}-{mark}.billdesk"
    if path.exists():
        return path
    path.parent.mkdir(exist_ok=True)
    started = time.perf_counter()
    making = path.with_suffix(".part")
    making.unlink(missing_ok=True)
    open_store(making).close()
    with sqlite3.connect(making) as file:
        file.execute("PRAGMA synchronous = OFF")
        sums = file.execute("SELECT name, sql FROM sqlite_master WHERE name LIKE 'rule_%'").fetchall()
        for name, _ in sums:
            file.execute(f"DROP TRIGGER {name}")
        file.execute(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000)"
            " INSERT INTO customers (id, ref, name, search_name, email, cc, phone, address, country, tax_named,"
            " tax_exempt, tax_number, notes, active, version) SELECT i, 'c' || i, 'Customer ' || i, 'customer ' || i,"
            " '', '[]', '', '', '', 0, 0, '', '', 1, 1 FROM n"
        )
        file.execute(INVOICES.format(size=size))
        file.execute(TEXTS)
        file.execute(
            "INSERT INTO tallies SELECT bucket, CASE WHEN bucket IN ('open', 'partly_paid') THEN due_day WHEN"
            " bucket = 'paid' THEN coalesce(settled_on, day) ELSE day END AS at, currency, count(*), sum(total),"
            " sum(balance) FROM invoices GROUP BY 1, 2, 3"
        )
        file.execute(
            "INSERT INTO tallies SELECT 'month', date(day, 'start of month') AS at, currency, count(*), sum(total), 0"
            " FROM invoices WHERE state = 'issued' GROUP BY 2, 3"
        )
        for _, sql in sums:
            file.execute(sql)
    file.close()
    making.rename(path)
    print(
        f"made {size:,} invoices in {time.perf_counter() - started:.0f} s, {path.stat().st_size / 1e6:.0f} MB"
    )
    return path


def asked(size: int):
    """What is measured: name, kind of target, filter, order, part, and the bare SQL."""
    middle = f"{size // 2}"
    overdue = frozenset({"overdue"})
    yield "newest", "page", InvoiceFilter(), Sort(), Part(), PAGE.format("ORDER BY day DESC, id DESC")
    for key, column in (("number", "number_sort"), ("customer", "customer_sort"), ("due_date", "due_day"),
                        ("total", "total"), ("balance", "balance")):  # fmt: skip
        bare = PAGE.format(f"ORDER BY {column} DESC, id DESC")
        yield f"by {key}", "page", InvoiceFilter(), Sort(key), Part(), bare
    bare = PAGE.format("WHERE bucket = 'void' ORDER BY due_day DESC, id DESC")
    yield "by status", "page", InvoiceFilter(), Sort("status"), Part(), bare
    bare = PAGE.format("WHERE bucket = 'open' AND due_day < '2026-11-20' ORDER BY day DESC, id DESC")
    yield "overdue", "page", InvoiceFilter(statuses=overdue), Sort(), Part(), bare
    bare = PAGE.format("WHERE bucket = 'draft' ORDER BY day DESC, id DESC")
    yield "drafts", "page", InvoiceFilter(statuses=frozenset({"draft"})), Sort(), Part(), bare
    bare = PAGE.format("WHERE customer_id = 77 ORDER BY day DESC, id DESC")
    yield "one customer", "page", InvoiceFilter(customer_id=77), Sort(), Part(), bare
    bare = PAGE.format("WHERE day >= '2026-10-01' ORDER BY total DESC, id DESC").replace("FROM invoices", "FROM invoices INDEXED BY ix_invoices_day_id")  # fmt: skip
    yield "dates by total", "page", InvoiceFilter(date_from=date(2026, 10, 1)), Sort("total"), Part(), bare
    bare = PAGE.format("WHERE sent = 'sent' ORDER BY day DESC, id DESC")
    yield "e-mailed", "page", InvoiceFilter(emailed=True), Sort(), Part(), bare
    bare = PAGE.format(f"JOIN (SELECT id AS i FROM invoices ORDER BY day DESC, id DESC LIMIT 100 OFFSET {middle}) ON i = id ORDER BY day DESC, id DESC")  # fmt: skip
    yield "jump to the middle", "page", InvoiceFilter(), Sort(), Part(offset=size // 2), bare
    for words, match in (("customer 1234 dev", '"customer"* "1234"* "dev"*'), ("device97", '"device97"*'), ("seat3", '"seat3"*'), ("man", '"man"*')):  # fmt: skip
        yield f"search {words}", "search", InvoiceFilter(text=words), Sort(), Part(), MATCH.format(match)


def in_turn(ours, bare) -> tuple[float, float]:
    """Median milliseconds of both, measured in turn, warm."""
    times: tuple[list[float], list[float]] = ([], [])
    for at in range(ROUNDS + 2):
        for job, found in zip((ours, bare), times, strict=True):
            started = time.perf_counter()
            job()
            if at > 1:
                found.append((time.perf_counter() - started) * 1000)
    return statistics.median(times[0]), statistics.median(times[1])


def page(store: Store, wanted: InvoiceFilter, sort: Sort, part: Part):
    with Work(store, writes=False) as work:
        return work.lists.invoice_page(wanted, sort, TODAY, part)


def glance(store: Store):
    with Work(store, writes=False) as work:
        return work.lists.glance(TODAY, "EUR")


def measure(size: int) -> bool:
    """Print one table; whether every target is met."""
    path = stocked(size)
    store, file = open_store(path), sqlite3.connect(path)
    good = True
    print(f"{size:,} invoices, SQLite {sqlite3.sqlite_version}, warm, medians of {ROUNDS} rounds in turn")
    rows = [
        (name, kind, lambda asked=(wanted, sort, part): page(store, *asked), lambda sql=sql: file.execute(sql).fetchall())
        for name, kind, wanted, sort, part, sql in asked(size)
    ]  # fmt: skip
    one = "SELECT * FROM invoices WHERE id = 77"
    rows.append(("glance", "glance", lambda: glance(store), lambda: file.execute(one).fetchall()))
    for name, kind, ours, bare in rows:
        mine, floor = in_turn(ours, bare)
        ratio = mine / floor
        good &= ratio <= TARGETS[kind]
        mark = "" if ratio <= TARGETS[kind] else "  <- above target"
        print(
            f"  {name:24} {mine:8.2f} ms  bare {floor:8.2f} ms  {ratio:6.1f} x (<= {TARGETS[kind]:g}){mark}"
        )
    store.close()
    file.close()
    return good


if __name__ == "__main__":
    sizes = [int(word) for word in sys.argv[1:]] or SIZES
    raise SystemExit(0 if min([measure(size) for size in sizes]) else 1)
