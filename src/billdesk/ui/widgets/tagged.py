"""Text whose {placeholders} stand as small tags, for titles and lines of schedules."""

import re

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from billdesk.domain.placeholders import bare
from billdesk.ui.look import Look
from billdesk.ui.widgets.painted import Ink, Painted, PaintedButton, shape

_TAG = re.compile(r"(\{[^{}]*\})")


def plain(text: str) -> str:
    """The text without its placeholders, for lists."""
    return bare(text)


def width_of(look: Look, text: str, ink: Ink) -> float:
    """How wide the text is with its tags, in logical pixels."""
    return sum(wide for _, wide in _pieces(look, text, ink))


def paint_tagged(
    painter: QPainter, widget: Painted | PaintedButton, rect: QRectF, text: str, ink: Ink
) -> None:
    """Paint one line of text and tags into `rect`; what doesn't fit is cut off with an ellipsis."""
    look, x = widget.look, rect.x()
    for part, wide in _pieces(look, text, ink):
        room = rect.right() - x
        if room < look.px(12):
            return
        if _TAG.fullmatch(part):
            high = look.px(18)
            inner = wide - look.px(4)
            box = QRectF(x, rect.center().y() - high / 2, min(inner, room), high)
            edge = QPen(look.color("tint2"), 1)  # so that it can be told from a chosen row
            shape(painter, box, look.px(5), look.color("tint"), edge)
            widget.write(
                painter, box.adjusted(look.px(5), 0, -look.px(3), 0), part, Ink("value", "accent_ink")
            )
        else:
            widget.write(painter, QRectF(x, rect.y(), min(wide, room) + 1, rect.height()), part, ink)
        x += wide


def _pieces(look: Look, text: str, ink: Ink) -> list[tuple[str, float]]:
    found = []
    for part in _TAG.split(text):
        if _TAG.fullmatch(part):
            found.append((part, look.metrics("value").horizontalAdvance(part) + look.px(14)))
        elif part.strip():
            words = part.rstrip()
            gap = look.px(4) if found or words != part else 0
            found.append((words.strip(), look.metrics(ink.role).horizontalAdvance(words.strip()) + gap))
    return found


class Tagged(Painted):
    """One line of text with tags, standing by itself."""

    def __init__(self, look: Look, name: str, role: str = "title", parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self.setObjectName(name)
        self._ink = Ink(role, "ink")
        self._text = ""
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def show_text(self, text: str) -> None:
        """Show a text."""
        self._text = text
        self.setAccessibleName(text)
        self.setToolTip(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(round(width_of(self.look, self._text, self._ink)) + 2, self.look.px(24))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.look.px(60), self.look.px(24))

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_tagged(QPainter(self), self, QRectF(self.rect()), self._text, self._ink)
