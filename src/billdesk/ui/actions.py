"""The actions of a window, made from the table of commands, and menus made of them."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from billdesk.ui.commands import COMMANDS, Command
from billdesk.ui.keys import with_keys
from billdesk.ui.look import Look
from billdesk.ui.widgets.menu import Menu
from billdesk.ui.words import tr


class Actions(QObject):
    """The QActions of a window, one for each command, named like it and added to the window.

    Shortcuts of a menu bar that is hidden are dead; those of the window's own actions are not.
    `changed` says that what can be done now may be another.
    """

    changed = Signal()

    def __init__(
        self,
        window: QWidget,
        look: Look,
        targets: Mapping[str, object],
        commands: Iterable[Command] = COMMANDS,
    ) -> None:
        """Make the actions; `targets` says which object a command's first word means."""
        super().__init__(window)
        self._look = look
        self._targets = targets
        self._commands = {command.name: command for command in commands}
        self._actions = {name: self._make(window, one) for name, one in self._commands.items()}
        self._pane = ""
        look.changed.connect(self._on_look_changed)

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def names(self) -> tuple[str, ...]:
        return tuple(self._actions)

    def command(self, name: str) -> Command:
        return self._commands[name]

    def enter(self, pane: str) -> None:
        """Say which pane is shown; its commands count now, those of others don't."""
        self._pane = pane
        self.refresh()

    def refresh(self) -> None:
        """Ask again what can be done now."""
        for name, command in self._commands.items():
            action = self._actions[name]
            action.setEnabled(command.counts_in(self._pane) and self._can(command))
            if command.anywhere:
                action.setShortcut(QKeySequence(command.keys_in(self._pane)))
            if command.checks:
                action.setChecked(bool(self._asked(command, "is")))
        self.changed.emit()

    def offered(self) -> tuple[Command, ...]:
        """What can be done now, in the order of the table."""
        return tuple(one for name, one in self._commands.items() if self._actions[name].isEnabled())

    def commands(self) -> tuple[Command, ...]:
        """Every command, in the order of the table."""
        return tuple(self._commands.values())

    def here(self, name: str) -> bool:
        """Whether a command exists and somebody would carry it out."""
        return name in self._commands and _who(self._commands[name]) in self._targets

    @property
    def pane(self) -> str:
        """The key of the pane whose commands count; "" on a page."""
        return self._pane

    def _make(self, window: QWidget, command: Command) -> QAction:
        action = QAction(tr(command.words), window)
        action.setObjectName(command.name)
        action.setCheckable(command.checks)
        action.setIconVisibleInMenu(bool(command.icon))
        if command.icon:
            action.setIcon(self._look.icon(command.icon, "overdue_fg" if command.danger else "ink2"))
        if command.shortcut:
            action.setShortcut(QKeySequence(command.shortcut))
            action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
            action.setToolTip(with_keys(tr(command.words), command.shortcut))
        action.triggered.connect(lambda _checked=False: self._call(command))
        window.addAction(action)
        return action

    def _method(self, command: Command) -> Callable[[], object]:
        called: Callable[[], object] = getattr(self._targets[_who(command)], command.calls.partition(".")[2])
        return called

    def _call(self, command: Command) -> None:
        self._method(command)()
        if command.checks:  # Qt has turned the tick round, whatever became of it
            self.refresh()

    def _asked(self, command: Command, how: str, otherwise: bool = False) -> bool:
        """Ask who carries it out; a pane that isn't made yet has nothing against it."""
        asked = getattr(self._targets.get(_who(command)), f"{how}_{command.calls.partition('.')[2]}", None)
        return otherwise if asked is None else bool(asked())

    def _can(self, command: Command) -> bool:
        return _who(command) in self._targets and self._asked(command, "can", otherwise=True)

    def _on_look_changed(self) -> None:
        for name, command in self._commands.items():
            if command.icon:
                token = "overdue_fg" if command.danger else "ink2"
                self._actions[name].setIcon(self._look.icon(command.icon, token))


def _who(command: Command) -> str:
    """The first word of what a command calls: who carries it out."""
    return command.calls.partition(".")[0]


def listed(actions: Actions, commands: Iterable[Command | None]) -> Iterator[QAction | None]:
    """The actions of commands for a menu; None is a line."""
    return (None if one is None else actions[one.name] for one in commands)


def context_menu(look: Look, widget: QWidget, names: Sequence[str]) -> Menu:
    """A menu on `widget` of its window's actions by their commands' names; "" is a line.

    Names that no command has are passed over, and so are lines with nothing on one side. It deletes itself
    when it closes.
    """
    known = {action.objectName(): action for action in widget.window().actions()}
    found: list[QAction | None] = []
    for name in names:
        if name in known:
            found.append(known[name])
        elif not name and found and found[-1] is not None:
            found.append(None)
    while found and found[-1] is None:
        found.pop()
    menu = Menu(look, widget)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.fill(found)
    return menu
