"""The headline figure of a detail: the amount large, its cents smaller and lighter."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from billdesk.ui.look import Look
from billdesk.ui.widgets.painted import Painted


class Figure(Painted):
    """An amount in three parts, as Figures.parts() splits it."""

    def __init__(self, look: Look, name: str, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self.setObjectName(name)
        self._parts = ("", "", "")
        self.dressed()

    def show_parts(self, parts: tuple[str, str, str]) -> None:
        """Show what is large, the cents, and what follows."""
        self._parts = parts
        self.setAccessibleName("".join(parts))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(round(sum(wide for _, _, _, wide in self._runs())) + 2, self.look.px(32))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def dressed(self) -> None:
        self.setFixedHeight(self.look.px(32))
        super().dressed()

    def _runs(self) -> list[tuple[str, str, str, float]]:
        inks = (("figure", "ink"), ("figure_cents", "ink3"), ("figure_cents", "ink3"))
        return [
            (text, role, tone, self.look.metrics(role, True).horizontalAdvance(text))
            for text, (role, tone) in zip(self._parts, inks, strict=True)
        ]

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = self.look, QPainter(self)
        base = (self.height() + look.metrics("figure", True).capHeight()) / 2
        x = 0.0
        for text, role, tone, wide in self._runs():
            painter.setFont(look.font(role, True))
            painter.setPen(look.color(tone))
            painter.drawText(round(x), round(base), text)
            x += wide
