"""The columns of the list of schedules: who and what, when and how often, how much and how it went."""

from dataclasses import dataclass

from billdesk.domain.schedule_list import ScheduleRow
from billdesk.services.frequencies import row_words
from billdesk.ui.bench import Bench
from billdesk.ui.figures import DASH
from billdesk.ui.models.cells import RIGHT, Cell, Column, tick_column
from billdesk.ui.widgets.badge import word
from billdesk.ui.widgets.tagged import plain
from billdesk.ui.words import tr

_LAST = {
    "paid": ("last paid", "paid_fg"),
    "open": ("last open", "ink2"),
    "overdue": ("last overdue", "overdue_fg"),
    "partly_paid": ("last part-paid", "partly_fg"),
    "draft": ("last a draft", "ink2"),
    "void": ("last void", "ink2"),
}
STATES = ("active", "paused", "completed", "cancelled")


@dataclass(frozen=True, slots=True)
class _Writer:
    """Makes cells from rows alone, off the GUI thread."""

    bench: Bench

    def who(self, row: ScheduleRow) -> Cell:
        title = plain(row.title) or tr("No title")
        state = "failed" if row.failures else row.state
        if state == "active":
            return Cell(row.customer, title, strong=True, second_tone="ink2")
        text = f"{row.customer}\n{word(state)}"
        said = f"{row.customer}, {word(state)}, {title}"
        return Cell(text, title, strong=True, badge=state, second_tone="ink2", spoken=said)

    def when(self, row: ScheduleRow) -> Cell:
        often = row_words(row, self.bench.language)
        if row.state == "paused":
            return Cell(tr("paused"), often, tone="ink2", second_tone="ink2")
        if row.next_date is None:
            return Cell(DASH, often, tone="ink3", second_tone="ink2")
        day = self.bench.figures.day(row.next_date, self.bench.today)
        return Cell(day, often, figure=True, second_tone="ink2")

    def how_much(self, row: ScheduleRow) -> Cell:
        words, tone = _LAST.get(row.last_status or "", ("", "ink2"))
        last = tr(words) if words else tr("none yet")
        if row.amount is None:
            return Cell(DASH, last, tone="ink3", figure=True, second_tone=tone)
        amount = self.bench.figures.amount(row.amount, row.currency)
        return Cell(amount, last, strong=True, figure=True, second_tone=tone)


def columns(bench: Bench) -> tuple[Column, ...]:
    """The columns of the list, with room at the edge."""
    writer = _Writer(bench)
    return (
        tick_column(),
        Column("schedule", tr("Schedule"), writer.who, "customer", width=180, stretch=True),
        Column("next", tr("Next"), writer.when, "next_date", width=140, roomy=220),
        Column("amount", tr("Amount"), writer.how_much, align=RIGHT, width=106),
        Column("right", "", lambda _row: Cell(""), width=8),
    )
