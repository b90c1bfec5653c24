"""Where a preview stands: beside the list, or in a narrow window as a drawer over it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from billdesk.ui import movement
from billdesk.ui.look import Look
from billdesk.ui.widgets.edge import Edge
from billdesk.ui.widgets.painted import Rule
from billdesk.ui.widgets.sheet import Wash, Watch

if TYPE_CHECKING:
    from PySide6.QtCore import QPropertyAnimation

MS = 140
NARROWEST, WIDEST = 360, 640


class Drawer(Wash):
    """Holds `content`; `seat` goes beside the list, and the drawer sits in it or lies over `over`."""

    def __init__(self, look: Look, content: QWidget, over: QWidget) -> None:
        super().__init__(look, "sheet", over)
        self.setObjectName(f"{content.objectName()}.drawer")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        line = Rule(look, upright_one=True)
        row.addWidget(line)
        row.addWidget(content, 1)
        self.edge = Edge(look, line, self, f"{content.objectName()}.edge")
        self.seat = QWidget(over)
        self._seated = QHBoxLayout(self.seat)
        self._seated.setContentsMargins(0, 0, 0, 0)
        self._over = over
        self._lies_over = False
        self._wide = look.px(416)
        self.chosen: int | None = None
        """How wide its user wants it beside the list, in px at 96 dpi; None for as wide as is usual."""
        self._open_beside = True
        self._back: QWidget | None = None
        self._moving: QPropertyAnimation | None = None
        self._watch = Watch(over, self._place, self)
        self.edge.dragged.connect(self._on_dragged)
        self._sit()

    @property
    def is_open(self) -> bool:
        """Whether the preview can be seen."""
        return not self.isHidden()

    def lie_over(self, over: bool, wide: int) -> None:
        """Choose between a place beside the list and a drawer over it, `wide` logical pixels wide."""
        self._wide = wide
        if over != self._lies_over:
            self._lies_over = over
            if over:
                self.seat.hide()
                self.setParent(self._over)
                self.hide()
            else:
                self._sit()
        self._fit()

    def choose(self, wide: object) -> None:
        """Take a width that was chosen before; anything but a whole number is as usual."""
        self.chosen = max(NARROWEST, min(wide, WIDEST)) if isinstance(wide, int) else None
        self._fit()

    def _fit(self) -> None:
        wide = self._wide if self.chosen is None else self.look.px(self.chosen)
        self.seat.setFixedWidth(wide)
        self._place()

    def _on_dragged(self, by: int) -> None:
        if not self._lies_over:
            self.choose(round((self.seat.width() - by) / self.look.scale))

    def toggle(self) -> None:
        """Show it or hide it."""
        if self.is_open:
            self.hide_it()
        else:
            self.show_it()

    def show_it(self) -> None:
        """Show it; a drawer slides in over the list."""
        if self.is_open:
            return
        self._open_beside = True
        self.seat.setVisible(not self._lies_over)
        self.show()
        if self._lies_over:
            self._place()
            self.raise_()
            self._slide()

    def hide_it(self) -> None:
        """Hide it; the focus goes back to where it was if it was in here."""
        inside = self.isAncestorOf(self.window().focusWidget() or self.window())
        if not self._lies_over:
            self._open_beside = False
        self.hide()
        self.seat.hide()
        if inside:
            self._over.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._lies_over:
            self.hide_it()
        else:
            super().keyPressEvent(event)

    def _sit(self) -> None:
        self._seated.addWidget(self)
        self.setVisible(self._open_beside)
        self.seat.setVisible(self._open_beside)

    def _rect(self) -> QRect:
        wide = min(self._wide, self._over.width())
        return QRect(self._over.width() - wide, 0, wide, self._over.height())

    def _place(self) -> None:
        if self._lies_over:
            self.setGeometry(self._rect())

    def _slide(self) -> None:
        if not movement.allowed():
            return
        end = self._rect()
        from PySide6.QtCore import QEasingCurve, QPropertyAnimation  # nothing moves before the first rows

        moving = QPropertyAnimation(self, b"geometry", self)
        moving.setDuration(MS)
        moving.setEasingCurve(QEasingCurve.Type.OutCubic)
        moving.setStartValue(end.translated(end.width(), 0))
        moving.setEndValue(end)
        moving.start(QPropertyAnimation.DeletionPolicy.DeleteWhenStopped)
