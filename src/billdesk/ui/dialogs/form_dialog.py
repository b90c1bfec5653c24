"""A small form in a dialog: it asks for a few values and stays open until they are taken."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from billdesk.domain.errors import Problem
from billdesk.ui.dialogs.dialog import Dialog
from billdesk.ui.look import Look
from billdesk.ui.widgets.forms import CheckField, Form, beside
from billdesk.ui.widgets.labelled import FormField
from billdesk.ui.widgets.painted import Button, Label
from billdesk.ui.words import tr

WIDE = 520


@dataclass(frozen=True, slots=True)
class Question:
    """What a dialog is called and says: its object name, its title, the words of its act, a sentence."""

    name: str
    title: str
    act: str
    words: str = ""


class FormDialog(Dialog):
    """`submitted` tells the values by place. Whoever takes them closes it, or says what is wrong."""

    submitted = Signal(object)

    def __init__(
        self,
        look: Look,
        question: Question,
        fields: Mapping[str, FormField | CheckField],
        parent: QWidget,
        rows: Iterable[tuple[str, ...]] = (),
    ) -> None:
        """Make it; `rows` name the fields that stand beside each other."""
        super().__init__(parent)
        self.setObjectName(question.name)
        self.setWindowTitle(question.title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.form = Form(fields, self)
        self.wrong = Label(look, "", "body", "overdue_fg")
        self.wrong.setObjectName(f"{question.name}.wrong")
        self.wrong.setWordWrap(True)
        self.wrong.hide()
        self.cancel = Button(look, tr("Cancel"), "plain", "", f"{question.name}.cancel")
        self.keep = Button(look, question.act, "primary", "", f"{question.name}.keep")
        self.keep.setDefault(True)
        self._lay_out(look, question, [*rows] or [(place,) for place in fields])
        self.cancel.clicked.connect(self.reject)
        self.keep.clicked.connect(self.submit)
        self.form.changed.connect(lambda _place: self.wrong.hide())

    def _lay_out(self, look: Look, question: Question, rows: list[tuple[str, ...]]) -> None:
        px = look.px
        column = QVBoxLayout(self)
        column.setContentsMargins(px(24), px(24), px(24), px(16))
        column.setSpacing(px(12))
        column.addWidget(Label(look, question.title, "title"))
        if question.words:
            words = Label(look, question.words, "body", "ink2")
            words.setWordWrap(True)
            column.addWidget(words)
        for row in rows:
            fields = [self.form.fields[place] for place in row]
            if len(fields) == 1 and isinstance(fields[0], CheckField):
                fields[0].stand_alone()
            column.addLayout(beside(look, *fields))
        column.addWidget(self.wrong)
        buttons = QHBoxLayout()
        buttons.setSpacing(px(8))
        buttons.addStretch(1)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.keep)
        column.addLayout(buttons)
        self.setMinimumWidth(px(WIDE))

    def submit(self) -> None:
        """Tell the values, if all of them can be read."""
        if self.keep.isEnabled() and self.form.check():
            self.submitted.emit(self.form.values())

    def show_busy(self, busy: bool) -> None:
        """While the values are being taken they can't be taken twice."""
        self.keep.setEnabled(not busy)

    def refuse(self, problems: Iterable[Problem], say: Callable[[Problem], str]) -> None:
        """Say what is wrong at its field, or below the fields where it has none."""
        self.show_busy(False)
        strays = self.form.tell(problems, say)
        self.say(" ".join(map(say, strays)))

    def say(self, words: str) -> None:
        """Say something below the fields; "" says nothing."""
        self.show_busy(False)
        self.wrong.setText(words)
        self.wrong.setVisible(bool(words))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter and Ctrl+S keep as they do everywhere, out of a field of several lines too."""
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if control and event.key() in (Qt.Key.Key_S, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.submit()
        else:
            super().keyPressEvent(event)
