"""What a schedule will bill and has billed: the next dates, skipped dates, invoices, changes."""

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from billdesk.domain.history import Happened, Occurrence
from billdesk.domain.lists import InvoiceRow
from billdesk.services.frequencies import schedule_words
from billdesk.services.schedule_sheet import Coming, ScheduleSheet
from billdesk.ui.bench import Bench
from billdesk.ui.figures import DASH
from billdesk.ui.models.cells import RIGHT, Cell, Column
from billdesk.ui.widgets.badge import word
from billdesk.ui.widgets.grid import Grid
from billdesk.ui.widgets.painted import Button, Label, Rule
from billdesk.ui.widgets.wide import keep_high
from billdesk.ui.words import counted, tr

INVOICES = 12
CHANGES = 8
_ACTS = {
    "added": "Created",
    "made": "Created",
    "imported": "Added by import",
    "paused": "Paused",
    "resumed": "Resumed",
    "cancelled": "Cancelled",
    "skipped": "Date skipped",
    "discarded": "Draft discarded",
    "restored": "Change taken back",
    "billed_after_all": "Billed after all",
    "generated": "Invoice drawn up",
    "completed": "Completed",
    "prices_changed": "Prices changed",
    "prices_taken_back": "Change of prices taken back",
    "changed": "Changed",
}
_WHY = {
    "by_hand": "skipped by hand",
    "paused": "while paused",
    "nothing_to_bill": "nothing to bill",
    "catch_up": "missed",
    "discarded": "discarded",
}


class Plan(QWidget):
    """Two columns: the next dates at the left, invoices and changes at the right."""

    invoice_asked = Signal(int)
    all_asked = Signal()
    bill_asked = Signal(object)  # the skipped Occurrence

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        self._bench = bench
        look = bench.look
        self.dates = Grid(look, "recurring.dates", self._date_columns())
        self.generated = Grid(look, "recurring.generated", self._invoice_columns(), usable=True)
        self.generated.picked.connect(lambda row: self.invoice_asked.emit(row.id))
        self.rhythm = Label(look, "", "small", "ink2")
        self.none_coming = _note(bench, tr("Nothing comes any more."))
        self.none_billed = _note(bench, tr("Nothing billed yet."))
        self.all = Button(look, tr("All invoices"), "link", "", "recurring.generated.all")
        self.all.setProperty("room", "small")
        self.all.clicked.connect(self.all_asked)
        self.skipped = _Rows(look.px(4))
        self.changes = _Rows(look.px(2))
        self.changes.setObjectName("recurring.changes")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        coming = self._title(tr("Next dates"), self.rhythm)
        left = self._half(coming, self.none_coming, self.dates, self.skipped)
        row.addWidget(left, 23)  # "Dec 15 – Jan 14, 2027" just fits
        row.addWidget(Rule(look, upright_one=True))
        billed = self._title(tr("Invoices and changes"), self.all)
        row.addWidget(self._half(billed, self.none_billed, self.generated, self.changes), 19)

    def show_sheet(self, sheet: ScheduleSheet) -> None:
        """Show what was and what comes."""
        coming = self._coming(sheet)
        self.dates.show_rows(coming)
        self.dates.setVisible(bool(coming))
        self.none_coming.setVisible(not coming)
        self.rhythm.setText(self._rhythm(sheet))
        shown = sheet.invoices[:INVOICES]
        self.generated.show_rows(shown)
        self.generated.setVisible(bool(shown))
        self.none_billed.setVisible(not shown)
        self.all.setVisible(bool(shown))
        self._show_skipped(sheet.skipped)
        self._show_changes(sheet.history)

    def _coming(self, sheet: ScheduleSheet) -> tuple[Coming, ...]:
        """The next dates; of a paused schedule those that are left once it is resumed."""
        if sheet.schedule.state != "paused":
            return sheet.coming
        return tuple(one for one in sheet.coming if one.billing_date >= self._bench.today)

    def _half(self, title: QHBoxLayout, *parts: QWidget) -> QWidget:
        half = _Half()
        column = QVBoxLayout(half)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(title)
        for part in parts:
            column.addWidget(part)
        column.addStretch(1)
        return half

    def _title(self, title: str, beside: QWidget) -> QHBoxLayout:
        px = self._bench.look.px
        row = QHBoxLayout()
        row.setContentsMargins(px(16), 0, px(8), 0)
        row.setSpacing(px(8))
        heading = Label(self._bench.look, title, "bold")
        keep_high(self._bench.look, heading, 36)
        row.addWidget(heading)
        row.addWidget(beside)
        row.addStretch(1)
        return row

    def _rhythm(self, sheet: ScheduleSheet) -> str:
        schedule = sheet.schedule
        if schedule.state == "paused":
            return tr("once it is resumed")
        said = schedule_words(schedule, self._bench.language)
        if schedule.max_occurrences is not None:
            left = max(0, schedule.max_occurrences - schedule.generated)
            return f"{said}, {counted(left, '{count} more', '{count} more')}"
        if schedule.end is not None:
            return tr("{often}, until {day}", often=said, day=self._day(schedule.end))
        return tr("{often}, no end", often=said)

    def _day(self, day: object) -> str:
        return self._bench.figures.day(day, self._bench.today)  # type: ignore[arg-type]

    # Columns

    def _date_columns(self) -> tuple[Column, ...]:
        return (
            Column("number", "#", self._number, align=RIGHT, width=40, rank=2),
            Column("billed", tr("Billed on"), self._billed, width=104),
            Column("period", tr("Period"), self._period, width=120, stretch=True, rank=0),
            Column("due", tr("Due"), self._due, width=100, rank=1),
        )

    def _invoice_columns(self) -> tuple[Column, ...]:
        return (
            Column("number", tr("Generated"), self._document, width=136, stretch=True),
            Column("date", tr("Date"), lambda one: self._plain_day(one.date), width=104, rank=1),
            Column("amount", tr("Amount"), self._total, align=RIGHT, width=80),
            Column("status", tr("Status"), self._status, width=112),
        )

    def _number(self, one: Coming) -> Cell:
        return Cell(str(one.index + 1), tone="ink2", figure=True)

    def _billed(self, one: Coming) -> Cell:
        first = self.dates.values[:1] == (one,)
        return Cell(self._day(one.billing_date), figure=True, strong=first)

    def _period(self, one: Coming) -> Cell:
        if one.period is None:
            return Cell(DASH, tone="ink3")
        figures = self._bench.figures
        start = figures.day(one.period.start, one.billing_date)
        return Cell(f"{start} – {figures.day(one.period.end, one.period.start)}", tone="ink2", figure=True)

    def _due(self, one: Coming) -> Cell:
        day = self._bench.figures.day(one.due_date, one.billing_date)
        return Cell(day, tone="ink2", figure=True)

    def _plain_day(self, day: object) -> Cell:
        return Cell(self._day(day), tone="ink2", figure=True)

    def _document(self, row: InvoiceRow) -> Cell:
        return Cell(row.number or tr("Draft"), tone="accent_ink", figure=row.number is not None, strong=True)

    def _total(self, row: InvoiceRow) -> Cell:
        return Cell(self._bench.figures.amount(row.total, row.currency), figure=True)

    def _status(self, row: InvoiceRow) -> Cell:
        return Cell(word(row.status, row.overdue_days), badge=row.status)

    # Rows below

    def _show_skipped(self, skipped: tuple[Occurrence, ...]) -> None:
        self.skipped.clear()
        shown = skipped[-6:]
        if not shown:
            return
        look, px = self._bench.look, self._bench.look.px
        title = Label(look, tr("Skipped dates"), "bold")
        title.setContentsMargins(px(16), px(12), 0, px(4))
        self.skipped.add(title)
        for one in reversed(shown):
            line = QWidget()
            row = QHBoxLayout(line)
            row.setContentsMargins(px(16), 0, px(16), 0)
            row.setSpacing(px(8))
            row.addWidget(Label(look, self._day(one.billing_date), "body", "ink", True))
            row.addWidget(Label(look, _reason(one), "small", "ink2"))
            row.addStretch(1)
            name = f"recurring.bill_after_all.{one.billing_date.isoformat()}"
            button = Button(look, tr("Bill after all"), "plain", "", name)
            button.setProperty("room", "small")
            button.setAccessibleName(tr("Bill {day} after all", day=self._day(one.billing_date)))
            button.clicked.connect(lambda _checked=False, found=one: self.bill_asked.emit(found))
            row.addWidget(button)
            self.skipped.add(line)

    def _show_changes(self, history: tuple[Happened, ...]) -> None:
        self.changes.clear()
        look, px = self._bench.look, self._bench.look.px
        for number, one in enumerate(history[:CHANGES]):
            line = QWidget()
            row = QHBoxLayout(line)
            row.setContentsMargins(px(16), px(10) if not number else 0, px(16), 0)
            row.setSpacing(px(8))
            row.addWidget(Label(look, self._day(one.at.astimezone().date()), "small", "ink2", True))
            row.addWidget(Label(look, self._act_words(one.act, one.facts), "small", "ink"))
            row.addStretch(1)
            self.changes.add(line)

    def _act_words(self, act: str, facts: Mapping[str, object]) -> str:
        said = tr(_ACTS[act]) if act in _ACTS else act.replace("_", " ").capitalize()
        dates = facts.get("dates")
        if not isinstance(dates, list) or not dates:
            return said
        return f"{said}: {', '.join(self._day(date.fromisoformat(str(day))) for day in dates)}"


class _Half(QWidget):
    """A column whose share of the width doesn't depend on what is in it."""

    def sizeHint(self) -> QSize:
        return QSize(0, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())


class _Rows(QWidget):
    """Widgets below each other that come and go."""

    def __init__(self, gap: int) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(gap)

    def clear(self) -> None:
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def add(self, widget: QWidget) -> None:
        self._column.addWidget(widget)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())


def _note(bench: Bench, text: str) -> Label:
    label = Label(bench.look, text, "body", "ink2")
    label.setContentsMargins(bench.look.px(16), 0, 0, bench.look.px(12))
    label.setAlignment(Qt.AlignmentFlag.AlignLeft)
    return label


def _reason(skipped: Occurrence) -> str:
    said = tr(_WHY.get(skipped.reason, "skipped"))
    return f"{said}: {skipped.note}" if skipped.note else said
