"""The question of the clock guard: is the computer's date right?"""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from billdesk.domain.errors import Refused
from billdesk.ui.bench import Bench
from billdesk.ui.dialogs.dialog import Dialog
from billdesk.ui.widgets.painted import Button, Label
from billdesk.ui.words import tr


class ClockQuestion(Dialog):
    """Says what looks wrong; the safe answer has the focus."""

    def __init__(self, bench: Bench, error: Refused, parent: QWidget) -> None:
        super().__init__(parent)
        look = bench.look
        self.setObjectName("run.clock")
        self.setWindowTitle(tr("Is the date right?"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        column = QVBoxLayout(self)
        edge = look.px(24)
        column.setContentsMargins(edge, edge, edge, look.px(16))
        column.setSpacing(look.px(12))
        self.heading = Label(look, tr("Is the date right?"), "title")
        column.addWidget(self.heading)
        said = bench.sentence(Refused("clock_question", **error.facts))
        words = Label(look, said, "body", "ink2")
        words.setWordWrap(True)
        words.setMinimumWidth(look.px(420))
        column.addWidget(words)
        row = QHBoxLayout()
        row.addStretch(1)
        self.wait = Button(look, tr("Don't generate"), "plain", "", "run.clock.wait")
        self.go_on = Button(look, tr("Generate the invoices"), "destroy", "", "run.clock.go_on")
        for button in (self.wait, self.go_on):
            row.addWidget(button)
        column.addLayout(row)
        self.wait.clicked.connect(self.reject)
        self.go_on.clicked.connect(self.accept)
        self.wait.setDefault(True)
        self.wait.setFocus()
