"""Every command of the program in one table; menus, tool bars, context menus and help are made from it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from billdesk.ui.look import Look
from billdesk.ui.words import tr


@dataclass(frozen=True, slots=True)
class Command:
    """One thing that the user can do.

    `calls` is "<target>.<method>"; the method `can_<method>`, where the target has it, says whether it is
    enabled. `where` names the panes in which it counts; empty means everywhere.
    """

    name: str
    words: str
    calls: str
    shortcut: str = ""
    icon: str = ""
    where: tuple[str, ...] = ()
    danger: bool = False


_INVOICES = ("invoices",)
_RECURRING = ("recurring",)
_CATALOG = ("catalog",)
_SETTINGS = ("settings",)

COMMANDS: tuple[Command, ...] = (
    Command("pane.invoices", "Invoices", "window.show_invoices", "Ctrl+2", "file-text"),
    Command("pane.recurring", "Recurring", "window.show_recurring", "Ctrl+3", "repeat"),
    Command("invoice.take_payment", "Take payment", "invoices.take_payment", "Ctrl+T", "wallet", _INVOICES),
    Command("invoice.send", "E-mail", "invoices.send", "Ctrl+M", "mail", _INVOICES),
    Command("invoice.print", "Print…", "invoices.print", "Ctrl+P", "printer", _INVOICES),
    Command("invoice.save_pdf", "Save PDF…", "invoices.save_pdf", "Ctrl+Shift+S", "file-down", _INVOICES),
    Command("schedule.preview", "Preview next", "recurring.preview_next", "", "eye", _RECURRING),
    Command("schedule.pause", "Pause", "recurring.pause", "", "pause", _RECURRING),
    Command("schedule.resume", "Resume", "recurring.resume", "", "play", _RECURRING),
    Command("schedule.bill_now", "Bill now", "recurring.bill_now", "", "receipt", _RECURRING),
    Command("schedule.skip", "Skip the next date", "recurring.skip", "", "skip-forward", _RECURRING),
    Command("schedule.cancel", "Cancel schedule", "recurring.cancel", "", "ban", _RECURRING, True),
    Command("pane.catalog", "Catalog", "window.show_catalog", "Ctrl+7", "package"),
    Command("pane.settings", "Settings", "window.show_settings", "Ctrl+8", "settings"),
    Command("product.new", "New product", "window.new_product", "", "package"),
    Command("product.edit", "Edit product", "catalog.edit", "Ctrl+E", "pencil-line", _CATALOG),
    Command("product.archive", "Archive product", "catalog.archive", "", "folder", _CATALOG),
    Command("product.restore", "Restore product", "catalog.restore", "", "undo-2", _CATALOG),
    Command("settings.add_tax", "Add tax", "settings.add_tax", "", "percent", _SETTINGS),
    Command("settings.add_terms", "Add payment terms", "settings.add_terms", "", "calendar-clock", _SETTINGS),
    Command("settings.test_mail", "Try the e-mail account", "settings.try_mail", "", "send", _SETTINGS),
    Command("run.now", "Run now", "window.run_now", "F5", "play"),
    Command("run.preview", "Preview run", "window.preview_run", "Shift+F5", "eye"),
    Command("list.search", "Search this list", "window.search_list", "Ctrl+F", "search"),
    Command("view.side_bar", "Fold the side bar", "window.fold_side", "Ctrl+B", "panel-right"),
    Command("view.preview", "Show the preview", "window.show_preview", "Ctrl+Shift+P", "panel-right"),
    Command("view.light", "Light", "window.look_light", "", "sun"),
    Command("view.dark", "Dark", "window.look_dark", "", "moon"),
    Command("view.system", "As the system", "window.look_system", "", "monitor"),
    Command("view.larger", "Larger text", "window.larger", "Ctrl++"),
    Command("view.smaller", "Smaller text", "window.smaller", "Ctrl+-"),
    Command("window.quit", "Quit", "window.quit", "Ctrl+Q", "log-out"),
)

MENUS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("File", ("window.quit",)),
    ("Go", ("pane.invoices", "pane.recurring", "pane.catalog", "pane.settings", "", "list.search")),
    (
        "View",
        (
            "view.side_bar",
            "view.preview",
            "",
            "view.light",
            "view.dark",
            "view.system",
            "",
            "view.larger",
            "view.smaller",
        ),
    ),
    ("Invoice", ("invoice.take_payment", "invoice.send", "invoice.print", "invoice.save_pdf")),
    ("Product", ("product.new", "product.edit", "product.archive", "product.restore")),
    (
        "Schedule",
        (
            "run.preview",
            "run.now",
            "",
            "schedule.preview",
            "schedule.bill_now",
            "schedule.skip",
            "schedule.pause",
            "schedule.resume",
            "",
            "schedule.cancel",
        ),
    ),
)


class Actions(QObject):
    """The QActions of a window, one for each command, named like it and added to the window.

    Shortcuts of a menu bar that is hidden are dead; those of the window's own actions are not.
    """

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
            here = not command.where or self._pane in command.where
            self._actions[name].setEnabled(here and self._can(command))

    def _make(self, window: QWidget, command: Command) -> QAction:
        action = QAction(tr(command.words), window)
        action.setObjectName(command.name)
        action.setIconVisibleInMenu(bool(command.icon))
        if command.icon:
            action.setIcon(self._look.icon(command.icon, "overdue_fg" if command.danger else "ink2"))
        if command.shortcut:
            action.setShortcut(QKeySequence(command.shortcut))
            action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
            action.setToolTip(f"{tr(command.words)}  {key_words(command.shortcut)}")
        action.triggered.connect(lambda _checked=False: self._method(command)())
        window.addAction(action)
        return action

    def _method(self, command: Command) -> Callable[[], object]:
        target, method = command.calls.split(".")
        called: Callable[[], object] = getattr(self._targets[target], method)
        return called

    def _can(self, command: Command) -> bool:
        target, method = command.calls.split(".")
        asked = getattr(self._targets.get(target), f"can_{method}", None)
        return target in self._targets and (asked is None or bool(asked()))

    def _on_look_changed(self) -> None:
        for name, command in self._commands.items():
            if command.icon:
                token = "overdue_fg" if command.danger else "ink2"
                self._actions[name].setIcon(self._look.icon(command.icon, token))


def key_words(shortcut: str) -> str:
    """Say a shortcut as this platform writes it."""
    return QKeySequence(shortcut).toString(QKeySequence.SequenceFormat.NativeText)
