"""The cell's keys: what each asks for, and that it asks before the window's shortcuts do."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from billdesk.ui.editors.cell import Cell

CONTROL, ALT, SHIFT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


@pytest.fixture
def cell(qtbot):
    host = QWidget()
    host.resize(300, 100)
    column = QVBoxLayout(host)
    before, seat, after = QLineEdit(), QWidget(), QLineEdit()
    seat.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    for widget in (before, seat, after):
        column.addWidget(widget)
    made = Cell(seat)
    QWidget.setTabOrder(seat, made)
    QWidget.setTabOrder(made, after)
    made.host, made.before, made.after = host, before, after
    made.heard = []
    made.asked.connect(made.heard.append)
    made.entered.connect(lambda: made.heard.append("enter"))
    made.left.connect(lambda: made.heard.append("left"))
    qtbot.addWidget(host)
    host.show()
    host.activateWindow()
    made.show()
    made.setFocus()
    qtbot.waitUntil(made.hasFocus)
    return made


@pytest.mark.parametrize(
    ("key", "modifier", "asked"),
    [
        (Qt.Key.Key_Return, None, "enter"),
        (Qt.Key.Key_Enter, None, "enter"),
        (Qt.Key.Key_D, CONTROL, "duplicate"),
        (Qt.Key.Key_Up, ALT, "up"),
        (Qt.Key.Key_Down, ALT, "down"),
        (Qt.Key.Key_Up, None, "above"),
        (Qt.Key.Key_Down, None, "below"),
        (Qt.Key.Key_Delete, None, "delete"),
        (Qt.Key.Key_Delete, CONTROL | SHIFT, "remove"),
        (Qt.Key.Key_H, CONTROL | SHIFT, "heading"),
        (Qt.Key.Key_Z, CONTROL, "undo"),
        (Qt.Key.Key_Y, CONTROL, "redo"),
        (Qt.Key.Key_Z, CONTROL | SHIFT, "redo"),
    ],
)
def test_keys_ask_for_acts(cell, qtbot, key, modifier, asked):
    qtbot.keyClick(cell, key, modifier or Qt.KeyboardModifier.NoModifier)
    assert cell.heard == [asked]


def test_delete_deletes_letters_while_there_are_some(cell, qtbot):
    cell.setText("ab")
    cell.setCursorPosition(0)
    qtbot.keyClick(cell, Qt.Key.Key_Delete)
    assert (cell.text(), cell.heard) == ("b", [])


def test_the_cell_is_asked_before_a_shortcut_of_the_window(cell, qtbot):
    shortcut = QShortcut(QKeySequence("Ctrl+D"), cell.host)
    taken = []
    shortcut.activated.connect(lambda: taken.append(1))
    qtbot.keyClick(cell, Qt.Key.Key_D, CONTROL)
    assert (cell.heard, taken) == (["duplicate"], [])


def test_tab_goes_through_the_cells_and_then_on_to_what_is_beside_the_grid(cell, qtbot):
    steps = [True, False]
    cell.step = lambda _forward: steps.pop(0)
    qtbot.keyClick(cell, Qt.Key.Key_Tab)
    assert cell.hasFocus()
    qtbot.keyClick(cell, Qt.Key.Key_Tab)
    assert cell.after.hasFocus()
    assert cell.heard == ["left"]


def test_the_way_back_leads_past_the_grid(cell, qtbot):
    qtbot.keyClick(cell, Qt.Key.Key_Backtab)
    assert cell.before.hasFocus()


def test_alt_that_moved_a_line_shows_no_menus_when_it_is_released_but_alt_alone_does(qtbot, cell):
    released = []

    class Above(QWidget):
        def keyReleaseEvent(self, event):
            released.append(event.key())

    above = Above()
    cell.host.setParent(above)
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
        qtbot.keyClick(cell, key, ALT)  # with Alt itself pressed before and released after it
    assert [one for one in cell.heard if one != "left"] == ["up", "down"]
    assert Qt.Key.Key_Alt not in released
    qtbot.keyClick(cell, Qt.Key.Key_Alt)
    assert released[-1] == Qt.Key.Key_Alt
    cell.host.setParent(None)
