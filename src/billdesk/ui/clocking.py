"""Running timers in the status bar: shown each second, written down each minute, lest a crash loses more."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from billdesk.ui.bench import Bench
from billdesk.ui.ticket_words import clock_words
from billdesk.ui.widgets.status import StatusBar
from billdesk.ui.words import tr

if TYPE_CHECKING:
    from billdesk.services.labor import Clocked
    from billdesk.ui.panes.ticket_acts import TicketActs

LOOKS = 60
"""So many seconds pass between two looks that are written down."""


class Clocking(QObject):
    """Keeps the spot of the timer true, and asks the labor log to look at its timers.

    `told` and `troubled` say what became of an act, `asked` names a place, `changed` says that another timer
    runs or none.
    """

    told = Signal(str, object)
    troubled = Signal(object)
    asked = Signal(str, object)
    changed = Signal()

    def __init__(self, bar: StatusBar, bench: Bench) -> None:
        super().__init__(bar)
        self._bar, self._bench = bar, bench
        self._running: tuple[Clocked, ...] = ()
        self._seconds = 0
        self._acts: TicketActs | None = None  # made when it is first needed
        self._timer = QTimer(self, interval=1_000)
        self._timer.timeout.connect(self._tick)

    def refresh(self) -> None:
        """Read anew which timers run."""
        self._bench.run(self._bench.desk.labor.running, self._on_read, lambda _error: None)

    def ticket(self) -> int | None:
        """The ticket whose timer is shown."""
        return self._running[0].timer.ticket_id if self._running else None

    def report(
        self,
        tell: Callable[[str, object], object],
        trouble: Callable[[Exception], object],
        changed: Callable[[], object],
    ) -> None:
        """Say who is told what becomes of acts, and that other ones are possible."""
        self.told.connect(tell)
        self.troubled.connect(trouble)
        self.changed.connect(changed)

    # Acts, by these names in commands.py

    def show(self) -> None:
        """Show the ticket whose timer runs."""
        self.asked.emit("tickets", self.ticket())

    def can_show(self) -> bool:
        return bool(self._running)

    def pause(self) -> None:
        """Let the timer that is shown pause."""
        if self.can_pause():
            self._act().pause(self._running[0].timer)

    def stop(self) -> None:
        """Put the time of the timer that is shown into the log."""
        if self.can_pause():
            self._act().stop(self._running[0].timer)

    def can_pause(self) -> bool:
        return bool(self._running) and not (self._acts and self._acts.is_busy)

    can_stop = can_pause

    def _act(self) -> TicketActs:
        if self._acts is None:
            from billdesk.ui.panes.ticket_acts import TicketActs

            self._acts = TicketActs(self._bench, self._bar.window())
            self._acts.told.connect(self.told)
            self._acts.refused.connect(self._on_refused)
            self._acts.busy.connect(self._on_busy)
        return self._acts

    def _on_refused(self, error: Exception) -> None:
        """Somebody else may have stopped it."""
        self.troubled.emit(error)
        self.refresh()

    def _on_busy(self, busy: bool) -> None:
        self._bar.timer.setEnabled(not busy)
        self.changed.emit()

    # What runs

    def _on_read(self, found: Sequence[Clocked]) -> None:
        first = not self._running and bool(found)
        other = [one.timer.id for one in self._running] != [one.timer.id for one in found]
        self._running = tuple(found)
        if self._running and not self._timer.isActive():
            self._timer.start()
        if not self._running:
            self._timer.stop()
        if first:
            self._look()
        self._show()
        if other:
            self.changed.emit()

    def _tick(self) -> None:
        self._seconds += 1
        if self._seconds >= LOOKS:
            self._look()
        self._show()

    def _look(self) -> None:
        self._seconds = 0
        self._bench.run(self._bench.desk.labor.look, self._on_read, lambda _error: None)

    def _show(self) -> None:
        self._bar.timer.setVisible(bool(self._running))
        if not self._running:
            self._bar.tell("timer", "")
            return
        shown = self._running[0]
        words = clock_words(self._bench.desk.labor.seconds(shown.timer))
        said = tr("{time} on {number} {subject}", time=words, number=shown.number, subject=shown.subject[:40])
        more = len(self._running) - 1
        self._bar.tell("timer", f"{said} +{more}" if more else said)
