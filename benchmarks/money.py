"""The list of payments beside bare SQL, and a customer with 40,000 invoices beside one with 1,000 as lively.

Sums by method stand beside the bare sum of the kept rows; what it would take to count the payments is printed
as well. Of the large customer: the customer's page, Take payment, and the statement of this month as it is read;
once where all but 200 invoices of both are paid, and once where 20,000 of the one are open (only printed, for
Take payment and open items then hold 20,000 rows). Both had 25 invoices a day lately. Times are the processor's, medians of several rounds in turn, warm.
"""

# ruff: noqa: E501 (SQL reads better in its own lines)

import os
import platform
import resource
import sqlite3
import sys
import tempfile
from datetime import date
from pathlib import Path

from lists import in_turn
from stock import copied, stocked  # first, for it finds the program

from billdesk.app.config import now
from billdesk.domain.lists import Part, Sort
from billdesk.domain.payment_list import PaymentFilter
from billdesk.domain.statement import Wanted
from billdesk.services.customers import Customers
from billdesk.services.office import Office
from billdesk.services.payments import Payments
from billdesk.services.statements import Statements
from billdesk.storage.engine import open_store

SIZES, TODAY = (100_000, 1_000_000), date(2026, 11, 20)
LARGE, SMALL, MANY, FEW = 77, 78, 40_000, 1_000
RATIO, GROWTH, AS_FAST = 5.0, 1.5, 2.0
PAYMENTS = """
INSERT INTO payments (id, customer_id, amount, used, currency, day, method, reference, note, released, made_at)
SELECT id, customer_id, max(total, 1), CASE WHEN id % 400 = 0 THEN 0 ELSE max(total, 1) END, currency, day,
 CASE id % 5 WHEN 0 THEN 'cash' WHEN 1 THEN 'check' WHEN 2 THEN 'card' ELSE 'transfer' END, 'x' || id, '', 0,
 '2026-01-01 00:00:00' FROM invoices"""
TAKINGS = """INSERT INTO takings (day, method, currency, count, valid, amount)
SELECT day, method, currency, count(*), count(*), sum(amount) FROM payments GROUP BY 1, 2, 3"""
INVOICES = """
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {many})
INSERT INTO invoices (id, kind, state, number, series_year, counter, customer_id, customer_name, customer_sort,
 title, currency, day, due_day, terms_name, includes_tax, tax_per_line, cash_rounding, subtotal, discount_amount,
 tax, rounding, total, settled, written_off, settled_on, internal_notes, notes, reference, language, addressee,
 ship_to, paid_at_issue, credit_at_issue, apply_credit, waiting, sent, made_at, template, version)
SELECT {first} + i, 'invoice', 'issued', '{name}-' || i, {customer}, i, {customer}, 'Customer', 'customer', 'Managed IT',
 'EUR', date('2026-11-19', '-' || (i / 25) || ' days'), date('2026-12-04', '-' || (i / 25) || ' days'), '', 0, 0, 0,
 5000, 0, 0, 0, 5000, CASE WHEN i <= {opened} THEN 0 ELSE 5000 END, 0, '2026-11-20', '', '', '', 'en', '[]', '',
 0, 0, 0, '', '', '2026-01-01 00:00:00', '', 1 FROM n"""


def filled(path: Path, opened: int) -> Path:
    """Payments for every invoice, and the customer with 40,000 more, so many of them open."""
    file = sqlite3.connect(path)
    late = file.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for name, _ in late:
        file.execute(f"DROP TRIGGER {name}")
    if opened:
        (first,) = file.execute("SELECT max(id) FROM invoices").fetchone()
        file.execute(INVOICES.format(many=MANY, first=first, customer=LARGE, opened=opened, name="LARGE"))
        file.execute(INVOICES.format(many=FEW, first=first + MANY, customer=SMALL, opened=200, name="SMALL"))
    file.execute(PAYMENTS)
    file.execute(TAKINGS)
    for _, sql in late:
        file.execute(sql)
    file.execute("ANALYZE")
    file.commit()
    file.close()
    return path


def office_of(path: Path) -> Office:
    return Office(open_store(path), now, lambda _: None, "benchmark")


def told(name: str, mine: float, floor: float, most: float) -> set[str]:
    above = mine / floor > most
    mark = "  <- above target" if above else ""
    print(
        f"  {name:34} {mine:9.3f} ms  beside {floor:9.3f} ms  {mine / floor:6.2f} x (<= {most:g}){mark}",
        flush=True,
    )
    return {name} if above else set()


def of_payments(path: Path, size: int) -> tuple[set[str], dict[str, float]]:
    """Sums and pages beside bare SQL."""
    office, file = office_of(path), sqlite3.connect(path)
    payments, above, found = Payments(office), set(), {}
    kept = "SELECT method, currency, sum(valid), sum(amount) FROM takings {} GROUP BY 1, 2"
    left = "SELECT method, currency, sum(amount - used) FROM payments WHERE used < amount {} GROUP BY 1, 2"
    counted = (
        "SELECT method, currency, count(*), sum(amount), sum(amount - used) FROM payments {} GROUP BY 1, 2"
    )
    month = "day >= '2026-10-01'"
    for name, wanted, where in (
        ("sums of all", PaymentFilter(), ""),
        ("sums since October", PaymentFilter(date_from=date(2026, 10, 1)), month),
    ):
        bare = [kept.format(f"WHERE {where}" if where else ""), left.format(f"AND {where}" if where else "")]
        mine, floor, scan = in_turn(
            lambda wanted=wanted: payments.sums(wanted),
            lambda bare=bare: [file.execute(one).fetchall() for one in bare],
            lambda where=where: file.execute(counted.format(f"WHERE {where}" if where else "")).fetchall(),
        )
        above |= told(f"{name}, {size:,}", mine, floor, RATIO)
        print(f"  (counted from the payments: {scan:.1f} ms)")
        found[name] = mine
    page = (
        "SELECT p.id, p.number, p.day, p.customer_id, c.name, p.method, p.reference, p.currency, p.amount, p.used"
        " FROM payments p JOIN customers c ON c.id = p.customer_id {} ORDER BY p.day DESC, p.id DESC LIMIT 100"
    )
    for name, wanted, where in (
        ("page", PaymentFilter(), ""),
        ("page of what isn't allocated", PaymentFilter(unallocated=True), "WHERE p.used < p.amount"),
        ("page of a customer", PaymentFilter(customer_id=SMALL), f"WHERE p.customer_id = {SMALL}"),
    ):
        mine, floor = in_turn(
            lambda wanted=wanted: payments.page(wanted, Sort("date", True), Part(100)),
            lambda where=where: file.execute(page.format(where)).fetchall(),
        )
        above |= told(f"{name}, {size:,}", mine, floor, RATIO)
        found[name] = mine
    file.close()
    office.close()
    return above, found


def of_customer(path: Path, what: str, held: bool) -> set[str]:
    """The large customer beside the small one."""
    office, above = office_of(path), set()
    customers, payments, statements = Customers(office), Payments(office), Statements(office)
    month = date(2026, 11, 1)
    for name, ask in (
        ("customer's page", lambda key: customers.sheet(key, TODAY)),
        ("Take payment", payments.taking),
        ("statement of this month", lambda key: statements.read(Wanted(key, "EUR", TODAY, month), TODAY)),
        ("open items", lambda key: statements.read(Wanted(key, "EUR", TODAY), TODAY)),
    ):
        mine, floor = in_turn(lambda ask=ask: ask(LARGE), lambda ask=ask: ask(SMALL))
        found = told(f"{name}, {what}", mine, floor, AS_FAST)
        above |= found if held else set()
    office.close()
    return above


def main() -> int:
    sizes = [int(word) for word in sys.argv[1:]] or list(SIZES)
    print(
        f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {os.cpu_count()} cores; warm"
    )
    above, tables = set(), []
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            print(f"{size:,} payments")
            path = filled(copied(stocked(size), Path(folder)), 0)
            wrong, found = of_payments(path, size)
            above |= wrong
            tables.append(found)
            path.unlink()
        if len(tables) == 2:
            for name, few in tables[0].items():
                above |= told(f"growth of {name}", tables[1][name], few, GROWTH if "page" in name else RATIO)
        for opened in (200, 20_000):
            path = filled(copied(stocked(sizes[0]), Path(folder)), opened)
            print(f"a customer with {MANY:,} invoices, {opened:,} of them open, beside one with {FEW:,}")
            above |= of_customer(path, f"{opened:,} open", held=opened == 200)
            path.unlink()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory {peak:.0f} MB; above target: {', '.join(sorted(above)) or 'nothing'}")
    return 1 if above else 0


if __name__ == "__main__":
    raise SystemExit(main())
