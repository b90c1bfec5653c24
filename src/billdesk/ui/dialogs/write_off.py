"""Asks why the balance of an invoice is given up; that can't be undone."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from billdesk.ui.look import Look
from billdesk.ui.widgets.forms import TextField
from billdesk.ui.widgets.labelled import Caption
from billdesk.ui.widgets.painted import Button, Label
from billdesk.ui.words import tr


class WriteOffDialog(QDialog):
    """`agreed` tells the reason; without one nothing is given up."""

    agreed = Signal(str)

    def __init__(self, look: Look, number: str, amount: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("invoice.write_off.question")
        self.setWindowTitle(tr("Write off {amount}?", amount=amount))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        column = QVBoxLayout(self)
        edge = look.px(24)
        column.setContentsMargins(edge, edge, edge, look.px(16))
        column.setSpacing(look.px(12))
        column.addWidget(Label(look, self.windowTitle(), "title"))
        said = tr("Nothing is owed on {number} any more. It doesn't count as income.", number=number)
        words = Label(look, said, "body", "ink2")
        words.setWordWrap(True)
        words.setMinimumWidth(look.px(420))
        column.addWidget(words)
        self.reason = TextField(
            look, Caption("invoice.write_off.reason", tr("Why"), tr("Such as: closed down"))
        )
        column.addWidget(self.reason)
        self.keep = Button(look, tr("Keep it open"), "plain", "", "invoice.write_off.keep")
        self.agree = Button(look, tr("Write it off"), "destroy", "", "invoice.write_off.agree")
        row = QHBoxLayout()
        row.setSpacing(look.px(8))
        row.addStretch(1)
        row.addWidget(self.agree)
        row.addWidget(self.keep)
        column.addLayout(row)
        self.keep.clicked.connect(self.reject)
        self.agree.clicked.connect(self._on_agreed)
        self.agree.setAutoDefault(False)
        self.keep.setDefault(True)
        self.reason.edit.setFocus()

    def _on_agreed(self) -> None:
        reason = self.reason.value()
        if not reason:
            self.reason.tell(tr("Type a reason; it stays in the history."))
            self.reason.edit.setFocus()
            return
        self.agreed.emit(reason)
        self.accept()
