"""When a schedule bills: dates follow the words, and other rhythms are a unit with a count."""

from datetime import date

import pytest

from billdesk.ui.tasks import ScheduleTask
from support.editing import looked


@pytest.fixture
def fresh(scheduler, customer_ids):
    """A new schedule for Acme."""
    return scheduler(ScheduleTask(customer_id=customer_ids["Acme"]))


def test_the_dates_are_computed_as_the_words_change(fresh, qtbot):
    page, _typist = fresh
    page.state.edit("start", date(2026, 1, 31))
    looked(qtbot, page)
    days = [one.billing_date for one in page.preview.dates.values]
    assert days[:3] == [date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 31)]
    assert len(days) == 12
    assert page.body.when.day.told().startswith("Shorter months have no day 31")
    assert page.body.when.start.told().startswith("Dates that have gone by: 1.")
    page.body.when.frequency.edit.pick("weekly")
    looked(qtbot, page)
    assert page.preview.dates.values[1].billing_date == date(2026, 2, 7)
    assert not page.body.when.day.edit.isEnabled()
    assert page.body.when.day.told() == ""


def test_other_rhythms_are_a_unit_with_a_count(fresh, qtbot):
    page, _typist = fresh
    page.body.when.open_rhythms()
    menu = page.body.when.findChild(object, "schedule.rhythms.menu")
    next(one for one in menu.actions() if one.objectName() == "schedule.rhythms.semi_annual").trigger()
    menu.close()
    page.body.when.rhythm_picked.emit("daily", 1)
    assert page.state.schedule.recurrence.frequency == "daily"
    assert page.body.when.frequency.value() == ""
    assert page.body.when.interval.edit.unit() == "day"
    page.state.undo()
    grid = page.state.schedule.recurrence
    assert (grid.frequency, grid.interval) == ("monthly", 6)
    assert page.body.when.interval.value() == 6


def test_the_unit_beside_the_count_is_one_or_many(fresh, qtbot):
    page, _typist = fresh
    interval = page.body.when.interval
    assert interval.edit.unit() == "month"
    page.state.edit("interval", 3)
    page._show_draft(all_of_it=True)
    assert (interval.edit.unit(), interval.edit.accessibleDescription()) == ("months", "months")
