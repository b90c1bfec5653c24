"""What panes with a list and a detail have in common: room, folding, and the way back."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from billdesk.ui.panes.customers import CustomersPane
from billdesk.ui.panes.list_and_detail import NARROWEST, WIDEST
from billdesk.ui.panes.recurring import RecurringPane
from support.parts import calm, choose_where


@pytest.fixture(params=[CustomersPane, RecurringPane])
def pane(request, qtbot, recurring_shop, open_part):
    made = open_part(request.param, recurring_shop)
    choose_where(qtbot, made, lambda _row: True)
    return made


def test_the_edge_gives_the_list_more_room_by_keys_and_keeps_within_bounds(qtbot, pane):
    wide = pane.list.width()
    qtbot.keyClick(pane.edge, Qt.Key.Key_Right)
    assert pane.list.width() > wide
    for by in (-9_999, 9_999):
        pane.edge.dragged.emit(by)
        assert pane.list.width() == pane.look.px(NARROWEST if by < 0 else WIDEST)
    assert pane.remembered()["list"] == WIDEST


def test_a_narrow_window_shows_one_of_the_two_and_esc_leads_back(qtbot, pane):
    pane.fold(1024, 640)
    assert not pane.detail.isVisible()
    qtbot.keyClick(pane.table, Qt.Key.Key_Return)
    assert pane.detail.isVisible()
    assert not pane.list.isVisible()
    assert pane.detail.to_list.isVisible()
    qtbot.waitUntil(lambda: pane.detail.isAncestorOf(pane.focusWidget()))
    qtbot.keyClick(pane.focusWidget(), Qt.Key.Key_Escape)
    assert pane.list.isVisible()
    assert pane.table.hasFocus()
    pane.toggle_preview()
    assert pane.detail.isVisible()


@pytest.mark.parametrize("state", [{"list": 10**9}, {"list": -1}, {"list": NARROWEST}])
def test_a_remembered_width_is_taken_within_bounds(qtbot, pane, state):
    pane.recall(state)
    pane.fold(1440, 900)
    calm(qtbot, pane)

    assert NARROWEST <= round(pane.list.width() / pane.look.scale) <= WIDEST


@pytest.mark.parametrize("width", [1440, 1024])
def test_where_there_is_nothing_yet_that_is_said_in_all_the_room(
    qtbot, empty_recurring_shop, open_part, width
):
    pane = open_part(CustomersPane, empty_recurring_shop)
    pane.fold(width, 900)
    qtbot.waitUntil(lambda: pane.list.has_nothing)
    assert pane.list.width() == pane.width()
    assert not pane.detail.isVisible()

    customers = empty_recurring_shop.real.customers
    form = customers.form()
    customers.save(replace(form.record, customer=replace(form.record.customer, name="First & Co")))
    qtbot.waitUntil(lambda: pane.model.rowCount() == 1)
    assert pane.detail.isVisible() == (width == 1440)
    if pane.detail.isVisible():
        assert pane.list.width() == pane.look.px(pane.list_width)

    pane.filter.search.setText("nobody")  # nothing of what is looked for isn't nothing at all
    qtbot.waitUntil(pane.list.clear.isVisible)
    assert pane.detail.isVisible() == (width == 1440)
