"""The Tickets pane and the report of time at 100,000 tickets with as many time entries, beside bare SQL.

Ours is what the window calls, from its own transaction to plain values. Bare is the sqlite3 module with SQL
written by hand for the same rows, fetched as tuples. Times are the processor's; all that is read is in memory.
"""

# ruff: noqa: E501 (SQL reads better in its own lines)

import os
import platform
import random
import resource
import sqlite3
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path

from lists import in_turn  # first, for it finds the program

from billdesk.app.build import build
from billdesk.app.config import Config
from billdesk.domain.catalog import Product
from billdesk.domain.customer import Customer
from billdesk.domain.lists import Part, Sort
from billdesk.domain.ticket import Charge, Ticket, TimeEntry
from billdesk.domain.ticket_list import TicketFilter
from billdesk.domain.time_report import TimeFilter

SIZE, CUSTOMERS, TODAY, TARGET = 100_000, 2_000, date(2026, 11, 20), 5.0
MONTH = TimeFilter(date_from=date(2026, 11, 1), date_to=date(2026, 11, 30))
YEAR = TimeFilter(date_from=date(2026, 1, 1), date_to=date(2026, 12, 31))
ALL = TimeFilter()
TICKETS = (
    "SELECT t.id, t.number, t.subject, k.name, t.status, t.technician, t.opened,"
    " (SELECT sum(c.quantity * c.unit_price) FROM charges c WHERE c.ticket_id = t.id AND c.invoice_id IS NULL AND NOT c.billed_elsewhere AND NOT c.withdrawn)"
    " FROM tickets t CROSS JOIN customers k ON k.id = t.customer_id WHERE t.status NOT IN ('Invoiced', 'Closed') ORDER BY t.number_sort DESC, t.id DESC LIMIT 100"
)
SOURCE = "time_entries e JOIN tickets t ON t.id = e.ticket_id JOIN customers k ON k.id = t.customer_id JOIN products a ON a.id = e.labor_id LEFT JOIN charges c ON c.time_entry_id = e.id"
BILLED = "CASE WHEN NOT e.billable THEN 0 WHEN e.billed_minutes IS NOT NULL THEN e.billed_minutes WHEN e.minutes = 0 THEN 0 ELSE max(a.minimum_minutes, (e.minutes + 14) / 15 * 15) END"
SUMS = f"count(*), sum(e.minutes), sum({BILLED}), sum(iif(e.billable, 0, e.minutes)), sum(iif(c.id IS NULL, {BILLED}, 0)), sum(iif(c.billed_elsewhere, {BILLED}, 0))"
ROWS = f"SELECT e.id, e.day_sort, t.id, t.number, t.subject, k.name, e.technician, a.name, e.notes, e.minutes, {BILLED}, e.billable, c.id, c.invoice_id FROM {SOURCE}"
IN_MONTH = "e.day_sort BETWEEN '2026-11-01' AND '2026-11-30'"
IN_YEAR = "e.day_sort BETWEEN '2026-01-01' AND '2026-12-31'"


def filled(path: Path):
    """A shop with so many tickets, each with an hour in its log; the last 6,000 hours wait for an invoice."""
    desk, dice = build(Config(database=str(path), today=TODAY)), random.Random(1)
    with desk.tickets._office.work() as work:
        labor = Product(
            1, "labor", "Labor", "labor", unit_price=600000, minimum_minutes=30, increment_minutes=15
        )
        work.catalog.add_products([labor])
        work.customers.add([Customer(at, f"c{at}", f"Customer {at}") for at in range(1, CUSTOMERS + 1)])
        owners = {at: dice.randint(1, CUSTOMERS) for at in range(1, SIZE + 1)}
        days = {at: TODAY - timedelta(days=(SIZE - at) // 55) for at in owners}
        states = ("New", "In progress", "Waiting for customer", "Resolved")
        work.tickets.add(
            [
                Ticket(at, f"t{at}", owner, f"Slow laptop {at % 997}", dice.choice(states) if at > SIZE - 5_000 else "Closed",
                       f"T-{at:06}", technician=dice.choice(("Sam", "Jo", "Dana")), opened=days[at])
                for at, owner in owners.items()
            ]
        )  # fmt: skip
        work.tickets.add_time(
            [
                TimeEntry(at, at, dice.randint(0, 240), 1, billable=at % 9 > 0, technician=dice.choice(("Sam", "Jo", "Dana")), day=day)
                for at, day in days.items()
            ]
        )  # fmt: skip
        charged = [at for at in owners if at % 9 and at < SIZE - 2_000]
        work.tickets.add_charges(
            [
                Charge(at, at, owners[at], "Labor", 10_000, 600000, time_entry_id=at, billed_elsewhere=at <= SIZE - 6_000)
                for at in charged
            ]
        )  # fmt: skip
        work.commit()
    return desk


def questions(desk):
    """What is measured: name, ours, and the bare SQL."""
    reports, tickets = desk.time_reports, desk.browsing.tickets
    newest, name, top = Sort("day", True), Sort("name", False), Part(100)
    yield "tickets, open", lambda: tickets(TicketFilter(open=True), Sort("number", True), top), TICKETS
    yield (
        "rows of a month",
        lambda: reports.lines(MONTH, newest, top),
        f"{ROWS} WHERE {IN_MONTH} ORDER BY e.day_sort DESC, e.id DESC LIMIT 100",
    )
    yield (
        "rows of all time",
        lambda: reports.lines(ALL, newest, top),
        f"{ROWS} ORDER BY e.day_sort DESC, e.id DESC LIMIT 100",
    )
    customer = TimeFilter(customer_id=77)
    yield (
        "rows of a customer",
        lambda: reports.lines(customer, newest, top),
        f"{ROWS} WHERE t.customer_id = 77 ORDER BY e.day_sort DESC, e.id DESC LIMIT 100",
    )
    grouped = "SELECT {}, min(e.id), " + SUMS + f" FROM {SOURCE}{{}} GROUP BY {{}} ORDER BY 2 LIMIT 100"
    for by, group in (
        ("customer", "k.id, k.search_name"),
        ("technician", "e.technician, e.technician"),
        ("labor", "a.id, a.name"),
    ):
        for said, wanted, where in (
            ("month", MONTH, f" WHERE {IN_MONTH}"),
            ("year", YEAR, f" WHERE {IN_YEAR}"),
            ("all time", ALL, ""),
        ):
            yield (
                f"{by}s of {said}",
                lambda by=by, wanted=wanted: reports.groups(wanted, by, name, top),
                grouped.format(group, where, group),
            )
    yield "sums of a year", lambda: reports.sums(YEAR), f"SELECT {SUMS} FROM {SOURCE} WHERE {IN_YEAR}"


def main() -> int:
    print(f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {os.cpu_count()} cores")
    above = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "labor.billdesk"
        desk, file = filled(path), sqlite3.connect(path)
        print(f"{SIZE:,} tickets and time entries, {path.stat().st_size / 1e6:.0f} MB; warm, medians in turn")
        file.execute("PRAGMA cache_size = -32768")
        for name, ours, sql in questions(desk):
            mine, bare = in_turn(ours, lambda sql=sql: file.execute(sql).fetchall())
            mark = "" if mine / bare <= TARGET else "  <- above target"
            above += [name] if mark else []
            print(
                f"  {name:24} {mine:9.3f} ms  beside {bare:9.3f} ms  {mine / bare:6.2f} x (<= {TARGET:g}){mark}",
                flush=True,
            )
        file.close()
        desk.close()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory {peak:.0f} MB; above target: {', '.join(above) or 'nothing'}")
    return 1 if above else 0


if __name__ == "__main__":
    sys.exit(main())
