"""A quiet list of facts in a detail: words at the left, a figure at the right, smaller words below."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from billdesk.ui.look import Look
from billdesk.ui.widgets.painted import RIGHT, Ink, hair
from billdesk.ui.widgets.rolled import Rolled

EDGE = 16


class Entry(NamedTuple):
    """One fact; `heading` ones are bold with no hairline above."""

    text: str
    figure: str = ""
    below: str = ""
    heading: bool = False
    tone: str = "ink"


class Entries(Rolled):
    """Entries below each other; long words below are wrapped, never cut."""

    def __init__(self, look: Look, name: str, parent: QWidget | None = None) -> None:
        super().__init__(look, name, parent)
        self._entries: tuple[Entry, ...] = ()
        self._none = ""
        self._heights: tuple[float, ...] = ()
        self._measured_at: object = None

    def show_entries(self, entries: Sequence[Entry], title: str, none: str) -> None:
        """Show entries; a screen reader calls them `title`, and `none` stands where there are none."""
        self._entries = tuple(entries)
        self._measured_at = None
        self._none = none
        self.setAccessibleName(title)
        said = "; ".join(" ".join(filter(None, (one.text, one.figure, one.below))) for one in entries)
        self.setAccessibleDescription(said or none)
        self._measure()
        self.verticalScrollBar().setValue(0)
        self.viewport().update()

    def entries(self) -> tuple[Entry, ...]:
        """What is shown."""
        return self._entries

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), self._look.color("sheet"))
        if not self._entries:
            room = QRectF(self.viewport().rect()).adjusted(self._edge, self._edge, -self._edge, 0)
            self._write(painter, room, self._none, Ink("body", "ink3"), wrapped=True)
        y = float(-self.verticalScrollBar().value())
        for entry, high in zip(self._entries, self._measured(), strict=True):
            if y + high >= event.rect().top() and y <= event.rect().bottom():
                self._paint(painter, entry, QRectF(self._edge, y, self._wide, high))
            y += high

    def _paint(self, painter: QPainter, entry: Entry, rect: QRectF) -> None:
        look = self._look
        first = QRectF(rect.x(), rect.y() + look.px(8), rect.width(), look.px(20))
        wide = look.metrics("strong", True).horizontalAdvance(entry.figure)
        if entry.figure:
            self._write(painter, first, entry.figure, Ink("strong", entry.tone, True, RIGHT))
        words = QRectF(first)
        words.setRight(first.right() - (wide + look.px(12) if entry.figure else 0))
        role = "bold" if entry.heading else "body"
        text = look.metrics(role).elidedText(entry.text, Qt.TextElideMode.ElideRight, words.width())
        self._write(painter, words, text, Ink(role, entry.tone))
        if entry.below:
            below = QRectF(rect.x(), first.bottom(), rect.width(), rect.bottom() - first.bottom())
            self._write(painter, below, entry.below, Ink("small", "ink2"), wrapped=True)
        thin = hair(painter)
        painter.fillRect(QRectF(rect.x(), rect.bottom() - thin, rect.width(), thin), look.color("line"))

    def _write(self, painter: QPainter, rect: QRectF, text: str, ink: Ink, wrapped: bool = False) -> None:
        painter.setFont(self._look.font(ink.role, ink.tabular))
        painter.setPen(self._look.color(ink.tone))
        if wrapped:
            painter.drawText(rect, int(Qt.AlignmentFlag.AlignLeft) | int(Qt.TextFlag.TextWordWrap), text)
        else:
            painter.drawText(rect, ink.align | Qt.TextFlag.TextSingleLine, text)

    @property
    def _edge(self) -> int:
        return self._look.px(EDGE)

    @property
    def _wide(self) -> int:
        return max(self._look.px(80), self.viewport().width() - 2 * self._edge)

    def _height(self, entry: Entry) -> float:
        high = self._look.px(36)
        if not entry.below:
            return high
        room = QRectF(0, 0, self._wide, 10_000)
        flags = int(Qt.AlignmentFlag.AlignLeft) | int(Qt.TextFlag.TextWordWrap)
        return high + round(self._look.metrics("small").boundingRect(room, flags, entry.below).height())

    def _measured(self) -> tuple[float, ...]:
        """How high each is; wrapping a hundred takes as long as painting those that are seen."""
        at = (self._wide, self._look.scale)
        if at != self._measured_at:
            self._measured_at = at
            self._heights = tuple(self._height(entry) for entry in self._entries)
        return self._heights

    def _measure(self) -> None:
        self._roll_over(round(sum(self._measured())), self._look.px(36))
