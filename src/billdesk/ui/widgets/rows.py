"""Paints the rows of a list from ready cells, with every expensive thing cached."""

from itertools import islice
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QStaticText

from billdesk.ui.look import Look
from billdesk.ui.models.cells import RIGHT, TICK, Cell, Column
from billdesk.ui.widgets import boxes
from billdesk.ui.widgets.badge import HEIGHT as BADGE
from billdesk.ui.widgets.badge import BadgePictures
from billdesk.ui.widgets.painted import LEFT as LEFT_SIDE
from billdesk.ui.widgets.painted import RIGHT as RIGHT_SIDE
from billdesk.ui.widgets.painted import Ink, rule

KEPT_TEXTS = 6000
DROPPED_TEXTS = 200
"""So many of the oldest make room at once: to drop all of them takes as long as three frames."""
SECOND_ROOM = 40
"""Second words stand after the text only where this much room is left, in px."""


class RowState(NamedTuple):
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
        self._texts: dict[tuple[str, str, bool, int], tuple[QStaticText, float]] = {}
        self._inked: tuple[str, str, bool] | None = None  # how the painter writes already, within a row
        self.dressed()
        look.changed.connect(self.dressed)

    def dressed(self) -> None:
        """Forget what was cached, for another theme or size."""
        self._texts.clear()
        self._pad = self._look.px(8)
        self._heights: dict[tuple[str, bool], float] = {}

    def paint(
        self, painter: QPainter, cells: tuple[Cell, ...], spans: list[tuple[int, QRect]], state: RowState
    ) -> None:
        """Paint a row; `spans` are the visible columns and where they stand."""
        row = QRect(spans[0][1].left(), spans[0][1].top(), 0, spans[0][1].height())
        row.setRight(spans[-1][1].right())
        self._ground(painter, row, state)
        self._inked = None
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
        if tone == "tint" and look.tokens["tint_edge"] != look.tokens["tint"]:
            painter.setPen(look.color("tint_edge"))
            painter.drawRect(row.adjusted(0, 0, -1, -1))
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
        used = self._main(painter, cell, inner, right) if cell.text else 0.0
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
            self._text(painter, cell.second, Ink("body", cell.second_tone, cell.second_figure), rest)

    def _two_lines(self, painter: QPainter, cell: Cell, column: Column, rect: QRect) -> None:
        look = self._look
        inner = rect.adjusted(self._pad, 0, -self._pad, 0)
        if cell.icon and not cell.text and not cell.second:
            self._picture(painter, cell, rect)
            return
        line = look.px(18)
        top = rect.y() + (rect.height() - line - look.px(16)) // 2 - 1
        first = QRect(inner.x(), top, inner.width(), line)
        second = QRect(inner.x(), top + line, inner.width(), look.px(16))
        right = column.align == RIGHT
        if cell.badge:
            second.setLeft(second.left() + self._with_badge(painter, cell, first))
        elif cell.text:
            self._main(painter, cell, first, right)
        if cell.icon:
            dpr = painter.device().devicePixelRatio()
            picture = look.picture(cell.icon, cell.second_tone, 12, dpr)
            painter.drawPixmap(second.x(), second.y() + look.px(2), picture)
            second.setLeft(second.left() + look.px(17))
        if cell.second:
            side = RIGHT_SIDE if right else LEFT_SIDE
            self._text(painter, cell.second, Ink("small", cell.second_tone, cell.second_figure, side), second)

    def _with_badge(self, painter: QPainter, cell: Cell, first: QRect) -> int:
        """Paint a text and its badge, and say how much room that takes of the second line.

        The badge stands after the text, or before what is below it where the text would be cut off.
        """
        gap = self._look.px(8)
        text, _, word = cell.text.rpartition("\n")
        picture = self._badges.get(cell.badge, word, painter.device().devicePixelRatio())
        wide = round(picture.deviceIndependentSize().width())
        used = self._main(painter, cell._replace(text=text), first) if text else -gap
        if used + gap + wide <= first.width():
            painter.drawPixmap(round(first.x() + used) + gap, first.y() - 1, picture)
            return 0
        painter.drawPixmap(first.x(), first.bottom() + 1 - self._look.px(1), picture)
        return wide + gap

    def _picture(self, painter: QPainter, cell: Cell, rect: QRect) -> None:
        """A picture alone, in the middle of its cell."""
        side, dpr = self._look.px(16), painter.device().devicePixelRatio()
        at = QPointF(rect.x() + (rect.width() - side) // 2, rect.y() + (rect.height() - side) // 2)
        painter.drawPixmap(at, self._look.picture(cell.icon, cell.icon_tone, 16, dpr))

    def _badge(self, painter: QPainter, cell: Cell, x: int, y: int) -> None:
        painter.drawPixmap(x, y, self._badges.get(cell.badge, cell.text, painter.device().devicePixelRatio()))

    def _main(self, painter: QPainter, cell: Cell, rect: QRect, right: bool = False) -> float:
        """Paint a cell's own text, struck through where it is void, and say how wide it is."""
        ink = _ink(cell, right)
        width = self._text(painter, cell.text, ink, rect)
        if cell.struck:  # by hand: a QStaticText puts the line of a struck font in a wrong place
            metrics = self._look.metrics(ink.role, ink.tabular)
            thick = max(1, round(metrics.lineWidth()))
            top = self._top(ink, rect) + round(metrics.ascent() - metrics.strikeOutPos() - thick / 2)
            x = rect.right() + 1 - width if right else rect.x()
            painter.fillRect(QRectF(x, top, width, thick), self._look.color(ink.tone))
        return width

    def _text(self, painter: QPainter, text: str, ink: Ink, rect: QRect) -> float:
        """Paint a cached line of text, elided to `rect`, and say how wide it is."""
        static, width = self._static(text, ink, rect.width())
        x = rect.right() + 1 - width if ink.align is RIGHT_SIDE else rect.x()
        if ink[:3] != self._inked:  # of seven cells in a row most are written alike
            self._inked = ink[:3]
            painter.setFont(self._look.font(ink.role, ink.tabular))
            painter.setPen(self._look.color(ink.tone))
        painter.drawStaticText(QPointF(x, self._top(ink, rect)), static)
        return width

    def _top(self, ink: Ink, rect: QRect) -> int:
        """Where a line of text begins that stands in the middle of `rect`."""
        return rect.y() + round((rect.height() - self._height(ink.role, ink.tabular)) / 2)

    def _static(self, text: str, ink: Ink, room: int) -> tuple[QStaticText, float]:
        key = (text, ink.role, ink.tabular, room)
        found = self._texts.get(key)
        if found is None:
            if len(self._texts) > KEPT_TEXTS:
                for old in list(islice(self._texts, DROPPED_TEXTS)):
                    del self._texts[old]
            found = self._make_static(text, ink, room)
            self._texts[key] = found
        return found

    def _make_static(self, text: str, ink: Ink, room: int) -> tuple[QStaticText, float]:
        static = self._prepared(text, ink)
        width = static.size().width()  # it is laid out by now: to ask the metrics would be to do it again
        if width > room:
            metrics = self._look.metrics(ink.role, ink.tabular)
            static = self._prepared(metrics.elidedText(text, Qt.TextElideMode.ElideRight, room), ink)
            width = static.size().width()
        return static, width

    def _prepared(self, text: str, ink: Ink) -> QStaticText:
        static = QStaticText(text)
        static.setTextFormat(Qt.TextFormat.PlainText)
        static.prepare(font=self._look.font(ink.role, ink.tabular))
        return static

    def _height(self, role: str, tabular: bool) -> float:
        key = (role, tabular)
        if key not in self._heights:
            self._heights[key] = self._look.metrics(role, tabular).height()
        return self._heights[key]


def _ink(cell: Cell, right: bool = False) -> Ink:
    role = "strong" if cell.strong and not cell.struck else "body"
    return Ink(role, cell.tone, cell.figure, RIGHT_SIDE if right else LEFT_SIDE)


def width_of_cell(look: Look, cell: Cell) -> float:
    """Say how wide a cell's own content is, for fitting a column to it."""
    ink = _ink(cell)
    wide = look.metrics(ink.role, ink.tabular).horizontalAdvance(cell.text) if cell.text else 0.0
    if cell.badge:
        wide += look.px(28)
    if cell.icon:
        wide += look.px(20)
    return wide + 2 * look.px(8)


def width_of_second(look: Look, words: str) -> float:
    """Say how wide a cell with these words on its second line is at least."""
    return look.metrics("small").horizontalAdvance(words) + 2 * look.px(8) if words else 0.0
