"""The hairline between two parts that can be dragged, with the mouse or by Left and Right."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent

from billdesk.ui.look import Look
from billdesk.ui.widgets.painted import Painted, hair
from billdesk.ui.words import tr

WIDE = 5
STEP = 16


class Edge(Painted):
    """`dragged` tells by how many logical pixels it should go to the right."""

    dragged = Signal(int)

    def __init__(self, look: Look, name: str) -> None:
        super().__init__(look)
        self.setObjectName(name)
        self.setAccessibleName(tr("Width of the part beside"))
        self.setCursor(Qt.CursorShape.SplitHCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFixedWidth(WIDE)
        self._from: int | None = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -STEP, Qt.Key.Key_Right: STEP}.get(Qt.Key(event.key()), 0)
        if step:
            self.dragged.emit(self.look.px(step))
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._from = event.globalPosition().toPoint().x()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._from is not None:
            at = event.globalPosition().toPoint().x()
            if at != self._from:
                self.dragged.emit(at - self._from)
                self._from = at

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._from = None

    def paintEvent(self, event: QPaintEvent) -> None:
        """The line stands at the left of the room in which the mouse finds it."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.look.color("sheet"))
        painter.fillRect(QRectF(0, 0, hair(painter), self.height()), self.look.color("line"))
