"""Tests of the empty window: it stands before any database, folds, and remembers where it was."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from billdesk.ui.shell import Shell
from billdesk.ui.widgets.side import Place

PLACES = (Place("invoices", "Invoices", "file-text"), Place("recurring", "Recurring", "repeat"))


@pytest.fixture
def shell(qtbot, look, apart):
    made = Shell(look, PLACES)
    qtbot.addWidget(made)
    made.open_as_before()
    return made


def test_it_shows_the_first_place_and_can_be_painted_at_once(shell, painted):
    assert shell.isVisible()
    assert shell.width() == 1440
    assert shell.side.item("invoices").isChecked()
    assert not painted(shell).isNull()


def test_it_opens_as_large_as_it_was(qtbot, shell, look):
    shell.resize(1100, 700)
    with qtbot.waitSignal(shell.closing):
        shell.close()
    again = Shell(look, PLACES)
    qtbot.addWidget(again)
    again.open_as_before()
    assert again.height() == 700  # off screen the screen is narrower than the window


def test_a_narrow_one_folds_the_side_bar_by_itself(qtbot, shell):
    with qtbot.waitSignal(shell.resized):
        shell.resize(1100, 700)
    assert shell.side.narrow
    shell.resize(1440, 900)
    qtbot.waitUntil(lambda: not shell.side.narrow)
    shell.fold_side()
    shell.resize(1441, 900)
    assert shell.side.narrow


def test_alt_alone_is_told(qtbot, shell):
    with qtbot.waitSignal(shell.alt_pressed):
        qtbot.keyClick(shell, Qt.Key.Key_Alt)


def test_esc_is_told_when_nothing_inside_has_a_use_for_it(qtbot, shell):
    told = []
    shell.escaped.connect(lambda: told.append(True))
    shell.toast.tell("Paid")
    qtbot.keyClick(shell.toast, Qt.Key.Key_Escape)
    assert told == []

    qtbot.keyClick(shell.side.item("recurring"), Qt.Key.Key_Escape)

    assert told == [True]


def test_the_bar_with_undo_covers_only_the_status_bar_where_no_row_of_totals_ends_the_sheet(shell):
    listed, typed = QWidget(), QWidget()
    listed.has_totals = True
    for part in (listed, typed):
        shell.stack.addWidget(part)
    shell.toast.tell("Paid", str)
    above = shell.toast.geometry().bottom()
    shell.stack.setCurrentWidget(typed)
    assert above < shell.sheet.geometry().bottom() - 36
    assert shell.toast.geometry().center().y() > shell.bar.y() - 10
    shell.stack.setCurrentWidget(listed)
    assert shell.toast.geometry().bottom() == above
