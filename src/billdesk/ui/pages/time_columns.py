"""The columns of the report of time: of its groups, and of its rows."""

from collections.abc import Callable
from dataclasses import dataclass

from billdesk.domain.time_report import TimeGroup, TimeLine
from billdesk.ui.bench import Bench
from billdesk.ui.figures import DASH
from billdesk.ui.models.cells import RIGHT, Cell, Column
from billdesk.ui.ticket_words import long_words
from billdesk.ui.widgets.badge import word
from billdesk.ui.words import number, tr

_EDGE = Column("left", "", lambda _row: Cell(""), width=8)
_FIGURES = (
    ("worked", "Worked"),
    ("billed", "Billable"),
    ("free", "Not billable"),
    ("not_charged", "Not charged"),
    ("charged", "Charged"),
    ("invoiced", "Invoiced"),
)


@dataclass(frozen=True, slots=True)
class TimeWriter:
    """Makes cells from rows alone, off the GUI thread."""

    bench: Bench

    def groups(self) -> tuple[Column, ...]:
        """The columns of groups."""
        return (
            _EDGE,
            Column("name", tr("Name"), self._name, "name", width=180, stretch=True),
            Column("entries", tr("Entries"), self._entries, "entries", RIGHT, 80, rank=2),
            *(
                Column(name, tr(title), self._figure(name), name, RIGHT, 124, rank=1 if name == "free" else 0)
                for name, title in _FIGURES
            ),
            _EDGE._replace(name="right"),
        )

    def lines(self) -> tuple[Column, ...]:
        """The columns of rows."""
        return (
            _EDGE,
            Column("day", tr("Date"), self._day, "day", width=88),
            Column("ticket", tr("Ticket"), self._ticket, width=180, stretch=True),
            Column("customer", tr("Customer"), lambda one: Cell(one.customer), "customer", width=150),
            Column("technician", tr("Technician"), self._technician, "technician", width=96),
            Column("labor", tr("Labor rate"), lambda one: Cell(one.labor, tone="ink2"), width=130, rank=2),
            Column("notes", tr("What was done"), self._notes, width=160, rank=1, roomy=320),
            Column("worked", tr("Worked"), self._worked, "worked", RIGHT, 92),
            Column("billed", tr("Billable"), self._billed, align=RIGHT, width=104),
            Column("state", tr("State"), self._state, width=130),
            _EDGE._replace(name="right"),
        )

    def _name(self, row: TimeGroup) -> Cell:
        return Cell(row.name, strong=True) if row.name else Cell(tr("Nobody"), tone="ink3")

    def _entries(self, row: TimeGroup) -> Cell:
        return Cell(number(row.sums.entries), tone="ink2", figure=True)

    def _figure(self, name: str) -> Callable[[TimeGroup], Cell]:
        def cell(row: TimeGroup) -> Cell:
            minutes = getattr(row.sums, name)
            if not minutes:
                return Cell(DASH, tone="ink3", figure=True)
            waits = name == "not_charged"
            return Cell(long_words(minutes), tone="partly_fg" if waits else "ink", strong=waits, figure=True)

        return cell

    def _day(self, one: TimeLine) -> Cell:
        if one.day is None:
            return Cell(DASH, tone="ink3")
        return Cell(self.bench.figures.day(one.day, self.bench.today), tone="ink2", figure=True)

    def _ticket(self, one: TimeLine) -> Cell:
        return Cell(one.ticket, one.subject, strong=True)

    def _technician(self, one: TimeLine) -> Cell:
        return Cell(one.technician) if one.technician else Cell(DASH, tone="ink3")

    def _notes(self, one: TimeLine) -> Cell:
        said = one.notes.replace("\n", " ")
        return Cell(said, tone="ink2") if said else Cell(DASH, tone="ink3")

    def _worked(self, one: TimeLine) -> Cell:
        return Cell(long_words(one.worked), figure=True)

    def _billed(self, one: TimeLine) -> Cell:
        if not one.billable:
            return Cell(tr("not billed"), tone="ink3")
        return Cell(long_words(one.billed), figure=True, strong=True)

    def _state(self, one: TimeLine) -> Cell:
        state = one.state if one.billable else "not_billable"
        return Cell(word(state), badge=state)
