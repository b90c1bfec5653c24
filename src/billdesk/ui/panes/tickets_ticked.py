"""The ticked tickets: the bar of what can be done with all of them, and which they are."""

from collections.abc import Callable, Sequence

from billdesk.domain.lists import Part
from billdesk.domain.ticket_list import TicketRow
from billdesk.ui.bench import Bench
from billdesk.ui.panes.pane import Pane
from billdesk.ui.panes.ticked import Ticked
from billdesk.ui.panes.ticket_acts import TicketActs
from billdesk.ui.panes.tickets_list import TicketsList
from billdesk.ui.widgets.bulk import BulkAct
from billdesk.ui.words import tr

MOST = 10_000
"""So many tickets are ticked at once by the box on top."""


class TickedTickets(Ticked):
    """Gives ticked tickets a status, or makes one invoice of all."""

    def __init__(self, bench: Bench, pane: Pane, listing: TicketsList, acts: TicketActs) -> None:
        self._acts = acts
        super().__init__(bench, pane, listing)

    def _offers(self) -> Sequence[BulkAct]:
        return (
            BulkAct("set_status", tr("Set status…"), "flag", self.set_status),
            BulkAct("make_invoice", tr("Make one invoice"), "receipt", self.make_invoice),
        )

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
