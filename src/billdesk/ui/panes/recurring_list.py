"""The left of the Recurring pane: search and filters, what failed, the schedules, their sum."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from billdesk.domain.errors import Refused
from billdesk.domain.lists import CurrencySum, Page, Part, ScheduleFilter, ScheduleRow, Sort
from billdesk.services.schedule_sheet import ScheduleSheet
from billdesk.ui.bench import Bench
from billdesk.ui.models.paged import PagedTableModel, PageRequest
from billdesk.ui.panes.recurring_amounts import NextAmounts
from billdesk.ui.panes.recurring_columns import columns
from billdesk.ui.panes.recurring_detail import times_failed
from billdesk.ui.panes.recurring_filter import RecurringFilter
from billdesk.ui.widgets.empty import Empty
from billdesk.ui.widgets.painted import Button, Rule
from billdesk.ui.widgets.sheet import Wash
from billdesk.ui.widgets.strip import Strip
from billdesk.ui.widgets.table import Table
from billdesk.ui.widgets.totals import Totals
from billdesk.ui.words import counted, number, tr

SUMMED = 200
"""A list of so many rows is summed up whole; of a longer one only the rows in view are reckoned."""
FAILED = ScheduleFilter(failed=True, states=frozenset({"active"}))
FAILED_SHOWN = 20


class RecurringList(Wash):
    """Finds schedules; `chosen` tells the current one, `opened` that its detail is wanted."""

    chosen = Signal(object)
    opened = Signal()
    menu_asked = Signal(QPoint)
    troubled = Signal(object)
    shown = Signal()  # other rows, or the same ones again
    failing = Signal(int)  # how many schedules failed at their last run

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench.look, "sheet")
        self.bench = bench
        look = bench.look
        self.filter = RecurringFilter(bench)
        self.amounts = NextAmounts(bench)
        self.model = PagedTableModel(columns(bench), self._fetch, self._count, bench.background, self)
        self.model.order = Sort("next_date", False)
        self.table = Table(look, self.model, "recurring.table", lines=2)
        self.table.setAccessibleName(tr("Schedules"))
        self.table.head.setMinimumSectionSize(1)
        self.strip = Strip(look, "recurring.failed")
        self.totals = Totals(look, "recurring.totals")
        self.empty = Empty(look, "recurring.empty", "", "")
        self.clear = Button(look, tr("Clear filters"), "plain", "x", "recurring.clear_filters")
        self.empty.add_button(self.clear)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._middle = QStackedWidget()
        self._middle.addWidget(self.table)
        self._middle.addWidget(self.empty)
        for widget in (self.filter, Rule(self.look), self.strip):
            column.addWidget(widget)
        column.addWidget(self._middle, 1)
        column.addWidget(self.totals)

    def _connect(self) -> None:
        self.filter.changed.connect(self.show_wanted)
        self.filter.troubled.connect(self.troubled)
        self.clear.clicked.connect(self.filter.clear)
        self.strip.used.connect(lambda: self.show_filter(FAILED))
        self.table.chosen.connect(self.chosen)
        self.table.opened.connect(lambda _row: self.opened.emit())
        self.table.menu_asked.connect(lambda _row, place: self.menu_asked.emit(place))
        self.table.verticalScrollBar().valueChanged.connect(lambda _value: self._ask_amounts())
        self.model.reloaded.connect(self._on_reloaded)
        self.model.arrived.connect(lambda _first, _last: self._ask_amounts())
        self.model.failed.connect(self.troubled)
        self.amounts.found.connect(self._on_amounts)

    def show_wanted(self) -> None:
        """Show what the filters ask for."""
        self.model.show(self.filter.wanted())

    def show_filter(self, wanted: ScheduleFilter) -> None:
        """Set the filters and show what they ask for."""
        self.filter.show_filter(wanted)
        self.show_wanted()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def remembered(self) -> dict[str, Any]:
        """The filters and the order, as they can be kept."""
        order = self.model.order
        return {"filter": self.filter.as_plain(), "sort": [order.key, order.descending]}

    def recall(self, state: Mapping[str, Any]) -> None:
        """Show the list as it was."""
        self.filter.show_plain(state.get("filter", {}))
        key, descending = state.get("sort", ("next_date", False))
        if key in {column.sort_key for column in self.model.columns if column.sort_key}:
            self.model.order = Sort(key, bool(descending))
        self.show_wanted()

    def refresh(self) -> None:
        """Fetch rows, amounts and what failed again."""
        self.amounts.forget()
        self.model.refresh()
        self.read_failed()

    # Away from the GUI thread

    def _fetch(self, request: PageRequest) -> Page[ScheduleRow]:
        part = Part(request.limit, request.after, request.before, request.offset or 0)
        found = self.bench.desk.browsing.schedules(request.filter, request.sort, self.bench.today, part)
        known = self.amounts.known
        return replace(found, rows=tuple(replace(row, amount=known.get(row.id)) for row in found.rows))

    def _count(self, wanted: ScheduleFilter) -> tuple[CurrencySum, ...]:
        counts = self.bench.desk.browsing.schedule_counts(wanted)
        states = wanted.states or counts.keys()
        return (CurrencySum("", sum(counts.get(state, 0) for state in states), 0, 0),)

    def read_failed(self) -> None:
        """Look for schedules whose last run failed."""
        browsing, recurring, today = self.bench.desk.browsing, self.bench.desk.recurring, self.bench.today

        def job() -> tuple[tuple[ScheduleRow, ...], ScheduleSheet | None]:
            rows = browsing.schedules(FAILED, Sort("next_date", False), today, Part(FAILED_SHOWN)).rows
            return rows, recurring.sheet(rows[0].id, today) if len(rows) == 1 else None

        self.bench.run(job, self._on_failed_read, self.troubled.emit)

    # What comes back

    def _on_reloaded(self) -> None:
        none = not self.model.rowCount()
        if none:
            self._say_empty()
        self._middle.setCurrentIndex(1 if none else 0)
        self._show_totals()
        self._ask_amounts()
        self.shown.emit()

    def _say_empty(self) -> None:
        narrowed = self.filter.is_narrowed()
        if narrowed:
            self.empty.say(
                tr("No schedule matches these filters"), tr("Clear them to see the active ones again.")
            )
        else:
            self.empty.say(
                tr("No schedules yet"), tr("Import a shop that has some, and they bill from here.")
            )
        self.clear.setVisible(narrowed)

    def _ask_amounts(self) -> None:
        """What the schedules in view come to, and then those of a short list, for its sum."""
        rows = self.model.rowCount()
        first = max(0, self.table.rowAt(0))
        last = self.table.rowAt(self.table.viewport().height() - 1)
        seen = range(first, (last if last >= 0 else min(rows, SUMMED) - 1) + 1)
        rest = range(rows) if rows <= SUMMED else ()
        self.amounts.ask(row for number in (*seen, *rest) if (row := self.model.row(number)) is not None)

    def _on_amounts(self, amounts: dict[int, int | None]) -> None:
        numbers = {key: self.model.number_of(key) for key in amounts}
        rows = {key: self.model.row(number) for key, number in numbers.items() if number is not None}
        self.model.amend({key: replace(row, amount=amounts[key]) for key, row in rows.items() if row})
        self._show_totals()

    def _show_totals(self) -> None:
        rows = self.model.rowCount()
        said = self._sum(rows)
        words = tr("schedule") if rows == 1 else tr("schedules")
        self.totals.show_sums(number(rows), words, ((tr("Next invoices"), said),) if said else ())

    def _sum(self, rows: int) -> str:
        """What the next invoices of the active ones come to, once all of a short list are known."""
        shown = [self.model.row(number) for number in range(rows)] if 0 < rows <= SUMMED else []
        known = [row for row in shown if row is not None and self.amounts.knows(row.id)]
        if not known or len(known) < len(shown):
            return ""
        sums: dict[str, int] = {}
        for row in known:
            if row.amount is not None and row.state == "active":
                sums[row.currency] = sums.get(row.currency, 0) + row.amount
        return self.bench.figures.several([(minor, code) for code, minor in sums.items()])

    def _on_failed_read(self, found: tuple[tuple[ScheduleRow, ...], ScheduleSheet | None]) -> None:
        rows, sheet = found
        self.failing.emit(len(rows))
        if not rows:
            self.strip.hide()
        elif sheet is not None:
            reason = self.bench.sentence(Refused(sheet.failure, **(sheet.failure_facts or {})))
            failed = times_failed(sheet.failures)
            said = f"{rows[0].customer} {failed[0].lower()}{failed[1:]}:"
            self.strip.tell(said, reason, tr("Show"))
        else:
            count = f"{FAILED_SHOWN}+" if len(rows) == FAILED_SHOWN else str(len(rows))
            self.strip.tell(tr("{count} schedules failed:", count=count), names_of(rows), tr("Show"))


def names_of(rows: Sequence[ScheduleRow]) -> str:
    """The first customers of some rows, and how many more."""
    names = list(dict.fromkeys(row.customer for row in rows))
    more = len(names) - 3
    said = ", ".join(names[:3])
    return f"{said} {counted(more, 'and {count} more', 'and {count} more')}" if more > 0 else said
