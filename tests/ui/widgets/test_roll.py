"""A short list: rows open, have menus, and are walked through by the arrows."""

import pytest
from PySide6.QtCore import QPoint, Qt

from billdesk.ui.widgets.roll import Entered, Roll

ROWS = (
    Entered("a", "Sales tax", "of the state", "8.25%", "everything"),
    Entered("b", "VAT (archived)", faded=True),
    Entered("c", "x" * 300, "y" * 300, "1" * 20, "z" * 100),
)


@pytest.fixture
def roll(qtbot, look):
    made = Roll(look, "taxes", "Taxes")
    qtbot.addWidget(made)
    made.show_rows(ROWS)
    made.resize(300, 120)
    made.show()
    made.activateWindow()
    return made


def test_rows_say_everything_that_stands_in_them(roll):
    assert roll.keys() == ("a", "b", "c")
    assert roll.row("a").accessibleName() == "Sales tax, of the state, 8.25%, everything"
    assert roll.row("zzz") is None


def test_a_click_opens_and_the_dots_ask_for_the_menu(qtbot, roll):
    with qtbot.waitSignal(roll.opened) as opened:
        qtbot.mouseClick(roll.row("a"), Qt.MouseButton.LeftButton, pos=QPoint(20, 10))
    with qtbot.waitSignal(roll.menu_asked) as asked:
        row = roll.row("b")
        qtbot.mouseClick(row, Qt.MouseButton.LeftButton, pos=QPoint(row.width() - 10, 10))
    assert (opened.args, asked.args) == (["a"], ["b"])


def test_the_keyboard_walks_opens_deletes_and_moves(qtbot, roll):
    first = roll.row("a")
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_Down)
    assert roll.row("b").hasFocus()
    with qtbot.waitSignal(roll.opened) as opened:
        qtbot.keyClick(roll.row("b"), Qt.Key.Key_Return)
    with qtbot.waitSignal(roll.deleted) as deleted:
        qtbot.keyClick(roll.row("b"), Qt.Key.Key_Delete)
    with qtbot.waitSignal(roll.moved) as moved:
        qtbot.keyClick(roll.row("b"), Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert (opened.args, deleted.args, moved.args) == (["b"], ["b"], ["b", -1])


def test_the_focus_stays_on_its_row_when_rows_are_shown_anew(roll):
    roll.row("b").setFocus()
    roll.show_rows(ROWS[::-1])
    assert roll.row("b").hasFocus()


def test_it_paints_in_both_themes(roll, look, painted):
    for theme in ("light", "dark"):
        look.choose(theme)
        assert not painted(roll).isNull()
