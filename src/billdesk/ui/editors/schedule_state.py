"""The schedule in an editor: its value with its lines, and undo step by step."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from PySide6.QtCore import QObject

from billdesk.domain.calendar import Recurrence
from billdesk.domain.errors import Refused
from billdesk.domain.schedule import Schedule, ScheduleLine
from billdesk.ui.editors.line_state import LineState, Row, Unread
from billdesk.ui.editors.schedule_cells import ScheduleCells

GRID = ("frequency", "interval", "billing_day", "start")
_NOBODY = Schedule(0, "", 0, Recurrence("monthly", 1, date(2000, 1, 1)))


@dataclass(frozen=True, slots=True)
class ScheduleRow(Row):
    """A line of a schedule in the grid; one that counts is never empty."""

    line: ScheduleLine

    @property
    def is_empty(self) -> bool:
        """Whether nothing was typed into it."""
        line = self.line
        typed = line.description.strip() or line.unit_price or line.discount or line.product_id
        return line.type == "standard" and not (typed or self.unread or line.tiers)


@dataclass(frozen=True, slots=True)
class Written:
    """Everything in the editor at one moment; the schedule has the rows' lines."""

    schedule: Schedule
    rows: tuple[Row, ...] = ()


class ScheduleState(LineState):
    """A schedule as it is typed. New lines have ids below nought, so that they can be told apart."""

    now: Written

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.now = Written(_NOBODY)

    @property
    def schedule(self) -> Schedule:
        """The schedule as it is typed."""
        return self.now.schedule

    def new_row(self, line: ScheduleLine) -> ScheduleRow:
        self._next_key += 1
        key = self._next_key
        return ScheduleRow(key, line if line.id > 0 else replace(line, id=-key))

    def restart(self, schedule: Schedule) -> None:
        """Show another schedule; there is nothing to undo in it."""
        self.begin_with(self._written(schedule))

    def replace_schedule(self, schedule: Schedule) -> None:
        """Take another schedule over as one step; its lines become new rows."""
        self.take(self._written(schedule), None)
        self.rewound.emit()

    def edit(self, place: str, value: Any) -> None:
        """Change one field of the schedule, by the place that problems name."""
        if place in GRID:
            grid = replace(self.schedule.recurrence, **{place: value})
            self.change(lambda one: replace(one, recurrence=grid), place)
        else:
            self.change(lambda one: replace(one, **{place: value}), place)

    def change(self, edit: Callable[[Schedule], Schedule], step: object = None) -> None:
        """Change the schedule, but for its lines."""
        after = replace(edit(self.schedule), lines=self.schedule.lines)
        self.take(Written(after, self.rows), step)

    def set_rows(self, rows: Sequence[Row], step: object = None) -> None:
        """Put other rows in."""
        after = replace(self.schedule, lines=tuple(row.line for row in rows))
        self.take(Written(after, tuple(rows)), step)

    def set_line(self, at: int, line: ScheduleLine, step: object = None) -> None:
        """Put another line into a row, whose cells that can't be read stay as they are."""
        self.set_row(at, replace(self.rows[at], line=line), step)

    def reread(self, cells: ScheduleCells) -> None:
        """Forget what was said of cells that can be read, as something else may have mended it; no step."""
        rows = tuple(
            replace(row, unread=tuple(pair for pair in row.unread if _is_unread(row.line, *pair, cells)))
            for row in self.rows
        )
        if rows != self.rows:
            self.now = replace(self.now, rows=rows)
            self.changed.emit()

    def _written(self, schedule: Schedule) -> Written:
        rows = tuple(self.new_row(line) for line in schedule.lines)
        return Written(replace(schedule, lines=tuple(row.line for row in rows)), rows)


def _is_unread(line: ScheduleLine, field: str, unread: Unread, cells: ScheduleCells) -> bool:
    """Whether what was typed means nothing; what is chosen always means something."""
    if field.startswith("counter"):
        return False
    try:
        cells.read(line, field, unread.text)
    except Refused:
        return True
    return False
