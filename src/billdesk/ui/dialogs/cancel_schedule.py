"""Asks before a schedule is cancelled for good."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from billdesk.ui.dialogs.dialog import Dialog
from billdesk.ui.look import Look
from billdesk.ui.widgets.painted import Button, Label
from billdesk.ui.words import tr


class CancelSchedule(Dialog):
    """Accepted when the schedule shall end; the button that keeps it has the focus."""

    def __init__(self, look: Look, customer: str, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("schedule.cancel.question")
        self.setWindowTitle(tr("Cancel this schedule for good?"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        column = QVBoxLayout(self)
        edge = look.px(24)
        column.setContentsMargins(edge, edge, edge, look.px(16))
        column.setSpacing(look.px(12))
        column.addWidget(Label(look, tr("Cancel this schedule for good?"), "title"))
        said = tr("{customer}, {title}: no invoice comes any more.", customer=customer, title=title)
        rest = tr("What was billed stays as it is. To stop for a while, pause it instead.")
        for words in (said, rest):
            label = Label(look, words, "body", "ink2")
            label.setWordWrap(True)
            label.setMinimumWidth(look.px(420))
            column.addWidget(label)
        self.keep = Button(look, tr("Keep the schedule"), "plain", "", "schedule.cancel.keep")
        self.end = Button(look, tr("Cancel for good"), "destroy", "", "schedule.cancel.end")
        row = QHBoxLayout()
        row.setSpacing(look.px(8))
        row.addStretch(1)
        row.addWidget(self.keep)
        row.addWidget(self.end)
        column.addLayout(row)
        self.keep.clicked.connect(self.reject)
        self.end.clicked.connect(self.accept)
        self.keep.setDefault(True)
        self.keep.setFocus()
