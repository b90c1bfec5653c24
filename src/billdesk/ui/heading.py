"""Keeps the top bar true: the place, its buttons, the filled act, and the menu New."""

from collections.abc import Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from billdesk.ui.actions import Actions, listed
from billdesk.ui.commands import NEW, Command, lined, menu_of
from billdesk.ui.keys import with_keys
from billdesk.ui.panes.pane import Pane
from billdesk.ui.shell import Shell
from billdesk.ui.widgets.menu import Menu
from billdesk.ui.widgets.painted import Button
from billdesk.ui.words import tr


class Heading(QObject):
    """The filled button makes what its pane is about; where a pane has none, its own act is filled."""

    def __init__(self, shell: Shell, actions: Actions) -> None:
        super().__init__(shell)
        self._top, self._actions = shell.top, actions
        self._made = ""
        self._menu = Menu(shell.look, shell)
        self._menu.setObjectName("window.new.menu")
        self._menu.fill_when_shown(lambda: listed(self._actions, lined(self._new())))
        self._top.new.main.clicked.connect(self._make)
        self._top.new.arrow.clicked.connect(self.open_new)
        actions.changed.connect(self._on_changed)

    def show(self, pane: Pane, back: bool) -> None:
        """Show where one is; `back` where it is a page that leads back."""
        self._top.show_place(tr(pane.title), back=back)
        own = pane.top_widgets()
        self._made = "" if back else self._new_of(pane.key, own)
        if self._made:
            command = self._actions.command(self._made)
            said = tr(command.words)
            self._top.new.show_act(said, with_keys(said, command.shortcut))
        self._top.show_widgets(own, new=bool(self._made))
        self._on_changed()

    def open_new(self) -> None:
        """Open the menu of everything that can be made."""
        at = self._top.new if self._top.new.isVisible() else self._top.field
        self._menu.open_below(at)

    def can_open_new(self) -> bool:
        return any(menu_of(one) == "New" and self._here(one) for one in self._actions.commands())

    def _new(self) -> list[Command]:
        return [one for one in self._actions.commands() if menu_of(one) == "New" and self._here(one)]

    def _here(self, command: Command) -> bool:
        return self._actions.here(command.name)

    def _new_of(self, key: str, own: Sequence[QWidget]) -> str:
        mine = NEW.get(key)
        if mine == "" or (mine and self._actions.here(mine)):
            return mine
        filled = any(isinstance(widget, Button) and widget.kind == "primary" for widget in own)
        made = self._new()
        return made[0].name if made and not filled else ""

    def _make(self) -> None:
        if self._made:
            self._actions[self._made].trigger()

    def _on_changed(self) -> None:
        if self._made:
            self._top.new.main.setEnabled(self._actions[self._made].isEnabled())
