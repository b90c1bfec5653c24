"""A few exclusive choices, each with a picture of what it gives."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout

from billdesk.ui.look import Look
from billdesk.ui.widgets.cards import paint_dot
from billdesk.ui.widgets.chips import Choice
from billdesk.ui.widgets.labelled import Caption, FormField
from billdesk.ui.widgets.page import DIM
from billdesk.ui.widgets.painted import LEFT, Ink, hair, shape
from billdesk.ui.widgets.segments import Segment, Segments

WIDE, HIGH, WORDS, EDGE = 120, 164, 28, 10
DOT = 16


class PictureCard(Segment):
    """One choice: its picture on a card, a dot and its words below."""

    ring_gap = 2

    def __init__(self, look: Look, choice: Choice, name: str) -> None:
        super().__init__(look, choice, name, tab=False)
        self._picture = QImage()

    def show_picture(self, picture: QImage) -> None:
        """Show what this choice gives."""
        self._picture = picture
        self.update()

    def picture(self) -> QImage:
        """What it shows; null while it isn't known."""
        return self._picture

    def sizeHint(self) -> QSize:
        px = self.look.px
        words = round(self.look.metrics("bold").horizontalAdvance(self.text())) + px(DOT + 12)
        return QSize(max(px(WIDE), words), px(HIGH + WORDS))

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter, on = self.look, QPainter(self), self.isChecked()
        px = look.px
        card = QRectF(1, 1, self.width() - 2, px(HIGH) - 2)
        if on:
            shape(painter, card, px(10), look.color("tint"), QPen(look.color("accent"), px(2)))
        else:
            ground = look.color("hover" if self.underMouse() else "sunken")
            shape(painter, card, px(10), ground, QPen(look.color("line"), hair(painter)))
        self._paint_page(painter, card.adjusted(px(EDGE), px(EDGE), -px(EDGE), -px(EDGE)))
        words = look.metrics("bold" if on else "body").horizontalAdvance(self.text())
        left = (self.width() - words - px(DOT + 8)) / 2
        top = px(HIGH) + (px(WORDS) - px(DOT)) / 2
        dot = QRectF(left, top, px(DOT), px(DOT))
        paint_dot(painter, look, dot, on)
        room = QRectF(dot.right() + px(8), px(HIGH), words + px(4), px(WORDS))
        self.write(painter, room, self.text(), Ink("bold" if on else "body", "ink", align=LEFT))

    def _paint_page(self, painter: QPainter, room: QRectF) -> None:
        """The picture as large as it fits, its paper white in light and dimmed in dark."""
        if self._picture.isNull():
            return
        page = self._picture
        scale = min(room.width() / page.width(), room.height() / page.height())
        wide, high = page.width() * scale, page.height() * scale
        place = QRectF(room.center().x() - wide / 2, room.center().y() - high / 2, wide, high)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(place, page)
        if self.look.dark:
            painter.fillRect(place, DIM)
        else:
            shape(painter, place, 0, None, QPen(self.look.color("line"), hair(painter)))


class Pictures(Segments):
    """Choices with pictures; arrows move and choose, a click chooses."""

    def make(self, choice: Choice, name: str) -> PictureCard:
        return PictureCard(self.look, choice, name)

    def space(self, row: QHBoxLayout) -> None:
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self.look.px(16))

    def card(self, key: str) -> PictureCard:
        """The card of a choice."""
        found = self._parts[key]
        assert isinstance(found, PictureCard)
        return found

    def picture_width(self) -> int:
        """How wide a picture is shown at most, in device pixels."""
        return round(self.look.px(WIDE - 2 * EDGE - 2) * self.devicePixelRatioF())

    def paintEvent(self, event: QPaintEvent) -> None:
        """The cards paint themselves; there is no bar behind them."""


class PictureField(FormField):
    """One of a few choices, each with its picture."""

    edit: Pictures

    def __init__(self, look: Look, caption: Caption, choices: Sequence[Choice]) -> None:
        super().__init__(look, caption, Pictures(look, caption.name, choices))
        self.edit.picked.connect(lambda _key: self._on_changed())
        self.keep_small()

    def value(self) -> str:
        return self.edit.chosen()

    def show_value(self, value: str) -> None:
        self.edit.show_chosen(value)
