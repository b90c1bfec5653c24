"""The Recurring pane on a real database: by mouse and by keys."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QPushButton, QWidget

from billdesk.services.run import Request
from billdesk.ui.tasks import ScheduleTask
from support.parts import LEFT, act, calm, press, rows
from support.recurring_shop import state_of


def test_how_many_failed_is_told_to_the_side_bar(qtbot, pane):
    counts = []
    pane.waits.connect(lambda count, family, why: counts.append((count, family, why)))
    pane.refresh()

    qtbot.waitUntil(lambda: counts == [(1, "partly", "failed")])


def test_the_menu_of_acts_opens_by_keys(qtbot, pane):
    more = pane.findChild(QWidget, "recurring.more")
    more.setFocus()
    qtbot.keyClick(more, Qt.Key.Key_Space)

    qtbot.waitUntil(pane._menu.isVisible)
    assert [action.objectName() for action in pane._menu.actions() if action.objectName()] == [
        "recurring.duplicate",
        "recurring.bill_now",
        "recurring.skip",
        "recurring.change_prices",
        "recurring.cancel",
    ]
    pane._menu.close()


@pytest.mark.parametrize(
    ("button", "state"), [("schedule.cancel.keep", "active"), ("schedule.cancel.end", "cancelled")]
)
def test_cancelling_asks_first_and_the_safe_answer_has_the_focus(qtbot, recurring_shop, pane, button, state):
    act(pane, "cancel").trigger()
    question = pane.findChild(QWidget, "schedule.cancel.question")
    qtbot.waitUntil(question.isVisible)
    assert question.focusWidget().objectName() == "schedule.cancel.keep"

    qtbot.mouseClick(question.findChild(QWidget, button), LEFT)
    calm(qtbot, pane)

    assert state_of(recurring_shop, "acme-msp") == state


def test_preview_next_asks_for_the_dry_run_of_this_schedule_on_its_day(qtbot, pane):
    press(qtbot, pane, "recurring.preview_next")

    place, request = pane.asked_places[0]
    assert place == "preview_run"
    assert isinstance(request, Request)
    assert (request.until, request.schedules) == (
        date(2026, 3, 1),
        frozenset({pane.detail.sheet.schedule.id}),
    )


def test_the_top_bar_leads_to_the_preview_and_starts_the_run(qtbot, pane):
    preview, run = pane.top_widgets()
    preview.click()
    run.click()

    assert pane.asked_places == [("preview_run", None), ("run", None)]
    assert run.property("kind") == "plain"  # the filled one makes a new schedule


def test_in_a_narrow_window_enter_opens_the_detail_and_esc_leads_back(qtbot, pane):
    pane.resize(900, 560)
    pane.fold(1024, 640)
    assert pane.list.isVisible()
    assert not pane.detail.isVisible()
    pane.table.setFocus()

    qtbot.keyClick(pane.table, Qt.Key.Key_Return)
    assert pane.detail.isVisible()
    assert not pane.list.isVisible()
    assert pane.focusWidget().objectName() == "recurring.preview_next"
    qtbot.keyClick(pane.focusWidget(), Qt.Key.Key_Escape)

    assert pane.list.isVisible()
    assert not pane.detail.isVisible()
    assert pane.focusWidget() is pane.table


def test_a_hidden_pane_fetches_when_it_is_shown_again(qtbot, recurring_shop, pane):
    pane.hide()
    recurring_shop.real.recurring.pause("acme-msp")
    calm(qtbot, pane)
    qtbot.waitUntil(lambda: pane._missed)
    assert pane.detail.sheet.schedule.state == "active"

    pane.show()
    pane.entered()

    qtbot.waitUntil(lambda: pane.detail.sheet.schedule.state == "paused")


def test_everything_that_can_be_operated_has_a_name_for_screen_readers(pane):
    nameless = [
        button.objectName()
        for button in pane.findChildren(QPushButton)
        if not button.accessibleName() and not button.text()
    ]

    assert nameless == []
    assert pane.table.accessibleName() == "Schedules"
    assert pane.detail.accessibleName().startswith("Acme Dental")


def test_a_schedule_is_made_edited_and_duplicated_from_here(qtbot, pane):
    pane.new()
    key = pane.detail.sheet.schedule.id
    qtbot.keyClick(pane.table, Qt.Key.Key_Return)
    pane.detail.edit.click()
    pane.duplicate()
    asked = [ScheduleTask(), ScheduleTask(key), ScheduleTask(key), ScheduleTask(copy_of=key)]
    assert pane.asked_places == [("schedule", task) for task in asked]


def test_nothing_is_done_to_the_schedule_before_while_the_chosen_one_is_read(qtbot, recurring_shop, pane):
    before = pane.shown_id()
    other = next(number for number, row in enumerate(rows(pane)) if row.id != before)
    pane.table.choose(other)
    assert pane.is_waiting()
    pane.cancel()
    pane.pause()
    pane.edit()
    assert (pane.can_cancel(), pane.can_pause(), pane.can_edit()) == (False, False, False)
    assert pane.findChild(QDialog) is None
    qtbot.waitUntil(lambda: pane.shown_id() == rows(pane)[other].id)
    assert pane.can_cancel()
    kept = {one.id: one.state for one in rows(pane)}
    assert kept[before] == "active"
