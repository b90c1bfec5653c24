"""A process that dies between asking the processor and writing down its answer charges nobody twice."""

import multiprocessing
from dataclasses import replace
from datetime import UTC, date, datetime

from billdesk.cards.processor import Terminal
from billdesk.services.charging import Charging
from billdesk.services.office import Office
from billdesk.services.run import Request, Run
from billdesk.storage.engine import open_store
from support.processors import KILLED, Box, card
from support.recurring import Book, load, schedule
from support.shops import ignore, office_at

DAY = date(2026, 1, 1)


def run_and_die(target, path):
    """What the process does: a run, in the midst of which the card kills it."""
    import os

    terminal = Terminal(Box(path), f"desk-1:{os.getpid()}:x")
    office = Office(open_store(target), lambda: datetime(2026, 1, 1, tzinfo=UTC), ignore, "desk-1")
    Run(replace(office, terminal=terminal)).go(Request(DAY))


def test_a_charge_cut_off_is_unknown_and_asked_for_again_by_the_same_key(tmp_path):
    target, box = tmp_path / "shop.billdesk", Box(tmp_path / "taken")
    office = office_at(target)
    load(office, schedule(auto_charge=True))
    Charging(office).keep(card(1, "tok_kills"))
    process = multiprocessing.get_context("forkserver").Process(target=run_and_die, args=(target, box.path))
    process.start()
    process.join(60)
    assert process.exitcode == KILLED

    book = Book(replace(office, terminal=Terminal(box, "desk-1:1:x")))
    assert book.rows("SELECT state FROM card_charges") == [("asking",)]
    for _ in range(2):
        book.run("2026-01-01")
        assert book.rows("SELECT state FROM card_charges") == [("unknown",)]
    summary = book.run("2026-01-01", schedules=frozenset({1}))
    office.store.close()
    assert (summary.charged, len(box.rows())) == (1, 1)
