"""The tables in the detail of a ticket: its labor log, its charges, the invoices made of it, its notes."""

from dataclasses import dataclass
from datetime import datetime

from billdesk.basics import words
from billdesk.domain.invoice import Invoice, status
from billdesk.domain.ticket import Note
from billdesk.services.ticket_sheet import Charged, Logged, TicketSheet
from billdesk.ui.bench import Bench
from billdesk.ui.figures import DASH
from billdesk.ui.models.cells import RIGHT, Cell, Column
from billdesk.ui.ticket_words import long_words
from billdesk.ui.widgets.badge import word
from billdesk.ui.words import tr


@dataclass(slots=True)
class Writer:
    """Makes the cells of a ticket's tables; `sheet` is the ticket that is shown."""

    bench: Bench
    sheet: TicketSheet | None = None

    # Tables

    def log(self) -> tuple[Column, ...]:
        return (
            Column("when", tr("When"), self._when, width=104, rank=2),
            Column("who", tr("Who"), self._who, width=72, rank=1),
            Column("notes", tr("Notes"), self._notes, width=150, stretch=True),
            Column("worked", tr("Worked"), self._worked, align=RIGHT, width=86),
            Column("billed", tr("Billed"), self._billed, align=RIGHT, width=100),
            Column("amount", tr("Amount"), self._worth, align=RIGHT, width=84),
            Column("state", tr("State"), self._state, width=148),
        )

    def charges(self) -> tuple[Column, ...]:
        return (
            Column("what", tr("Charge"), self._what, width=180, stretch=True),
            Column("quantity", tr("Quantity"), self._quantity, align=RIGHT, width=76),
            Column("unit", tr("Unit"), self._unit, width=72, rank=2),
            Column("price", tr("Price"), self._price, align=RIGHT, width=84),
            Column("tax", tr("Tax"), self._tax, width=104, rank=1),
            Column("amount", tr("Amount"), self._amount, align=RIGHT, width=92),
            Column("invoice", tr("Invoice"), self._billed_by, width=140),
        )

    def invoices(self) -> tuple[Column, ...]:
        return (
            Column("number", tr("Number"), self._number, width=150, stretch=True),
            Column("date", tr("Date"), lambda one: self._day(one.date), width=100),
            Column("status", tr("Status"), self._status, width=124),
            Column("total", tr("Total"), self._total, align=RIGHT, width=100),
        )

    # Cells of the log

    def _when(self, row: Logged) -> Cell:
        started, day = row.entry.started, row.entry.day
        if started is not None and day in (None, started.astimezone().date()):
            return Cell(self.moment(started), tone="ink2", figure=True)
        if day is not None:
            return Cell(self.bench.figures.day(day, self.bench.today), tone="ink2", figure=True)
        return Cell(DASH, tone="ink2")

    def _who(self, row: Logged) -> Cell:
        return Cell(row.entry.technician or DASH, tone="ink2")

    def _notes(self, row: Logged) -> Cell:
        said = row.entry.notes.replace("\n", " ")
        return Cell(said, row.labor.name) if said else Cell(row.labor.name, tone="ink2")

    def _worked(self, row: Logged) -> Cell:
        return Cell(long_words(row.entry.minutes), figure=True)

    def _billed(self, row: Logged) -> Cell:
        if not row.entry.billable:
            return Cell(tr("not billed"), tone="ink3")
        return Cell(long_words(row.billable_minutes), figure=True)

    def _worth(self, row: Logged) -> Cell:
        return self._sum(row.amount)

    def _state(self, row: Logged) -> Cell:
        state = row.entry.state if row.entry.billable else "not_billable"
        return Cell(word(state), badge=state)

    # Cells of the charges

    def _what(self, row: Charged) -> Cell:
        said = row.line.description if row.line else row.charge.description
        note = row.charge.note.replace("\n", " ")
        more = " · ".join(filter(None, (note, tr("from time") if row.charge.time_entry_id else "")))
        return Cell(said or DASH, more, strong=True)

    def _quantity(self, row: Charged) -> Cell:
        return Cell(words.quantity(row.charge.quantity, self.bench.language), figure=True)

    def _unit(self, row: Charged) -> Cell:
        return Cell((row.line.unit if row.line else row.charge.unit) or DASH, tone="ink2")

    def _price(self, row: Charged) -> Cell:
        if row.line is None:
            return Cell(tr("no price"), tone="partly_fg")
        return Cell(words.price(row.line.unit_price, self._currency(), self.bench.language), figure=True)

    def _tax(self, row: Charged) -> Cell:
        return Cell((row.line.tax_name if row.line else "") or DASH, tone="ink2")

    def _amount(self, row: Charged) -> Cell:
        return self._sum(row.amount)

    def _billed_by(self, row: Charged) -> Cell:
        if row.charge.billed_elsewhere:
            return Cell(tr("elsewhere"), tone="ink3")
        if row.invoice is None:
            return Cell(tr("waits"), tone="ink2")
        return Cell(row.invoice.number or tr("Draft"), tone="accent_ink", figure=True, strong=True)

    # Cells of the invoices

    def _number(self, one: Invoice) -> Cell:
        return Cell(one.number or tr("Draft"), one.title, tone="accent_ink", strong=True)

    def _day(self, day: object) -> Cell:
        return Cell(self.bench.figures.day(day, self.bench.today), tone="ink2", figure=True)  # type: ignore[arg-type]

    def _status(self, one: Invoice) -> Cell:
        state = status(one, self.bench.today)
        return Cell(word(state), badge=state)

    def _total(self, one: Invoice) -> Cell:
        return Cell(self.bench.figures.amount(one.total, one.currency), strong=True, figure=True)

    # Words

    def moment(self, moment: datetime) -> str:
        """A day and the time of it, as people here read it."""
        here = moment.astimezone()
        return f"{self.bench.figures.day(here.date(), self.bench.today)} {here:%H:%M}"

    def note(self, note: Note) -> str:
        """Who wrote a note, and when."""
        return " · ".join(filter(None, (note.author, self.moment(note.at))))

    def _sum(self, amount: int | None) -> Cell:
        if amount is None:
            return Cell(DASH, tone="ink3")
        said = words.amount(amount, self._currency(), self.bench.language, symbol=False)
        return Cell(said, strong=True, figure=True)

    def _currency(self) -> str:
        return self.sheet.currency if self.sheet else self.bench.figures.home
