"""Completes {placeholders} while a title, a note or a description is typed."""

import re
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from billdesk.ui.look import Look
from billdesk.ui.widgets.suggestions import Suggestion, Suggestions
from billdesk.ui.words import tr

_OPEN = re.compile(r"\{([a-z_]*)$")
MOST = 8
_ORDER = (
    "month_name",
    "year",
    "period",
    "period_start",
    "period_end",
    "billing_date",
    "month",
    "quarter",
    "week",
    "next_month_name",
    "occurrence",
    "customer",
    "count",
    "included",
)
Meaning = Callable[[str], str]


class PlaceholderOffers(QObject):
    """`meaning` says what a placeholder is at the moment, beside its name."""

    def __init__(self, look: Look, page: QWidget) -> None:
        super().__init__(page)
        self.offers = Suggestions(look, "schedule.placeholders", page)
        self.meaning: Meaning = lambda _name: ""
        self._field: QLineEdit | QPlainTextEdit | None = None
        self.offers.picked.connect(self._on_picked)

    def watch(self, *fields: QLineEdit | QPlainTextEdit) -> None:
        """Offer placeholders in these fields."""
        for field in fields:
            field.installEventFilter(self)
            if isinstance(field, QLineEdit):
                field.textEdited.connect(lambda _text, field=field: self._offer(field))
            else:
                field.textChanged.connect(lambda field=field: self._offer(field))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self.offers.hide()
        if not isinstance(event, QKeyEvent) or not self.offers.isVisible():
            return False
        if event.type() not in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride):
            return False
        return self._key(event)

    def _key(self, event: QKeyEvent) -> bool:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        takes = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)
        if not step and not takes and event.key() != Qt.Key.Key_Escape:
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if step:
            self.offers.step(step)
        elif takes:
            return self.offers.take()
        else:
            self.offers.hide()
        return True

    def _offer(self, field: QLineEdit | QPlainTextEdit) -> None:
        found = _OPEN.search(_before(field)) if field.hasFocus() else None
        if found is None:
            self.offers.hide()
            return
        self._field = field
        names = [name for name in _ORDER if name.startswith(found[1])]
        shown = [Suggestion(name, f"{{{name}}}", "hash", self.meaning(name)) for name in names[:MOST]]
        self.offers.show_suggestions(tr("Placeholders"), shown, (), found[1], 0)
        self.offers.open_at(field)

    def _on_picked(self, name: object) -> None:
        field = self._field
        if field is None:
            return
        typed = _OPEN.search(_before(field))
        rest = f"{name}}}"[len(typed[1]) if typed else 0 :]
        if isinstance(field, QLineEdit):
            field.insert(rest)
            field.textEdited.emit(field.text())
        else:
            field.insertPlainText(rest)
        self.offers.hide()


def _before(field: QLineEdit | QPlainTextEdit) -> str:
    """What stands before the cursor on its line."""
    if isinstance(field, QLineEdit):
        return field.text()[: field.cursorPosition()]
    cursor = field.textCursor()
    cursor.movePosition(QTextCursor.MoveOperation.StartOfLine, QTextCursor.MoveMode.KeepAnchor)
    return cursor.selectedText()
