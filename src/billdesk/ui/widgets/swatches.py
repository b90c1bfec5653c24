"""Round patches of color to choose from, for what documents are accented with."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QWidget

from billdesk.ui.look import Look
from billdesk.ui.widgets.painted import PaintedButton, shape


class Swatch(PaintedButton):
    """One color; a ring around it says that it is chosen."""

    def __init__(self, look: Look, color: str, words: str, name: str) -> None:
        super().__init__(look, words)
        self.color = color
        self.setObjectName(name)
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.setCheckable(True)

    def sizeHint(self) -> QSize:
        return QSize(self.look.px(30), self.look.px(30))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            event.ignore()  # the row moves on
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = self.look, QPainter(self)
        side = look.px(30)
        whole = QRectF(0, (self.height() - side) / 2, side, side)
        if self.isChecked():
            shape(painter, whole, side / 2, None, QPen(look.color("ink"), look.px(2)))
        gap = look.px(3)
        inner = whole.adjusted(gap, gap, -gap, -gap)
        edge = QPen(look.color("edge"), 1) if look.dark else None
        shape(painter, inner, inner.height() / 2, QColor(self.color), edge)


class Swatches(QWidget):
    """Colors beside each other; arrows move and choose. `picked` tells a color as #RRGGBB."""

    picked = Signal(str)

    def __init__(self, look: Look, name: str, colors: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.setObjectName(name)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.px(6))
        self._all = [Swatch(look, color, words, f"{name}.{color[1:]}") for color, words in colors]
        for one in self._all:
            one.clicked.connect(lambda _on, color=one.color: self.pick(color))
            row.addWidget(one)
        row.addStretch(1)

    def show_color(self, color: str) -> None:
        """Show a color as chosen, if it is one of these."""
        for one in self._all:
            one.setChecked(one.color.casefold() == color.casefold())

    def pick(self, color: str) -> None:
        """Choose a color and tell it."""
        self.show_color(color)
        self.picked.emit(color)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        at = next((at for at, one in enumerate(self._all) if one.hasFocus()), -1)
        if step and at >= 0 and 0 <= at + step < len(self._all):
            self._all[at + step].setFocus(Qt.FocusReason.TabFocusReason)
            self.pick(self._all[at + step].color)
        elif not step:
            super().keyPressEvent(event)
