"""The totals row below a list."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent

from billdesk.ui.look import Look
from billdesk.ui.widgets.painted import Ink, Painted, hair


class Totals(Painted):
    """The row below a list: how many, and the sums of everything that the filter shows."""

    covers = True

    def __init__(self, look: Look, name: str) -> None:
        super().__init__(look)
        self.setObjectName(name)
        self._count = ("", "")
        self._sums: tuple[tuple[str, str], ...] = ()
        self.dressed()

    def show_sums(self, count: str, words: str, sums: tuple[tuple[str, str], ...]) -> None:
        """Show a count with its words at the left and (label, amount) pairs at the right."""
        self._count = (count, words)
        self._sums = sums
        said = " ".join([count, words, *(f"{label} {amount}" for label, amount in sums)])
        self.setAccessibleName(said)
        self.update()

    def dressed(self) -> None:
        self.setFixedHeight(self.look.px(36))
        super().dressed()

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = self.look, QPainter(self)
        painter.fillRect(self.rect(), look.color("sunken"))
        painter.fillRect(QRectF(0, 0, self.width(), hair(painter)), look.color("line"))
        x = float(look.px(16))
        rect = QRectF(x, 0, self.width() - 2 * x, self.height())
        right = rect.right()
        for label, amount in reversed(self._sums):
            for text, ink, gap in ((amount, Ink("bold", "ink", True), 8), (label, Ink("body", "ink2"), 20)):
                wide = look.metrics(ink.role, ink.tabular).horizontalAdvance(text)
                self.write(painter, QRectF(right - wide, 0, wide + 1, self.height()), text, ink)
                right -= wide + look.px(gap)
        count, words = self._count
        rect.setRight(max(rect.x(), right))
        used = self.write(painter, rect, count, Ink("bold", "ink", True))
        rect.setLeft(rect.x() + used + look.px(5))
        if rect.width() > look.px(24):
            self.write(painter, rect, words, Ink("body", "ink2"))
