"""Which pending ticket charges are taken: statuses, order and place, chosen in a menu."""

import pytest

from billdesk.domain.schedule import Pending
from billdesk.ui.tasks import ScheduleTask


@pytest.fixture
def page(scheduler, schedule_ids):
    return scheduler(ScheduleTask(schedule_ids["acme-msp"]))[0]


def trigger(happens, name):
    happens.open_which()
    menu = happens.menu
    next(one for one in menu.actions() if one.objectName() == f"schedule.pending.{name}").trigger()
    menu.close()


def test_statuses_order_and_place_are_chosen(page):
    happens = page.body.happens
    assert happens.which.text() == "Resolved, oldest first"
    for name in ("status_0", "order_ticket", "place_before"):
        trigger(happens, name)
    first = page.form.shop.ticket_statuses[0]
    assert page.state.schedule.pending == Pending((first, "Resolved"), "ticket", "before")
    assert happens.which.text() == f"{first}, Resolved, by ticket number"
    happens.taking.edit.click()
    assert page.state.schedule.pending is None
    assert happens.which.isHidden()
    happens.taking.edit.click()
    assert page.state.schedule.pending == Pending((first, "Resolved"), "ticket", "before")
