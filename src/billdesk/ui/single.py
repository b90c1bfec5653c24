"""One window for each database and user: a second start raises the first window and ends."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

WAIT_MS = 1000
RAISE = b"raise\n"


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
        if self.call():
            return False
        if self._server.listen(self._name):
            return True
        if self.call():  # another start was quicker
            return False
        QLocalServer.removeServer(self._name)
        self._server.listen(self._name)
        return True

    def close(self) -> None:
        """Answer nobody any more."""
        self._server.close()

    def call(self) -> bool:
        """Raise the one that is there; False where nobody answers."""
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
