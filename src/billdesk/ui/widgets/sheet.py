"""The rounded sheet on which everything but the bars lies."""

from collections.abc import Callable, Container

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from billdesk.ui.blank import RADIUS
from billdesk.ui.look import Look
from billdesk.ui.widgets.painted import Painted, hair, shape


class _Corners(Painted):
    """Lies over the sheet and paints its four corners in `ground` and its hairline."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(look, parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        radius = self.look.px(RADIUS)
        whole = QRectF(self.rect())
        outside, inside = QPainterPath(), QPainterPath()
        outside.addRect(whole)
        inside.addRoundedRect(whole, radius, radius)
        painter.fillPath(outside.subtracted(inside), self.look.color("ground"))
        thin = hair(painter)
        painter.setPen(QPen(self.look.color("line"), thin))
        painter.drawRoundedRect(whole.adjusted(thin / 2, thin / 2, -thin / 2, -thin / 2), radius, radius)


class Sheet(Painted):
    """A rounded sheet; `body` is the layout for what lies on it."""

    covers = True

    def __init__(self, look: Look, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self.setObjectName(name)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(0)
        self._left = 0.0
        self._corners = _Corners(look, self)

    def begin_at(self, left: float) -> None:
        """Leave what is left of it to the ground, as where the steps of a wizard stand; in px at 96 dpi."""
        self._left = left
        self._fit_corners()

    def dressed(self) -> None:
        super().dressed()
        self._fit_corners()

    def _fit_corners(self) -> None:
        self._corners.setGeometry(self.rect().adjusted(self.look.px(self._left), 0, 0, 0))
        self._corners.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self.look.color("sheet"))

    def resizeEvent(self, event: object) -> None:
        self._fit_corners()

    def childEvent(self, event: object) -> None:
        super().childEvent(event)  # type: ignore[arg-type]
        if hasattr(self, "_corners"):
            self._corners.raise_()


class Wash(Painted):
    """A plain part of the window in one token's color."""

    covers = True

    def __init__(self, look: Look, token: str, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._token = token

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self.look.color(self._token))


class Plate(Painted):
    """A quiet part of a sheet with round corners and a hairline around it."""

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look = QPainter(self), self.look
        edge = QPen(look.color("line"), hair(painter))
        shape(painter, QRectF(self.rect()), look.px(RADIUS), look.color("sunken"), edge)


MOVED = (QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.Show)
LAID_OUT = (QEvent.Type.LayoutRequest, QEvent.Type.Show)
"""What is in it is laid out anew: other parts are shown, or say more than before."""


class Watch(QObject):
    """Calls back when a watched widget is resized or moved, for what lies over it, or when it is laid out.

    A widget that watches itself so needn't override `event`: one that is deleted meanwhile crashes there.
    """

    _kinds: Container[QEvent.Type] = ()  # thrown away as garbage it has lost its own, and still hears events

    def __init__(
        self,
        watched: QWidget,
        call: Callable[[], None],
        parent: QObject,
        kinds: Container[QEvent.Type] = MOVED,
    ) -> None:
        super().__init__(parent)
        self._call, self._kinds = call, kinds
        watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in self._kinds:
            self._call()
        return False
