"""The page of F1 lists every command, finds them, and says what had the focus."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from billdesk.ui.keys import key_words
from billdesk.ui.pages.shortcuts import named


@pytest.fixture
def page(qtbot, make_window):
    window = make_window()
    window.pane("invoices").search()
    qtbot.keyClick(window.shell, Qt.Key.Key_F1)
    made = window.shown
    made.of = window
    qtbot.waitUntil(lambda: made.model.rowCount() > 0)
    return made


def rows(page):
    return [page.model.row(number) for number in range(page.model.rowCount())]


def test_every_command_stands_there_with_menu_keys_and_name(page):
    actions = page.of.actions
    assert {row.name for row in rows(page)} == set(actions.names())
    for row in rows(page):
        command = actions.command(row.name)
        assert row.words == command.words
        assert row.keys == (key_words(command.shortcut) if command.shortcut else "")
        assert row.menu


def test_the_control_that_had_the_focus_is_named(page):
    assert "invoices.search" in page.focused.text()


@pytest.mark.parametrize(
    ("text", "name"), [("run now", "run.now"), ("f5", "run.now"), ("window.quit", "window.quit")]
)
def test_typing_finds_commands_by_words_keys_and_name(page, qtbot, text, name):
    assert page.search_field.hasFocus()
    qtbot.keyClicks(page.search_field, text)
    qtbot.waitUntil(lambda: 0 < page.model.rowCount() < 4)
    assert name in [row.name for row in rows(page)]


def test_esc_leads_back(page, qtbot):
    qtbot.keyClick(page.table, Qt.Key.Key_Escape)
    assert page.of.shown.key == "invoices"


def test_a_control_without_a_name_goes_by_what_holds_it(qtbot):
    holder = QWidget()
    qtbot.addWidget(holder)
    inner = QWidget(holder)
    assert named(inner) == ""
    holder.setObjectName("x.table")
    holder.setAccessibleName("Things")
    assert "x.table" in named(inner)
    assert "Things" in named(inner)
    assert named(None) == ""
