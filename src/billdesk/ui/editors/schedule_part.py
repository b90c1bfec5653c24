"""A part of the schedule editor: its fields show what of a draft is theirs, and tell what changed."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLayout, QVBoxLayout, QWidget

from billdesk.domain.schedule import Schedule
from billdesk.services.scheduling import ScheduleForm
from billdesk.ui.look import Look
from billdesk.ui.widgets.forms import Form
from billdesk.ui.widgets.labelled import FormField
from billdesk.ui.widgets.numbers import NumberField
from billdesk.ui.widgets.painted import Label
from billdesk.ui.widgets.sheet import LAID_OUT, Watch
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


class Titled(QWidget):
    """A section: title and hint at the left of its fields, or above them where there is no room."""

    def __init__(self, look: Look, title: str, hint: str, body: QWidget) -> None:
        super().__init__()
        self._look, self._body = look, body
        px = look.px
        words = QVBoxLayout()
        words.setContentsMargins(0, 0, px(24), px(8))
        words.setSpacing(px(2))
        words.addWidget(Label(look, title, "heading"))
        below = Label(look, hint, "small", "ink2")
        below.setWordWrap(True)
        words.addWidget(below)
        words.addStretch(1)
        self._seat = QWidget()
        self._seat.setLayout(words)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(px(20), px(14), px(20), px(14))
        self._row.setSpacing(0)
        self._row.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self._row.addWidget(self._seat)
        self._row.addWidget(body, 1)
        self._fit_title()
        look.changed.connect(self._fit_title)
        self._watch = Watch(self, self._fold, self, LAID_OUT)  # its fields may need more room than before

    def minimumSizeHint(self) -> QSize:
        """As narrow as its fields can be."""
        wide = self._body.minimumSizeHint().width() + 2 * self._look.px(20)
        return QSize(wide, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        room = self.width() - self.minimumSizeHint().width()
        narrow = room < self._look.px(TITLE)
        direction = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if direction != self._row.direction():
            self._row.setDirection(direction)
            self._fit_title()

    def _fit_title(self) -> None:
        above = self._row.direction() == QBoxLayout.Direction.TopToBottom
        self._seat.setFixedWidth(self._look.px(3 * TITLE if above else TITLE))
