"""The dialog for mistakes of the program itself."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from billdesk.ui.dialogs.mistake import MOST, tell_mistake


@pytest.fixture
def window(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


def test_it_says_where_the_details_are_and_copies_them(look, window, qtbot):
    dialog = tell_mistake(look, window, "See the log", "Traceback: oh")
    assert dialog.isVisible()
    assert dialog.words.text() == "See the log"
    qtbot.mouseClick(dialog.copy, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == "Traceback: oh"
    qtbot.mouseClick(dialog.go_on, Qt.MouseButton.LeftButton)
    assert not dialog.isVisible()


def test_mistakes_that_follow_stand_in_the_same_dialog_and_are_counted(look, window):
    first = tell_mistake(look, window, "See the log", "one")
    for number in range(MOST + 5):
        assert tell_mistake(look, window, "See the log", f"again {number}") is first
    assert first.more.text() == f"It happened {MOST + 5} more times"
    assert first.details.toPlainText().count("again") == MOST - 1


def test_after_it_was_closed_the_next_one_has_its_own(look, window):
    first = tell_mistake(look, window, "a", "one")
    first.accept()
    second = tell_mistake(look, window, "b", "two")
    assert second is not first
    assert second.details.toPlainText() == "two"
