"""An amber box inside a sheet: what would go wrong, and what mends it, before one does it."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout

from billdesk.ui.look import Look
from billdesk.ui.widgets.painted import Label, Painted, shape


class Caution(Painted):
    """One bold sentence and one that says more. Hidden until it is told something."""

    def __init__(self, look: Look, name: str) -> None:
        super().__init__(look)
        self.setObjectName(name)
        self._title = Label(look, "", "strong")
        self._more = Label(look, "", "small", "ink2")
        for label in (self._title, self._more):
            label.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(look.px(40), look.px(12), look.px(16), look.px(12))
        column.setSpacing(look.px(2))
        column.addWidget(self._title)
        column.addWidget(self._more)
        self.hide()

    def tell(self, title: str, more: str) -> None:
        """Say it; "" hides the box."""
        self._title.setText(title)
        self._more.setText(more)
        self.setAccessibleName(f"{title} {more}".strip())
        self.setVisible(bool(title))

    def said(self) -> str:
        """What it says, "" while it is hidden."""
        return self.accessibleName()

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = self.look, QPainter(self)
        shape(painter, QRectF(self.rect()), look.px(10), look.color("partly_bg"))
        picture = look.picture("triangle-alert", "partly_fg", 16, painter.device().devicePixelRatio())
        painter.drawPixmap(look.px(14), look.px(14), picture)
