"""The command box as a widget: keys, focus, veil."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from billdesk.ui.widgets.command_box import TOP, WIDE, CommandBox
from billdesk.ui.widgets.offers import Group, Offer

OFFERS = (
    Offer("Acme", lambda: None, place=("customers", 1)),
    Offer("Quit", lambda: None, name="window.quit"),
)


@pytest.fixture
def box(look, qtbot):
    over = QWidget()
    qtbot.addWidget(over)
    field = QLineEdit()
    QVBoxLayout(over).addWidget(field)
    made = CommandBox(look, over)
    made.over, made.field = over, field
    over.resize(1440, 900)
    over.show()
    over.activateWindow()
    qtbot.waitUntil(over.isActiveWindow)
    field.setFocus()
    made.open()
    made.show_groups((Group("All", OFFERS),))
    return made


def test_it_is_680_wide_and_96_from_the_top_of_a_veil_over_everything(box):
    assert box.geometry() == box.over.rect()
    assert (box._box.width(), box._box.y()) == (WIDE, TOP)
    box.over.resize(600, 500)
    box._place()
    assert box._box.width() == 600 - 32


def test_it_opens_empty_with_the_focus_and_gives_it_back(box, qtbot):
    assert box.input.hasFocus()
    qtbot.keyClicks(box.input, "ab")
    qtbot.keyClick(box.input, Qt.Key.Key_Escape)
    assert not box.isVisible()
    assert box.field.hasFocus()

    with qtbot.waitSignal(box.typed):
        box.open()
    assert box.input.text() == ""


def test_arrows_choose_and_enter_uses_while_the_focus_stays_in_the_field(box, qtbot):
    used = []
    box.used.connect(used.append)
    qtbot.keyClick(box.input, Qt.Key.Key_Return)
    qtbot.keyClick(box.input, Qt.Key.Key_Down)
    qtbot.keyClick(box.input, Qt.Key.Key_Enter)
    qtbot.keyClick(box.input, Qt.Key.Key_PageUp)
    assert used == list(OFFERS)
    assert box.results.chosen() is OFFERS[0]
    assert box.input.hasFocus()


def test_tab_dives_where_there_is_something_to_find_and_never_leaves_the_box(box, qtbot):
    dived = []
    box.dived.connect(dived.append)
    qtbot.keyClick(box.input, Qt.Key.Key_Tab)
    qtbot.keyClick(box.input, Qt.Key.Key_Down)
    qtbot.keyClick(box.input, Qt.Key.Key_Tab)
    assert dived == [OFFERS[0]]
    assert box.input.hasFocus()


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Backspace])
def test_from_the_commands_of_one_row_esc_and_backspace_lead_back_to_all(box, qtbot, key):
    box.show_inside("Acme")
    assert "Acme" in box.input.placeholderText()
    with qtbot.waitSignal(box.surfaced):
        qtbot.keyClick(box.input, key)
    assert box.isVisible()


def test_backspace_deletes_what_is_typed_first(box, qtbot):
    box.show_inside("Acme")
    qtbot.keyClicks(box.input, "x")
    with qtbot.assertNotEmitted(box.surfaced):
        qtbot.keyClick(box.input, Qt.Key.Key_Backspace)
    assert box.input.text() == ""


def test_a_click_beside_it_closes_it_and_one_into_it_does_not(box, qtbot):
    qtbot.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(720, TOP + 5))
    assert box.isVisible()
    qtbot.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert not box.isVisible()


def test_where_another_place_was_opened_below_the_focus_goes_there(box, qtbot):
    other = QLineEdit()
    box.over.layout().addWidget(other)
    other.show()
    other.setFocus()
    box.take_focus_back()
    assert box.input.hasFocus()
    box.close_it()
    assert other.hasFocus()
    box.close_it()  # nothing more happens


def test_it_can_be_painted_with_nothing_found(box, painted):
    box.show_groups((Group("Nothing has these words", ()),))
    assert not painted(box).isNull()
