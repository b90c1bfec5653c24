"""The ticked tickets: the bar of what can be done with all of them, and which they are."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject

from billdesk.domain.lists import Part
from billdesk.domain.ticket_list import TicketRow
from billdesk.ui.bench import Bench
from billdesk.ui.panes.ticket_acts import TicketActs
from billdesk.ui.panes.tickets_list import TicketsList
from billdesk.ui.widgets.bulk import BulkBar
from billdesk.ui.words import counted, tr

MOST = 10_000
"""So many tickets are ticked at once by the box on top."""


@dataclass(frozen=True, slots=True)
class _Act:
    """One button of the bar."""

    name: str
    words: str
    icon: str
    call: Callable[[], object]


class TickedTickets(QObject):
    """Gives ticked tickets a status, or makes one invoice of all."""

    def __init__(self, bench: Bench, listing: TicketsList, acts: TicketActs) -> None:
        super().__init__(acts)
        self._bench, self._model, self._acts = bench, listing.model, acts
        made = (
            _Act("set_status", tr("Set status…"), "flag", self.set_status),
            _Act("make_invoice", tr("Make one invoice"), "receipt", self.make_invoice),
        )
        over = listing.table.parentWidget()
        assert over is not None, "the list is laid out"
        self.bar = BulkBar(bench.look, "tickets.bulk", over, made)
        self.bar.cleared.connect(self.clear)
        self._model.ticks.changed.connect(self._on_ticked)
        self._model.reloaded.connect(self._on_ticked)

    def count(self) -> int:
        """How many are ticked."""
        return self._model.ticks.count(self._model.rowCount())

    def clear(self) -> None:
        """Tick nothing."""
        self._model.ticks.set_all(False)

    def set_status(self) -> None:
        """Ask for a status for all of them."""
        rows = self._rows()
        self._acts.set_status(lambda: [row.id for row in rows()], "")

    def make_invoice(self) -> None:
        """Make one draft of all that waits on them."""
        rows = self._rows()
        self._acts.make_invoice(lambda: [row.ref for row in rows()])

    def _rows(self) -> Callable[[], tuple[TicketRow, ...]]:
        """What gives the ticked rows, away from the GUI thread."""
        ticks, wanted, order = self._model.ticks, self._model.filter, self._model.order
        is_all, ids, browsing = ticks.all, ticks.ids(), self._bench.desk.browsing

        def rows() -> tuple[TicketRow, ...]:
            found = browsing.tickets(wanted, order, Part(MOST)).rows
            return tuple(row for row in found if (row.id in ids) != is_all)

        return rows

    def _on_ticked(self) -> None:
        count = self.count()
        self.bar.show_count(counted(count, "{count} ticked", "{count} ticked") if count else "")
