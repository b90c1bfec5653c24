"""Painted parts that are taller than their room: scrolled by wheel and keys, measured anew with the look."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from billdesk.ui.look import Look


def give_viewport(area: QAbstractScrollArea, role: QPalette.ColorRole = QPalette.ColorRole.Base) -> None:
    """Put a widget of ours where Qt has put one of its own, which looks the same.

    To hand out a widget that Python didn't make, PySide sets up every kind of widget there is and asks
    whether it is of that kind; the first time that takes as long as several paints of the window.
    """
    port = QWidget()
    port.setObjectName("qt_scrollarea_viewport")
    port.setBackgroundRole(role)
    port.setAutoFillBackground(True)
    port.setMouseTracking(area.hasMouseTracking())
    area.setViewport(port)


class Rolled(QAbstractScrollArea):
    """Scrolls up and down only. A part that is made of it says in `_measure` how tall its content is."""

    def __init__(self, look: Look, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        give_viewport(self)
        self._look = look
        self.setObjectName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        look.changed.connect(self._on_look_changed)

    def _measure(self) -> None:
        """Say how tall the content is: nothing, until a part knows more."""
        self._roll_over(0, 1)

    def _roll_over(self, high: int, step: int) -> None:
        """Let a content of this height be scrolled, by a step at a time."""
        bar = self.verticalScrollBar()
        bar.setRange(0, max(0, high - self.viewport().height()))
        bar.setPageStep(self.viewport().height())
        bar.setSingleStep(step)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._measure()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.verticalScrollBar()
        to = {
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: bar.maximum(),
            Qt.Key.Key_PageDown: bar.value() + bar.pageStep(),
            Qt.Key.Key_PageUp: bar.value() - bar.pageStep(),
            Qt.Key.Key_Down: bar.value() + bar.singleStep(),
            Qt.Key.Key_Up: bar.value() - bar.singleStep(),
        }.get(Qt.Key(event.key()))
        if to is None:
            super().keyPressEvent(event)
        else:
            bar.setValue(to)

    def _on_look_changed(self) -> None:
        self._measure()
        self.viewport().update()
