"""Files with many invoices for the other benchmarks: made quickly by bare bulk inserts, kept for a day."""

# ruff: noqa: E501 (SQL reads better in its own lines)

import hashlib
import shutil
import sqlite3
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from sqlalchemy.schema import CreateIndex, CreateTable

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests")]

from billdesk.app.config import now  # noqa: E402
from billdesk.services.office import Office  # noqa: E402
from billdesk.storage.engine import open_store  # noqa: E402
from billdesk.storage.rules import statements  # noqa: E402
from billdesk.storage.tables import Base  # noqa: E402
from support.bulk import Mix, fill  # noqa: E402

KEPT = Path(tempfile.gettempdir()) / "billdesk-benchmarks"
A_DAY = 24 * 3600

CUSTOMERS = """
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {customers})
INSERT OR IGNORE INTO customers (id, ref, name, search_name, email, cc, phone, address, country, tax_named, tax_exempt,
 tax_number, notes, active, version, ship_to, words)
SELECT i, 'c' || i, 'Customer ' || i, 'customer ' || i, '', '[]', '', '', '', 0, 0, '', '', 1, 1, '',
 'customer ' || i FROM n"""
INVOICES = """
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {size})
INSERT INTO invoices (id, kind, state, number, series_year, counter, customer_id, customer_name, customer_sort,
 schedule_id, billing_date, title, currency, day, due_day, terms_name, includes_tax, tax_per_line, cash_rounding,
 subtotal, discount_amount, tax, rounding, total, settled, written_off, settled_on, internal_notes, notes,
 reference, language, addressee, ship_to, paid_at_issue, credit_at_issue, apply_credit, waiting, sent, made_at, template,
 version)
SELECT i, 'invoice', CASE WHEN i % 500 = 0 THEN 'draft' WHEN i % 333 = 0 THEN 'void' ELSE 'issued' END,
 CASE WHEN i % 500 = 0 THEN NULL ELSE printf('INV-%07d', i) END, CASE WHEN i % 500 = 0 THEN NULL ELSE 0 END,
 CASE WHEN i % 500 = 0 THEN NULL ELSE i END, i % {customers} + 1, 'Customer ' || (i % {customers} + 1),
 'customer ' || (i % {customers} + 1),
 NULL, NULL, 'Managed IT', 'EUR', date('2026-11-20', '-' || (({size} - i) * 1800 / {size}) || ' days'),
 date('2026-12-04', '-' || (({size} - i) * 1800 / {size}) || ' days'), '', 0, 0, 0,
 i * 7919 % 100000, 0, 0, 0, i * 7919 % 100000,
 CASE WHEN i % 500 = 0 OR i % 333 = 0 THEN 0 WHEN i % 41 = 0 THEN i * 7919 % 100000 / 2
  WHEN (({size} - i) * 200 < {size} AND i % 3 > 0) OR i % 40 = 0 THEN 0 ELSE i * 7919 % 100000 END,
 0, date('2026-11-29', '-' || (({size} - i) * 1800 / {size}) || ' days'), '', '', '', 'en', '[]', '', 0, 0, 0, '',
 CASE WHEN i % 9 = 0 THEN '' ELSE 'sent' END, '2026-01-01 00:00:00', '', 1 FROM n"""
TEXTS = """INSERT INTO invoice_texts (id, words) SELECT id, 'inv ' || printf('%07d', id) || ' ' || customer_sort ||
 ' managed it seat' || (id % 5) || ' device' || (id % 977) FROM invoices"""
SUMS = (
    (
        "INSERT INTO tallies SELECT bucket, CASE WHEN bucket IN ('open', 'partly_paid') THEN due_day WHEN"
        " bucket = 'paid' THEN coalesce(settled_on, day) ELSE day END AS at, currency, count(*), sum(total),"
        " sum(balance) FROM invoices GROUP BY 1, 2, 3"
    ),
    (
        "INSERT INTO tallies SELECT 'month', date(day, 'start of month') AS at, currency, count(*), sum(total), 0"
        " FROM invoices WHERE state = 'issued' GROUP BY 2, 3"
    ),
    (
        "INSERT INTO tally_months SELECT bucket, date(day, 'start of month') AS at, currency, sum(count),"
        " sum(total), sum(balance) FROM tallies WHERE bucket <> 'month' GROUP BY 1, 2, 3"
    ),
)


def stocked(size: int, schedules: int = 0) -> Path:
    """A file with so many invoices, 50 to a customer, and schedules that are due; one that is a day old, or of another schema, is made anew."""
    customers = max(1, size // 50)
    path = KEPT / f"{size}-{schedules}-{_mark()}.billdesk"
    KEPT.mkdir(exist_ok=True)
    _clear_out()
    if not path.exists():
        started = time.perf_counter()
        making = path.with_suffix(".part")
        making.unlink(missing_ok=True)
        store = open_store(making)
        if schedules:
            fill(Office(store, now, lambda _: None, "benchmark"), Mix(schedules, start=date(2026, 11, 1)))
        store.close()
        _fill(making, size, customers)
        making.rename(path)
        took, megabytes = time.perf_counter() - started, path.stat().st_size / 1e6
        print(f"made {size:,} invoices of {customers:,} customers in {took:.0f} s, {megabytes:.0f} MB")
    return path


def copied(path: Path, folder: Path) -> Path:
    """A copy that may be written to."""
    return Path(shutil.copy(path, folder / path.name))


def _mark() -> str:
    """What the files are made from: the schema and the statements above."""
    tables = Base.metadata.sorted_tables
    made = [str(CreateTable(one)) for one in tables]
    made += sorted(str(CreateIndex(index)) for one in tables for index in one.indexes)
    words = "".join([*made, *statements("sqlite"), CUSTOMERS, INVOICES, TEXTS, *SUMS])
    return hashlib.sha256(words.encode()).hexdigest()[:12]


def _clear_out() -> None:
    for path in KEPT.iterdir():
        if path.is_file() and time.time() - path.stat().st_mtime > A_DAY:
            path.unlink(missing_ok=True)


def _fill(path: Path, size: int, customers: int) -> None:
    """Rows first, and only then the indexes and triggers: sorted in is faster than put in one by one."""
    file = sqlite3.connect(path)
    file.execute("PRAGMA synchronous = OFF")
    file.execute("PRAGMA cache_size = -262144")
    late = file.execute(
        "SELECT type, name, sql FROM sqlite_master WHERE type = 'trigger' OR (type = 'index' AND sql IS NOT NULL)"
    ).fetchall()
    for kind, name, _ in late:
        file.execute(f"DROP {kind} {name}")
    file.execute(CUSTOMERS.format(customers=customers))
    file.execute(INVOICES.format(size=size, customers=customers))
    file.execute(TEXTS)
    file.execute("INSERT INTO invoice_search (invoice_search) VALUES ('rebuild')")
    for statement in SUMS:
        file.execute(statement)
    for _, _, statement in sorted(late):
        file.execute(statement)
    file.commit()
    file.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    file.close()
