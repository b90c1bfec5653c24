"""What is wrong with the cell above it, in words, over the lines of the grid."""

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from billdesk.ui.look import Look
from billdesk.ui.widgets.painted import Ink, Painted, shape

HIGH = 26


class CellNote(Painted):
    """Hangs below a cell while something is wrong in it."""

    def __init__(self, look: Look, grid: QWidget) -> None:
        super().__init__(look, grid)
        self.setObjectName(f"{grid.objectName()}.wrong")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.words = ""
        self.hide()

    def tell(self, words: str, cell: QWidget) -> None:
        """Say it below a cell, or go where there is nothing to say."""
        self.words = words
        self.setAccessibleName(words)
        if not words or cell.isHidden():
            self.hide()
            return
        size, grid = self.sizeHint(), self.parentWidget()
        right = grid.width() - size.width() if grid is not None else 0
        place = QPoint(max(0, min(cell.x(), right)), cell.geometry().bottom() + self.look.px(5))
        self.setGeometry(place.x(), place.y(), size.width(), size.height())
        self.show()
        self.raise_()
        self.update()

    def sizeHint(self) -> QSize:
        wide = self.look.metrics("small").horizontalAdvance(self.words)
        return QSize(round(wide) + self.look.px(40), self.look.px(HIGH))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look = QPainter(self), self.look
        shape(painter, QRectF(self.rect()), look.px(6), look.color("overdue_bg"))
        picture = look.picture("circle-alert", "overdue_fg", 14, painter.device().devicePixelRatio())
        painter.drawPixmap(look.px(8), (self.height() - look.px(14)) // 2, picture)
        room = QRectF(look.px(28), 0, self.width() - look.px(32), self.height())
        self.write(painter, room, self.words, Ink("small", "overdue_fg"))
