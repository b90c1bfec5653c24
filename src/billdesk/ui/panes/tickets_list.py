"""The left of the Tickets pane: search and filters, the tickets, what is unbilled of them."""

from billdesk.domain.lists import CurrencySum, Page, Part, Sort
from billdesk.domain.ticket_list import TicketFilter, TicketRow
from billdesk.ui.bench import Bench
from billdesk.ui.panes.listing import Listing
from billdesk.ui.panes.tickets_columns import columns
from billdesk.ui.panes.tickets_filter import TicketsFilter
from billdesk.ui.widgets.painted import Button
from billdesk.ui.words import number, tr


class TicketsList(Listing):
    """Finds tickets and sums their open charges up."""

    filter: TicketsFilter

    def __init__(self, bench: Bench) -> None:
        filters = TicketsFilter(bench)
        super().__init__(bench, "tickets", filters, columns(bench), Sort("number", True))
        self.table.setAccessibleName(tr("Tickets"))
        self.first = Button(bench.look, tr("New ticket"), "plain", "plus", "tickets.empty.new")
        self.empty.add_button(self.first)
        filters.troubled.connect(self.troubled)
        self.lay_out()

    def show_wanted(self) -> None:
        """Show what the filters ask for; at first they are told what can be chosen."""
        if self.model.filter is None:
            self.filter.offer()
        super().show_wanted()

    def refresh(self) -> None:
        """Fetch the rows again, and what can be filtered by."""
        self.filter.offer()
        super().refresh()

    def alone(self, key: int) -> TicketFilter:
        return TicketFilter(ids=(key,))

    # Away from the GUI thread

    def _page(self, wanted: TicketFilter, order: Sort, part: Part) -> Page[TicketRow]:
        return self.bench.desk.browsing.tickets(wanted, order, part)

    def _count(self, wanted: TicketFilter) -> tuple[CurrencySum, ...]:
        """The tickets are counted with the home currency, as most customers have that one."""
        count, pending = self.bench.desk.browsing.ticket_sums(wanted)
        sums = [CurrencySum(one.currency, 0, one.amount, 0) for one in pending]
        return (CurrencySum(self.bench.figures.home, count, 0, 0), *sums)

    # What comes back

    def _say_empty(self, narrowed: bool) -> None:
        self.first.setVisible(not narrowed)
        if narrowed:
            self.empty.say(
                tr("No ticket matches these filters"), tr("Clear them to see the open ones again.")
            )
        else:
            self.empty.say(
                tr("No open tickets"),
                tr("A ticket gathers the time and the parts of a job until it is billed."),
            )

    def _show_totals(self) -> None:
        rows = self.model.rowCount()
        sums = [(one.total, one.currency) for one in self.model.sums if one.total]
        said = self.bench.figures.several(sums) if sums else ""
        words = tr("ticket") if rows == 1 else tr("tickets")
        self.totals.show_sums(number(rows), words, ((tr("Unbilled"), said),) if said else ())
