"""One window for each database and user: a second start raises the first window and ends."""

import contextlib
import getpass
import os
import sys
from pathlib import Path

from PySide6.QtCore import QCryptographicHash, QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from billdesk.basics import places

WAIT_MS = 1000
RAISE = b"raise\n"
LONGEST = 100  # signs that the path of a socket may have on every Unix


def name_of(target: str) -> str:
    """Where the window on a database can be reached by the processes of its user, and of nobody else."""
    place = target if "://" in target else str(Path(target).resolve())
    who = f"{_user()}\n{place}".encode()
    mark = QCryptographicHash.hash(who, QCryptographicHash.Algorithm.Sha256)
    name = f"billdesk-{bytes(mark.data()).hex()[:20]}"
    if sys.platform == "win32":
        return name
    path = Path(os.environ.get("XDG_RUNTIME_DIR") or places.cache_folder(), name)
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
    return str(path) if len(str(path)) < LONGEST else name


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # an account without a name
        return str(getattr(os, "getuid", int)())


class OnlyOne(QObject):
    """`raised` says that somebody started the program again. Keep it as long as the window is there."""

    raised = Signal()

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._server = QLocalServer(self)
        self._server.newConnection.connect(self._on_called)

    def claim(self) -> bool:
        """Be the one, or raise the one that is there already and say False.

        A socket that a killed process left behind answers nobody; it is taken away. Where no socket can be
        made at all, the window opens all the same.
        """
        if self._call():
            return False
        if self._server.listen(self._name):
            return True
        if self._call():  # another start was quicker
            return False
        QLocalServer.removeServer(self._name)
        self._server.listen(self._name)
        return True

    def close(self) -> None:
        """Answer nobody any more."""
        self._server.close()

    def _call(self) -> bool:
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if not socket.waitForConnected(WAIT_MS):
            return False
        socket.write(RAISE)
        socket.waitForBytesWritten(WAIT_MS)
        socket.disconnectFromServer()
        return True

    def _on_called(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.disconnected.connect(socket.deleteLater)
            self.raised.emit()
