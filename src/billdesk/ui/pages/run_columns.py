"""The columns of the dry run: who, when, how much, how it changed, why and what happens."""

from dataclasses import dataclass

from billdesk.services.foresight import DRAFTS, Foreseen
from billdesk.ui.bench import Bench
from billdesk.ui.figures import DASH
from billdesk.ui.models.cells import RIGHT, Cell, Column
from billdesk.ui.pages.run_words import happens, signed_amount, tone_of, why
from billdesk.ui.words import tr

SEGMENTS = ("all", "differ", "drafts", "skipped")
SORT_KEYS = {
    "customer": lambda row: (row.customer.casefold(), row.id),
    "billed": lambda row: (row.billing_date, row.id),
    "total": lambda row: (row.total, row.id),
    "change": lambda row: (row.change or 0, row.id),
}


def belongs(row: Foreseen, segment: str) -> bool:
    """Whether a row is shown in a segment."""
    if segment == "differ":
        return row.differs
    if segment == "drafts":
        return row.fate in DRAFTS
    if segment == "skipped":
        return row.fate in ("skipped", "failed")
    return True


@dataclass(frozen=True, slots=True)
class _Writer:
    bench: Bench

    def who(self, row: Foreseen) -> Cell:
        return Cell(row.customer, row.title or tr("No title"), strong=True, second_tone="ink2")

    def billed(self, row: Foreseen) -> Cell:
        day = self.bench.figures.day(row.billing_date, self.bench.today)
        return Cell(day, tone="ink2", figure=True)

    def total(self, row: Foreseen) -> Cell:
        if row.fate == "failed":
            return Cell(DASH, tone="ink3", figure=True)
        amount = self.bench.figures.amount(row.total, row.currency or self.bench.figures.home)
        return Cell(amount, strong=bool(row.total), tone="ink" if row.total else "ink3", figure=True)

    def change(self, row: Foreseen) -> Cell:
        if not row.change:
            return Cell(DASH, tone="ink3", figure=True)
        said = signed_amount(row.change, row.currency, self.bench.language)
        return Cell(said, strong=True, tone=tone_of(row.change), figure=True)

    def why(self, row: Foreseen) -> Cell:
        said, icon, tone = happens(row)
        first = "ink" if row.differs and row.last_date is not None else "ink2"
        return Cell(why(row, self.bench), said, tone=first, second_tone=tone, icon=icon)


def columns(bench: Bench) -> tuple[Column, ...]:
    """The columns, with room at both edges."""
    writer = _Writer(bench)
    return (
        Column("left", "", lambda _row: Cell(""), width=8),
        Column("customer", tr("Customer"), writer.who, "customer", width=180, stretch=True),
        Column("billed", tr("Billed on"), writer.billed, "billed", width=88),
        Column("total", tr("Total"), writer.total, "total", RIGHT, 88),
        Column("change", tr("Change"), writer.change, "change", RIGHT, 88),
        Column("why", tr("Why, and what happens"), writer.why, width=232, roomy=400),
    )
