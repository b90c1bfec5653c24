"""Runs in processes of their own, to be killed or started at the same instant; and what must hold after."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import Any

from sqlalchemy import text

from billdesk.domain.changes import Changed
from billdesk.domain.errors import Trouble
from billdesk.services.check import Check
from billdesk.services.office import Office
from billdesk.services.run import Request, Run
from billdesk.storage.engine import open_store
from support.forked import context

NOON = datetime(2026, 4, 1, 12, tzinfo=UTC)

FEW = 5
"""Occurrences to a transaction: few, so that a run has many moments between two commits."""
CUT = 3
"""How a process ends whose database went away."""


def ignore(_changed: Changed) -> None:
    """Nobody listens."""


def run_when_told(target: str | Path, today: date, ready: Connection) -> None:
    """What the process does: open the shop, say so, wait for the word, and run."""
    office = Office(open_store(target), lambda: NOON, ignore, f"desk-{os.getpid()}")
    ready.send(True)
    ready.recv()
    try:
        Run(office, FEW).go(Request(today, confirmed=True))
    except Trouble as trouble:
        raise SystemExit(CUT if trouble.code == "database_is_away" else 1) from None


@dataclass(frozen=True)
class Runner:
    """A process that is ready to run."""

    process: ForkServerProcess
    word: Connection

    def begin(self) -> None:
        """Let it run."""
        self.word.send(True)

    def kill_after(self, seconds: float) -> bool:
        """Kill it (SIGKILL) at that moment of its run; whether it was still at it."""
        self.begin()
        self.process.join(seconds)
        was_alive = self.process.is_alive()
        self.process.kill()
        self.process.join()
        return was_alive

    def finish(self) -> int:
        """Wait for its end; its exit status."""
        self.process.join(60)
        code = self.process.exitcode
        assert code is not None, "the run hangs"
        return code


@contextmanager
def runners(target: str | Path, today: date, count: int = 1) -> Iterator[list[Runner]]:
    """Processes that have opened the shop and wait for the word."""
    found = []
    for _ in range(count):
        here, there = context().Pipe()
        process = context().Process(target=run_when_told, args=(target, today, there), daemon=True)
        process.start()
        there.close()
        found.append(Runner(process, here))
    try:
        for one in found:
            assert one.word.poll(60), "a process did not start"
            one.word.recv()
        yield found
    finally:
        for one in found:
            one.process.kill()
            one.process.join()
            one.process.close()
            with suppress(OSError):
                one.word.close()


def rows(office: Office, sql: str, **facts: Any) -> list[tuple[Any, ...]]:
    """What a query finds."""
    with office.reading() as work:
        return [tuple(row) for row in work.connection.execute(text(sql), facts)]


_BILLED = """
SELECT o.schedule_id, o.billing_date, i.state, i.total, i.day, i.due_day,
 (SELECT count(*) FROM invoice_lines l WHERE l.invoice_id = i.id),
 (SELECT count(*) FROM invoice_taxes t WHERE t.invoice_id = i.id),
 (SELECT count(*) FROM invoice_texts t WHERE t.id = i.id),
 (SELECT count(*) FROM deliveries d WHERE d.invoice_id = i.id),
 (SELECT count(*) FROM audit a WHERE a.kind = 'invoice' AND a.subject_id = i.id)
FROM occurrences o LEFT JOIN invoices i ON i.id = o.invoice_id ORDER BY 1, 2
"""
_PROGRESS = (
    "SELECT id, state, next_index, next_date, generated, last_index, failures FROM schedules ORDER BY id"
)
_STRAYS = """
SELECT count(*) FROM invoices i WHERE NOT EXISTS (SELECT 1 FROM occurrences o WHERE o.invoice_id = i.id)
UNION ALL SELECT count(*) FROM invoice_lines WHERE invoice_id NOT IN (SELECT id FROM invoices)
UNION ALL SELECT count(*) FROM schedules s WHERE s.last_invoice_id IS NOT
 (SELECT o.invoice_id FROM occurrences o WHERE o.schedule_id = s.id AND o.state = 'billed'
  ORDER BY o.billing_date DESC LIMIT 1)
"""
_CLAIMS = """
SELECT c.id, (SELECT count(*) FROM invoice_lines l WHERE l.charge_id = c.id),
 (SELECT count(*) FROM invoice_lines l WHERE l.charge_id = c.id AND l.invoice_id = c.invoice_id)
FROM charges c ORDER BY c.id
"""


def what_was_done(office: Office) -> dict[str, Any]:
    """Everything that a run leaves, but for keys and numbers: two ways to the same day leave the same."""
    return {
        "billed": rows(office, _BILLED),
        "progress": rows(office, _PROGRESS),
        "claims": rows(office, _CLAIMS),
    }


def assert_whole(office: Office) -> None:
    """Numbers without a gap or a double, nothing half done, every delivery and charge once, check clean."""
    assert Check(office).all() == []
    strays = _STRAYS if office.store.is_sqlite else _STRAYS.replace("IS NOT\n", "IS DISTINCT FROM\n")
    assert {count for (count,) in rows(office, strays)} == {0}
    counters = [
        row[0] for row in rows(office, "SELECT counter FROM invoices WHERE state = 'issued' ORDER BY id")
    ]
    assert counters == list(range(1, len(counters) + 1))
    assert rows(office, "SELECT counter FROM series WHERE kind = 'invoice'") == [(len(counters),)]
    for row in rows(office, _BILLED):
        state, texts, deliveries, traces = row[2], row[8], row[9], row[10]
        assert (texts, deliveries, traces) == (1, int(state == "issued"), 1)
    assert all((lines, own) == (1, 1) for _, lines, own in rows(office, _CLAIMS))
    if office.store.is_sqlite:
        assert rows(office, "PRAGMA integrity_check") == [("ok",)]
        assert rows(office, "PRAGMA foreign_key_check") == []
