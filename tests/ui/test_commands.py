"""One table of commands, and actions that work."""

import re
from collections import Counter

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget

from billdesk.basics import resources
from billdesk.ui.actions import Actions, key_words
from billdesk.ui.commands import COMMANDS, MENUS, Command


class Pane:
    def __init__(self):
        self.called = []
        self.can = True

    def send(self):
        self.called.append("send")

    def can_send(self):
        return self.can

    def quit(self):
        self.called.append("quit")


TABLE = (
    Command("invoice.send", "E-mail", "invoices.send", "Ctrl+M", "mail", ("invoices",)),
    Command("window.quit", "Quit", "window.quit", "Ctrl+Q"),
)


@pytest.fixture
def pane():
    return Pane()


@pytest.fixture
def window(qtbot):
    widget = QWidget()
    qtbot.addWidget(widget)
    return widget


@pytest.fixture
def actions(window, look, pane):
    return Actions(window, look, {"invoices": pane, "window": pane}, TABLE)


def test_names_are_unique_and_say_noun_and_verb():
    names = [command.name for command in COMMANDS]

    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[a-z_]+\.[a-z_]+", name) for name in names)


def test_shortcuts_are_unique_and_understood():
    keys = [command.shortcut for command in COMMANDS if command.shortcut]

    assert [key for key, count in Counter(keys).items() if count > 1] == []
    assert all(QKeySequence(key).count() == 1 for key in keys)


def test_every_icon_of_a_command_is_there():
    assert all(resources.path("icons", f"{command.icon}.svg") for command in COMMANDS if command.icon)


def test_words_are_verbs_in_sentence_case_without_codes():
    assert all(
        re.fullmatch(r"[A-Z][^A-Z!]*(PDF…)?", command.words.replace("E-mail", "Mail")) for command in COMMANDS
    )


def test_menus_name_commands_only():
    names = {command.name for command in COMMANDS} | {""}

    assert {name for _, entries in MENUS for name in entries} <= names


def test_every_action_is_added_to_the_window_under_its_name(actions, window):
    assert {action.objectName() for action in window.actions()} == {"invoice.send", "window.quit"}
    assert actions["invoice.send"].shortcut() == QKeySequence("Ctrl+M")


def test_an_action_calls_its_method(actions, pane):
    actions.enter("invoices")
    actions["invoice.send"].trigger()

    assert pane.called == ["send"]


def test_a_command_of_one_pane_is_off_in_another(actions):
    actions.enter("recurring")

    assert not actions["invoice.send"].isEnabled()
    assert actions["window.quit"].isEnabled()


def test_what_can_not_be_done_is_off(actions, pane):
    pane.can = False
    actions.enter("invoices")
    assert not actions["invoice.send"].isEnabled()

    pane.can = True
    actions.refresh()
    assert actions["invoice.send"].isEnabled()


def test_a_command_whose_target_is_not_there_is_off(window, look, pane):
    actions = Actions(window, look, {"window": pane}, TABLE)
    actions.enter("invoices")

    assert not actions["invoice.send"].isEnabled()


def test_a_shortcut_works_though_there_is_no_menu_bar(actions, window, pane, qtbot):
    actions.enter("invoices")
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)

    assert pane.called == ["send"]


def test_tooltips_show_the_shortcut(actions):
    assert key_words("Ctrl+M") in actions["invoice.send"].toolTip()
    assert actions.command("invoice.send").words == "E-mail"
    assert actions.names() == ("invoice.send", "window.quit")
