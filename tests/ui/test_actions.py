"""Actions made from the table of commands, that work, and menus made of them."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget

from billdesk.ui.actions import Actions, context_menu, listed
from billdesk.ui.commands import Command
from billdesk.ui.keys import key_words
from billdesk.ui.widgets.menu import Menu


class Pane:
    def __init__(self):
        self.called = []
        self.can = True
        self.quietly = False

    def send(self):
        self.called.append("send")

    def can_send(self):
        return self.can

    def quiet(self):
        self.quietly = not self.quietly

    def is_quiet(self):
        return self.quietly

    def quit(self):
        self.called.append("quit")


TABLE = (
    Command("invoice.send", "E-mail", "invoices.send", "Ctrl+M", "mail", ("invoices",)),
    Command("window.quit", "Quit", "window.quit", "Ctrl+Q"),
    Command("view.quiet", "Quiet", "window.quiet", checks=True),
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


def test_every_action_is_added_to_the_window_under_its_name(actions, window):
    assert {action.objectName() for action in window.actions()} == {command.name for command in TABLE}
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
    assert actions.names() == tuple(command.name for command in TABLE)


def test_a_command_that_is_on_or_off_shows_which_and_turns_round(actions, pane):
    actions.enter("invoices")
    action = actions["view.quiet"]
    assert (action.isCheckable(), action.isChecked()) == (True, False)

    action.trigger()
    assert (pane.quietly, action.isChecked()) == (True, True)
    pane.quietly = False
    actions.refresh()
    assert not action.isChecked()


def test_only_what_can_be_done_now_is_offered(actions, pane, qtbot):
    with qtbot.waitSignal(actions.changed):
        actions.enter("recurring")
    assert [one.name for one in actions.offered()] == ["window.quit", "view.quiet"]
    assert (actions.pane, actions.commands()) == ("recurring", TABLE)


def test_a_command_is_here_when_somebody_would_carry_it_out(window, look, pane):
    actions = Actions(window, look, {"window": pane}, TABLE)

    assert [actions.here(name) for name in ("window.quit", "invoice.send", "nobody.knows")] == [
        True,
        False,
        False,
    ]


def test_menus_are_filled_from_commands_with_lines(actions, look, window):
    menu = Menu(look, window)
    menu.fill(listed(actions, [TABLE[0], None, TABLE[1]]))

    assert [one.objectName() for one in menu.actions() if not one.isSeparator()] == [
        "invoice.send",
        "window.quit",
    ]
    assert menu.actions()[1].isSeparator()


@pytest.mark.parametrize(
    ("names", "shown"),
    [
        (("invoice.send", "", "window.quit"), ["invoice.send", "", "window.quit"]),
        (("unknown.one", "", "window.quit", "", "unknown.two"), ["window.quit"]),
        (("invoice.send", "", "", "window.quit"), ["invoice.send", "", "window.quit"]),
        ((), []),
    ],
)
def test_a_context_menu_is_made_of_names_and_has_no_line_at_an_end(actions, look, window, names, shown):
    menu = context_menu(look, QWidget(window), names)

    assert [one.objectName() for one in menu.actions()] == shown
