"""The one field of the lines' grid: it stands over the cell that is being edited."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ACTS = {
    (Qt.Key.Key_D, CONTROL): "duplicate",
    (Qt.Key.Key_Up, ALT): "up",
    (Qt.Key.Key_Down, ALT): "down",
    (Qt.Key.Key_Delete, CONTROL | SHIFT): "remove",
    (Qt.Key.Key_H, CONTROL | SHIFT): "heading",
    (Qt.Key.Key_Return, SHIFT): "note",
    (Qt.Key.Key_Enter, SHIFT): "note",
    (Qt.Key.Key_Up, Qt.KeyboardModifier.NoModifier): "above",
    (Qt.Key.Key_Down, Qt.KeyboardModifier.NoModifier): "below",
}
"""What keys do beside typing."""


class _Keys(QObject):
    """A cell takes its keys before the window's shortcuts do."""

    def __init__(self, cell: "Cell") -> None:
        super().__init__(cell)
        self._cell = cell

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        taken = bool(self._cell.act_of(event))
        if taken:
            event.accept()
        return taken


class Cell(QLineEdit):
    """Tells what its keys ask for; `stepped` goes through the cells and says whether there was one."""

    entered = Signal()
    asked = Signal(str)  # one of ACTS, "undo", "redo", "delete" or "escape"
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(f"{parent.objectName()}.cell")
        self.setMaxLength(12_000)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.step = lambda _forward: False
        self._alt_used = False
        self.installEventFilter(_Keys(self))
        self.hide()

    def focusNextPrevChild(self, forward: bool) -> bool:
        if self.step(forward):
            return True
        grid = self.parentWidget()  # the way back out of the first cell leads past the grid itself
        assert grid is not None
        grid.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        moved = super().focusNextPrevChild(forward)
        grid.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        return moved

    def keyPressEvent(self, event: QKeyEvent) -> None:
        act = self.act_of(event)
        self._alt_used = bool(act) and bool(event.modifiers() & ALT)
        if act == "enter":
            self.entered.emit()
        elif act == "delete" and self.text():
            super().keyPressEvent(event)
        elif act:
            self.asked.emit(act)
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Alt that was held for one of its keys isn't the window's as well, which shows its menus for it."""
        if event.key() == Qt.Key.Key_Alt and self._alt_used:
            self._alt_used = False
        else:
            super().keyReleaseEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.left.emit()

    def act_of(self, event: QKeyEvent) -> str:
        """What a key does beside typing; "" where nothing."""
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        plain = modifiers == Qt.KeyboardModifier.NoModifier
        if plain and event.key() in ENTER:
            return "enter"
        if plain and event.key() == Qt.Key.Key_Delete:
            return "delete"
        if event.matches(QKeySequence.StandardKey.Undo):
            return "undo"
        if event.matches(QKeySequence.StandardKey.Redo) or (event.key(), modifiers) == (
            Qt.Key.Key_Y,
            CONTROL,
        ):
            return "redo"
        return ACTS.get((Qt.Key(event.key()), modifiers), "")
