"""The icon in the tray: the program stays for the hourly run when its window is closed. Off until wanted."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QSystemTrayIcon

from billdesk.domain.errors import Trouble
from billdesk.ui import at_login
from billdesk.ui.actions import Actions
from billdesk.ui.shell import Shell
from billdesk.ui.widgets.menu import Menu
from billdesk.ui.words import tr

ICON = "receipt"
Available = Callable[[], bool]


class Staying(QObject):
    """Two switches of this computer's user: stay in the tray, start at login. Settings may set them too."""

    troubled = Signal(object)

    def __init__(self, shell: Shell, available: Available = QSystemTrayIcon.isSystemTrayAvailable) -> None:
        super().__init__(shell)
        self._shell, self._available = shell, available
        self._icon: QSystemTrayIcon | None = None
        self._at_login: bool | None = None  # not known yet
        self._menu = Menu(shell.look, shell)
        self._menu.setObjectName("window.tray.menu")
        self._open = self._menu.addAction(tr("Open BillDesk"))
        self._open.setObjectName("window.tray.open")
        self._open.triggered.connect(lambda _checked=False: self.come_back())

    def begin(self, actions: Actions) -> None:
        """Fill the icon's menu, and show it where it was wanted before."""
        for name in ("run.now", "window.quit"):
            if actions.here(name):
                self._menu.addAction(actions[name])
        self.stay(self.stays)

    # The switches

    @property
    def stays(self) -> bool:
        """Whether the user wants the program to stay when the window is closed."""
        return str(self._shell.kept.value("tray", "false")) == "true"

    def stay(self, on: bool) -> None:
        """Stay in the tray from now on, or no more."""
        self._shell.kept.setValue("tray", "true" if on else "false")
        shown = on and self._available()
        self._shell.hides = shown
        QApplication.setQuitOnLastWindowClosed(not shown)
        if shown and self._icon is None:
            self._icon = self._make()
        if self._icon is not None:
            self._icon.setVisible(shown)

    def tray(self) -> None:
        self.stay(not self.stays)

    def can_tray(self) -> bool:
        return self._available()

    def is_tray(self) -> bool:
        return self.stays and self._available()

    def at_login(self) -> None:
        try:
            at_login.set_to(not at_login.is_set())
            self._at_login = None
        except OSError as error:
            self.troubled.emit(_trouble(error))

    def is_at_login(self) -> bool:
        """It is asked after each act, so the file is looked at only once."""
        if self._at_login is None:
            self._at_login = at_login.is_set()
        return self._at_login

    # The icon

    def come_back(self) -> None:
        """Show the window again, in front of others."""
        self._shell.come_to_front()

    def end(self) -> None:
        """Take the icon away; the program may end."""
        QApplication.setQuitOnLastWindowClosed(True)
        if self._icon is not None:
            self._icon.hide()

    def _make(self) -> QSystemTrayIcon:
        icon = QSystemTrayIcon(self._picture(), self)
        icon.setObjectName("window.tray.icon")
        icon.setToolTip(self._shell.windowTitle())
        icon.setContextMenu(self._menu)
        icon.activated.connect(self._on_activated)
        self._shell.look.changed.connect(self._on_look_changed)
        return icon

    def _on_look_changed(self) -> None:
        if self._icon is not None:
            self._icon.setIcon(self._picture())

    def _picture(self) -> QIcon:
        return self._shell.look.icon(ICON, "accent")

    def _on_activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason in (
            QSystemTrayIcon.ActivationReason.Trigger,
            QSystemTrayIcon.ActivationReason.DoubleClick,
        ):
            self.come_back()


def _trouble(error: OSError) -> Trouble:
    path = str(error.filename or at_login.RUN)
    return Trouble("file_cannot_be_made", path=path, reason=error.strerror or str(error))
