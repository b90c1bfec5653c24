"""The lines of a schedule as they stand now, and what the chosen one counts."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from billdesk.basics import words
from billdesk.domain.price_change import gone_by, prices_of
from billdesk.domain.schedule import ScheduleLine
from billdesk.services.schedule_sheet import ScheduleSheet, SheetLine
from billdesk.ui.bench import Bench
from billdesk.ui.models.cells import RIGHT, Cell, Column
from billdesk.ui.widgets.grid import Grid
from billdesk.ui.widgets.names import Names
from billdesk.ui.widgets.painted import Label
from billdesk.ui.widgets.sheet import Wash
from billdesk.ui.words import tr

_ICONS = {
    "standard": "hash",
    "asset": "laptop",
    "policy_folder": "folder",
    "contact": "user",
    "vendor_usage": "cloud",
}
UNIT = 10_000


class Lines(QWidget):
    """The grid of lines; choosing a counter line shows what it counted, right below it."""

    chosen = Signal(int)

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        self._bench = bench
        self._sheet: ScheduleSheet | None = None
        self.grid = Grid(bench.look, "recurring.lines", self._columns(), usable=True)
        self.evidence = Evidence(bench)
        self.evidence.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.grid)
        self.grid.picked.connect(self._on_picked)

    def show_sheet(self, sheet: ScheduleSheet) -> None:
        """Show the lines; the first one whose count changed, or that counts at all, is chosen."""
        before = self._chosen_line()
        same = self._sheet is not None and self._sheet.schedule.id == sheet.schedule.id
        self._sheet = sheet
        lines = self._shown(sheet)
        self.grid.show_rows(lines)
        counted = [number for number, line in enumerate(lines) if line.count is not None]
        changed = [number for number in counted if lines[number].added or lines[number].removed]
        kept = [number for number in counted if same and lines[number].line.id == before]
        found = (*kept, *changed, *counted)
        if found:
            self._choose(found[0])

    def _shown(self, sheet: ScheduleSheet) -> tuple[SheetLine, ...]:
        """The lines but for those that go on at another price by now."""
        next_date = sheet.schedule.next_date or self._bench.today
        gone = gone_by(sheet.schedule.lines, min(next_date, self._bench.today))
        return tuple(line for line in sheet.lines if line.line.id not in gone)

    def _chosen_line(self) -> int | None:
        number = self.grid.chosen()
        return self.grid.values[number].line.id if 0 <= number < len(self.grid.values) else None

    def _on_picked(self, value: SheetLine) -> None:
        number = self.grid.values.index(value)
        if number == self.grid.chosen():
            self.grid.choose(-1)
        else:
            self._choose(number)

    def _choose(self, number: int) -> None:
        line = self.grid.values[number]
        if line.count is None or self._sheet is None:
            self.grid.choose(number)
            return
        self.evidence.show_line(line, self._sheet)
        self.grid.choose(number, self.evidence)

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column("line", tr("Line"), self._what, width=200, stretch=True),
            Column("counts", tr("Counts"), self._counts, width=190, rank=2),
            Column("now", tr("Now"), self._now, align=RIGHT, width=56),
            Column("change", tr("Change"), self._change, align=RIGHT, width=80, rank=1),
            Column("price", tr("Price"), self._price, align=RIGHT, width=92),
            Column("amount", tr("Amount"), self._amount, align=RIGHT, width=128),
        )

    def _what(self, line: SheetLine) -> Cell:
        return Cell(line.line.description or tr("Line"), strong=line.net is not None, tone=_tone(line, "ink"))

    def _counts(self, line: SheetLine) -> Cell:
        return Cell("", counts_words(line.line), icon=_ICONS[line.line.type], second_tone="ink2")

    def _now(self, line: SheetLine) -> Cell:
        shown = line.count if line.count is not None else line.line.quantity
        known = line.net is not None or line.line.type == "standard"
        return Cell(
            words.quantity(shown, self._bench.language) if known else "0",
            figure=True,
            tone=_tone(line, "ink"),
        )

    def _change(self, line: SheetLine) -> Cell:
        step = len(line.added) - len(line.removed)
        if not line.added and not line.removed:
            return Cell("")
        said = f"+{step}" if step > 0 else f"{words.MINUS}{-step}" if step < 0 else "±0"
        return Cell(said, strong=True, figure=True, tone="paid_fg" if step >= 0 else "overdue_fg")

    def _price(self, line: SheetLine) -> Cell:
        currency = self._sheet.currency if self._sheet else ""
        prices = [part.unit_price for part in line.printed]
        if not prices:
            prices = list(prices_of(line.line))
        said = " / ".join(words.price(price, currency, self._bench.language) for price in prices[:2])
        return Cell(said, figure=True, tone="ink2")

    def _amount(self, line: SheetLine) -> Cell:
        if line.net is None:
            starts, today = line.line.effective_from, self._bench.today
            if starts is not None and starts > today:
                return Cell(tr("from {day}", day=self._bench.figures.day(starts, today)), tone="ink2")
            return Cell(tr("not printed"), tone="ink2")
        currency = self._sheet.currency if self._sheet else self._bench.figures.home
        said = words.amount(line.net, currency, self._bench.language, symbol=False)
        return Cell(said, strong=True, figure=True)


def _tone(line: SheetLine, tone: str) -> str:
    return tone if line.net is not None else "ink2"


def counts_words(line: ScheduleLine) -> str:
    """What the quantity of a line is, in words."""
    counter = line.counter
    if line.type == "standard" or counter is None:
        return tr("Fixed")
    if line.type == "asset":
        what = counter.asset_type
        return tr("Assets, {what}", what=what) if what else tr("Assets by a search")
    if line.type == "policy_folder":
        return tr("Folder {what}", what=counter.folder or "")
    if line.type == "contact":
        field = (counter.field or "").replace("-", " ").replace("_", " ")
        if not field or counter.value in (None, "yes"):
            return tr("Contacts, {field}", field=field) if field else tr("Contacts")
        return tr("Contacts, {field}: {value}", field=field, value=counter.value)
    return ", ".join(part for part in (counter.vendor, counter.item) if part)


class Evidence(Wash):
    """What a line counts now: how many, since when they changed, and every name."""

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench.look, "sunken")
        self._bench = bench
        look = bench.look
        self.setObjectName("recurring.evidence")
        self.title = Label(look, "", "value")
        self.how = Label(look, "", "small", "ink2")
        self.more = Label(look, "", "value", "paid_fg")
        self.since = Label(look, "", "small", "ink2")
        self.names = Names(look, "recurring.evidence.names")
        row = QHBoxLayout()
        row.setSpacing(look.px(8))
        for label in (self.title, self.how):
            row.addWidget(label)
        row.addStretch(1)
        for label in (self.more, self.since):
            row.addWidget(label)
        column = QVBoxLayout(self)
        column.setContentsMargins(look.px(16), look.px(12), look.px(16), look.px(12))
        column.setSpacing(look.px(8))
        column.addLayout(row)
        column.addWidget(self.names)

    def show_line(self, line: SheetLine, sheet: ScheduleSheet) -> None:
        """Show what one line counted."""
        count = words.quantity(line.count or 0, self._bench.language)
        what = (line.line.description or tr("things")).split("{")[0].strip(" ,–-")
        self.title.setText(tr("{what}: {count} counted", what=what, count=count))
        self.how.setText(self._measured(line))
        self.names.show_names(line.names, line.added, line.removed)
        self.names.setVisible(bool(line.names or line.removed))
        self._show_change(line, sheet)

    def _measured(self, line: SheetLine) -> str:
        language, measure = self._bench.language, line.line.measure
        parts = []
        if line.as_of is not None:
            day = self._bench.figures.day(line.as_of, self._bench.today)
            parts.append(tr("as reported on {day}", day=day))
        if measure.included:
            parts.append(tr("{count} included", count=words.quantity(measure.included, language)))
        if measure.minimum is not None:
            parts.append(tr("at least {count}", count=words.quantity(measure.minimum, language)))
        if measure.maximum is not None:
            parts.append(tr("at most {count}", count=words.quantity(measure.maximum, language)))
        if measure.round_up_to is not None:
            parts.append(tr("in blocks of {count}", count=words.quantity(measure.round_up_to, language)))
        return ", ".join(parts) or tr("on file now")

    def _show_change(self, line: SheetLine, sheet: ScheduleSheet) -> None:
        parts = []
        if line.added:
            parts.append(f"+{len(line.added)}")
        if line.removed:
            parts.append(f"{words.MINUS}{len(line.removed)}")
        named = [*line.added, *line.removed]
        short = ": " + ", ".join(named) if 0 < len(named) <= 2 else ""
        self.more.setText(" ".join(parts) + short)
        self.more.recolor("paid_fg" if len(line.added) >= len(line.removed) else "overdue_fg")
        since = sheet.invoices[0].date if parts and sheet.invoices else None
        said = tr("since {day}", day=self._bench.figures.day(since, self._bench.today)) if since else ""
        self.since.setText(said)
        self.more.setVisible(bool(parts))
        self.since.setVisible(bool(said))
