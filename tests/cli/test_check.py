"""`billdesk check`: a sound terminal, and one that somebody has tampered with."""

import sqlite3
from contextlib import closing


def test_a_shop_that_has_run_is_sound(each_terminal):
    each_terminal.done("run")

    assert each_terminal.done("check") == {"sound": True, "findings": []}
    assert each_terminal("check").out == "Everything agrees.\n"


def test_what_does_not_agree_is_named_and_asks_for_attention(terminal):
    terminal.done("run")
    with closing(sqlite3.connect(terminal.database)) as database:
        database.execute("UPDATE invoices SET settled = 100 WHERE number = 'INV-2026-00001'")
        database.commit()

    told = terminal("--json", "check")

    assert told.status == 1
    assert not told.document["sound"]
    found = {(one["kind"], one["name"], one["code"]) for one in told.document["findings"]}
    assert ("invoice", "INV-2026-00001", "settled_is_wrong") in found
    assert all("possible (" not in one["reason"] for one in told.document["findings"])
    assert "invoice INV-2026-00001: What is kept as settled" in terminal("check").out
