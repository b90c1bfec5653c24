"""A field for a duration: 1:15, 75 or 1.25h; the value is in minutes."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from billdesk.domain import duration
from billdesk.domain.errors import Refused
from billdesk.ui.look import Look
from billdesk.ui.widgets.labelled import Caption, FormField
from billdesk.ui.words import tr


class DurationField(FormField):
    """`value()` is None where it is empty or can't be read; `check()` tells the two apart."""

    edit: QLineEdit

    def __init__(self, look: Look, caption: Caption, needed: bool = True) -> None:
        edit = QLineEdit()
        edit.setMaxLength(40)
        edit.setAlignment(Qt.AlignmentFlag.AlignRight)
        super().__init__(look, caption, edit)
        self._needed = needed
        edit.setFont(look.font("body", True))
        edit.textEdited.connect(lambda _text: self._on_changed())
        self.left.connect(self.check)

    def value(self) -> int | None:
        try:
            return duration.minutes(self.edit.text())
        except Refused:
            return None

    def show_value(self, value: int | None) -> None:
        self.tell("")
        self.edit.setText("" if value is None else duration.duration_text(value))

    def check(self) -> bool:
        """Write it out where it can be read, else say what to type."""
        found = self.value()
        if found is not None:
            self.show_value(found)
            return True
        if not self.edit.text().strip() and not self._needed:
            return True
        self.tell(tr("Not a duration. Type {example}, 75 or 1.25h.", example="1:15"))
        return False
