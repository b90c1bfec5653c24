"""Brings in what the window doesn't need at first, a piece at a turn of the event loop."""

from PySide6.QtCore import QObject, QTimer, Signal

from billdesk.ui.background import Background
from billdesk.ui.places import Later, Panes

PAINTED_MS = 40  # after so long what came in is on the screen
SOON_MS = 1  # after 0 Qt would call in the same turn, before anything is painted


class Coming(QObject):
    """The other rooms: first what they work with, in the background, then they, then their panes.

    Each piece takes as long as some frames to import, or to make. None is done while something short is read
    in the background, for then both would have half of Python's lock each. `came` hands rooms on, `completed`
    says that none is left; the making of panes goes on after it.
    """

    came = Signal(object)  # Rooms
    completed = Signal()

    def __init__(self, later: Later | None, panes: Panes, background: Background, parent: QObject) -> None:
        super().__init__(parent)
        self._later, self._panes, self._background = later, panes, background
        self._rooms = later.rooms() if later else iter(())
        self._is_served = False

    @property
    def is_over(self) -> bool:
        """Whether all rooms are in."""
        return self._later is None

    def begin(self) -> None:
        """Start as soon as what just came in is painted."""
        QTimer.singleShot(PAINTED_MS, self, self._fetch)

    def complete(self) -> None:
        """Bring all in now; asked for one of them, nobody waits for rows."""
        if self._later is not None:
            later, self._later = self._later, None
            if not self._is_served:
                later.services()
            for rooms in self._rooms:
                self.came.emit(rooms)
            self._panes.make_early()
            self.completed.emit()

    def _fetch(self) -> None:
        services = self._later.services if self._later else lambda: None
        self._background.run(lambda _work: services(), lambda _found: self._on_served())

    def _on_served(self) -> None:
        self._is_served = True
        self._go_on()

    def _go_on(self) -> None:
        if self._background.is_reading() or self._has_done_one():
            QTimer.singleShot(SOON_MS, self, self._go_on)

    def _has_done_one(self) -> bool:
        rooms = next(self._rooms, None)
        if rooms is not None:
            self.came.emit(rooms)
        elif self._later is None:
            return self._panes.prepare()
        elif not (self._panes.lack_early() and self._panes.prepare()):
            self.complete()
        return True
