"""What stands above the sheet: a trouble, else what failed often, else what the shown pane has to say."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from billdesk.domain.errors import BillDeskError
from billdesk.ui.bench import Bench
from billdesk.ui.messages import Act, Banner, Notice
from billdesk.ui.panes.pane import Pane
from billdesk.ui.words import counted, tr

if TYPE_CHECKING:
    from billdesk.services.failures import Failing

KINDS = frozenset({"schedule", "run", "customer"})
"""After these changes other schedules may fail."""
PLACE = "failures"
NAMED = 3


class Notices(QObject):
    """Fills the banner of the window; `shown` gives the pane on the screen, `go` leads to a place.

    What the pane has to say stands in `another` banner while an alarm is in the first one.
    """

    def __init__(
        self,
        bench: Bench,
        banner: Banner,
        shown: Callable[[], Pane],
        go: Callable[[str], object],
        another: Callable[[], Banner],
    ) -> None:
        super().__init__(banner)
        self._bench, self._banner, self._shown, self._go = bench, banner, shown, go
        self._another = another
        self._below: Banner | None = None  # made when it is first needed
        self._told_trouble = False
        self._failing: tuple[Failing, ...] = ()
        self._closed: frozenset[int] = frozenset()  # whose notice was read and closed
        banner.closed.connect(self._on_closed)

    def tell_trouble(self, error: Exception) -> None:
        """Say what went wrong, in words that say what to do."""
        if isinstance(error, BillDeskError):
            self._told_trouble = True
            self._banner.tell("failed", self._bench.sentence(error))

    def show(self) -> None:
        """Say what there is to say now, but never in place of a trouble."""
        if self._told_trouble:
            return
        alarm, own = self._alarm(), self._shown().notice
        _show(self._banner, alarm or own)
        if alarm is not None and own is not None and self._below is None:
            self._below = self._another()
            self._below.closed.connect(self._on_read_below)
        if self._below is not None:
            _show(self._below, own if alarm is not None else None)

    def _on_read_below(self) -> None:
        self._shown().notice = None
        self.show()

    def read(self) -> None:
        """Look for schedules that failed three times in a row; their notice goes when they are mended."""
        self._bench.run(self._bench.desk.failures.often, self._on_read, self.tell_trouble)

    def _on_read(self, failing: tuple[Failing, ...]) -> None:
        self._failing = failing
        self._closed &= frozenset(one.id for one in failing)
        self.show()

    def _on_closed(self) -> None:
        if self._told_trouble:
            self._told_trouble = False
        elif self._alarm() is not None:
            self._closed = frozenset(one.id for one in self._failing)
        else:
            self._shown().notice = None
        self.show()

    def _alarm(self) -> Notice | None:
        """The notice of what failed often; none where all of it is listed, and once it was closed."""
        if self._shown().key == PLACE or not {one.id for one in self._failing} - self._closed:
            return None
        count = len(self._failing)
        title = counted(
            count,
            "{count} schedule failed three times in a row or more: {names}",
            "{count} schedules failed three times in a row or more: {names}",
            names=_names(self._failing),
        )
        line = (
            tr("It isn't billed until that is mended.")
            if count == 1
            else tr("They aren't billed until that is mended.")
        )
        acts = (Act(tr("Show why"), "window.show_failures", lambda: self._go(PLACE), "triangle-alert"),)
        return Notice("failed", title, line, acts)


def _show(banner: Banner, notice: Notice | None) -> None:
    if notice is None:
        banner.hide()
    else:
        banner.tell(notice.kind, notice.title, notice.line, notice.acts)


def _names(failing: tuple[Failing, ...]) -> str:
    names = list(dict.fromkeys(one.customer for one in failing))
    said, more = ", ".join(names[:NAMED]), len(names) - NAMED
    return f"{said} {counted(more, 'and {count} more', 'and {count} more')}" if more > 0 else said
