"""The strip that says what a change makes of the next date: an icon, and a sentence that wraps."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel

from billdesk.ui.look import Look
from billdesk.ui.widgets.painted import Label, Painted, shape


class Becomes(Painted):
    """Hidden while nothing becomes anything else."""

    def __init__(self, look: Look, name: str) -> None:
        super().__init__(look)
        self.setObjectName(name)
        self._mark = QLabel()
        self.words = Label(look, "", "small")
        self.words.setWordWrap(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(look.px(12), look.px(9), look.px(12), look.px(9))
        row.setSpacing(look.px(10))
        row.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.words, 1)
        self.hide()
        self.dressed()

    def tell(self, words: str) -> None:
        """Say it; "" says nothing."""
        self.words.setText(words)
        self.setAccessibleName(words)
        self.setVisible(bool(words))

    def dressed(self) -> None:
        picture = self.look.picture("repeat", "partly_fg", 14, self.devicePixelRatioF())
        self._mark.setPixmap(picture)
        super().dressed()

    def paintEvent(self, event: QPaintEvent) -> None:
        rect = self.rect().toRectF()
        shape(QPainter(self), rect, self.look.px(7), self.look.color("partly_bg"))
