"""A field for a date: typed in any usual form, +14, arrow keys for days, Page Up and Down for months."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit

from billdesk.basics import words
from billdesk.ui.look import Look
from billdesk.ui.typed_dates import moved, read_day
from billdesk.ui.words import tr

_STEPS = {
    Qt.Key.Key_Up: (1, 0),
    Qt.Key.Key_Down: (-1, 0),
    Qt.Key.Key_PageUp: (0, 1),
    Qt.Key.Key_PageDown: (0, -1),
}

ANY_WIDTH = 16_777_215  # Qt's own


class DateField(QLineEdit):
    """Holds a day. `picked` tells a new one; what can't be read stays, outlined, and says what to type."""

    picked = Signal(object)
    misread = Signal(str)  # what to type instead; "" when it can be read again

    def __init__(self, look: Look, name: str, label: str, today: Callable[[], date], language: str) -> None:
        super().__init__()
        self._look, self._today, self._language = look, today, language
        self.day = today()
        self.setObjectName(name)
        self.setAccessibleName(label)
        self.setToolTip(tr("Type a date, or +14 for in 14 days. Arrow keys change the day."))
        self._said = ""
        self._fills = False
        self.textEdited.connect(lambda _text: self._on_typed())
        look.changed.connect(self._on_look_changed)
        self._on_look_changed()
        self.show_day(self.day)

    def show_day(self, day: date) -> None:
        """Show a day without telling anybody."""
        self.day = day
        self.setText(words.date_medium(day, self._language))
        self._show_wrong("")

    def take(self, day: date) -> None:
        """Take a day and tell it."""
        changed = day != self.day
        self.show_day(day)
        if changed:
            self.picked.emit(day)

    def read(self) -> None:
        """Take what is typed, or say what is wrong with it."""
        day = read_day(self.text(), self._today(), self._language)
        if day is None:
            example = words.date_medium(self._today(), self._language)
            self._show_wrong(tr("Not a date. Type {example} or +14", example=example))
        else:
            self.take(day)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step:
            self.take(moved(self.day, *step))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.read()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.read()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        picture = self._look.picture("calendar", "ink3", 16, painter.device().devicePixelRatio())
        painter.drawPixmap(self._look.px(10), (self.height() - self._look.px(16)) // 2, picture)

    def _on_typed(self) -> None:
        """Whatever was said about it, also by others, is forgotten while one types."""
        if self._said or self.property("state"):
            self._say("")

    def _show_wrong(self, what: str) -> None:
        if what != self._said:
            self._say(what)

    def _say(self, what: str) -> None:
        self._said = what
        self.setProperty("state", "wrong" if what else "")
        self.style().unpolish(self)
        self.style().polish(self)
        self.setAccessibleDescription(what)
        self.misread.emit(what)

    def _on_look_changed(self) -> None:
        self.setTextMargins(self._look.px(22), 0, 0, 0)
        longest = words.date_medium(date(2026, 9, 28), self._language)
        wide = round(self._look.metrics("body", True).horizontalAdvance(longest)) + self._look.px(56)
        self.setMinimumWidth(max(self._look.px(128), wide))
        self.setMaximumWidth(ANY_WIDTH if self._fills else max(self._look.px(150), wide))

    def fill(self) -> None:
        """Be as wide as what it stands in, as other fields are."""
        self._fills = True
        self._on_look_changed()
