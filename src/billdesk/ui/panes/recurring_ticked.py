"""The ticked schedules of the Recurring pane: the bar of what can be done with all of them, and doing it."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Signal

from billdesk.domain.errors import Conflict
from billdesk.domain.lists import Part
from billdesk.domain.price_change import PriceChange
from billdesk.services.recurring import Change, Edited
from billdesk.ui.pages.price_words import change_words
from billdesk.ui.panes.ticked import Ticked
from billdesk.ui.widgets.bulk import BulkAct
from billdesk.ui.words import counted, tr

MOST = 100_000
"""So many schedules are ticked at once by the box on top."""


class TickedSchedules(Ticked):
    """Pauses, resumes and takes back for all ticked schedules, or names them for a change of prices."""

    prices_asked = Signal(object)  # the ids of the schedules

    def _offers(self) -> Sequence[BulkAct]:
        return (
            BulkAct("pause", tr("Pause"), "pause", self.pause),
            BulkAct("resume", tr("Resume"), "play", self.resume),
            BulkAct("change_prices", tr("Prices…"), "percent", self.ask_for_prices),
        )

    def pause(self) -> None:
        """Generate nothing until they are resumed."""
        ids, services = self._picked(), self._bench.desk.recurring
        self._do(lambda: services.pause_all(ids()), self._paused)

    def resume(self) -> None:
        """Go on at the first date of each from today on."""
        ids, services, today = self._picked(), self._bench.desk.recurring, self._bench.today
        self._do(lambda: services.resume_all(ids(), today), self._resumed)

    def ask_for_prices(self) -> None:
        """Ask for a change of the prices of the ticked ones."""
        self._do(self._picked(), self.prices_asked.emit)

    def tell_prices(self, change: PriceChange) -> None:
        """Say that prices were changed, with what takes it back."""
        self.clear()
        services = self._bench.desk.price_changes
        said = change_words(change, self._bench)
        undo = partial(
            self._do, lambda: services.undo(change.id), lambda _done: self.told.emit(tr("Taken back"), None)
        )
        self.told.emit(said, undo)

    def _picked(self) -> Callable[[], tuple[int, ...]]:
        """What gives the ids of the ticked rows, away from the GUI thread."""
        ticks, wanted, order = self._model.ticks, self._model.filter, self._model.order
        is_all, ids = ticks.all, ticks.ids()
        browsing, today = self._bench.desk.browsing, self._bench.today

        def picked() -> tuple[int, ...]:
            if not is_all:
                return tuple(sorted(ids))
            rows = browsing.schedules(wanted, order, today, Part(MOST)).rows
            return tuple(row.id for row in rows if row.id not in ids)

        return picked

    # What comes of it

    def _paused(self, found: Edited) -> None:
        done = len(found.changes)
        if not done:
            self._tell(tr("None of the ticked schedules can be paused"), found)
            return
        said = counted(done, "{count} schedule is paused", "{count} schedules are paused")
        self._tell(self._with_refused(said, found), found)

    def _resumed(self, found: Edited) -> None:
        done = len(found.changes)
        if not done:
            self._tell(tr("None of the ticked schedules can be resumed"), found)
            return
        said = counted(done, "{count} schedule goes on", "{count} schedules go on")
        left_out = sum(len(change.skipped) for change in found.changes)
        if left_out:
            said = counted(
                left_out,
                "{said}; {count} date was left out",
                "{said}; {count} dates were left out",
                said=said,
            )
        self._tell(self._with_refused(said, found), found)

    def _with_refused(self, said: str, found: Edited) -> str:
        if not found.refused:
            return said
        return counted(
            len(found.refused),
            "{said}; {count} stays as it is",
            "{said}; {count} stay as they are",
            said=said,
        )

    def _tell(self, words: str, found: Edited) -> None:
        self.clear()
        self.told.emit(words, partial(self._take_back, found.changes) if found.changes else None)

    def _take_back(self, changes: tuple[Change, ...]) -> None:
        services = self._bench.desk.recurring

        def job() -> None:
            """Each for itself: one that has changed since doesn't keep the others."""
            errors = []
            for change in changes:
                try:
                    services.restore(change)
                except Conflict as error:
                    errors.append(error)
            if errors:
                raise errors[0]

        self._do(job, lambda _done: self.told.emit(tr("Taken back"), None))
