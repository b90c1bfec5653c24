"""The page Time report: who worked how long for whom, what of it is billed, and what waits to be charged."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from billdesk.domain.lists import CurrencySum, Page, Part, Sort
from billdesk.domain.time_report import TimeFilter, TimeGroup, TimeLine
from billdesk.ui.bench import Bench
from billdesk.ui.dialogs.csv_file import counted_rows, csv_dialog
from billdesk.ui.models.paged import PagedTableModel, PageRequest
from billdesk.ui.pages.time_columns import TimeWriter
from billdesk.ui.pages.time_filter import NOBODY, TimeFilters
from billdesk.ui.panes.pane import Pane
from billdesk.ui.ticket_words import long_words
from billdesk.ui.widgets.chips import Choice
from billdesk.ui.widgets.empty import Empty
from billdesk.ui.widgets.painted import Button, Rule
from billdesk.ui.widgets.segments import Segments
from billdesk.ui.widgets.sheet import Wash
from billdesk.ui.widgets.table import Table
from billdesk.ui.widgets.totals import Totals
from billdesk.ui.words import number, tr

EACH = "each"


class TimeReportPage(Pane):
    """Groups of time, or each row; Enter on a group shows its rows, on a row its ticket."""

    key = "time_report"
    title = "Time report"

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        self._make_parts()
        self._lay_out()
        self._connect()

    def _make_parts(self) -> None:
        look, writer, background = self.look, TimeWriter(self.bench), self.bench.background
        self.export = Button(look, tr("Export CSV…"), "plain", "file-spreadsheet", "time.export")
        choices = (
            Choice("customer", tr("By customer")),
            Choice("technician", tr("By technician")),
            Choice("labor", tr("By labor rate")),
            Choice(EACH, tr("Each entry")),
        )
        self.by = Segments(look, "time.by", choices)
        self.filter = TimeFilters(self.bench)
        self.groups = PagedTableModel(writer.groups(), self._fetch_groups, self._count, background, self)
        self.groups.order = Sort("name", False)
        self.lines = PagedTableModel(writer.lines(), self._fetch_lines, self._count, background, self)
        self.lines.order = Sort("day", True)
        self.group_table = Table(look, self.groups, "time.groups")
        self.group_table.setAccessibleName(tr("Time by group"))
        self.line_table = Table(look, self.lines, "time.table")
        self.line_table.setAccessibleName(tr("Time entries"))
        self.totals = Totals(look, "time.totals")
        said = tr("Start a timer on a ticket, or add time to one.")
        self.empty = Empty(look, "time.empty", tr("No time matches these filters"), said)
        self.clear = Button(look, tr("Clear filters"), "plain", "x", "time.clear_filters")
        self.empty.add_button(self.clear)

    def _lay_out(self) -> None:
        look, px = self.look, self.look.px
        filters = QHBoxLayout()
        filters.setContentsMargins(px(16), px(8), px(16), px(8))
        filters.setSpacing(px(12))
        filters.addWidget(self.by)
        filters.addWidget(self.filter, 1)
        self._rows = QStackedWidget()
        for part in (self.group_table, self.line_table, self.empty):
            self._rows.addWidget(part)
        sheet = Wash(look, "sheet")
        column = QVBoxLayout(sheet)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(filters)
        column.addWidget(Rule(look))
        column.addWidget(self._rows, 1)
        column.addWidget(self.totals)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(sheet)

    def _connect(self) -> None:
        self.export.clicked.connect(self.ask_where)
        self.by.picked.connect(lambda _key: self._ask())
        self.filter.changed.connect(self._ask)
        self.filter.troubled.connect(self.troubled)
        self.clear.clicked.connect(self.filter.clear)
        self.group_table.opened.connect(self._open_group)
        self.line_table.opened.connect(self._open_ticket)
        for model in (self.groups, self.lines):
            model.reloaded.connect(self._on_reloaded)
            model.failed.connect(self.troubled)

    # What is asked for

    @property
    def table(self) -> Table:
        """The table of what is shown now."""
        return self.line_table if self.by.chosen() == EACH else self.group_table

    @property
    def model(self) -> PagedTableModel:
        """The rows of what is shown now."""
        return self.lines if self.by.chosen() == EACH else self.groups

    def _asked(self) -> tuple[TimeFilter, str]:
        by = self.by.chosen()
        return self.filter.wanted(), "" if by == EACH else by

    def _ask(self) -> None:
        self.model.show(self._asked())

    # Away from the GUI thread

    def _fetch_groups(self, request: PageRequest) -> Page[TimeGroup]:
        wanted, by = request.filter
        return self.bench.desk.time_reports.groups(wanted, by, request.sort, _part(request))

    def _fetch_lines(self, request: PageRequest) -> Page[TimeLine]:
        wanted, _ = request.filter
        return self.bench.desk.time_reports.lines(wanted, request.sort, _part(request))

    def _count(self, asked: tuple[TimeFilter, str]) -> tuple[CurrencySum, ...]:
        """Minutes in the place of money: worked and billed, and then what isn't charged yet."""
        count, sums = self.bench.desk.time_reports.sums(*asked)
        return CurrencySum("", count, sums.worked, sums.billed), CurrencySum("", 0, sums.not_charged, 0)

    # What is shown

    def _on_reloaded(self) -> None:
        count = self.model.rowCount()
        self._rows.setCurrentWidget(self.table if count else self.empty)
        self.export.setEnabled(bool(count))
        if len(self.model.sums) < 2:
            return
        worked, waiting = self.model.sums[:2]
        sums = (
            (tr("Worked"), long_words(worked.total)),
            (tr("Billable"), long_words(worked.balance)),
            (tr("Not charged"), long_words(waiting.total)),
        )
        self.totals.show_sums(number(count), self._words(count), sums if count else ())

    def _words(self, count: int) -> str:
        if self.by.chosen() == EACH:
            return tr("time entry") if count == 1 else tr("time entries")
        return tr("row") if count == 1 else tr("rows")

    def _open_group(self, row: TimeGroup) -> None:
        """Show the rows of a group."""
        by = self.by.chosen()
        key = NOBODY + str(row.key) if by == "technician" else str(row.key)
        self.filter.narrow(by, key, row.name or tr("Nobody"))
        self.by.pick(EACH)
        self.line_table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open_ticket(self, row: TimeLine) -> None:
        self.asked.emit("tickets", row.ticket_id)

    # The file

    def ask_where(self) -> None:
        """Ask where to, and write what is shown as a CSV file."""
        offered = f"{tr('Time report')} {self.bench.today.isoformat()}"
        dialog = csv_dialog(self, "time.export.file", tr("Export CSV"), offered)
        dialog.fileSelected.connect(lambda name: self.export_to(Path(name)))
        dialog.open()

    def export_to(self, path: Path) -> None:
        """Write what is shown into a file."""
        errands, language, (wanted, by) = self.bench.desk.errands, self.bench.language, self._asked()

        def done(count: int | None) -> None:
            said = counted_rows(
                count, "{count} row written to {path}", "{count} rows written to {path}", path=path
            )
            self.told.emit(said, None)

        self.bench.background.run(
            lambda work: errands.export_time(wanted, by, path, language, work.pace()),
            done,
            self.troubled.emit,
            words=tr("Writing CSV"),
        )

    # As a page

    def top_widgets(self) -> Sequence[QWidget]:
        return (self.export,)

    def show_what(self, what: object) -> None:
        """Show the time of this month by customer."""
        self.filter.offer()
        self._ask()

    def kinds(self) -> frozenset[str]:
        return frozenset({"ticket", "timer", "invoice", "customer", "product", "run"})

    def entered(self) -> None:
        super().entered()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        self.model.refresh()
        self.filter.offer()


def _part(request: PageRequest) -> Part:
    return Part(request.limit, request.after, request.before, request.offset or 0)
