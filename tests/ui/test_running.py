"""Tests of runs from the window: one at a time, guarded, told, and followed by the outbox."""

from datetime import date

import pytest

from billdesk.domain.errors import Refused
from billdesk.domain.lists import Sort
from billdesk.domain.schedule_list import ScheduleFilter
from billdesk.services.run import Request, Summary
from billdesk.ui.running import Running, outcome

LATER = date(2026, 3, 5)


@pytest.fixture
def running(make_bench):
    return Running(make_bench("little", LATER))


def settled(qtbot, running):
    qtbot.waitUntil(lambda: not running._bench.background.busy(), timeout=20_000)


def test_a_run_generates_what_is_due_and_says_how_it_went(qtbot, running):
    with qtbot.waitSignal(running.said, timeout=20_000) as said:
        running.run(by_hand=True)
        assert running.is_running
    assert "drawn up" in said.args[0]
    settled(qtbot, running)
    assert not running.is_running
    assert running._bench.desk.run.last().generated > 0


def test_a_second_run_while_one_goes_on_is_not_begun(qtbot, running):
    running.run()
    running.run()
    settled(qtbot, running)
    with running._bench.desk.run._office.reading() as work:
        assert work.traces.last_run().id == 2  # one by the shop's own first run, one by this


def test_a_run_by_itself_that_finds_nothing_says_nothing(qtbot, running):
    running._bench.desk.run.go(Request(LATER))
    said = []
    running.said.connect(said.append)
    running.run()
    settled(qtbot, running)
    assert said == []
    running.run(by_hand=True)
    qtbot.waitUntil(lambda: said == ["Nothing is due"])


def test_the_guard_of_the_clock_asks_and_confirmed_it_goes_on(qtbot, make_bench):
    running = Running(make_bench("little", date(2026, 1, 1)))
    with qtbot.waitSignal(running.guarded, timeout=20_000) as asked:
        running.run(by_hand=True)
    error, go_on = asked.args
    assert isinstance(error, Refused)
    assert error.facts["why"] == "earlier"
    with qtbot.waitSignal(running.said, timeout=20_000):
        go_on()


def test_sending_without_an_account_ends_quietly_with_everything_waiting(qtbot, running):
    troubles = []
    running.troubled.connect(troubles.append)
    before = running._bench.desk.sending.counts()
    running.send()
    running.send()
    settled(qtbot, running)
    assert troubles == []
    assert running._bench.desk.sending.counts() == before


def test_a_mail_server_out_of_reach_is_told(qtbot, running):
    from billdesk.domain.mailbox import MailAccount

    desk = running._bench.desk
    desk.sending.keep_account(MailAccount("localhost", 1, "plain", sender="billing@shop.example"))
    assert desk.sending.counts()["queued"] > 0
    with qtbot.waitSignal(running.troubled, timeout=20_000) as told:
        running.send()
    assert told.args[0].code == "mail_unreachable"


@pytest.mark.parametrize(
    ("summary", "said"),
    [
        (Summary(), "Nothing is due"),
        (Summary(generated=1, issued=1), "1 invoice drawn up, 1 issued"),
        (
            Summary(generated=14, issued=12, skipped=1, failed=2),
            "14 invoices drawn up, 12 issued, 2 left as drafts, 1 skipped, 2 failed",
        ),
        (Summary(late_fees=2), "2 late fees billed"),
        (
            Summary(generated=1, issued=1, late_fees=1, failed=1),
            "1 invoice drawn up, 1 issued, 1 late fee billed, 1 failed",
        ),
    ],
)
def test_an_outcome_is_one_sentence(summary, said):
    assert outcome(summary) == said


def test_a_run_over_some_schedules_leaves_the_others(qtbot, running):
    shop = running._bench.desk
    active = ScheduleFilter(states=frozenset({"active"}))
    due = [one.id for one in shop.browsing.schedules(active, Sort("next_date", False), LATER).rows]
    running.run(by_hand=True, schedules=frozenset(due[:1]))
    settled(qtbot, running)
    with shop.run._office.reading() as work:
        made = {one.schedule_id for one in work.invoices.all() if one.date > date(2026, 2, 1)}
    assert made == {due[0]}
