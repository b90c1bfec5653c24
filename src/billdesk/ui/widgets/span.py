"""A popup for a span from one value to another, either of which may stay open."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from billdesk.ui.look import Look
from billdesk.ui.widgets.labelled import Caption, Labelled
from billdesk.ui.widgets.painted import Button
from billdesk.ui.widgets.popup import SOFT, Popup
from billdesk.ui.widgets.wide import keep_wide
from billdesk.ui.words import tr

Read = Callable[[str], Any]
"""What a typed text means; None where it means nothing that can be used."""


class Span(Popup):
    """Two fields beside each other; `picked` tells both values, None for an end that is open."""

    picked = Signal(object, object)

    def __init__(self, look: Look, name: str, title: str, read: Read, parent: QWidget) -> None:
        super().__init__(look, name, title, parent)
        self._read = read
        self._wrong = ""
        low, high = Caption(f"{name}.from", tr("From")), Caption(f"{name}.to", tr("To"))
        self.fields = (Labelled(look, low, QLineEdit()), Labelled(look, high, QLineEdit()))
        self.apply = Button(look, tr("Apply"), "primary", "", f"{name}.apply")
        self.apply.clicked.connect(self.take)
        row = QHBoxLayout()
        row.setSpacing(look.px(8))
        for field in self.fields:
            row.addWidget(field, 1)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.apply)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[self.edge(12)] * 4)
        column.setSpacing(look.px(8))
        column.addLayout(row)
        column.addLayout(foot)
        keep_wide(look, self, 320 + 2 * SOFT)

    def offer(self, texts: Sequence[str], wrong: str, hint: str) -> None:
        """Show what is set now, an example in empty fields, and what to say of what can't be read."""
        self._wrong = wrong
        for field, text in zip(self.fields, texts, strict=True):
            self._edit(field).setText(text)
            self._edit(field).setPlaceholderText(hint)

    def open_below(self, widget: QWidget) -> None:
        super().open_below(widget)
        self.fields[0].edit.setFocus(Qt.FocusReason.PopupFocusReason)

    def take(self) -> None:
        """Tell the span and close; what is wrong is said below its field, and nothing is told."""
        found = [self._value(field) for field in self.fields]
        if any(field.told() for field in self.fields):
            return
        low, high = found
        if low is not None and high is not None and high < low:
            self.fields[1].tell(tr("It ends before it begins"))
            return
        self.close()
        self.picked.emit(low, high)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.take()
        else:
            super().keyPressEvent(event)

    def _value(self, field: Labelled) -> Any:
        text = self._edit(field).text().strip()
        found = self._read(text) if text else None
        field.tell(self._wrong if text and found is None else "")
        return found

    @staticmethod
    def _edit(field: Labelled) -> QLineEdit:
        assert isinstance(field.edit, QLineEdit)
        return field.edit
