"""A field for a date that may be open: nothing typed means that there is none."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from billdesk.ui.look import Look
from billdesk.ui.widgets.dates import DateField
from billdesk.ui.widgets.labelled import Caption, FormField
from billdesk.ui.widgets.wide import keep_least


class OpenDateField(DateField):
    """A date field that can be emptied; `picked` tells None then."""

    def __init__(self, look: Look, name: str, label: str, today: Callable[[], date], language: str) -> None:
        super().__init__(look, name, label, today, language)
        self.is_open = True
        self.clear()

    def choice(self) -> date | None:
        """The day that is chosen, if one is."""
        return None if self.is_open else self.day

    def show_choice(self, day: date | None) -> None:
        """Show a day, or none, without telling anybody."""
        self.is_open = day is None
        self.show_day(self.day if day is None else day)
        if day is None:
            self.clear()

    def take(self, day: date) -> None:
        changed = self.is_open or day != self.day
        self.show_choice(day)
        if changed:
            self.picked.emit(day)

    def read(self) -> None:
        if self.text().strip():
            super().read()
        elif not self.is_open:
            self.show_choice(None)
            self.picked.emit(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The first arrow key in an open one gives today's date."""
        if self.is_open and not self.text() and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.take(self._today())
        else:
            super().keyPressEvent(event)


class OpenDayField(FormField):
    """A date, or none, in a form."""

    edit: OpenDateField

    def __init__(
        self, look: Look, caption: Caption, none: str, today: Callable[[], date], language: str
    ) -> None:
        """Make it; `none` says what it means that there is no date."""
        edit = OpenDateField(look, caption.name, caption.label, today, language)
        edit.fill()
        super().__init__(look, caption, edit)
        edit.setPlaceholderText(none)
        keep_least(look, edit, 112)
        edit.misread.connect(self.tell)
        edit.picked.connect(lambda _day: self._on_changed())

    def value(self) -> date | None:
        return self.edit.choice()

    def show_value(self, value: date | None) -> None:
        self.tell("")
        self.edit.show_choice(value)

    def check(self) -> bool:
        self.edit.read()
        return not self.told()
