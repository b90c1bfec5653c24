"""A part of the schedule editor: its fields show what of a draft is theirs, and tell what changed."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from billdesk.domain.schedule import Schedule
from billdesk.services.scheduling import ScheduleForm
from billdesk.ui.look import Look
from billdesk.ui.widgets.forms import Form
from billdesk.ui.widgets.labelled import FormField
from billdesk.ui.widgets.numbers import NumberField
from billdesk.ui.widgets.painted import Label
from billdesk.ui.widgets.switches import SwitchField

TITLE = 168
"""How wide the title at the left of a section is, in px at 96 dpi."""


class Part(QWidget):
    """`changed` tells a place and its new value as the draft holds it; `left` a place that was left."""

    changed = Signal(str, object)
    left = Signal(str)
    form: Form

    def begin(self, fields: Mapping[str, FormField | SwitchField]) -> None:
        """Have these fields, by the places of the draft."""
        self._fields = dict(fields)
        self._warned: set[str] = set()
        self.form = Form(fields, self)
        self.form.changed.connect(self._on_changed)
        self.form.left.connect(self.left)

    def values(self, draft: Schedule) -> dict[str, Any]:
        """What each field shows of a draft."""
        raise NotImplementedError

    def read(self, place: str, value: Any) -> Any:
        """What a field's value is in the draft."""
        return value

    def offer(self, form: ScheduleForm) -> None:
        """Offer what can be chosen for a schedule."""

    def show_draft(self, draft: Schedule, all_of_it: bool = False) -> None:
        """Show a draft; a field with the focus is left alone unless all of it is another."""
        for place, value in self.values(draft).items():
            field = self._fields[place]
            if all_of_it or (not field.edit.hasFocus() and field.value() != value and not _unread(field)):
                field.show_value(value)

    def warn(self, said: Mapping[str, str]) -> None:
        """Say what deserves a look, by place, but not where something is wrong."""
        for place, field in self._fields.items():
            words = said.get(place, "")
            if isinstance(field, FormField) and field.is_wrong():
                continue
            if words or place in self._warned:
                field.tell(words, "warning")
            self._warned = (self._warned | {place}) if words else (self._warned - {place})

    def _on_changed(self, place: str) -> None:
        field = self._fields[place]
        if not _unread(field):
            self.changed.emit(place, self.read(place, field.value()))


def _unread(field: FormField | SwitchField) -> bool:
    """Whether something stands in a field that is no number, or nothing where one must stand."""
    return isinstance(field, NumberField) and field.is_unread()


def titled(look: Look, title: str, hint: str, body: QWidget) -> QWidget:
    """A section: title and hint at the left, its fields at the right."""
    px = look.px
    whole = QWidget()
    words = QVBoxLayout()
    words.setSpacing(px(2))
    words.addWidget(Label(look, title, "heading"))
    below = Label(look, hint, "small", "ink2")
    below.setWordWrap(True)
    words.addWidget(below)
    words.addStretch(1)
    seat = QWidget()
    seat.setLayout(words)
    seat.setFixedWidth(px(TITLE))
    words.setContentsMargins(0, 0, px(24), 0)
    row = QHBoxLayout(whole)
    row.setContentsMargins(px(20), px(14), px(20), px(14))
    row.setSpacing(0)
    row.addWidget(seat)
    row.addWidget(body, 1)
    return whole
