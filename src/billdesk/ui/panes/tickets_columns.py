"""The columns of the list of tickets: what and whose, how it stands, what is open of it."""

from dataclasses import dataclass

from billdesk.domain.ticket_list import TicketRow
from billdesk.ui.bench import Bench
from billdesk.ui.models.cells import ACT, RIGHT, Cell, Column, tick_column
from billdesk.ui.ticket_words import age_words, badge_of, status_words
from billdesk.ui.words import tr


@dataclass(frozen=True, slots=True)
class _Writer:
    """Makes cells from rows alone, off the GUI thread."""

    bench: Bench

    def what(self, row: TicketRow) -> Cell:
        icon = "circle-play" if row.running is not None else ""
        name = f"{row.number or row.ref}  {row.subject}"
        said = ", ".join(filter(None, (name, row.customer, tr("a timer runs") if icon else "")))
        return Cell(name, row.customer, strong=True, second_tone="ink2", icon=icon, spoken=said)

    def timer(self, row: TicketRow) -> Cell:
        if row.running is not None:
            return Cell("", icon="pause", icon_tone="accent_ink", spoken=tr("Pause timer"))
        return Cell("", icon="play", spoken=tr("Start timer"))

    def status(self, row: TicketRow) -> Cell:
        who = " · ".join(filter(None, (row.technician, age_words(row.opened, self.bench.today))))
        status = status_words(row.status)
        said = f"{status}, {who}"
        return Cell(f"\n{status}", who, badge=badge_of(row.status), second_tone="ink2", spoken=said)

    def pending(self, row: TicketRow) -> Cell:
        shown = self.bench.figures.amount(row.pending, row.currency)
        if not row.open_charges:
            return Cell(shown, tone="ink3", figure=True)
        return Cell(shown, strong=True, figure=True)


def columns(bench: Bench) -> tuple[Column, ...]:
    """The columns of the list, with room at the edge."""
    writer = _Writer(bench)
    return (
        tick_column(),
        Column("ticket", tr("Ticket"), writer.what, "number", width=150, stretch=True),
        Column("status", tr("Status"), writer.status, "status", width=156),
        Column("pending", tr("Charges"), writer.pending, "pending", align=RIGHT, width=84),
        Column(ACT, tr("Timer"), writer.timer, width=34, icon="circle-play"),
        Column("right", "", lambda _row: Cell(""), width=8),
    )
