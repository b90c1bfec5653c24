"""Running timers in the status bar: shown each second, written down each minute, lest a crash loses more."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from billdesk.ui.bench import Bench
from billdesk.ui.ticket_words import clock_words
from billdesk.ui.widgets.status import StatusBar
from billdesk.ui.words import tr

if TYPE_CHECKING:
    from billdesk.services.labor import Clocked

LOOKS = 60
"""So many seconds pass between two looks that are written down."""


class Clocking(QObject):
    """Keeps the spot of the timer true, and asks the labor log to look at its timers."""

    def __init__(self, bar: StatusBar, bench: Bench) -> None:
        super().__init__(bar)
        self._bar, self._bench = bar, bench
        self._running: tuple[Clocked, ...] = ()
        self._seconds = 0
        self._timer = QTimer(self, interval=1_000)
        self._timer.timeout.connect(self._tick)

    def refresh(self) -> None:
        """Read anew which timers run."""
        self._bench.run(self._bench.desk.labor.running, self._on_read, lambda _error: None)

    def ticket(self) -> int | None:
        """The ticket whose timer is shown."""
        return self._running[0].timer.ticket_id if self._running else None

    def _on_read(self, found: Sequence[Clocked]) -> None:
        first = not self._running and bool(found)
        self._running = tuple(found)
        if self._running and not self._timer.isActive():
            self._timer.start()
        if not self._running:
            self._timer.stop()
        if first:
            self._look()
        self._show()

    def _tick(self) -> None:
        self._seconds += 1
        if self._seconds >= LOOKS:
            self._look()
        self._show()

    def _look(self) -> None:
        self._seconds = 0
        self._bench.run(self._bench.desk.labor.look, self._on_read, lambda _error: None)

    def _show(self) -> None:
        if not self._running:
            self._bar.tell("timer", "")
            return
        shown = self._running[0]
        words = clock_words(self._bench.desk.labor.seconds(shown.timer))
        said = tr("{time} on {number} {subject}", time=words, number=shown.number, subject=shown.subject[:40])
        more = len(self._running) - 1
        self._bar.tell("timer", f"{said} +{more}" if more else said)
