"""The facts of one schedule."""

import pytest
from PySide6.QtWidgets import QWidget

from billdesk.domain.schedule_list import ScheduleFilter
from billdesk.ui.panes.recurring_detail import times_failed, when_words
from support.parts import press
from support.recurring_shop import choose


def facts(pane):
    return {fact.label: fact.said for fact in pane.detail.facts.facts()}


def offered(pane):
    names = ("preview_next", "pause", "resume", "more")
    return {name for name in names if pane.findChild(QWidget, f"recurring.{name}").isVisible()}


def test_the_detail_shows_facts_lines_dates_and_invoices(pane):
    detail = pane.detail
    shown = facts(pane)

    assert shown["Next invoice"] == "Next invoice Mar 1 in 28 days"
    assert shown["Amount at today's count"].startswith("Amount at today's count $588.45")
    assert shown["Generated"] == "Generated 1 invoice 1 open"
    assert detail.title.accessibleName() == "Managed IT {month_name} {year}"
    assert len(detail.lines.grid.values) == 7
    assert len(detail.plan.dates.values) == 12
    assert detail.plan.dates.row(0).accessibleName() == "2, Mar 1, Mar 1 – Mar 31, Mar 15"
    assert "INV-2026-" in detail.plan.generated.row(0).accessibleName()


def test_an_active_schedule_can_be_previewed_and_paused(pane):
    assert offered(pane) == {"preview_next", "pause", "more"}
    assert not pane.detail.failed.isVisible()


def test_a_paused_schedule_can_be_resumed_and_says_that_nothing_comes(qtbot, pane):
    choose(qtbot, pane, "Bistro Müller", "Paused")

    assert offered(pane) == {"resume", "more"}
    assert facts(pane)["Next invoice"] == "Next invoice Paused goes on when resumed"


def test_a_completed_schedule_offers_no_act_that_cannot_be_done(qtbot, pane):
    pane.show_what(ScheduleFilter(states=frozenset({"completed"})))
    qtbot.waitUntil(lambda: pane.model.rowCount() == 1)
    choose(qtbot, pane, pane.model.row(0).customer, "Retainer")

    assert offered(pane) == {"more"}
    assert "nothing comes any more" in facts(pane)["Next invoice"]
    assert not any((pane.can_bill_now(), pane.can_skip(), pane.can_pause(), pane.can_cancel()))


def test_a_schedule_that_failed_says_why_and_that_its_amount_is_not_known(qtbot, pane):
    choose(qtbot, pane, "Bistro Müller", "Card terminal")

    assert pane.detail.failed.isVisible()
    assert "can't be drawn up" in facts(pane)["Amount at today's count"]
    assert "not known while it fails" in facts(pane)["MRR"]


def test_no_chosen_schedule_shows_a_hint_and_no_acts(pane):
    pane.detail.show_nothing()

    assert pane.detail.sheet is None
    assert offered(pane) == set()
    assert not pane.can_pause()


def test_while_one_act_is_under_way_the_others_wait(qtbot, pane):
    press(qtbot, pane, "recurring.pause")
    assert pane.acts.is_busy
    assert not pane.detail.more.isEnabled()

    qtbot.waitUntil(lambda: not pane.acts.is_busy)
    assert pane.detail.more.isEnabled()


@pytest.mark.parametrize(
    ("days", "words"), [(0, "today"), (1, "in 1 day"), (28, "in 28 days"), (-1, "1 day ago")]
)
def test_how_far_off_a_day_is_in_words(days, words):
    assert when_words(days) == words


@pytest.mark.parametrize(("times", "words"), [(1, "Failed"), (2, "Failed twice"), (5, "Failed 5 times")])
def test_how_often_it_failed_in_words(times, words):
    assert times_failed(times) == words


def test_after_pause_the_focus_is_on_resume_and_after_that_on_pause_again(qtbot, pane):
    pane.activateWindow()
    pane.detail.pause.setFocus()
    pane.detail.pause.click()
    qtbot.waitUntil(lambda: pane.focusWidget() is pane.detail.resume and pane.detail.resume.isEnabled())
    pane.detail.resume.click()
    qtbot.waitUntil(lambda: pane.focusWidget() is pane.detail.pause and pane.detail.pause.isEnabled())
