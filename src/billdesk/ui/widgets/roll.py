"""A short list of things with their acts: taxes, terms, methods; each row opens, and has a menu."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout

from billdesk.ui.look import Look
from billdesk.ui.widgets.painted import RIGHT, Ink, Painted, PaintedButton, rule, shape

HIGH = 36
_DOTS = 36


@dataclass(frozen=True, slots=True)
class Entered:
    """One row: words, grey words after them, a figure at the right, a chip such as "everything"."""

    key: str
    words: str
    note: str = ""
    figure: str = ""
    chip: str = ""
    faded: bool = False

    @property
    def said(self) -> str:
        """The whole row as words."""
        return ", ".join(part for part in (self.words, self.note, self.figure, self.chip) if part)


class RollRow(PaintedButton):
    """One row; a click or Enter opens it, the dots at its end and the menu key ask for its menu."""

    menu_asked = Signal()

    def __init__(self, look: Look, entered: Entered, name: str) -> None:
        super().__init__(look, entered.words)
        self.entered = entered
        self.setObjectName(name)
        self.setAccessibleName(entered.said)

    def sizeHint(self) -> QSize:
        return QSize(self.look.px(240), self.look.px(HIGH))

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter, one = self.look, QPainter(self), self.entered
        if self.underMouse() or self.hasFocus():
            painter.fillRect(self.rect(), look.color("hover"))
        rule(painter, look.color("line"), 0, self.height(), self.width())
        room = QRectF(look.px(12), 0, self.width() - look.px(12 + _DOTS), self.height())
        used = self.write(painter, room, one.figure, Ink("strong", "ink2", True, RIGHT))
        room.setRight(room.right() - (used + look.px(12) if used else 0))
        used = self.write(painter, room, one.words, Ink("body" if one.faded else "strong", self._tone))
        room.setLeft(room.left() + used + look.px(8))
        if one.chip and room.width() > look.px(40):
            room.setLeft(room.left() + self._paint_chip(painter, room) + look.px(8))
        if room.width() > look.px(24):
            self.write(painter, room, one.note, Ink("small", "ink3"))
        dpr = painter.device().devicePixelRatio()
        dots = look.picture("ellipsis", "ink3", 16, dpr)
        painter.drawPixmap(self.width() - look.px(26), (self.height() - look.px(16)) // 2, dots)

    @property
    def _tone(self) -> str:
        return "ink3" if self.entered.faded else "ink"

    def _paint_chip(self, painter: QPainter, room: QRectF) -> float:
        look = self.look
        wide = look.metrics("label").horizontalAdvance(self.entered.chip) + look.px(14)
        high = look.px(20)
        box = QRectF(room.left(), (self.height() - high) / 2, min(wide, room.width()), high)
        shape(painter, box, look.px(6), look.color("tint"))
        inner = box.adjusted(look.px(7), 0, -look.px(6), 0)
        self.write(painter, inner, self.entered.chip, Ink("label", "accent_ink"))
        return box.width()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.position().x() > self.width() - self.look.px(_DOTS):
            self.menu_asked.emit()
        else:
            super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the arrows to the list; a button by itself would move the focus on to another widget."""
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_asked.emit()


class Roll(Painted):
    """Rows below each other; Up and Down move between them. `opened` and `menu_asked` tell a row's key."""

    opened = Signal(str)
    menu_asked = Signal(str)
    deleted = Signal(str)  # Delete was pressed on a row
    moved = Signal(str, int)  # Alt+Up (-1) or Alt+Down (1) was pressed on a row

    def __init__(self, look: Look, name: str, title: str) -> None:
        super().__init__(look)
        self.setObjectName(name)
        self.setAccessibleName(title)
        self._rows: list[RollRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def show_rows(self, entries: Sequence[Entered]) -> None:
        """Show other rows; the one with the focus keeps it."""
        had = next((row.entered.key for row in self._rows if row.hasFocus()), None)
        for row in self._rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = [self._made(one) for one in entries]
        again = self.row(had) if had is not None else None
        if again is not None:
            again.setFocus(Qt.FocusReason.OtherFocusReason)

    def row(self, key: str | None) -> RollRow | None:
        """The row of a key."""
        return next((row for row in self._rows if row.entered.key == key), None)

    def keys(self) -> tuple[str, ...]:
        """The keys of the rows, in their order."""
        return tuple(row.entered.key for row in self._rows)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        at = next((at for at, row in enumerate(self._rows) if row.hasFocus()), -1)
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if at < 0:
            super().keyPressEvent(event)
        elif step and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.moved.emit(self._rows[at].entered.key, step)
        elif step and 0 <= at + step < len(self._rows):
            self._rows[at + step].setFocus(Qt.FocusReason.TabFocusReason)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._rows[at].click()
        elif event.key() == Qt.Key.Key_Delete:
            self.deleted.emit(self._rows[at].entered.key)
        else:
            super().keyPressEvent(event)

    def _made(self, entered: Entered) -> RollRow:
        row = RollRow(self.look, entered, f"{self.objectName()}.{entered.key}")
        row.clicked.connect(lambda: self.opened.emit(entered.key))
        row.menu_asked.connect(lambda: self.menu_asked.emit(entered.key))
        self._column.addWidget(row)
        row.show()
        return row

    def paintEvent(self, event: QPaintEvent) -> None:
        rule(QPainter(self), self.look.color("line"), 0, 1, self.width())
