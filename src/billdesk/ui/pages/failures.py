"""The page Failed schedules: who isn't billed, since when, why, and trying it again."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from billdesk.domain.lists import Sort
from billdesk.domain.schedule_list import ScheduleFilter
from billdesk.services.failures import Failing, reason_of
from billdesk.ui.bench import Bench
from billdesk.ui.figures import DASH
from billdesk.ui.models.cells import Cell, Column
from billdesk.ui.models.listed import Listed
from billdesk.ui.models.paged import PagedTableModel
from billdesk.ui.panes.pane import Pane
from billdesk.ui.widgets.empty import Empty
from billdesk.ui.widgets.painted import Button
from billdesk.ui.widgets.sheet import Wash
from billdesk.ui.widgets.table import Table
from billdesk.ui.widgets.tagged import plain
from billdesk.ui.words import tr

KINDS = frozenset({"schedule", "run", "customer", "settings", "payment"})
SORT_KEYS = {
    "customer": lambda row: (row.customer.casefold(), row.id),
    "since": lambda row: (row.since.timestamp() if row.since else 0.0, row.id),
    "times": lambda row: (row.times, row.id),
}


class FailuresPage(Pane):
    """Every schedule that failed at its last run, the worst first; each run tries all of them again."""

    key = "failures"
    title = "Failed schedules"

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        look = self.look
        self.listed = Listed(SORT_KEYS)
        self.model = PagedTableModel(
            columns(bench), self.listed.fetch, self.listed.count, bench.background, self
        )
        self.model.order = Sort("times")
        self.table = Table(look, self.model, "failures.table", lines=2)
        self.table.setAccessibleName(tr("Failed schedules"))
        self.open_it = Button(look, tr("Show schedule"), "plain", "repeat", "failures.show")
        self.retry = Button(look, tr("Try again"), "plain", "refresh-cw", "failures.retry")
        self.retry_all = Button(look, tr("Try all again"), "primary", "play", "failures.retry_all")
        self.empty = Empty(
            look,
            "failures.empty",
            tr("No schedule fails"),
            tr("Everything that was due could be billed at the last run."),
        )
        self._lay_out()
        self._connect()
        self._show_acts()

    def _lay_out(self) -> None:
        self._middle = QStackedWidget()
        self._middle.addWidget(self.table)
        self._middle.addWidget(self.empty)
        sheet = Wash(self.look, "sheet")
        inside = QVBoxLayout(sheet)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self._middle)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(sheet)

    def _connect(self) -> None:
        self.open_it.clicked.connect(self._open)
        self.retry.clicked.connect(self._retry)
        self.retry_all.clicked.connect(lambda: self._ask_for_run(self.listed.wanted(None)))
        self.table.chosen.connect(lambda _row: self._show_acts())
        self.table.opened.connect(lambda _row: self._open())
        self.model.reloaded.connect(self._on_reloaded)
        self.model.failed.connect(self.troubled)

    # As a page

    def top_widgets(self) -> Sequence[QWidget]:
        return (self.open_it, self.retry, self.retry_all)

    def show_what(self, what: object) -> None:
        """Read who fails."""
        self.refresh()

    def kinds(self) -> frozenset[str]:
        return KINDS

    def entered(self) -> None:
        super().entered()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        self.bench.run(self.bench.desk.failures.list, self._on_read, self.troubled.emit)

    def _on_read(self, found: tuple[Failing, ...]) -> None:
        self.listed.replace(found)
        self.model.show(None)

    def _on_reloaded(self) -> None:
        self._middle.setCurrentIndex(0 if self.model.rowCount() else 1)
        if self.model.rowCount() and self.table.current_row() is None:
            self.table.choose(0)
        self._show_acts()

    # Acts

    def _show_acts(self) -> None:
        some = self.table.current_row() is not None
        self.open_it.setEnabled(some)
        self.retry.setEnabled(some)
        self.retry_all.setEnabled(self.model.rowCount() > 0)

    def _open(self) -> None:
        row: Failing | None = self.table.current_row()
        if row is not None:
            self.asked.emit("recurring", ScheduleFilter(ids=(row.id,)))

    def _retry(self) -> None:
        row: Failing | None = self.table.current_row()
        if row is not None:
            self._ask_for_run((row,))

    def _ask_for_run(self, rows: Sequence[Failing]) -> None:
        if rows:
            self.asked.emit("run", frozenset(row.id for row in rows))


@dataclass(frozen=True, slots=True)
class _Writer:
    """Makes cells from rows alone, off the GUI thread."""

    bench: Bench

    def who(self, row: Failing) -> Cell:
        return Cell(row.customer, plain(row.title) or tr("No title"), strong=True, second_tone="ink2")

    def why(self, row: Failing) -> Cell:
        """The sentence says what is, and then what to do."""
        what, _, then = self.bench.sentence(reason_of(row)).partition(". ")
        return Cell(f"{what}." if then else what, then, second_tone="ink2")

    def since(self, row: Failing) -> Cell:
        if row.since is None:
            return Cell(DASH, tone="ink3")
        here = row.since.astimezone()
        day = self.bench.figures.day(here.date(), self.bench.today)
        return Cell(day, f"{here:%H:%M}", figure=True, second_tone="ink2", second_figure=True)

    def times(self, row: Failing) -> Cell:
        said = tr("once") if row.times == 1 else tr("{count} times in a row", count=row.times)
        if row.number:
            waits = tr("{number} isn't charged", number=row.number)
            return Cell(said, waits, tone="ink" if row.times < 3 else "overdue_fg", second_tone="ink2")
        day = "" if row.billing_date is None else self.bench.figures.day(row.billing_date, self.bench.today)
        waits = tr("{day} isn't billed", day=day) if day else ""
        return Cell(said, waits, tone="ink" if row.times < 3 else "overdue_fg", second_tone="ink2")


def columns(bench: Bench) -> tuple[Column, ...]:
    """The columns, with room at both edges."""
    writer = _Writer(bench)
    return (
        Column("left", "", lambda _row: Cell(""), width=8),
        Column("customer", tr("Customer"), writer.who, "customer", width=220),
        Column("why", tr("Why, and what to do"), writer.why, width=240, stretch=True),
        Column("since", tr("Since"), writer.since, "since", width=96, rank=1),
        Column("times", tr("Failed"), writer.times, "times", width=168, roomy=240),
        Column("right", "", lambda _row: Cell(""), width=8),
    )
