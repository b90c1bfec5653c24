"""The rows of the list of payments, and of what one of them settles."""

from dataclasses import dataclass

from billdesk.domain.payment_list import PaymentRow
from billdesk.services.payment_sheet import Settled
from billdesk.ui.bench import Bench
from billdesk.ui.methods import method_short
from billdesk.ui.models.cells import RIGHT, Cell, Column, tick_column
from billdesk.ui.widgets.badge import word
from billdesk.ui.words import tr


@dataclass(frozen=True, slots=True)
class Writer:
    """Makes cells from rows alone, off the GUI thread."""

    bench: Bench

    def columns(self) -> tuple[Column, ...]:
        """The columns of the list, with room at both edges."""
        return (
            tick_column(),
            Column("customer", tr("Customer"), self._who, "customer", width=180, stretch=True),
            Column("day", tr("Date"), self._day, "date", width=72),
            Column("amount", tr("Amount"), self._amount, "amount", RIGHT, 116),
            _edge("right"),
        )

    def settles(self, currency: str) -> tuple[Column, ...]:
        """The columns of what a payment settles."""
        amount = self.bench.figures.amount
        return (
            Column("number", tr("Invoice"), lambda row: Cell(row.number, strong=True), width=140),
            Column("title", "", lambda row: Cell(row.title, tone="ink2"), width=120, stretch=True),
            Column("part", tr("Applied"), lambda row: Cell(amount(row.part, currency), figure=True),
                   align=RIGHT, width=104),
            Column("state", "", self._state, width=112, rank=1),
        )  # fmt: skip

    def _who(self, row: PaymentRow) -> Cell:
        parts = [row.number or "", f"{method_short(row.method)} {row.reference}".strip()]
        second = " · ".join(part for part in parts if part)
        tone = "ink3" if row.reversed else "ink"
        return Cell(row.customer, second, tone=tone, strong=not row.reversed, struck=row.reversed)

    def _day(self, row: PaymentRow) -> Cell:
        return Cell(self.bench.figures.day(row.day, self.bench.today), tone="ink2", figure=True)

    def _amount(self, row: PaymentRow) -> Cell:
        shown = self.bench.figures.amount(row.amount, row.currency)
        if row.reversed:
            return Cell(shown, tr("taken back"), tone="ink3", figure=True, struck=True)
        if not row.credit:
            return Cell(shown, figure=True, strong=True)
        left = self.bench.figures.amount(row.credit, row.currency)
        second = tr("{amount} held", amount=left) if row.held else tr("{amount} to credit", amount=left)
        return Cell(shown, second, figure=True, strong=True, second_tone="accent_ink")

    def _state(self, row: Settled) -> Cell:
        if row.balance <= 0:
            return Cell(word("paid"), badge="paid")
        return Cell(word("partly_paid"), badge="partly_paid")


def _edge(side: str) -> Column:
    return Column(side, "", lambda _row: Cell(""), width=8)
