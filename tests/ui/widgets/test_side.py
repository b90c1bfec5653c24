"""The side bar."""

import pytest
from PySide6.QtCore import Qt

from billdesk.ui.widgets.side import SideBar
from support.gallery.shelf import PLACES


@pytest.fixture
def side(look, qtbot):
    made = SideBar(look, PLACES)
    made.shop.show_name("Northgate IT")
    made.resize(188, 700)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def test_a_click_goes_to_a_pane(side, qtbot):
    with qtbot.waitSignal(side.picked) as told:
        qtbot.mouseClick(side.item("recurring"), Qt.MouseButton.LeftButton)

    assert told.args == ["recurring"]
    assert side.item("recurring").isChecked()


def test_a_click_on_the_open_pane_keeps_it_chosen(side, qtbot):
    side.show_pane("invoices")
    qtbot.mouseClick(side.item("invoices"), Qt.MouseButton.LeftButton)

    assert side.item("invoices").isChecked()


def test_arrows_move_and_enter_goes_there(side, qtbot):
    side.item("invoices").setFocus()
    qtbot.keyClick(side.item("invoices"), Qt.Key.Key_Down)
    assert side.item("recurring").hasFocus()
    with qtbot.waitSignal(side.picked) as told:
        qtbot.keyClick(side.item("recurring"), Qt.Key.Key_Return)

    assert told.args == ["recurring"]


def test_a_number_says_what_waits(side):
    side.item("invoices").show_count(6, "overdue", "overdue")
    assert side.item("invoices").accessibleName() == "Invoices, 6 overdue"

    side.item("invoices").show_count(0)
    assert side.item("invoices").accessibleName() == "Invoices"


def test_folded_it_is_56_wide_and_still_speaks(side):
    side.fold(True)
    assert side.width() == 56
    assert side.item("tickets").accessibleName() == "Tickets"
    assert side.item("tickets").toolTip() == "Tickets"

    side.fold(False)
    assert side.width() == 188


def test_settings_stand_at_the_bottom(side):
    gaps = [side.item("settings").y() - side.item("catalog").y(), side.item("catalog").y()]

    assert gaps[0] > 200
    assert gaps[1] < 350


def test_the_chosen_pane_is_painted_pressed(side, look, painted):
    side.show_pane("invoices")

    assert painted(side.item("invoices")).pixelColor(100, 4) == look.color("press")
