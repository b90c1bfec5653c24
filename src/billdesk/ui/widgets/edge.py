"""The hairline between two parts that can be dragged, with the mouse or by Left and Right."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from billdesk.ui.look import Look
from billdesk.ui.widgets.painted import Painted, Rule
from billdesk.ui.widgets.sheet import Watch
from billdesk.ui.words import tr

ROOM = 3
STEP = 16


class Edge(Painted):
    """Lies over a rule, a little wider, so that the mouse finds it; nothing of it is painted.

    `dragged` tells by how many logical pixels it should go to the right.
    """

    dragged = Signal(int)

    def __init__(self, look: Look, line: Rule, over: QWidget, name: str) -> None:
        """Make it for an upright rule somewhere inside of `over`."""
        super().__init__(look, over)
        self._line, self._over = line, over
        self.setObjectName(name)
        self.setAccessibleName(tr("Width of the part beside"))
        self.setCursor(Qt.CursorShape.SplitHCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._from: int | None = None
        self._watch = Watch(line, self._place, self)

    def _place(self) -> None:
        at = self._line.mapTo(self._over, QPoint(0, 0))
        self.setGeometry(at.x() - ROOM, at.y(), self._line.width() + 2 * ROOM, self._line.height())
        self.raise_()

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
        at = event.globalPosition().toPoint().x()
        if self._from is not None and at != self._from:
            by, self._from = at - self._from, at
            self.dragged.emit(by)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._from = None
