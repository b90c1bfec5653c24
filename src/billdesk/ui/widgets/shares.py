"""A bar that shows how an amount is divided: a piece for each part, and what is left over hatched."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QPainter, QPaintEvent

from billdesk.ui.look import Look
from billdesk.ui.widgets.painted import CENTER, Ink, Painted, shape

HIGH = 28
GAP = 3
MOST = 24
"""More pieces than these would be too thin to be told apart; they are one."""


class Share(NamedTuple):
    """One piece: its words, where they have room, and its size; what is `left` over is hatched."""

    words: str
    size: int
    left: bool = False


class Shares(Painted):
    """Shows shares beside each other, as wide as they are large."""

    def __init__(self, look: Look, name: str) -> None:
        super().__init__(look)
        self.setObjectName(name)
        self._shares: tuple[Share, ...] = ()
        self.dressed()

    def dressed(self) -> None:
        self.setFixedHeight(self.look.px(HIGH))
        super().dressed()

    def minimumSizeHint(self) -> QSize:
        return QSize(self.look.px(120), self.look.px(HIGH))

    def show_shares(self, shares: Sequence[Share], said: str) -> None:
        """Show others; `said` tells them in words."""
        parts = [one for one in shares if one.size > 0 and not one.left]
        many, rest = parts[:MOST], parts[MOST:]
        if rest:
            many.append(rest[0] if len(rest) == 1 else Share("…", sum(one.size for one in rest)))
        self._shares = (*many, *(one for one in shares if one.size > 0 and one.left))
        self.setAccessibleName(said)
        self.update()

    def shares(self) -> tuple[Share, ...]:
        """What is shown."""
        return self._shares

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = self.look, QPainter(self)
        whole, gap = sum(one.size for one in self._shares), look.px(GAP)
        if not whole:
            shape(painter, QRectF(self.rect()), look.px(5), look.color("press"))
            return
        room = self.width() - gap * (len(self._shares) - 1)
        x = 0.0
        for one in self._shares:
            wide = max(1.0, room * one.size / whole)
            self._paint(painter, one, QRectF(x, 0, wide, self.height()))
            x += wide + gap

    def _paint(self, painter: QPainter, share: Share, rect: QRectF) -> None:
        look = self.look
        shape(painter, rect, look.px(4), look.color("tint" if share.left else "accent"))
        if share.left:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QBrush(look.color("tint2"), Qt.BrushStyle.BDiagPattern))
            painter.drawRoundedRect(rect, look.px(4), look.px(4))
        if look.metrics("tiny", True).horizontalAdvance(share.words) + look.px(8) <= rect.width():
            tone = "accent_ink" if share.left else "on_accent"
            self.write(painter, rect, share.words, Ink("tiny", tone, True, CENTER))
