"""Paints the rows of a list from ready cells, with every expensive thing cached."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QPainter, QStaticText

from billdesk.ui.look import Look
from billdesk.ui.models.cells import RIGHT, TICK, Cell, Column
from billdesk.ui.widgets import boxes
from billdesk.ui.widgets.badge import HEIGHT as BADGE
from billdesk.ui.widgets.badge import BadgePictures
from billdesk.ui.widgets.painted import rule

KEPT_TEXTS = 6000
SECOND_ROOM = 40
"""Second words stand after the text only where this much room is left, in px."""
_Font = tuple[str, bool]


@dataclass(frozen=True, slots=True)
class RowState:
    """How a row stands: chosen, under the mouse, ticked, and whether the list has the focus."""

    chosen: bool = False
    hover: bool = False
    ticked: bool = False
    focused: bool = False


class RowPainter:
    """Paints one row at a time; `lines` is 1, or 2 for rows with a second line."""

    def __init__(self, look: Look, columns: tuple[Column, ...], lines: int) -> None:
        self._look = look
        self._columns = columns
        self._lines = lines
        self._badges = BadgePictures(look)
        self._texts: dict[tuple[str, _Font, int], tuple[QStaticText, float]] = {}
        self.dressed()
        look.changed.connect(self.dressed)

    def dressed(self) -> None:
        """Forget what was cached, for another theme or size."""
        self._texts.clear()
        self._pad = self._look.px(8)
        self._heights: dict[_Font, float] = {}

    def paint(
        self, painter: QPainter, cells: tuple[Cell, ...], spans: list[tuple[int, QRect]], state: RowState
    ) -> None:
        """Paint a row; `spans` are the visible columns and where they stand."""
        row = QRect(spans[0][1].left(), spans[0][1].top(), 0, spans[0][1].height())
        row.setRight(spans[-1][1].right())
        self._ground(painter, row, state)
        for number, rect in spans:
            if self._columns[number].name == TICK:
                self._tick(painter, rect, state)
            elif self._lines == 2:
                self._two_lines(painter, cells[number], self._columns[number], rect)
            else:
                self._one_line(painter, cells[number], self._columns[number], rect)

    def _ground(self, painter: QPainter, row: QRect, state: RowState) -> None:
        look = self._look
        tone = "sheet"
        if state.chosen:
            tone = "tint" if state.focused else "press"
        elif state.ticked:
            tone = "tint"
        elif state.hover:
            tone = "hover"
        painter.fillRect(row, look.color(tone))
        rule(painter, look.color("line"), row.x(), row.y() + row.height(), row.width())
        if state.chosen:
            bar = look.color("accent" if state.focused else "edge_strong")
            painter.fillRect(QRect(row.x(), row.y(), look.px(3), row.height()), bar)

    def _tick(self, painter: QPainter, rect: QRect, state: RowState) -> None:
        dpr = painter.device().devicePixelRatio()
        picture = boxes.picture(self._look, boxes.ON if state.ticked else boxes.OFF, dpr)
        top = rect.y() + (rect.height() - self._look.px(boxes.SIDE)) // 2
        painter.drawPixmap(rect.x() + self._look.px(16), top, picture)

    def _one_line(self, painter: QPainter, cell: Cell, column: Column, rect: QRect) -> None:
        inner = rect.adjusted(self._pad, 0, -self._pad, 0)
        if cell.badge:
            self._badge(painter, cell, inner.x(), inner.y() + (inner.height() - self._look.px(BADGE)) // 2)
            return
        right = column.align == RIGHT
        used = self._text(painter, cell.text, _font_of(cell), cell.tone, inner, right) if cell.text else 0.0
        x = inner.x() + used + (self._look.px(6) if used else 0)
        if cell.icon:
            side = self._look.px(14)
            dpr = painter.device().devicePixelRatio()
            at = QPointF(round(x), inner.y() + (inner.height() - side) // 2)
            painter.drawPixmap(at, self._look.picture(cell.icon, cell.icon_tone, 14, dpr))
            x += side + self._look.px(4)
        left = inner.right() + 1 - x - self._look.px(2)
        if cell.second and not right and left >= self._look.px(SECOND_ROOM):
            rest = QRect(round(x) + self._look.px(2), inner.y(), round(left), inner.height())
            self._text(painter, cell.second, ("body", cell.second_figure), cell.second_tone, rest, False)

    def _two_lines(self, painter: QPainter, cell: Cell, column: Column, rect: QRect) -> None:
        look = self._look
        inner = rect.adjusted(self._pad, 0, -self._pad, 0)
        line = look.px(18)
        top = rect.y() + (rect.height() - line - look.px(16)) // 2 - 1
        first = QRect(inner.x(), top, inner.width(), line)
        second = QRect(inner.x(), top + line, inner.width(), look.px(16))
        right = column.align == RIGHT
        if cell.badge:
            text, _, word = cell.text.rpartition("\n")
            room = QRect(first)
            picture = self._badges.get(cell.badge, word, painter.device().devicePixelRatio())
            room.setWidth(max(0, first.width() - round(picture.deviceIndependentSize().width()) - look.px(8)))
            used = self._text(painter, text, _font_of(cell), cell.tone, room, False) if text else -look.px(8)
            painter.drawPixmap(round(first.x() + used) + look.px(8), first.y() - 1, picture)
        elif cell.text:
            self._text(painter, cell.text, _font_of(cell), cell.tone, first, right)
        if cell.second:
            self._text(painter, cell.second, ("small", cell.second_figure), cell.second_tone, second, right)

    def _badge(self, painter: QPainter, cell: Cell, x: int, y: int) -> None:
        painter.drawPixmap(x, y, self._badges.get(cell.badge, cell.text, painter.device().devicePixelRatio()))

    def _text(self, painter: QPainter, text: str, font: _Font, tone: str, rect: QRect, right: bool) -> float:
        """Paint a cached line of text, elided to `rect`, and say how wide it is."""
        static, width = self._static(text, font, rect.width())
        x = rect.right() + 1 - width if right else rect.x()
        painter.setFont(self._look.font(*font))
        painter.setPen(self._look.color(tone))
        y = rect.y() + round((rect.height() - self._height(font)) / 2)
        painter.drawStaticText(QPointF(x, y), static)
        return width

    def _static(self, text: str, font: _Font, room: int) -> tuple[QStaticText, float]:
        key = (text, font, room)
        found = self._texts.get(key)
        if found is None:
            if len(self._texts) > KEPT_TEXTS:
                self._texts.clear()
            found = self._make_static(text, font, room)
            self._texts[key] = found
        return found

    def _make_static(self, text: str, font: _Font, room: int) -> tuple[QStaticText, float]:
        metrics = self._look.metrics(*font)
        width = metrics.horizontalAdvance(text)
        if width > room:
            text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
            width = metrics.horizontalAdvance(text)
        static = QStaticText(text)
        static.setTextFormat(Qt.TextFormat.PlainText)
        static.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
        static.prepare(font=self._look.font(*font))
        return static, width

    def _height(self, font: _Font) -> float:
        if font not in self._heights:
            self._heights[font] = self._look.metrics(*font).height()
        return self._heights[font]


def _font_of(cell: Cell) -> _Font:
    if cell.struck:
        return "body_struck", cell.figure
    return ("strong" if cell.strong else "body"), cell.figure


def width_of_cell(look: Look, cell: Cell) -> float:
    """Say how wide a cell's own content is, for fitting a column to it."""
    wide = look.metrics(*_font_of(cell)).horizontalAdvance(cell.text) if cell.text else 0.0
    if cell.badge:
        wide += look.px(28)
    if cell.icon:
        wide += look.px(20)
    return wide + 2 * look.px(8)
