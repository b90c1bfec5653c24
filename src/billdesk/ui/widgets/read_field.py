"""Fields whose text is read by somebody else, such as a discount, or chosen from what is offered."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox

from billdesk.domain.errors import Refused
from billdesk.ui.look import Look
from billdesk.ui.widgets.forms import TextField
from billdesk.ui.widgets.labelled import Caption, FormField


class ReadField(TextField):
    """What can't be read stays as it was typed, and says why; `value()` is the last one that could be."""

    def __init__(
        self,
        look: Look,
        caption: Caption,
        ways: tuple[Callable[[str], Any], Callable[[Any], str]],
        say: Callable[[Refused], str],
    ) -> None:
        """Make it; `ways` read a text and write a value, `say` puts a refusal into words."""
        super().__init__(look, caption)
        self._ways, self._say = ways, say
        self._value: Any = None
        self.left.connect(self.check)

    def value(self) -> Any:
        with suppress(Refused):
            self._value = self._ways[0](self.edit.text())
        return self._value

    def show_value(self, value: Any) -> None:
        self.tell("")
        self._value = value
        self.edit.setText(self._ways[1](value))

    def check(self) -> bool:
        """Write the value out where it can be read, else say what is wrong."""
        try:
            self.show_value(self._ways[0](self.edit.text()))
        except Refused as reason:
            self.tell(self._say(reason))
            return False
        return True


class _Offering(QComboBox):
    """An editable list that the wheel scrolls past."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class OfferField(FormField):
    """A text that is typed, or taken from what is offered."""

    edit: QComboBox

    def __init__(self, look: Look, caption: Caption) -> None:
        edit = _Offering()
        edit.setEditable(True)
        edit.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        edit.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        edit.setMinimumContentsLength(8)
        super().__init__(look, caption, edit)
        line = edit.lineEdit()
        assert line is not None
        line.setObjectName(f"{caption.name}.text")
        line.setAccessibleName(caption.label)
        line.installEventFilter(self)
        edit.editTextChanged.connect(lambda _text: self._on_text())
        self._quiet = False

    def offer(self, choices: Sequence[str]) -> None:
        """Offer other texts; what is typed stays."""
        self._quiet = True
        before = self.edit.currentText()
        self.edit.clear()
        self.edit.addItems(list(choices))
        self.edit.setEditText(before)
        self._quiet = False

    def value(self) -> str:
        return self.edit.currentText().strip()

    def show_value(self, value: str) -> None:
        self.tell("")
        if value != self.value():
            self._quiet = True
            self.edit.setEditText(value)
            line = self.edit.lineEdit()
            if line is not None:
                line.setCursorPosition(0)
            self._quiet = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut and watched is self.edit.lineEdit():
            self.left.emit()
        return super().eventFilter(watched, event)

    def _on_text(self) -> None:
        if not self._quiet:
            self._on_changed()
