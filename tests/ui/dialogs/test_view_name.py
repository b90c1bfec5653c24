"""The question for the name of a view."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from billdesk.ui.dialogs.view_name import LONGEST, ViewName


@pytest.fixture
def ask(look, qtbot):
    window = QWidget()
    qtbot.addWidget(window)

    def make(name=""):
        made = ViewName(look, {"all invoices", "overdue", "cash"}, name, window)
        made.open()
        made.told = []
        made.named.connect(made.told.append)
        return made

    return make


def test_enter_saves_the_name_without_blanks_round_it(ask, qtbot):
    dialog = ask()
    qtbot.keyClicks(dialog.field.edit, "  Big   ones ")
    qtbot.keyClick(dialog.field.edit, Qt.Key.Key_Return)
    assert dialog.told == ["Big ones"]
    assert not dialog.isVisible()


@pytest.mark.parametrize("name", ["", "   ", "OVERDUE", "All Invoices", "x" * (LONGEST + 1)])
def test_a_bad_name_is_told_in_place_and_nothing_is_lost(ask, qtbot, name):
    dialog = ask()
    dialog.field.edit.setText(name)
    qtbot.mouseClick(dialog.save, Qt.MouseButton.LeftButton)
    assert dialog.isVisible()
    assert dialog.field.edit.accessibleDescription()
    assert (dialog.told, dialog.field.edit.text()) == ([], name)


def test_renaming_may_change_capitals_only_and_the_same_name_changes_nothing(ask, qtbot):
    dialog = ask("Overdue")
    assert dialog.field.edit.selectedText() == "Overdue"
    dialog.field.edit.setText("OVERDUE")
    qtbot.mouseClick(dialog.save, Qt.MouseButton.LeftButton)
    assert dialog.told == ["OVERDUE"]
    same = ask("Overdue")
    qtbot.mouseClick(same.save, Qt.MouseButton.LeftButton)
    assert same.told == []


def test_cancel_saves_nothing(ask, qtbot):
    dialog = ask()
    qtbot.keyClicks(dialog.field.edit, "Big")
    qtbot.mouseClick(dialog.cancel, Qt.MouseButton.LeftButton)
    assert dialog.told == []
