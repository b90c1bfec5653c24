"""Charts painted from tokens: twelve months as bars, by mouse and by arrow keys."""

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QToolTip, QWidget

from billdesk.ui.look import Look
from billdesk.ui.widgets.painted import CENTER, RIGHT, Ink, Painted, shape


class Bar(NamedTuple):
    """One bar: the letter below it, what a tooltip and a screen reader say, and its height's value."""

    label: str
    words: str
    value: int
    key: object


class Months(Painted):
    """Bars with a title; the last one is this month. A click or Enter chooses a bar, again clears it."""

    picked = Signal(object)  # the bar's key, None when the choice is taken back

    def __init__(self, look: Look, name: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self._title = title
        self._headline = ""
        self._bars: tuple[Bar, ...] = ()
        self._at = -1
        self._chosen = -1
        self._hover = -1

    def show_bars(self, bars: tuple[Bar, ...], headline: str) -> None:
        """Show bars, oldest first, and what stands at the right of the title."""
        self._bars = bars
        self._headline = headline
        self._at = min(self._at, len(bars) - 1)
        self._chosen = min(self._chosen, len(bars) - 1)
        self.setAccessibleDescription("; ".join(bar.words for bar in bars))
        self.update()

    def clear_choice(self) -> None:
        """Show no bar as chosen, without telling anybody."""
        self._chosen = -1
        self.update()

    def chosen(self) -> object | None:
        """Give the key of the chosen bar."""
        return self._bars[self._chosen].key if self._chosen >= 0 else None

    def sizeHint(self) -> QSize:
        return QSize(self.look.px(338), self.look.px(104))

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = self.look, QPainter(self)
        left, right = look.px(16), self.width() - look.px(16)
        top = QRectF(left, look.px(12), right - left, look.px(16))
        used = self.write(painter, top, self._headline, Ink("value", "ink", True, align=RIGHT))
        top.setRight(right - used - look.px(8))
        self.write(painter, top, self._title, Ink("label", "ink2"))
        largest = max((bar.value for bar in self._bars), default=0)
        for number, bar in enumerate(self._bars):
            self._paint_bar(painter, number, bar, largest)

    def _paint_bar(self, painter: QPainter, number: int, bar: Bar, largest: int) -> None:
        look, slot = self.look, self._slot(number)
        width = min(look.px(16), slot.width() - look.px(4))
        ground = slot.bottom() - look.px(20)
        tall = ground - look.px(36)
        height = max(0, bar.value) / largest * tall if largest > 0 else 0.0
        rect = QRectF(round(slot.center().x() - width / 2), ground - round(height), width, round(height))
        shape(painter, rect, look.px(3), self._fill(number))
        last = number == len(self._bars) - 1
        below = QRectF(slot.x(), ground + look.px(4), slot.width(), look.px(14))
        strong = last or number == self._chosen
        ink = Ink("tiny_bold" if strong else "tiny", "ink" if strong else "ink2", align=CENTER)
        self.write(painter, below, bar.label, ink)

    def _fill(self, number: int) -> QColor:
        if self._chosen >= 0:
            return self.look.color("c1" if number == self._chosen else "tint2")
        if number in (self._hover, self._at if self.hasFocus() else -1):
            return self.look.color("c2")
        return self.look.color("c1" if number == len(self._bars) - 1 else "tint2")

    def _slot(self, number: int) -> QRectF:
        left = self.look.px(16)
        wide = (self.width() - 2 * left) / max(1, len(self._bars))
        return QRectF(left + number * wide, 0, wide, self.height())

    def _number_at(self, x: float) -> int:
        slots = (self._slot(number) for number in range(len(self._bars)))
        return next((number for number, slot in enumerate(slots) if slot.left() <= x < slot.right()), -1)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover = self._number_at(event.position().x())
        if self._hover >= 0:
            QToolTip.showText(event.globalPosition().toPoint(), self._bars[self._hover].words, self)
        self.update()

    def leaveEvent(self, event: object) -> None:
        self._hover = -1
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        number = self._number_at(event.position().x())
        if number >= 0:
            self._at = number
            self._choose(number)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps: dict[int, Callable[[], int]] = {
            Qt.Key.Key_Left: lambda: max(0, self._at - 1),
            Qt.Key.Key_Right: lambda: min(len(self._bars) - 1, self._at + 1),
            Qt.Key.Key_Home: lambda: 0,
            Qt.Key.Key_End: lambda: len(self._bars) - 1,
        }
        step = steps.get(event.key())
        if self._at < 0:
            self._at = len(self._bars) - 1
        if step and self._bars:
            self._at = step()
            place = self.mapToGlobal(QPoint(round(self._slot(self._at).center().x()), 0))
            QToolTip.showText(place, self._bars[self._at].words, self)
        elif event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._at >= 0:
            self._choose(self._at)
        else:
            super().keyPressEvent(event)
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._at < 0:
            self._at = len(self._bars) - 1
        self.update()

    def focusOutEvent(self, event: object) -> None:
        self.update()

    def _choose(self, number: int) -> None:
        self._chosen = -1 if number == self._chosen else number
        self.update()
        self.picked.emit(self.chosen())
