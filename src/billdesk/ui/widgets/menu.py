"""Menus with round corners and a soft shadow, made of actions."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QPoint, QRectF, Qt, QTimer
from PySide6.QtGui import QAction, QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QMenu, QWidget

from billdesk.ui.look import Look
from billdesk.ui.widgets import shadow
from billdesk.ui.widgets.painted import hair, shape

MARGIN = 20
SHADE = QColor(25, 20, 10, 46)


class Menu(QMenu):
    """A popup menu; with `stays` checkable actions are toggled without closing it."""

    def __init__(self, look: Look, parent: QWidget | None = None, stays: bool = False) -> None:
        super().__init__(parent)
        self._look = look
        self._stays = stays
        self.setWindowFlags(
            self.windowFlags() | Qt.WindowType.FramelessWindowHint | Qt.WindowType.NoDropShadowWindowHint
        )
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        margin = look.px(MARGIN)
        self.setContentsMargins(margin, margin, margin, margin)

    def fill(self, actions: Iterable[QAction | None]) -> None:
        """Put actions in; None is a separator."""
        for action in actions:
            if action is None:
                self.addSeparator()
            else:
                self.addAction(action)

    def fill_when_shown(self, find: Callable[[], Iterable[QAction | None]]) -> None:
        """Have the actions only while it is open: a menu looks at each of its own whenever one changes."""

        def fill() -> None:
            self.clear()
            self.fill(find())

        self.aboutToShow.connect(fill)
        self.aboutToHide.connect(lambda: QTimer.singleShot(0, self, self._empty))

    def _empty(self) -> None:
        """Not before the chosen one was carried out; it may be open again by then."""
        if not self.isVisible():
            self.clear()

    def open_below(self, widget: QWidget) -> None:
        """Open with the visible corner 4 px below `widget`."""
        margin = self._look.px(MARGIN)
        place = widget.mapToGlobal(QPoint(0, widget.height() + self._look.px(4)))
        self.popup(place - QPoint(margin, margin))

    def open_above(self, widget: QWidget) -> None:
        """Open with the visible corner 4 px above `widget`, for what floats over the foot of a list."""
        margin = self._look.px(MARGIN)
        place = widget.mapToGlobal(QPoint(0, -self._look.px(4)))
        self.popup(place - QPoint(margin, self.sizeHint().height() - margin))

    def open_at(self, place: QPoint) -> None:
        """Open with the visible corner at a point of the screen."""
        margin = self._look.px(MARGIN)
        self.popup(place - QPoint(margin, margin))

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = self._look, QPainter(self)
        margin = look.px(MARGIN)
        box = self.rect().adjusted(margin, margin, -margin, -margin)
        shadow.paint(painter, box, shadow.Lift(look.px(10), look.px(16), look.px(4), SHADE))
        edge = QPen(look.color("edge"), hair(painter))
        shape(painter, QRectF(box), look.px(10), look.color("raised"), edge)
        painter.end()
        super().paintEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        action = self.activeAction()
        if self._stays and event.key() == Qt.Key.Key_Space and action and action.isCheckable():
            action.trigger()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        action = self.actionAt(event.position().toPoint())
        if self._stays and action and action.isCheckable():
            action.trigger()
        else:
            super().mouseReleaseEvent(event)
