"""Saving a schedule: problems in their places, and what somebody else changed meanwhile."""

from dataclasses import replace
from datetime import date

import pytest

from billdesk.domain.errors import Conflict
from billdesk.ui.tasks import ScheduleTask


def put(field, text):
    """Type into a field as a person does."""
    field.setText(text)
    field.textEdited.emit(text)


@pytest.fixture
def fresh(scheduler, customer_ids):
    """A new schedule for Acme."""
    return scheduler(ScheduleTask(customer_id=customer_ids["Acme"]))


@pytest.fixture
def running(scheduler, schedule_ids):
    """The schedule of Acme, billed once on 1 February."""
    return scheduler(ScheduleTask(schedule_ids["acme-msp"]))


def test_problems_lead_to_the_first_and_are_told_in_their_places(fresh, qtbot):
    page, typist = fresh
    page.saving.save()
    assert typist.troubles[-1].code == "no_lines"
    assert typist.at() == "schedule.lines.cell"
    page.body.when.end.edit.take(date(2025, 1, 1))
    page.saving.save()
    assert page.body.when.end.told().startswith("The end lies before the start")
    page.body.when.end.show_value(None)
    page.state.edit("end", None)
    page.body.lines.add("vendor_usage")
    typist.type("Seats")
    page.saving.save()
    assert page.body.details.counter.vendor.told() == "Say here what this line counts."
    assert typist.at() == "schedule.line.vendor"
    assert page.state.rows[0].wrong("price").reason.code == "price_is_missing"
    assert typist.asked == []


def test_somebody_elses_change_is_told_and_nothing_typed_is_lost(running, qtbot):
    page, typist = running
    services = page.bench.desk.scheduling
    theirs = services.open(page.state.schedule.id).draft
    services.save(replace(theirs, title="Theirs"))
    put(page.body.head.title.edit, "Mine")
    page.saving.save()
    qtbot.waitUntil(lambda: bool(typist.troubles))
    assert isinstance(typist.troubles[0], Conflict)
    assert page.state.schedule.title == "Mine"
    assert not page.saving.busy
