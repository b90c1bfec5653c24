"""Gives the keys for undo and redo in the fields of an editor to the whole draft, and not to one field."""

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget


class UndoKeys(QObject):
    """Watches the fields of a page."""

    undo = Signal()
    redo = Signal()

    def watch(self, page: QWidget, but: QWidget) -> None:
        """Watch every field that is on the page now, but for one that does so itself."""
        for kind in (QLineEdit, QPlainTextEdit):
            for field in page.findChildren(kind):
                if field is not but:
                    field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() == QEvent.Type.KeyRelease:
            return False
        back = event.matches(QKeySequence.StandardKey.Undo)
        again = event.matches(QKeySequence.StandardKey.Redo)
        if not back and not again:
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
        elif event.type() == QEvent.Type.KeyPress:
            (self.undo if back else self.redo).emit()
        return True
