"""A quiet list of facts in a detail: words at the left, a figure at the right, smaller words below."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from billdesk.ui.look import Look
from billdesk.ui.widgets.painted import RIGHT, Ink, hair

EDGE = 16


@dataclass(frozen=True, slots=True)
class Entry:
    """One fact; `heading` ones are bold with no hairline above."""

    text: str
    figure: str = ""
    below: str = ""
    heading: bool = False
    tone: str = "ink"


class Entries(QAbstractScrollArea):
    """Entries below each other; long words below are wrapped, never cut."""

    def __init__(self, look: Look, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._entries: tuple[Entry, ...] = ()
        self._none = ""
        self.setObjectName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        look.changed.connect(self._on_look_changed)

    def show_entries(self, entries: Sequence[Entry], title: str, none: str) -> None:
        """Show entries; a screen reader calls them `title`, and `none` stands where there are none."""
        self._entries = tuple(entries)
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
        for entry in self._entries:
            high = self._height(entry)
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

    def _measure(self) -> None:
        bar = self.verticalScrollBar()
        whole = round(sum(self._height(entry) for entry in self._entries))
        bar.setRange(0, max(0, whole - self.viewport().height()))
        bar.setPageStep(self.viewport().height())
        bar.setSingleStep(self._look.px(36))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._measure()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.verticalScrollBar()
        to = {
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: bar.maximum(),
            Qt.Key.Key_PageDown: bar.value() + bar.pageStep(),
            Qt.Key.Key_PageUp: bar.value() - bar.pageStep(),
            Qt.Key.Key_Down: bar.value() + bar.singleStep(),
            Qt.Key.Key_Up: bar.value() - bar.singleStep(),
        }.get(Qt.Key(event.key()))
        if to is None:
            super().keyPressEvent(event)
        else:
            bar.setValue(to)

    def _on_look_changed(self) -> None:
        self._measure()
        self.viewport().update()
