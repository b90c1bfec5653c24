"""The focus ring: one overlay over the window that shows where the keyboard is."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QLineEdit, QPlainTextEdit, QWidget

from billdesk.ui.look import Look
from billdesk.ui.widgets.painted import Painted

THICK = 2
GAP = 2
_BY_KEY = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)


class FocusRing(Painted):
    """Shows a ring around the widget that got the focus by Tab, Backtab or a shortcut.

    Fields and lists show their focus themselves, whatever the reason.
    """

    def __init__(self, look: Look, window: QWidget) -> None:
        super().__init__(look, window)
        self.setObjectName("window.focus_ring")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._target: QWidget | None = None
        self.hide()
        app = QApplication.instance()
        assert app is not None
        app.installEventFilter(self)

    def target(self) -> QWidget | None:
        """Give the widget that has the ring."""
        return self._target if self.isVisible() else None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.FocusIn and isinstance(watched, QWidget) and isinstance(event, QFocusEvent):
            self._show_for(watched, event.reason())
        elif kind == QEvent.Type.FocusOut and watched is self._target:
            self._leave()
        elif watched is self._target and kind in (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Hide):
            self._place() if kind != QEvent.Type.Hide else self._leave()
        return False

    def _show_for(self, widget: QWidget, reason: Qt.FocusReason) -> None:
        own = isinstance(widget, (QLineEdit, QPlainTextEdit, QAbstractScrollArea))
        if own or reason not in _BY_KEY or widget.window() is not self.parentWidget():
            self._leave()
            return
        self._target = widget
        self._place()
        self.show()
        self.raise_()

    def _place(self) -> None:
        if self._target is None:
            return
        out = self.look.px(THICK + GAP)
        place = self._target.mapTo(self.parentWidget(), QPoint(0, 0))
        self.setGeometry(self._target.rect().translated(place).adjusted(-out, -out, out, out))

    def _leave(self) -> None:
        self._target = None
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        thick = self.look.px(THICK)
        painter.setPen(QPen(self.look.color("focus"), thick))
        half = thick / 2
        rect = QRectF(self.rect()).adjusted(half, half, -half, -half)
        radius = min(self.look.px(10), rect.height() / 2)
        painter.drawRoundedRect(rect, radius, radius)
