"""The schedule in an editor: fields and lines are steps that are undone one by one."""

from dataclasses import replace
from datetime import date

import pytest

from billdesk.domain.calendar import Recurrence
from billdesk.domain.counting import Tier
from billdesk.domain.schedule import Schedule, ScheduleLine
from billdesk.ui.editors.schedule_cells import ScheduleCells
from billdesk.ui.editors.schedule_state import ScheduleState

DAY = date(2026, 8, 4)
LINE = ScheduleLine(7, "standard", "Care", quantity=10_000, unit_price=1)
CELLS = ScheduleCells("USD", "en", DAY)


@pytest.fixture
def state(qapp):
    made = ScheduleState()
    made.restart(Schedule(3, "s", 1, Recurrence("monthly", 1, DAY), (LINE, replace(LINE, id=0))))
    return made


def test_new_lines_can_be_told_apart(state):
    ids = [line.id for line in state.schedule.lines]
    assert ids[0] == 7
    assert ids[1] < 0
    row = state.new_row(ScheduleLine(0, "standard", ""))
    assert row.line.id not in ids


def test_fields_of_the_dates_and_others_are_edited_by_their_places(state):
    state.edit("billing_day", 15)
    state.edit("title", "New")
    assert (state.schedule.recurrence.billing_day, state.schedule.title) == (15, "New")
    state.undo()
    assert (state.schedule.recurrence.billing_day, state.schedule.title) == (15, "")
    state.undo()
    assert state.schedule.recurrence.billing_day is None
    assert not state.can_undo()
    state.redo()
    assert state.schedule.recurrence.billing_day == 15


def test_what_cannot_be_read_stays_when_something_is_chosen(state):
    state.type_into(0, "minimum", "few", CELLS)
    state.set_line(0, replace(state.rows[0].line, when_zero="print"))
    assert state.rows[0].wrong("minimum").text == "few"
    assert state.schedule.lines[0].when_zero == "print"


def test_an_empty_row_is_a_fixed_line_in_which_nothing_stands(state):
    empty = state.new_row(ScheduleLine(0, "standard", "", quantity=10_000))
    assert empty.is_empty
    assert not replace(empty, line=replace(empty.line, type="asset")).is_empty
    assert not replace(empty, line=replace(empty.line, tiers=(Tier(None, 0),))).is_empty
    assert not replace(empty, line=replace(empty.line, product_id=4)).is_empty


def test_another_schedule_is_one_step(state):
    state.replace_schedule(replace(state.schedule, customer_id=9, lines=()))
    assert state.rows == ()
    state.undo()
    assert (state.schedule.customer_id, len(state.rows)) == (1, 2)
