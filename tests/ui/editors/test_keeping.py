"""Keeping a draft: after a pause, one at a time, never over what another desk has kept, and never twice."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QObject

from billdesk.domain.errors import Conflict
from billdesk.domain.invoice import InvoiceLine
from billdesk.ui.editors import keeping as module
from billdesk.ui.editors.draft_state import DraftState
from billdesk.ui.editors.keeping import Keeping

DAY = date(2026, 2, 1)


@pytest.fixture
def kept(make_bench, qtbot, monkeypatch):
    monkeypatch.setattr(module, "WAIT_MS", 50)
    bench = make_bench()
    customer = bench.desk.browsing.customers("acme")[0].id
    owner = QObject()
    state = DraftState(bench.desk.drafts.fresh(customer, DAY).invoice, owner)
    made = Keeping(bench, state, owner)
    made.bench, made.state, made.owner, made.failures = bench, state, owner, []
    made.failed.connect(made.failures.append)
    yield made
    made.end()
    qtbot.waitUntil(lambda: not bench.background.busy())


def type_words(kept, words):
    kept.state.set_rows([kept.state.new_row(InvoiceLine(words, quantity=10_000, unit_price=10**6))])


def rows(kept):
    with kept.bench.desk.sending._office.reading() as work:
        return work.invoices.all()


def acts(kept, key):
    with kept.bench.desk.sending._office.reading() as work:
        return [one.act for one in work.traces.of("invoice", key)]


def test_a_pause_in_typing_keeps_it(kept, qtbot):
    before = len(rows(kept))
    with qtbot.waitSignal(kept.kept, timeout=10_000):
        type_words(kept, "One")
    assert not kept.is_unsaved
    assert len(rows(kept)) == before + 1


def test_many_changes_make_one_draft_and_few_traces(kept, qtbot):
    before = len(rows(kept))
    for number in range(6):
        type_words(kept, f"Words {number}")
        kept.keep()
    qtbot.waitUntil(lambda: not kept.bench.background.busy(), timeout=10_000)
    done = []
    kept.leave(lambda: done.append(1))
    qtbot.waitUntil(lambda: bool(done))
    assert len(rows(kept)) == before + 1
    assert rows(kept)[-1].lines[0].description == "Words 5"
    assert acts(kept, rows(kept)[-1].id)[0] == "made"
    assert len(acts(kept, rows(kept)[-1].id)) <= 2
    assert kept.failures == []


def test_a_draft_on_file_gets_one_trace_when_editing_begins_and_one_at_its_end(kept, qtbot):
    type_words(kept, "One")
    kept.finish()
    draft = rows(kept)[-1]
    kept.state.restart(draft)
    kept.restart()
    for number in range(3):
        type_words(kept, f"Words {number}")
        kept.finish() if number == 2 else kept.keep()
        qtbot.waitUntil(lambda: not kept.bench.background.busy())
    assert acts(kept, draft.id)[1:] == ["edited", "changed"]


def test_nothing_is_written_where_nothing_changed(kept):
    type_words(kept, "One")
    kept.finish()
    version = rows(kept)[-1].version
    kept.finish()
    assert rows(kept)[-1].version == version


def test_a_conflict_is_told_and_the_other_desks_words_stay(kept, qtbot):
    type_words(kept, "One")
    kept.finish()
    kept.bench.desk.drafts.keep(replace(rows(kept)[-1], title="Theirs"))
    type_words(kept, "Two")
    kept.keep()
    qtbot.waitUntil(lambda: bool(kept.failures))
    assert isinstance(kept.failures[0], Conflict)
    assert (rows(kept)[-1].title, rows(kept)[-1].lines[0].description) == ("Theirs", "One")


def test_leaving_calls_back_even_where_it_could_not_be_kept(kept, qtbot):
    type_words(kept, "x" * 10_001)
    left = []
    kept.leave(lambda: left.append(1))
    qtbot.waitUntil(lambda: bool(left))
    assert kept.failures[0].code == "rejected"


def test_ending_while_a_job_is_under_way_waits_for_it_and_keeps_the_newest(kept):
    type_words(kept, "One")
    kept.keep()
    type_words(kept, "Two")
    kept.finish()
    assert [one.lines[0].description for one in rows(kept) if one.title == "" and one.schedule_id is None][
        -1
    ] == "Two"
    assert kept.failures == []


def test_once_it_is_issued_nothing_is_kept_any_more(kept, qtbot):
    type_words(kept, "One")
    kept.end()
    before = len(rows(kept))
    kept.finish()
    assert len(rows(kept)) == before
