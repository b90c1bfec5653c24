"""The at-a-glance picture by mouse and by keyboard."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible

from billdesk.ui.widgets.glance import Glance
from support.gallery.shelf import facts


@pytest.fixture
def glance(look, qtbot):
    made = Glance(look, "invoices.glance")
    made.show_facts(facts())
    made.resize(870, 104)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def test_a_click_filters_and_another_clears(glance, qtbot):
    told = []
    glance.picked.connect(told.append)
    cell = glance.cell("overdue")
    qtbot.mouseClick(cell, Qt.MouseButton.LeftButton)
    assert glance.chosen() == "overdue"
    qtbot.mouseClick(cell, Qt.MouseButton.LeftButton)

    assert told == ["overdue", ""]
    assert glance.chosen() == ""


def test_at_most_one_cell_is_chosen(glance, qtbot):
    glance.cell("open").click()
    glance.cell("paid").click()

    assert [key for key in ("draft", "open", "paid") if glance.cell(key).isChecked()] == ["paid"]


def test_arrows_move_between_cells_and_space_chooses(glance, qtbot):
    glance.cell("draft").setFocus()
    qtbot.keyClick(glance.cell("draft"), Qt.Key.Key_Right)
    assert glance.cell("open").hasFocus()
    qtbot.keyClick(glance.cell("open"), Qt.Key.Key_Left)
    qtbot.keyClick(glance.cell("draft"), Qt.Key.Key_Space)

    assert glance.chosen() == "draft"


def test_each_cell_says_what_it_shows(glance):
    assert glance.cell("open").accessibleName() == "Open 14 $9,842.17"
    role = QAccessible.queryAccessibleInterface(glance.cell("open")).role()
    assert role in (QAccessible.Role.CheckBox, QAccessible.Role.Button)


def test_bars_are_as_long_as_their_sums(glance, look, painted):
    def bar(key, token):
        image = painted(glance.cell(key))
        color = look.color(token)
        return sum(image.pixelColor(x, 79) == color for x in range(image.width()))

    assert bar("overdue", "overdue_fg") / bar("open", "open_fg") == pytest.approx(3056.40 / 9842.17, abs=0.03)


def test_a_chosen_cell_is_tinted(glance, look, painted):
    glance.choose("paid")

    assert painted(glance.cell("paid")).pixelColor(2, 2) == look.color("tint")


def test_low_windows_get_low_cells(glance):
    glance.fold(True)
    assert glance.height() == 52

    glance.fold(False)
    assert glance.height() == 104
