"""What fits to what is being typed, below the field that keeps the focus: arrow keys choose, Enter takes."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from billdesk.ui.look import Look
from billdesk.ui.widgets import shadow
from billdesk.ui.widgets.painted import RIGHT, Ink, Painted, hair, rule, shape

SOFT = 20
SHADE = QColor(25, 20, 10, 46)
ROW, HEAD, WIDE, EDGE = 34, 30, 460, 6
UNIT = 52
LEAST_ROOM = 160
"""Where neither above nor below a field is as much, as beside a tall one, it opens over the field."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One thing to take: its key, its words with quieter ones behind, and a figure with its unit."""

    key: object
    text: str
    icon: str = ""
    second: str = ""
    figure: str = ""
    unit: str = ""


class Suggestions(Painted):
    """A list over the page. It never has the focus: whoever types hands it the keys by step() and take()."""

    picked = Signal(object)

    def __init__(self, look: Look, name: str, page: QWidget) -> None:
        super().__init__(look, page)
        self.setObjectName(name)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setMouseTracking(True)
        self._title, self._typed = "", ""
        self._offers: tuple[Suggestion, ...] = ()
        self._below = 0  # how many of them stand below a line
        self.chosen = -1
        self.hide()

    def show_suggestions(
        self,
        title: str,
        offers: Sequence[Suggestion],
        below: Sequence[Suggestion] = (),
        typed: str = "",
        chosen: int = -1,
    ) -> None:
        """Show what is offered, or hide where nothing is; `typed` is what stands out in the words."""
        self._title, self._typed = title, typed
        self._offers, self._below = (*offers, *below), len(below)
        self.chosen = chosen
        said = "; ".join(" ".join(filter(None, (one.text, one.figure, one.unit))) for one in self._offers)
        self.setAccessibleName(title)
        self.setAccessibleDescription(said)
        self.resize(self._size()[0], self._size()[1])
        self.update()

    def suggestions(self) -> tuple[Suggestion, ...]:
        """What is offered."""
        return self._offers

    def open_at(self, field: QWidget) -> None:
        """Open below a field, or above it where there is more room."""
        page, soft = self.parentWidget(), self.look.px(SOFT)
        if not self._offers or page is None:
            self.hide()
            return
        corner = field.mapTo(page, QPoint(0, field.height()))
        room = max(page.height() - corner.y(), corner.y() - field.height()) - self.look.px(12)
        self._fit_into(room if room >= self.look.px(LEAST_ROOM) else page.height())
        x = min(corner.x() - soft, page.width() - self.width() + soft)
        y = corner.y() + self.look.px(6) - soft
        above = corner.y() - field.height() - self.look.px(6) - self.height() + soft
        if y + self.height() - soft > page.height() and above > -soft:
            y = above
        self.move(max(-soft, x), y)
        self.show()
        self.raise_()

    def _fit_into(self, room: int) -> None:
        """Leave out the last of what is offered where there is no room for it; what is below stays."""
        soft, above = 2 * self.look.px(SOFT), len(self._offers) - self._below
        while self._size()[1] - soft > room and above > 1:
            above -= 1
            self._offers = (*self._offers[:above], *self._offers[above + 1 :])
        self.chosen = min(self.chosen, len(self._offers) - 1)
        self.resize(*self._size())

    def step(self, by: int) -> None:
        """Choose the next one, or the one before."""
        if self._offers:
            self.chosen = (
                (self.chosen + by) % len(self._offers)
                if self.chosen >= 0 or by > 0
                else -1 % len(self._offers)
            )
            self.update()

    def take(self) -> bool:
        """Take the chosen one; whether there was one."""
        if not self.isVisible() or self.chosen < 0:
            return False
        offer = self._offers[self.chosen]
        self.hide()
        self.picked.emit(offer.key)
        return True

    # Painting

    def _size(self) -> tuple[int, int]:
        px = self.look.px
        high = px(HEAD if self._title else EDGE) + len(self._offers) * px(ROW) + px(EDGE)
        high += px(9) if self._below and self._below < len(self._offers) else 0
        return px(WIDE) + 2 * px(SOFT), high + 2 * px(SOFT)

    def _rects(self) -> list[QRect]:
        px = self.look.px
        x, y = px(SOFT + EDGE), px(SOFT) + px(HEAD if self._title else EDGE)
        found = []
        for at in range(len(self._offers)):
            if self._below and at == len(self._offers) - self._below and at:
                y += px(9)
            found.append(QRect(x, y, self.width() - 2 * x, px(ROW)))
            y += px(ROW)
        return found

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = self.look, QPainter(self)
        soft = look.px(SOFT)
        box = self.rect().adjusted(soft, soft, -soft, -soft)
        shadow.paint(painter, box, shadow.Lift(look.px(10), look.px(16), look.px(4), SHADE))
        shape(
            painter, QRectF(box), look.px(10), look.color("raised"), QPen(look.color("edge"), hair(painter))
        )
        if self._title:
            head = QRectF(box.x() + look.px(16), box.y() + look.px(2), box.width(), look.px(HEAD))
            self.write(painter, head, self._title, Ink("label", "ink3"))
        for at, (offer, rect) in enumerate(zip(self._offers, self._rects(), strict=True)):
            if self._below and at == len(self._offers) - self._below and at:
                rule(painter, look.color("line"), box.x(), rect.y() - look.px(4), box.width())
            if at == self.chosen:
                shape(painter, QRectF(rect), look.px(6), look.color("tint"))
            self._paint(painter, offer, QRectF(rect))

    def _paint(self, painter: QPainter, offer: Suggestion, rect: QRectF) -> None:
        look = self.look
        left, right = rect.x() + look.px(12), rect.right() - look.px(12)
        if offer.icon:
            picture = look.picture(offer.icon, "ink3", 16, painter.device().devicePixelRatio())
            painter.drawPixmap(round(left), round(rect.y() + (rect.height() - look.px(16)) / 2), picture)
        left += look.px(28)
        if offer.figure:
            self.write(
                painter,
                QRectF(right - look.px(UNIT), rect.y(), look.px(UNIT), rect.height()),
                offer.unit,
                Ink("body", "ink3"),
            )
            right -= look.px(UNIT + 8)
            self.write(
                painter,
                QRectF(left, rect.y(), right - left, rect.height()),
                offer.figure,
                Ink("body", "ink", True, RIGHT),
            )
            right -= look.metrics("body", True).horizontalAdvance(offer.figure) + look.px(12)
        left += self._write_marked(painter, QRectF(left, rect.y(), right - left, rect.height()), offer.text)
        if offer.second and right - left > look.px(48):
            room = QRectF(left + look.px(8), rect.y(), right - left - look.px(8), rect.height())
            self.write(painter, room, offer.second, Ink("small", "ink3"))

    def _write_marked(self, painter: QPainter, rect: QRectF, text: str) -> float:
        """Write words with what was typed standing out; how wide they are."""
        start = rect.x()
        for part, marked in _marked(text, self._typed):
            room = QRectF(rect.x(), rect.y(), max(0.0, rect.right() - rect.x()), rect.height())
            ink = Ink("bold", "accent_ink") if marked else Ink("body", "ink")
            rect.setX(rect.x() + self.write(painter, room, part, ink))
        return rect.x() - start

    # The mouse

    def _at(self, place: QPoint) -> int:
        return next((at for at, rect in enumerate(self._rects()) if rect.contains(place)), -1)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        found = self._at(event.position().toPoint())
        if found >= 0 and found != self.chosen:
            self.chosen = found
            self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.chosen = self._at(event.position().toPoint())
        self.take()


def _marked(text: str, typed: str) -> list[tuple[str, bool]]:
    """A text in parts, those that were typed marked."""
    words = [re.escape(word) for word in typed.split()]
    if not words:
        return [(text, False)]
    found = re.split(f"({'|'.join(words)})", text, flags=re.IGNORECASE)
    return [(part, at % 2 == 1) for at, part in enumerate(found) if part]
