"""Paints lines as a grid, by columns those of an invoice, and says where each cell of it stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QPainter, QPen

from billdesk.ui.editors.line_state import Row
from billdesk.ui.figures import DASH
from billdesk.ui.look import Look
from billdesk.ui.widgets.painted import LEFT, RIGHT, Ink, Painted, hair, rule, shape, upright
from billdesk.ui.words import tr

HEAD, HIGH, PAD = 30, 38, 9
LEAST = 150
"""What the description keeps before other columns get narrower, in px at 96 dpi."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its field, its title, its width in px at 96 dpi (0 = what is left)."""

    field: str
    title: str
    width: int
    right: bool = False


COLUMNS = (
    Column("grip", "", 32),
    Column("description", "Item and description", 0),
    Column("quantity", "Quantity", 72, True),
    Column("unit", "Unit", 70),
    Column("price", "Price", 88, True),
    Column("discount", "Discount", 78, True),
    Column("tax", "Tax", 84),
    Column("amount", "Amount", 100, True),
)


class LinePainter:
    """Where the cells stand, and how they look. Below the row `gap_after` there may be a `gap` in pixels."""

    def __init__(self, grid: Painted, columns: Sequence[Column] = COLUMNS) -> None:
        self.grid = grid
        self.look: Look = grid.look
        self.columns = tuple(columns)
        self.by_field = {column.field: column for column in columns}
        self.gap_after, self.gap = -1, 0
        self._spans_of: tuple[int, float] = (-1, 0.0)
        self._spans: dict[str, tuple[int, int]] = {}

    def spans(self) -> dict[str, tuple[int, int]]:
        """Where each column begins, and how wide it is."""
        px, wide = self.look.px, self.grid.width()
        if self._spans_of == (wide, self.look.scale):
            return self._spans
        widths = {column.field: px(column.width) for column in self.columns}
        widths["description"] = max(px(LEAST), wide - sum(widths.values()))
        found: dict[str, tuple[int, int]] = {}
        x = 0
        for field, own in widths.items():
            found[field] = (x, own)
            x += own
        self._spans_of, self._spans = (wide, self.look.scale), found
        return found

    def cell(self, at: int, field: str) -> QRect:
        """The place of a cell."""
        px = self.look.px
        x, wide = self.spans()[field]
        below = self.gap if 0 <= self.gap_after < at else 0
        return QRect(x, px(HEAD) + at * px(HIGH) + below, wide, px(HIGH))

    def row_at(self, y: float) -> int:
        """Which row is at that height; below nought for the head."""
        px = self.look.px
        at = int((y - px(HEAD)) // px(HIGH))
        if not 0 <= self.gap_after < at:
            return at
        return max(self.gap_after, int((y - px(HEAD) - self.gap) // px(HIGH)))

    def field_at(self, x: float) -> str:
        """Which column is there."""
        return next((field for field, (left, wide) in self.spans().items() if left <= x < left + wide), "")

    def paint_head(self, painter: QPainter) -> None:
        """Paint the titles of the columns."""
        look, high = self.look, self.look.px(HEAD)
        painter.fillRect(QRect(0, 0, self.grid.width(), high), look.color("sunken"))
        for field, (x, wide) in self.spans().items():
            column = self.by_field[field]
            room = QRectF(x, 0, wide, high).adjusted(look.px(PAD), 0, -look.px(PAD), 0)
            ink = Ink("label", "ink3", align=RIGHT if column.right else LEFT)
            self.grid.write(painter, room, tr(column.title) if column.title else "", ink)
        rule(painter, look.color("line"), 0, hair(painter), self.grid.width())
        rule(painter, look.color("line"), 0, high, self.grid.width())
        self._lines(painter, 0, high)

    def paint_row(self, painter: QPainter, at: int, row: Row, cells: Any, fresh: bool = False) -> None:
        """Paint a row; a `fresh` one isn't typed into yet."""
        look = self.look
        whole = self.cell(at, "grip")
        whole.setWidth(self.grid.width())
        heading = is_heading(row)
        if heading:
            painter.fillRect(whole, look.color("sunken"))
        if not fresh:
            self._grip(painter, whole)
        for field, (x, wide) in self.spans().items():
            if field == "grip" or (heading and field != "description"):
                continue
            room = QRectF(x, whole.y(), (self.grid.width() - x) if heading else wide, whole.height())
            self.paint_cell(painter, room, field, Shown(row, cells, fresh))
        rule(painter, look.color("line"), 0, whole.y() + whole.height(), self.grid.width())
        if not heading:
            self._lines(painter, whole.y(), whole.height())

    def paint_cell(self, painter: QPainter, room: QRectF, field: str, shown: "Shown") -> None:
        """Paint one cell of a row."""
        look, row, fresh = self.look, shown.row, shown.fresh
        wrong = row.wrong(field)
        inner = room.adjusted(look.px(PAD), 0, -look.px(PAD), 0)
        if wrong is not None:
            self.outline(painter, room)
        text = wrong.text if wrong is not None else shown.cells.shown(row.line, field)
        if field == "description":
            self._description(painter, inner, row, text)
            return
        right = self.by_field[field].right
        tone = "ink3" if fresh or not text else "ink"
        role = "strong" if field == "amount" and not fresh else "body"
        if not text and not (fresh and field == "price"):
            text = DASH if field in ("discount", "tax") else text
        if not text:
            return
        self.grid.write(
            painter, inner, text, Ink(role, tone, right or field == "tax", RIGHT if right else LEFT)
        )

    def outline(self, painter: QPainter, room: QRectF) -> None:
        """Outline a cell that can't stay as it is."""
        edge = QPen(self.look.color("danger"), self.look.px(2))
        shape(painter, room.adjusted(2, 3, -3, -3), self.look.px(6), None, edge)

    def _description(self, painter: QPainter, inner: QRectF, row: Row, text: str) -> None:
        heading = is_heading(row)
        shown = " ".join(text.split())
        used = self.grid.write(painter, inner, shown[:500], Ink("bold" if heading else "strong", "ink"))
        second = row.line.note or (tr("heading") if heading else "")
        room = inner.adjusted(used + self.look.px(8), 0, 0, 0)
        if second and room.width() > self.look.px(40):
            self.grid.write(painter, room, " ".join(second.split())[:300], Ink("body", "ink3"))

    def _grip(self, painter: QPainter, whole: QRect) -> None:
        look = self.look
        picture = look.picture("grip-vertical", "ink3", 14, painter.device().devicePixelRatio())
        painter.drawPixmap(look.px(10), whole.y() + (whole.height() - look.px(14)) // 2, picture)

    def _lines(self, painter: QPainter, y: float, high: float) -> None:
        for field, (x, _) in self.spans().items():
            if field not in ("grip", "description"):
                upright(painter, self.look.color("line"), x + hair(painter), y, high)


@dataclass(frozen=True, slots=True)
class Shown:
    """A row while it is painted; a fresh one isn't typed into yet."""

    row: Row
    cells: Any
    fresh: bool


def is_heading(row: Row) -> bool:
    """Whether a row has words only."""
    return getattr(row.line, "kind", "") == "heading"


def fields_of(rows: Sequence[Row], at: int, fields: Sequence[str]) -> Sequence[str]:
    """Which cells a row has: a heading has its words only."""
    return fields[:1] if at < len(rows) and is_heading(rows[at]) else fields
