"""The focus ring: one overlay over the window that shows where the keyboard is."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QLineEdit, QPlainTextEdit, QWidget
from shiboken6 import isValid

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
        self._watched: list[QWidget] = []
        self._areas: list[QWidget] = []  # those among them that show only a part of what is in them
        self.hide()
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_focus_changed)

    def target(self) -> QWidget | None:
        """Give the widget that has the ring."""
        return self._target

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Move, QEvent.Type.Resize):
            self._place()
        elif event.type() == QEvent.Type.Hide:
            self._leave()
        return False

    def _on_focus_changed(self, old: QWidget | None, new: QWidget | None) -> None:
        self._leave()
        own = isinstance(new, (QLineEdit, QPlainTextEdit, QAbstractScrollArea))
        if new is None or own or new.window() is not self.parentWidget():
            return
        if getattr(new, "focus_reason", Qt.FocusReason.TabFocusReason) in _BY_KEY:
            self._surround(new)

    def _surround(self, widget: QWidget) -> None:
        self._target = widget
        inner: QWidget | None = widget
        while inner is not None and inner is not self.parentWidget():
            # Whatever moves between the window and the widget moves the ring.
            inner.installEventFilter(self)
            self._watched.append(inner)
            inner = inner.parentWidget()
        self._areas = [one for one in self._watched if isinstance(one.parentWidget(), QAbstractScrollArea)]
        self._place()
        self.raise_()

    def _place(self) -> None:
        window = self.parentWidget()
        if self._target is None or window is None:
            return
        out = self.look.px(THICK + getattr(self._target, "ring_gap", GAP))
        around = _on(window, self._target).adjusted(-out, -out, out, out)
        self.setGeometry(around)
        seen = self._target.isVisible() and all(around.intersects(_on(window, one)) for one in self._areas)
        self.setVisible(seen)

    def _leave(self) -> None:
        for widget in self._watched:
            if isValid(widget):
                widget.removeEventFilter(self)
        self._watched.clear()
        self._areas.clear()
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


def _on(window: QWidget, widget: QWidget) -> QRect:
    return widget.rect().translated(widget.mapTo(window, QPoint(0, 0)))
