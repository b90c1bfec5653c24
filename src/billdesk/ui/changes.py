"""Turns announcements of finished use cases, from any thread, into one signal on the GUI thread."""

import threading

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from billdesk.domain.changes import Changed

WAIT_MS = 30


class Changes(QObject):
    """Hand `announce` to the services and connect to `heard`, which gets one Changed for a burst of them."""

    heard = Signal(object)
    _woken = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lock = threading.Lock()
        self._kinds: set[str] = set()
        self._ids: set[int] = set()
        self._timer = QTimer(self, singleShot=True, interval=WAIT_MS)
        self._timer.timeout.connect(self._on_time)
        self._woken.connect(self._on_woken, Qt.ConnectionType.QueuedConnection)

    def announce(self, changed: Changed) -> None:
        """Note that rows changed; safe on any thread."""
        with self._lock:
            first = not self._kinds
            self._kinds |= changed.kinds
            self._ids |= set(changed.ids)
        if first:
            self._woken.emit()

    def _on_woken(self) -> None:
        if not self._timer.isActive():
            self._timer.start()

    def _on_time(self) -> None:
        with self._lock:
            kinds, ids = frozenset(self._kinds), tuple(sorted(self._ids))
            self._kinds.clear()
            self._ids.clear()
        if kinds:
            self.heard.emit(Changed(kinds, ids))
