"""Which pending ticket charges are taken, chosen in a menu; and the card, where it can be charged."""

import pytest

from billdesk.app import config
from billdesk.domain.schedule import Pending
from billdesk.ui.tasks import ScheduleTask
from support.editing import looked
from support.processors import Box


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


def test_without_a_processor_there_is_no_switch_for_the_card(page):
    assert page.body.happens.card.isHidden()


@pytest.fixture
def processor(monkeypatch, tmp_path):
    monkeypatch.setattr(config, "PROCESSORS", [lambda: Box(tmp_path / "taken.jsonl")])


def test_with_one_the_card_is_switched_on_and_a_missing_card_is_told(qtbot, processor, page):
    card = page.body.happens.card
    assert not card.isHidden()
    card.edit.click()
    looked(qtbot, page)
    assert page.state.schedule.auto_charge
    assert card.told() == "No card of Acme Dental is stored, so nothing will be charged."
