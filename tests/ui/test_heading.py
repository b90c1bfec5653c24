"""The filled button and the menu New, made from the commands that exist."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from billdesk.ui.bench import Bench
from billdesk.ui.commands import COMMANDS, Command
from billdesk.ui.panes.pane import Pane
from billdesk.ui.places import Rooms
from billdesk.ui.shell import Shell
from billdesk.ui.widgets.painted import Button
from billdesk.ui.widgets.side import Place
from billdesk.ui.window import Window

NEW = (
    Command("invoice.new", "New invoice", "invoices.make", "Ctrl+N", "plus"),
    Command("schedule.new", "New schedule", "recurring.make", "", "plus"),
    Command("ticket.new", "New ticket", "tickets.make", "", "plus"),  # nobody is there to make one
)
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


class Papers(Pane):
    """A pane with a button that is filled and one that isn't."""

    key = "invoices"
    title = "Papers"

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        self.made, self.can = [], True
        self.plain = Button(bench.look, "Look", "plain", "", f"{self.key}.look")
        self.filled = Button(bench.look, "Act", "primary", "", f"{self.key}.act")

    def top_widgets(self):
        return (self.plain, self.filled)

    def make(self):
        self.made.append(self.key)

    def can_make(self):
        return self.can


class Plans(Papers):
    key = "recurring"
    title = "Plans"


class Others(Papers):
    key = "others"
    title = "Others"


class Bare(Others):
    key = "bare"

    def top_widgets(self):
        return ()


class Options(Bare):
    key = "settings"


class Leaf(Papers):
    key = "preview_run"
    title = "Leaf"


PANES = (Papers, Plans, Others, Bare, Options)


@pytest.fixture
def open_window(qtbot, look, apart, open_desk):
    shells = []

    def make(*commands):
        shell = Shell(look, [Place(one.key, one.title, "file-text") for one in PANES])
        shells.append(shell)
        shell.resize(1440, 900)
        shell.show()
        shell.activateWindow()
        rest = tuple(one for one in COMMANDS if not one.where)
        made = Window(open_desk(), shell, Rooms(PANES, (Leaf,), rest + commands))
        made.begin(ticking=False)
        qtbot.waitUntil(lambda: not made.background.busy())
        return made

    yield make
    for shell in shells:
        shell.close()
        shell.deleteLater()


def filled(window):
    """The buttons of the top bar that are filled, from left to right."""
    buttons = [
        one for one in window.shell.top.findChildren(Button) if one.isVisible() and one.kind == "primary"
    ]
    return [
        one.objectName()
        for one in sorted(buttons, key=lambda one: one.mapTo(window.shell.top, one.pos()).x())
    ]


def test_the_filled_button_makes_what_its_pane_is_about(qtbot, open_window):
    window = open_window(*NEW)
    new = window.shell.top.new
    assert (new.main.text(), filled(window)) == ("New invoice", ["window.new", "window.new.more"])
    assert "Ctrl+N" in new.main.toolTip()
    qtbot.mouseClick(new.main, Qt.MouseButton.LeftButton)
    window.open_pane("recurring")
    assert new.main.text() == "New schedule"
    qtbot.mouseClick(new.main, Qt.MouseButton.LeftButton)
    assert (window.pane("invoices").made, window.pane("recurring").made) == (["invoices"], ["recurring"])


def test_a_panes_own_act_is_plain_beside_it_and_filled_where_nothing_new_is_made(open_window):
    window = open_window(*NEW)
    assert window.pane("invoices").filled.kind == "plain"
    window.open_pane("others")
    assert filled(window) == ["others.act"]
    window.open_pane("bare")
    assert window.shell.top.new.main.text() == "New invoice"


def test_the_settings_make_nothing_and_have_no_filled_button(open_window):
    window = open_window(*NEW)
    window.open_pane("settings")
    assert filled(window) == []


def test_its_arrow_and_its_keys_open_the_menu_of_what_can_be_made(qtbot, open_window):
    window = open_window(*NEW)
    menu = window.shell.findChild(QWidget, "window.new.menu")
    qtbot.mouseClick(window.shell.top.new.arrow, Qt.MouseButton.LeftButton)
    assert menu.isVisible()
    assert [one.objectName() for one in menu.actions()] == ["invoice.new", "schedule.new"]
    menu.close()
    window.open_pane("others")
    qtbot.keyClick(window.shell, Qt.Key.Key_N, CONTROL | SHIFT)
    assert menu.isVisible()
    menu.actions()[1].trigger()
    menu.close()
    assert window.pane("recurring").made == ["recurring"]


def test_what_can_not_be_made_now_is_off(open_window):
    window = open_window(*NEW)
    window.pane("invoices").can = False
    window.pane("invoices").can_changed.emit()
    assert not window.shell.top.new.main.isEnabled()
    window.pane("invoices").can = True
    window.pane("invoices").can_changed.emit()
    assert window.shell.top.new.main.isEnabled()


def test_where_nothing_new_exists_there_is_no_button_for_it_and_no_menu(open_window):
    window = open_window()
    assert filled(window) == ["invoices.act"]
    assert not window.actions["window.new_menu"].isEnabled()
    assert "New" not in [
        menu.title() for menu in window.menu_bar.findChildren(QWidget) if hasattr(menu, "title")
    ]


def test_a_page_shows_its_own_act_and_no_command_field(open_window):
    window = open_window(*NEW)
    window.go_to("preview_run")
    assert filled(window) == ["preview_run.act"]
    assert not window.shell.top.field.isVisible()
    window.go_back()
    assert filled(window) == ["window.new", "window.new.more"]
    assert window.shell.top.field.isVisible()


def test_the_new_menu_is_in_the_menu_bar_too(open_window):
    window = open_window(*NEW)
    titles = [action.text() for action in window.menu_bar.actions()]
    assert titles[:2] == ["File", "New"]
    assert "invoice.new" in window.actions.names()
