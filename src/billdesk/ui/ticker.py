"""The clock of the open window: asks for a run at start, every hour, and after the computer slept."""

from collections.abc import Callable
from datetime import datetime, timedelta

from PySide6.QtCore import QObject, QTimer, Signal

LOOK_MS = 20_000
HOUR = timedelta(hours=1)
SLEPT = timedelta(minutes=2)


class Ticker(QObject):
    """`due` asks for a run. A gap between two looks at the clock means that the computer slept."""

    due = Signal()

    def __init__(self, now: Callable[[], datetime], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._now = now
        self._looked = now()
        self._next = now()
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.look)

    @property
    def next_run(self) -> datetime:
        """When the next run is due."""
        return self._next

    def start(self) -> None:
        """Begin: the first run is due at once."""
        self._timer.start()
        self._tell()

    def stop(self) -> None:
        """Ask for no more runs."""
        self._timer.stop()

    def look(self) -> None:
        """Look at the clock, and ask for a run where its time has come."""
        now, gap = self._now(), self._now() - self._looked
        self._looked = now
        if now >= self._next or gap > SLEPT or gap < timedelta():
            self._tell()

    def _tell(self) -> None:
        self._next = self._now() + HOUR
        self.due.emit()
