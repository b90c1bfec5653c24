"""A segmented bar for two to five exclusive choices, and tabs with a line below the chosen one."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout

from billdesk.ui.look import Look
from billdesk.ui.widgets.chips import Choice
from billdesk.ui.widgets.painted import CENTER, Ink, Painted, PaintedButton, hair, rule, shape


class Segment(PaintedButton):
    """One choice of a segmented bar, or one tab."""

    ring_gap = 0  # its ring stands in the edge of the bar, where it touches no label

    def __init__(self, look: Look, choice: Choice, name: str, tab: bool) -> None:
        super().__init__(look, choice.words)
        self.setObjectName(name)
        self.setAccessibleName(choice.words)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._tab = tab

    def sizeHint(self) -> QSize:
        wide = self.look.metrics("bold").horizontalAdvance(self.text())
        more, high = (2, 36) if self._tab else (24, 28)
        return QSize(round(wide) + self.look.px(more), self.look.px(high))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the arrows to the bar; a button by itself would move the focus on to another widget."""
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = self.look, QPainter(self)
        on = self.isChecked()
        rect = QRectF(self.rect())
        if on and self._tab:
            line = QRectF(0, rect.height() - look.px(2), rect.width(), look.px(2))
            painter.fillRect(line, look.color("accent"))
        elif on:
            edge = QPen(look.color("edge"), hair(painter))
            shape(painter, rect, look.px(6), look.color("sheet" if not look.dark else "edge"), edge)
        role = "bold" if on else "strong"
        self.write(painter, rect, self.text(), Ink(role, self.tone(), align=CENTER))

    def tone(self) -> str:
        """The color of its words: what is chosen is read, also where nothing else can be chosen any more."""
        if not self.isEnabled():
            return "ink2" if self.isChecked() else "ink_off"
        return "ink" if self.isChecked() or self.underMouse() else "ink2"


class Segments(Painted):
    """Exclusive choices: arrows move and choose, a click chooses."""

    picked = Signal(str)

    def __init__(self, look: Look, name: str, choices: Sequence[Choice], tabs: bool = False) -> None:
        super().__init__(look)
        self.setObjectName(name)
        self._tabs = tabs
        self._parts: dict[str, Segment] = {}
        row = QHBoxLayout(self)
        self.space(row)
        for choice in choices:
            part = self.make(choice, f"{name}.{choice.key}")
            part.clicked.connect(lambda _checked, key=choice.key: self.pick(key))
            self._parts[choice.key] = part
            row.addWidget(part)
        if tabs:
            row.addStretch(1)
        if choices:
            self.show_chosen(choices[0].key)

    def make(self, choice: Choice, name: str) -> Segment:
        """One of the choices."""
        return Segment(self.look, choice, name, self._tabs)

    def space(self, row: QHBoxLayout) -> None:
        """How the choices stand beside each other."""
        px = self.look.px
        edge = 0 if self._tabs else px(2)
        row.setContentsMargins(px(16) if self._tabs else edge, edge, edge, edge)
        row.setSpacing(px(20) if self._tabs else 0)

    def chosen(self) -> str:
        """Give the key of what is chosen."""
        return next((key for key, part in self._parts.items() if part.isChecked()), "")

    def show_chosen(self, key: str) -> None:
        """Show a choice without telling anybody."""
        reached = key if key in self._parts else next(iter(self._parts), "")  # by Tab, also where none is
        for name, part in self._parts.items():
            part.setChecked(name == key)
            part.setFocusPolicy(Qt.FocusPolicy.StrongFocus if name == reached else Qt.FocusPolicy.ClickFocus)
        if reached:
            self.setFocusProxy(self._parts[reached])

    def pick(self, key: str) -> None:
        """Choose and tell it."""
        self.show_chosen(key)
        self.picked.emit(key)

    def set_words(self, key: str, words: str) -> None:
        """Give a choice other words, as when it counts something."""
        self._parts[key].setText(words)
        self._parts[key].setAccessibleName(words)
        self._parts[key].updateGeometry()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = list(self._parts)
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        at = keys.index(self.chosen()) if self.chosen() else -1
        if step and 0 <= at + step < len(keys):
            self.pick(keys[at + step])
            self._parts[keys[at + step]].setFocus(Qt.FocusReason.TabFocusReason)
        elif not step:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._tabs:
            rule(painter, self.look.color("line"), 0, self.height(), self.width())
        else:
            shape(painter, QRectF(self.rect()), self.look.px(8), self.look.color("press"))
