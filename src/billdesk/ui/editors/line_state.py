"""The rows of lines in an editor: what can't be read of what was typed, and undo step by step."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QObject, Signal

from billdesk.domain.errors import Refused

MOST_STEPS = 500


@dataclass(frozen=True, slots=True)
class Unread:
    """What was typed into a cell and can't be read, with the reason; it stays until it is mended."""

    text: str
    reason: Refused


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the grid; `key` stays the same wherever it moves."""

    key: int
    line: Any
    unread: tuple[tuple[str, Unread], ...] = ()

    def wrong(self, field: str) -> Unread | None:
        """What can't be read in a cell."""
        return dict(self.unread).get(field)

    def with_line(self, line: Any, field: str = "") -> "Row":
        """The row with another line, and nothing wrong in a cell any more."""
        return replace(self, line=line, unread=tuple(pair for pair in self.unread if pair[0] != field))

    def with_unread(self, field: str, text: str, reason: Refused) -> "Row":
        """The row with the same line, and a cell that can't be read."""
        others = tuple(pair for pair in self.unread if pair[0] != field)
        return replace(self, unread=(*others, (field, Unread(text, reason))))

    @property
    def is_empty(self) -> bool:
        """Whether nothing was typed into it."""
        line = self.line
        note = getattr(line, "note", "").strip()
        return not (line.description.strip() or note or line.unit_price or line.discount or self.unread)


class LineState(QObject):
    """Changes go through here: each is one step, and those of one field after each other are the same one.

    `now` is everything at one moment, a frozen value with its `rows`. `changed` tells every change, by
    whoever; `rewound` one by undo or redo, or another document altogether.
    """

    changed = Signal()
    rewound = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._next_key = 0
        self.now: Any = None
        self._before: list[Any] = []
        self._after: list[Any] = []
        self._step: object = None

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows of the grid."""
        return self.now.rows

    def new_row(self, line: Any) -> Row:
        """A row that isn't in the grid yet."""
        self._next_key += 1
        return Row(self._next_key, line)

    def set_rows(self, rows: Sequence[Row], step: object = None) -> None:
        """Put other rows in; Refused, with nothing changed, where that can't be."""
        raise NotImplementedError

    def gone_back_to(self, wanted: Any) -> Any:
        """The moment that undo or redo leads to, with what doesn't go back."""
        return wanted

    def begin_with(self, now: Any) -> None:
        """Show another document; there is nothing to undo in it."""
        self.now = now
        self._before.clear()
        self._after.clear()
        self.end_step()
        self.rewound.emit()
        self.changed.emit()

    def type_into(self, at: int, field: str, text: str, cells: Any) -> Unread | None:
        """Read what is typed into a cell; what can't be read stays there with its reason."""
        row, step = self.rows[at], (self.rows[at].key, field)
        try:
            line = cells.read(row.line, field, text)
            self.set_row(at, row.with_line(line, field), step)
        except Refused as reason:
            self.set_row(at, row.with_unread(field, text, reason), step)
        return self.rows[at].wrong(field)

    def mark(self, at: int, field: str, reason: Refused) -> None:
        """Say of a cell that it can't stay as it is; that is no step."""
        row = self.rows[at]
        unread = row.wrong(field)
        text = unread.text if unread else str(getattr(row.line, field, ""))
        rows = list(self.rows)
        rows[at] = row.with_unread(field, text, reason)
        self.now = replace(self.now, rows=tuple(rows))
        self.changed.emit()

    def unread(self) -> tuple[tuple[int, str, Unread], ...]:
        """Every cell that can't be read: its row, its field, and what is wrong."""
        return tuple((at, field, one) for at, row in enumerate(self.rows) for field, one in row.unread)

    def set_row(self, at: int, row: Row, step: object = None) -> None:
        """Put another row in the place of one."""
        self.set_rows((*self.rows[:at], row, *self.rows[at + 1 :]), step)

    def end_step(self) -> None:
        """What is typed from here on is another step."""
        self._step = None

    def can_undo(self) -> bool:
        return bool(self._before)

    def can_redo(self) -> bool:
        return bool(self._after)

    def undo(self) -> None:
        """Take the last step back."""
        if self._before:
            self._after.append(self.now)
            self._go_to(self._before.pop())

    def redo(self) -> None:
        """Take the last step that was taken back again."""
        if self._after:
            self._before.append(self.now)
            self._go_to(self._after.pop())

    def take(self, wanted: Any, step: object) -> None:
        """Go on to another moment, as a step of its own or as part of the one before."""
        if wanted == self.now:
            return
        if step is None or step != self._step:
            self._before.append(self.now)
            del self._before[:-MOST_STEPS]
        self._after.clear()
        self._step = step
        self.now = wanted
        self.changed.emit()

    def _go_to(self, wanted: Any) -> None:
        self.now = self.gone_back_to(wanted)
        self.end_step()
        self.rewound.emit()
        self.changed.emit()
