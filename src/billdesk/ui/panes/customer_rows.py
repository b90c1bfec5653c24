"""How the rows of a customer's page are written: invoices, schedules, people, payments, tickets, coverage."""

from dataclasses import dataclass

from billdesk.basics import words
from billdesk.domain.coverage import Coverage
from billdesk.domain.customer import Contact
from billdesk.domain.lists import InvoiceRow
from billdesk.domain.money import SCALE
from billdesk.domain.payment import Payment
from billdesk.domain.schedule_list import ScheduleRow
from billdesk.services.frequencies import row_words
from billdesk.ui.bench import Bench
from billdesk.ui.figures import DASH
from billdesk.ui.methods import method_short
from billdesk.ui.models.cells import RIGHT, Cell, Column
from billdesk.ui.ticket_words import status_words
from billdesk.ui.widgets.badge import word
from billdesk.ui.widgets.tagged import plain
from billdesk.ui.words import counted, tr


@dataclass(frozen=True, slots=True)
class Writer:
    """Makes columns of a customer's rows."""

    bench: Bench

    def invoices(self) -> tuple[Column, ...]:
        amount = self.bench.figures.amount
        return (
            Column("number", tr("Invoice"), self._number, width=136),
            Column("title", "", self._title, width=120, stretch=True),
            Column("due", tr("Due"), lambda row: self._day(row.due_date), width=96, rank=2),
            Column("status", tr("Status"), self._status, width=124),
            Column(
                "total",
                tr("Total"),
                lambda row: Cell(amount(row.total, row.currency), tone="ink2", figure=True),
                align=RIGHT,
                width=96,
                rank=3,
            ),
            Column("balance", tr("Balance"), self._balance, align=RIGHT, width=96),
        )

    def schedules(self) -> tuple[Column, ...]:
        return (
            Column("title", tr("Schedule"), self._schedule, width=160, stretch=True),
            Column("often", tr("How often"), self._often, width=196, rank=2),
            Column("next", tr("Next"), lambda row: self._day(row.next_date), width=96),
            Column("state", tr("State"), self._state, width=112),
        )

    def contacts(self) -> tuple[Column, ...]:
        return (
            Column("name", tr("Name"), self._contact, width=150, stretch=True),
            Column("email", tr("E-mail"), lambda one: _grey(one.email), width=210, rank=1),
            Column("phone", tr("Phone"), lambda one: _grey(one.phone), width=130, rank=3),
            Column("billing", "", self._billing, width=130, rank=2),
        )

    def payments(self) -> tuple[Column, ...]:
        return (
            Column("date", tr("Date"), lambda one: self._day(one.day), width=96),
            Column("method", tr("Method"), self._method, width=130, stretch=True),
            Column("amount", tr("Amount"), self._received, align=RIGHT, width=110),
        )

    def credit(self) -> tuple[Column, ...]:
        amount = self.bench.figures.amount
        return (
            Column("date", tr("Date"), lambda one: self._day(one.day), width=96),
            Column("number", tr("Receipt"), self._from, width=150, stretch=True),
            Column("held", "", self._held, width=130, rank=1),
            Column(
                "amount",
                tr("Received"),
                lambda one: Cell(amount(one.amount, one.currency), tone="ink2", figure=True),
                align=RIGHT,
                width=100,
                rank=2,
            ),
            Column(
                "left",
                tr("Left"),
                lambda one: Cell(amount(one.credit, one.currency), strong=True, figure=True),
                align=RIGHT,
                width=100,
            ),
        )

    def tickets(self) -> tuple[Column, ...]:
        return (
            Column("number", tr("Ticket"), lambda one: Cell(one.number or one.ref, figure=True), width=96),
            Column("subject", tr("Subject"), lambda one: Cell(one.subject or DASH), width=160, stretch=True),
            Column("status", tr("Status"), lambda one: _grey(status_words(one.status)), width=150),
        )

    def coverage(self) -> tuple[Column, ...]:
        return (
            Column("what", tr("What"), self._what, width=170),
            Column("count", tr("Count"), self._count, align=RIGHT, width=64),
            Column("by", tr("Counted by"), self._by, width=160, stretch=True),
            Column("state", "", self._covered, width=132),
        )

    # Cells

    def _day(self, day: object) -> Cell:
        return Cell(self.bench.figures.day(day, self.bench.today), tone="ink2", figure=True)  # type: ignore[arg-type]

    def _number(self, row: InvoiceRow) -> Cell:
        return Cell(row.number or tr("Draft"), tone="accent_ink", figure=row.number is not None, strong=True)

    def _title(self, row: InvoiceRow) -> Cell:
        return Cell(row.title, tone="ink2", icon="repeat" if row.recurring else "")

    def _status(self, row: InvoiceRow) -> Cell:
        return Cell(word(row.status, row.overdue_days), badge=row.status)

    def _balance(self, row: InvoiceRow) -> Cell:
        shown = self.bench.figures.amount(row.balance, row.currency)
        if not row.balance:
            return Cell(shown, tone="ink3", figure=True)
        return Cell(shown, strong=True, figure=True)

    def _schedule(self, row: ScheduleRow) -> Cell:
        return Cell(plain(row.title) or tr("No title"), tone="accent_ink", strong=True)

    def _often(self, row: ScheduleRow) -> Cell:
        return _grey(row_words(row, self.bench.language))

    def _from(self, one: Payment) -> Cell:
        """Its receipt; credit that was given, or that came of a refund, has none."""
        how = method_short(one.method) if one.number else ""
        more = " · ".join(part for part in (how, one.note) if part)
        return Cell(one.number or tr("Store credit"), more, tone="accent_ink", strong=True)

    def _held(self, one: Payment) -> Cell:
        return Cell(tr("for a ticket"), tone="paid_fg") if one.is_held else Cell(tr("free"), tone="ink2")

    def _state(self, row: ScheduleRow) -> Cell:
        state = "failed" if row.failures else row.state
        return Cell(word(state), badge=state)

    def _contact(self, one: Contact) -> Cell:
        if not one.active:
            return Cell(one.name, tr("archived"), tone="ink3")
        return Cell(one.name, strong=True)

    def _billing(self, one: Contact) -> Cell:
        return Cell(tr("gets the invoices"), tone="ink2") if one.billing and one.active else Cell("")

    def _method(self, one: Payment) -> Cell:
        said = method_short(one.method)
        held = tr("held for a ticket") if one.ticket_id is not None and not one.released else one.reference
        return Cell(said, held)

    def _received(self, one: Payment) -> Cell:
        return Cell(self.bench.figures.amount(one.amount, one.currency), figure=True, strong=True)

    def _what(self, one: Coverage) -> Cell:
        name = {"asset": one.name or tr("Assets without a type"), "contact": tr("Contacts")}
        return Cell(name.get(one.kind, one.name))

    def _count(self, one: Coverage) -> Cell:
        return Cell(self._figure(one, one.count), figure=True)

    def _by(self, one: Coverage) -> Cell:
        if not one.by:
            return Cell(tr("no line counts them"), tone="ink2")
        lines = list(dict.fromkeys(f"{plain(by.title)}: {plain(by.line)}" for by in one.by))
        return Cell(", ".join(lines), tone="ink2")

    def _covered(self, one: Coverage) -> Cell:
        if not one.left:
            return Cell(tr("covered"), tone="paid_fg", icon="check", icon_tone="paid_fg")
        if one.kind == "contact" and not one.by:
            return Cell(tr("not counted"), tone="ink3")
        left = self._figure(one, one.left)
        return Cell(
            tr("{count} left out", count=left), tone="partly_fg", icon="triangle-alert", icon_tone="partly_fg"
        )

    def _figure(self, one: Coverage, count: int) -> str:
        scaled = count if one.kind == "usage" else count * SCALE
        return words.quantity(scaled, self.bench.language)


def left_out(rows: tuple[Coverage, ...]) -> int:
    """How many groups have something that no line counts, contacts aside as long as none is counted."""
    return sum(1 for one in rows if one.left and not (one.kind == "contact" and not one.by))


def left_out_words(rows: tuple[Coverage, ...]) -> str:
    """Whether everything is billed, in words."""
    count = left_out(rows)
    if not count:
        return tr("everything is counted")
    return counted(count, "{count} kind isn't fully counted", "{count} kinds aren't fully counted")


def _grey(text: str) -> Cell:
    return Cell(text, tone="ink2") if text else Cell(DASH, tone="ink3")
