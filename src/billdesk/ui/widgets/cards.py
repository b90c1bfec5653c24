"""A few exclusive choices, each on a card with a sentence that says what it means."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy

from billdesk.ui.look import Look
from billdesk.ui.widgets.chips import Choice
from billdesk.ui.widgets.labelled import Caption, FormField
from billdesk.ui.widgets.painted import Ink, hair, shape
from billdesk.ui.widgets.segments import Segment, Segments

DOT, EDGE, TEXT = 16, 12, 40
"""The dot, the room at the edges and where the words begin, in px at 96 dpi."""


class Meant(NamedTuple):
    """A choice: its key, its words, and what it means."""

    key: str
    words: str
    means: str


class WordCard(Segment):
    """One choice: a dot, its words, and below them what it means, on as many lines as that takes."""

    ring_gap = 2

    def __init__(self, look: Look, choice: Choice, name: str) -> None:
        super().__init__(look, choice, name, tab=False)
        self._means = ""
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def explain(self, words: str) -> None:
        """Say what this choice means."""
        self._means = words
        self.setAccessibleDescription(words)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(self.look.px(240), self.heightForWidth(self.look.px(240)))

    def heightForWidth(self, width: int) -> int:
        """How high it is where it is so wide."""
        px = self.look.px
        room = QRectF(0, 0, width - px(TEXT + EDGE), 10_000)
        words = self.look.metrics("small").boundingRect(room, Qt.TextFlag.TextWordWrap, self._means)
        return px(EDGE + 20 + EDGE) + round(words.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter, on = self.look, QPainter(self), self.isChecked()
        px = look.px
        if on:
            shape(painter, QRectF(self.rect()), px(10), look.color("tint"), QPen(look.color("accent"), px(2)))
        else:
            ground = look.color("hover" if self.underMouse() else "sheet")
            shape(painter, QRectF(self.rect()), px(10), ground, QPen(look.color("edge"), hair(painter)))
        paint_dot(painter, look, QRectF(px(EDGE), px(EDGE + 2), px(DOT), px(DOT)), on)
        wide = self.width() - px(TEXT + EDGE)
        self.write(painter, QRectF(px(TEXT), px(EDGE), wide, px(20)), self.text(), Ink("bold", "ink"))
        painter.setFont(look.font("small"))
        painter.setPen(look.color("ink2"))
        room = QRectF(px(TEXT), px(EDGE + 20), wide, self.height() - px(EDGE + 20))
        painter.drawText(room, Qt.TextFlag.TextWordWrap, self._means)


class WordCards(Segments):
    """Choices with a sentence each; arrows move and choose, a click chooses."""

    def make(self, choice: Choice, name: str) -> WordCard:
        return WordCard(self.look, choice, name)

    def space(self, row: QHBoxLayout) -> None:
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self.look.px(12))

    def explain(self, key: str, words: str) -> None:
        """Say what a choice means."""
        part = self._parts[key]
        assert isinstance(part, WordCard)
        part.explain(words)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The cards paint themselves; there is no bar behind them."""


class CardField(FormField):
    """One of a few choices, each with what it means."""

    edit: WordCards

    def __init__(self, look: Look, caption: Caption, choices: Sequence[Meant]) -> None:
        bare = [Choice(one.key, one.words) for one in choices]
        super().__init__(look, caption, WordCards(look, caption.name, bare))
        for one in choices:
            self.edit.explain(one.key, one.means)
        self.edit.picked.connect(lambda _key: self._on_changed())
        self.keep_small()
        self.keep_room_for_ring()

    def value(self) -> str:
        return self.edit.chosen()

    def show_value(self, value: str) -> None:
        self.edit.show_chosen(value)


def paint_dot(painter: QPainter, look: Look, dot: QRectF, on: bool) -> None:
    """Paint the round box of an exclusive choice."""
    px = look.px
    if on:
        shape(painter, dot, dot.height() / 2, look.color("accent"))
        inner = px(5)
        shape(painter, dot.adjusted(inner, inner, -inner, -inner), px(3), look.color("on_accent"))
    else:
        shape(painter, dot.adjusted(1, 1, -1, -1), px(7), None, QPen(look.color("edge_strong"), 1.25))
