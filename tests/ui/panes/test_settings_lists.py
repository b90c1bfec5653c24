"""Statuses and methods: added, moved, removed with Undo; switches that count at once."""

import pytest
from PySide6.QtCore import Qt

from billdesk.ui.methods import method_words
from billdesk.ui.panes.settings import SettingsPane
from support.catalog_shop import click, pick, settle, type_into

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def pane(open_on_shop):
    return open_on_shop(SettingsPane, what="payments")


def methods(pane):
    return pane.bench.desk.settings.read().payment_methods


def test_a_method_is_added_by_enter_moved_by_alt_and_the_arrows_and_removed_with_undo(qtbot, pane):
    section = pane.sections["payments"]
    before = methods(pane)
    type_into(qtbot, section.new, "Barter", leave=False)
    qtbot.keyClick(section.new.edit, Qt.Key.Key_Return)
    settle(qtbot, pane)
    assert methods(pane) == (*before, "Barter")
    last = section.roll.row(str(len(before)))
    last.setFocus()
    qtbot.keyClick(last, Qt.Key.Key_Up, ALT)
    settle(qtbot, pane)
    assert methods(pane)[-2:] == ("Barter", before[-1])
    row = section.roll.row(str(len(before) - 1))
    row.setFocus()
    qtbot.keyClick(row, Qt.Key.Key_Delete)
    settle(qtbot, pane)
    assert methods(pane) == before
    assert pane.told_words == ["Barter is removed"]
    pane.undo[0]()
    settle(qtbot, pane)
    assert "Barter" in methods(pane)


def test_the_menu_of_a_row_moves_and_removes(qtbot, pane):
    before = methods(pane)
    pane.sections["payments"].roll.row("0").click()
    pick(qtbot, pane, "settings.payment_methods.down")
    assert methods(pane)[:2] == (before[1], before[0])


@pytest.mark.parametrize("text", ["", "CASH", "x" * 1_000])
def test_nothing_what_is_there_and_a_book_are_told(qtbot, pane, text):
    section, before = pane.sections["payments"], methods(pane)
    type_into(qtbot, section.new, text, leave=False)
    click(qtbot, pane, "settings.payment_methods.add")
    assert section.new.told()
    assert methods(pane) == before


def test_the_last_one_stays(qtbot, pane):
    pane.bench.desk.settings.change({"payment_methods": ("cash",)})
    settle(qtbot, pane)
    pane.sections["payments"]._remove("0")
    settle(qtbot, pane)
    assert methods(pane) == ("cash",)
    assert pane.troubles


def test_a_switch_counts_at_once(qtbot, pane):
    before = pane.bench.desk.settings.read()
    click(qtbot, pane, "settings.deposits_enabled")
    assert pane.bench.desk.settings.read().deposits_enabled != before.deposits_enabled


def test_methods_of_ours_have_words_and_others_are_called_as_they_were_typed():
    assert method_words("transfer") == "Bank transfer"
    assert method_words("Barter") == "Barter"


def test_what_becomes_of_time_and_billed_tickets_is_set_at_once(qtbot, open_on_shop):
    pane = open_on_shop(SettingsPane, what="tickets")
    section = pane.sections["tickets"]
    click(qtbot, pane, "settings.charge_time_by_default")
    click(qtbot, pane, "settings.time_non_billable_by_default")
    field = section.billed
    field.edit.setCurrentIndex(field.edit.findData("Invoiced"))
    field.edit.activated.emit(field.edit.currentIndex())
    settle(qtbot, pane)

    shop = pane.bench.desk.settings.read()
    assert (shop.charge_time_by_default, shop.time_non_billable_by_default) == (True, True)
    assert shop.ticket_status_when_billed == "Invoiced"
