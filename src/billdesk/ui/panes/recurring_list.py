"""The left of the Recurring pane: search and filters, what failed, the schedules, their sum."""

from collections.abc import Sequence

from PySide6.QtCore import Signal

from billdesk.domain.errors import Refused
from billdesk.domain.lists import CurrencySum, Page, Part, Sort
from billdesk.domain.schedule_list import ScheduleFilter, ScheduleRow
from billdesk.services.schedule_sheet import ScheduleSheet
from billdesk.ui.bench import Bench
from billdesk.ui.panes.listing import Listing
from billdesk.ui.panes.recurring_amounts import NextAmounts
from billdesk.ui.panes.recurring_columns import columns
from billdesk.ui.panes.recurring_filter import RecurringFilter
from billdesk.ui.widgets.empty import Card, Way
from billdesk.ui.widgets.painted import Button
from billdesk.ui.widgets.strip import Strip
from billdesk.ui.words import counted, number, tr

SUMMED = 200
"""A list of so many rows is summed up whole; of a longer one only the rows in view are reckoned."""
FAILED = ScheduleFilter(failed=True, states=frozenset({"active"}))
FAILED_SHOWN = 20


class RecurringList(Listing):
    """Finds schedules and says what failed."""

    failing = Signal(int)  # how many schedules failed at their last run
    led = Signal(str)  # to the place where a schedule can come from

    def __init__(self, bench: Bench) -> None:
        filters = RecurringFilter(bench)
        super().__init__(bench, "recurring", filters, columns(bench), Sort("next_date", False))
        self.table.setAccessibleName(tr("Schedules"))
        self.amounts = NextAmounts(bench)
        self.reckon(self.amounts, "amount")
        self.strip = Strip(bench.look, "recurring.failed")
        self.strip.used.connect(lambda: self.show_filter(FAILED))
        filters.troubled.connect(self.troubled)
        self.first = Button(bench.look, tr("New schedule"), "plain", "plus", "recurring.empty.new")
        self.empty.add_button(self.first)
        self.ways: tuple[Card, ...] = ()
        self.lay_out(self.strip)

    def refresh(self) -> None:
        """Fetch rows, amounts and what failed again."""
        super().refresh()
        self.read_failed()

    def alone(self, key: int) -> ScheduleFilter:
        return ScheduleFilter(ids=(key,))

    # Away from the GUI thread

    def _page(self, wanted: ScheduleFilter, order: Sort, part: Part) -> Page[ScheduleRow]:
        return self.bench.desk.browsing.schedules(wanted, order, self.bench.today, part)

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

    def _say_empty(self, narrowed: bool) -> None:
        self.first.setVisible(not narrowed)
        if not narrowed and not self.ways:
            self._add_ways()
        for way in self.ways:
            way.setVisible(not narrowed)
        if narrowed:
            self.empty.say(
                tr("No schedule matches these filters"), tr("Clear them to see the active ones again.")
            )
        else:
            self.empty.say(
                tr("No schedules yet"),
                tr(
                    "A schedule draws up the same invoice again and again, on the day you choose, and counts "
                    "devices and people by itself."
                ),
            )

    def _add_ways(self) -> None:
        """Where else a schedule comes from; made in the shops that have none."""
        invoice = Way(
            "file-text",
            tr("From an invoice"),
            tr("Open an invoice that comes every month and choose Make recurring."),
            tr("Choose an invoice"),
            "recurring.empty.invoices",
        )
        devices = Way(
            "laptop",
            tr("Count devices"),
            tr("Enter the devices of your customers, and lines can count them."),
            tr("Open the customers"),
            "recurring.empty.customers",
        )
        self.ways = self.empty.add_ways((invoice, devices))
        for way, place in zip(self.ways, ("invoices", "customers"), strict=True):
            way.button.clicked.connect(lambda _on=False, place=place: self.led.emit(place))

    def _asked_too(self, rows: int) -> range:
        """A short list is summed up whole."""
        return range(rows if rows <= SUMMED else 0)

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
            said = _failed(rows[0].customer, sheet.failures)
            self.strip.tell(said, reason, tr("Show"))
        else:
            count = f"{FAILED_SHOWN}+" if len(rows) == FAILED_SHOWN else str(len(rows))
            self.strip.tell(tr("{count} schedules failed:", count=count), names_of(rows), tr("Show"))


def _failed(customer: str, times: int) -> str:
    if times == 1:
        return tr("{customer} failed:", customer=customer)
    if times == 2:
        return tr("{customer} failed twice:", customer=customer)
    return tr("{customer} failed {count} times:", customer=customer, count=times)


def names_of(rows: Sequence[ScheduleRow]) -> str:
    """The first customers of some rows, and how many more."""
    names = list(dict.fromkeys(row.customer for row in rows))
    more = len(names) - 3
    said = ", ".join(names[:3])
    return f"{said} {counted(more, 'and {count} more', 'and {count} more')}" if more > 0 else said
