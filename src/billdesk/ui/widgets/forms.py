"""The fields that forms are made of, and the form that knows them by the places that problems name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QPaintEvent, QWheelEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QVBoxLayout,
    QWidget,
)

from billdesk.domain.errors import Problem
from billdesk.ui.look import Look
from billdesk.ui.widgets.chips import Choice
from billdesk.ui.widgets.dates import DateField
from billdesk.ui.widgets.fields import Switch
from billdesk.ui.widgets.labelled import Caption, FormField
from billdesk.ui.widgets.painted import Label
from billdesk.ui.widgets.segments import Segments
from billdesk.ui.widgets.switches import SwitchField


class TextField(FormField):
    """One line of text; blanks around it don't count, and pasted lines become one."""

    edit: QLineEdit

    def __init__(self, look: Look, caption: Caption, longest: int = 1_000) -> None:
        edit = QLineEdit()
        edit.setMaxLength(10 * longest)  # what is pasted stays to be mended, and is told to be too long
        super().__init__(look, caption, edit)
        edit.textEdited.connect(lambda _text: self._on_changed())

    def value(self) -> str:
        return " ".join(self.edit.text().splitlines()).strip()

    def show_value(self, value: str) -> None:
        self.tell("")
        if value != self.value():
            self.edit.setText(value)
            self.edit.setCursorPosition(0)


class LongText(FormField):
    """Several lines; Tab leads to the next field."""

    edit: QPlainTextEdit

    def __init__(self, look: Look, caption: Caption, lines: int = 3) -> None:
        edit = QPlainTextEdit()
        edit.setTabChangesFocus(True)
        self._lines = lines
        super().__init__(look, caption, edit)
        self._quiet = False
        edit.textChanged.connect(self._on_text)
        look.changed.connect(self._resize)
        self._resize()

    def value(self) -> str:
        return self.edit.toPlainText().strip()

    def show_value(self, value: str) -> None:
        self.tell("")
        self._quiet = True
        self.edit.setPlainText(value)
        self._quiet = False

    def _on_text(self) -> None:
        if not self._quiet:
            self._on_changed()

    def _resize(self) -> None:
        self.edit.setFixedHeight(self._look.px(20 * self._lines + 12))


class DayField(FormField):
    """A date, typed in any usual form."""

    edit: DateField

    def __init__(self, look: Look, caption: Caption, today: Callable[[], date], language: str) -> None:
        edit = DateField(look, caption.name, caption.label, today, language)
        edit.fill()
        super().__init__(look, caption, edit)
        edit.misread.connect(self.tell)
        edit.picked.connect(lambda _day: self._on_changed())

    def value(self) -> date:
        return self.edit.day

    def show_value(self, value: date) -> None:
        self.tell("")
        self.edit.show_day(value)

    def check(self) -> bool:
        self.edit.read()
        return not self.told()


class _Choices(QComboBox):
    """A list of choices that the wheel scrolls past instead of changing it."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Words that have no room end in an ellipsis; a style sheet would cut them off."""
        painter, option = QStylePainter(self), QStyleOptionComboBox()
        self.initStyleOption(option)
        part = QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, self)
        metrics = option.fontMetrics
        option.currentText = metrics.elidedText(
            option.currentText, Qt.TextElideMode.ElideRight, room.width() - 2
        )
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)


class ChoiceField(FormField):
    """One of several choices, by key; typing finds one."""

    edit: QComboBox

    def __init__(self, look: Look, caption: Caption, choices: Sequence[Choice]) -> None:
        super().__init__(look, caption, _Choices())
        self.edit.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.edit.setMinimumContentsLength(8)
        self.edit.setMaxVisibleItems(12)
        self.offer(choices)
        self.edit.activated.connect(lambda _at: self._on_changed())

    def offer(self, choices: Sequence[Choice]) -> None:
        """Offer other choices; what is chosen stays where it is among them."""
        before = self.value()
        self.edit.clear()
        for choice in choices:
            self.edit.addItem(choice.words, choice.key)
        self.edit.setCurrentIndex(max(0, self.edit.findData(before)))

    def value(self) -> str:
        return str(self.edit.currentData() or "")

    def show_value(self, value: str) -> None:
        """Choose by key; what isn't offered is added as it is, so that nothing on file is lost."""
        self.tell("")
        at = self.edit.findData(value)
        if at < 0:
            self.edit.addItem(value, value)
            at = self.edit.count() - 1
        self.edit.setCurrentIndex(at)


class SegmentField(FormField):
    """Two to five exclusive choices beside each other."""

    edit: Segments

    def __init__(self, look: Look, caption: Caption, choices: Sequence[Choice]) -> None:
        super().__init__(look, caption, Segments(look, caption.name, choices))
        self.edit.picked.connect(lambda _key: self._on_changed())
        self.keep_small()  # little can be wrong with it

    def value(self) -> str:
        return self.edit.chosen()

    def show_value(self, value: str) -> None:
        self.edit.show_chosen(value)


class CheckField(QWidget):
    """A check box with its words at the right and a hint below; in a form it counts when that is kept."""

    changed = Signal()
    left = Signal()

    def __init__(self, look: Look, caption: Caption) -> None:
        super().__init__()
        self.edit = QCheckBox(caption.label)
        self.edit.setObjectName(caption.name)
        self.edit.setAccessibleName(caption.label)
        self.edit.setAccessibleDescription(caption.hint)
        self.edit.clicked.connect(lambda _on: self.changed.emit())
        self._look = look
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(0, look.px(26), 0, 0)  # its box stands level with the fields beside it
        column.setSpacing(look.px(2))
        column.addWidget(self.edit)
        if caption.hint:
            hint = Label(look, caption.hint, "small", "ink3")
            hint.setWordWrap(True)
            hint.setContentsMargins(look.px(24), 0, 0, 0)
            column.addWidget(hint)
        column.addStretch(1)

    def stand_alone(self) -> None:
        """Have no field beside it, whose label it would leave room for."""
        self._column.setContentsMargins(0, self._look.px(4), 0, 0)

    def value(self) -> bool:
        return self.edit.isChecked()

    def show_value(self, value: bool) -> None:
        self.edit.setChecked(value)

    def check(self) -> bool:
        return True

    def tell(self, words: str, state: str = "wrong") -> None:
        """Nothing is wrong with yes or no; the words are still spoken."""
        self.edit.setAccessibleDescription(words)


class SwitchRow(QWidget):
    """Words and hint at the left, a switch at the right that counts at once; `switched` tells how it is."""

    switched = Signal(bool)

    def __init__(self, look: Look, caption: Caption) -> None:
        super().__init__()
        self.switch = Switch(look, caption.label, caption.name)
        self.switch.setAccessibleDescription(caption.hint)
        self.switch.clicked.connect(self.switched)
        words_of = QVBoxLayout()
        words_of.setSpacing(look.px(2))
        words_of.addWidget(Label(look, caption.label, "strong"))
        if caption.hint:
            hint = Label(look, caption.hint, "small", "ink3")
            hint.setWordWrap(True)
            words_of.addWidget(hint)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.px(12))
        row.addLayout(words_of, 1)
        row.addWidget(self.switch, 0, Qt.AlignmentFlag.AlignTop)


class Form(QObject):
    """Fields by the place that a Problem names. `changed` tells when the person changed one, by its place."""

    changed = Signal(str)
    left = Signal(str)

    def __init__(
        self, fields: Mapping[str, FormField | CheckField | SwitchField], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.fields = dict(fields)
        self._shown: dict[str, Any] = {}
        for place, one in self.fields.items():
            one.changed.connect(lambda place=place: self.changed.emit(place))
            one.left.connect(lambda place=place: self.left.emit(place))

    def show_values(self, values: Mapping[str, Any]) -> None:
        """Show values by place; from now on these count as unchanged."""
        for place, value in values.items():
            self.fields[place].show_value(value)
        self._shown = self.values()

    def values(self) -> dict[str, Any]:
        """What stands in the fields now."""
        return {place: one.value() for place, one in self.fields.items()}

    def is_changed(self) -> bool:
        """Whether anything differs from what was shown."""
        return self.values() != self._shown

    def check(self) -> bool:
        """Let every field say what can't be read in it; the first such gets the focus."""
        wrong = [one for one in self.fields.values() if not one.check()]
        if wrong:
            wrong[0].edit.setFocus(Qt.FocusReason.TabFocusReason)
        return not wrong

    def tell(
        self, problems: Iterable[Problem], say: Callable[[Problem], str], focus: bool = True
    ) -> list[Problem]:
        """Say problems at their fields, the first of which gets the focus; gives those that have no field."""
        strays: list[Problem] = []
        told: set[str] = set()
        for problem in problems:
            if problem.place not in self.fields:
                strays.append(problem)
            elif problem.place not in told:
                told.add(problem.place)
                self.fields[problem.place].tell(say(problem))
        first = next((one for place, one in self.fields.items() if place in told), None)
        if focus and first is not None:
            first.edit.setFocus(Qt.FocusReason.TabFocusReason)
        return strays


def beside(look: Look, *fields: QWidget | tuple[QWidget, int]) -> QHBoxLayout:
    """Fields beside each other, 12 px apart; a pair says how much of the width one takes."""
    row = QHBoxLayout()
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(look.px(12))
    for each in fields:
        widget, share = each if isinstance(each, tuple) else (each, 1)
        row.addWidget(widget, share)
    return row


def in_columns(look: Look, *rows: Sequence[QWidget]) -> QGridLayout:
    """Rows of fields whose columns are equally wide and stand exactly below each other, 12 px apart."""
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setSpacing(look.px(12))
    for line, fields in enumerate(rows):
        for at, field in enumerate(fields):
            grid.addWidget(field, line, at)
    for at in range(max(map(len, rows))):
        grid.setColumnStretch(at, 1)
        grid.setColumnMinimumWidth(at, 1)
    return grid
