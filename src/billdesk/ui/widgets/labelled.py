"""What every field of a form has: a label above, and below it a hint, a warning, or what is wrong."""

from typing import Any, NamedTuple

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from billdesk.ui.look import Look
from billdesk.ui.widgets.painted import Label

_TONES = {"wrong": ("overdue_fg", "circle-alert"), "warning": ("partly_fg", "triangle-alert")}


class Caption(NamedTuple):
    """How a field is called: its object name, the label above it, the hint below it."""

    name: str
    label: str
    hint: str = ""


class Labelled(QWidget):
    """A labelled editor; `state` says "wrong" or "warning" to the style sheet."""

    left = Signal()  # the focus went to another widget

    def __init__(self, look: Look, caption: Caption, edit: QWidget) -> None:
        super().__init__()
        self._look, self._hint = look, caption.hint
        self._told = ("", "")
        self._small = False
        self.edit = edit
        edit.setObjectName(caption.name)
        edit.setAccessibleName(caption.label)
        edit.setAccessibleDescription(caption.hint)
        self._label = Label(look, caption.label, "label", "ink2")
        self._label.setBuddy(edit)
        self._mark = QLabel()
        self._below = Label(look, caption.hint, "small", "ink3")
        self._below.setWordWrap(True)
        self._lay_out()
        self._mark.hide()
        edit.installEventFilter(self)
        look.changed.connect(self._show_told)

    def tell(self, words: str, state: str = "wrong") -> None:
        """Say what is "wrong" or a "warning" with what was typed; "" shows the hint again."""
        self._told = (words, state if words else "")
        if (self.edit.property("state") or "") != self._told[1]:
            self.edit.setProperty("state", self._told[1])
            self.edit.style().unpolish(self.edit)
            self.edit.style().polish(self.edit)
        self.edit.setAccessibleDescription(words or self._hint)
        self._show_told()

    def show_hint(self, words: str) -> None:
        """Say something else below the field while nothing is wrong with it."""
        if words != self._hint:
            self._hint = words
            self.tell(*self._told)

    def show_label(self, words: str) -> None:
        """Be called otherwise from now on."""
        self._label.setText(words)
        self.edit.setAccessibleName(words)

    def hide_label(self) -> None:
        """Show no label above: it stands at the left. A screen reader still reads it."""
        self._label.hide()

    def keep_room_for_ring(self) -> None:
        """Stand so far below the label that the focus ring around a choice doesn't touch it."""
        layout = self.layout()
        assert layout is not None
        layout.setSpacing(self._look.px(8))

    def keep_small(self) -> None:
        """Keep no room below for what may have to be said; where something is said, it gets larger."""
        self._small = True
        self._show_told()

    def told(self) -> str:
        """What is said to be wrong; "" while nothing is."""
        return self._told[0]

    def is_wrong(self) -> bool:
        """Whether something is said to be wrong, not just to deserve a look."""
        return self._told[1] == "wrong"

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut and watched is self.edit:
            self.left.emit()
        return False

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(self._look.px(5))
        line.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._below, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._look.px(4))
        column.addWidget(self._label)
        column.addWidget(self.edit)
        column.addLayout(line)
        column.addStretch(1)

    def _show_told(self) -> None:
        words, state = self._told
        token, icon = _TONES.get(state, ("ink3", ""))
        self._below.setText(words or self._hint)
        self._below.recolor(token)
        if icon:
            self._mark.setPixmap(self._look.picture(icon, token, 14, self.devicePixelRatioF()))
        self._mark.setVisible(bool(icon))
        self._below.setVisible(bool(words or self._hint) or not self._small)


class FormField(Labelled):
    """A labelled editor with a value. `changed` tells that the person, not the program, changed it."""

    changed = Signal()

    def value(self) -> Any:
        """What stands in it now; None where that can't be read."""
        raise NotImplementedError

    def show_value(self, value: Any) -> None:
        """Show a value without telling anybody."""
        raise NotImplementedError

    def check(self) -> bool:
        """Whether it can be read; says what is wrong where it can't."""
        return True

    def _on_changed(self) -> None:
        self.tell("")
        self.changed.emit()
