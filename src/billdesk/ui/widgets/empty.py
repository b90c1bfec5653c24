"""Empty states: what this place is for, the step to take, and other ways in."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from billdesk.ui.look import Look
from billdesk.ui.widgets.painted import Button, Label, Painted, hair, shape
from billdesk.ui.widgets.wide import keep_wide


class Drawing(Painted):
    """The picture of an empty state: two sheets and an accent corner with a plus."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self.dressed()

    def dressed(self) -> None:
        self.setFixedSize(self.look.px(104), self.look.px(116))
        super().dressed()

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = self.look, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(look.scale, look.scale)
        painter.save()
        painter.translate(58, 58)
        painter.rotate(8)
        painter.setPen(QPen(look.color("edge"), 1.5))
        painter.setBrush(look.color("sheet"))
        painter.drawRoundedRect(QRectF(-32, -52, 72, 96), 6, 6)
        painter.restore()
        painter.setPen(QPen(look.color("edge_strong"), 1.5))
        painter.setBrush(look.color("sheet"))
        painter.drawRoundedRect(QRectF(4, 8, 72, 96), 6, 6)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color("accent"))
        painter.drawRoundedRect(QRectF(14, 20, 12, 12), 3, 3)
        painter.setBrush(look.color("edge"))
        for y, wide in ((45, 54), (55, 42), (65, 48)):
            painter.drawRoundedRect(QRectF(13, y, wide, 3), 1.5, 1.5)
        painter.setBrush(look.color("accent"))
        painter.drawRoundedRect(QRectF(44, 86, 24, 4), 2, 2)
        painter.setPen(QPen(look.color("accent"), 1.5))
        painter.setBrush(look.color("tint"))
        painter.drawEllipse(QPointF(82, 94), 17, 17)
        painter.setPen(QPen(look.color("accent_ink"), 1.75))
        painter.drawLine(QPointF(75, 94), QPointF(89, 94))
        painter.drawLine(QPointF(82, 87), QPointF(82, 101))


class Way(NamedTuple):
    """Another way in: a card with an icon, a title, a sentence and a button of this object name."""

    icon: str
    title: str
    words: str
    button: str
    name: str


class Card(Painted):
    """One way in, outlined by a hairline."""

    def __init__(self, look: Look, way: Way, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._icon = way.icon
        self.button = Button(look, way.button, "plain", "", way.name)
        self.button.setProperty("room", "small")
        column = QVBoxLayout(self)
        gap = look.px(18)
        column.setContentsMargins(gap, look.px(18 + 28), gap, gap)
        column.setSpacing(look.px(6))
        text = Label(look, way.words, "small", "ink2")
        text.setWordWrap(True)
        column.addWidget(Label(look, way.title, "bold"))
        column.addWidget(text, 1, Qt.AlignmentFlag.AlignTop)
        column.addSpacing(look.px(6))
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        keep_wide(look, self, 280)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        pen = QPen(self.look.color("line"), hair(painter))
        shape(painter, QRectF(self.rect()), self.look.px(10), self.look.color("sheet"), pen)
        dpr = painter.device().devicePixelRatio()
        at = self.look.px(18)
        painter.drawPixmap(at, at, self.look.picture(self._icon, "accent_ink", 20, dpr))


class Empty(Painted):
    """A drawing, a title, a sentence, up to two buttons, up to three cards; in the middle of its room."""

    covers = True

    def __init__(self, look: Look, name: str, title: str, words: str, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setAccessibleDescription(words)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(look.px(8))
        self._column.addStretch(2)
        centre = Qt.AlignmentFlag.AlignHCenter
        self._column.addWidget(Drawing(look), 0, centre)
        self._column.addSpacing(look.px(16))
        self.title = Label(look, title, "empty")
        self.words = Label(look, words, "lead", "ink2")
        self.words.setWordWrap(True)
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._fit_words()
        self._column.addWidget(self.title, 0, centre)
        self._column.addWidget(self.words, 0, centre)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(look.px(8))
        self._column.addSpacing(look.px(8))
        self._column.addLayout(self._buttons)
        self._buttons.setAlignment(centre)
        self._column.addStretch(3)

    def say(self, title: str, words: str) -> None:
        """Say something else, as when a filter finds nothing."""
        self.title.setText(title)
        self.words.setText(words)
        self.setAccessibleName(title)
        self.setAccessibleDescription(words)
        self._fit_words()

    def dressed(self) -> None:
        super().dressed()
        self.words.dressed()  # it would hear of its new font later, and be as high as with the old one
        self._fit_words()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_words()

    def showEvent(self, event: QShowEvent) -> None:
        """Only now the words are as wide as they are painted, on a screen of this scale."""
        super().showEvent(event)
        self._fit_words()

    def minimumSizeHint(self) -> QSize:
        return QSize(self.look.px(240), super().minimumSizeHint().height())

    def _fit_words(self) -> None:
        """A layout in the middle doesn't ask words that wrap how high they are."""
        wide = min(self.look.px(480), max(self.look.px(200), self.width() - 2 * self.look.px(24)))
        self.words.setFixedSize(wide, max(0, self.words.heightForWidth(wide)))

    def add_button(self, button: Button) -> None:
        """Put a button below the words; the first should be the filled one."""
        self._buttons.addWidget(button)

    def add_ways(self, ways: Sequence[Way]) -> tuple[Card, ...]:
        """Put cards below the buttons and give them, for their buttons."""
        row = QHBoxLayout()
        row.setSpacing(self.look.px(16))
        row.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        cards = tuple(Card(self.look, way) for way in ways)
        for card in cards:
            row.addWidget(card)
        self._column.insertSpacing(self._column.count() - 1, self.look.px(24))
        self._column.insertLayout(self._column.count() - 1, row)
        return cards

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self.look.color("sheet"))
