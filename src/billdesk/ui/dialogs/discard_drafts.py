"""Asks why drafts that came due late shall never be billed."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from billdesk.ui.look import Look
from billdesk.ui.widgets.forms import TextField
from billdesk.ui.widgets.labelled import Caption
from billdesk.ui.widgets.painted import Button, Label
from billdesk.ui.words import counted, tr

LONGEST = 200


class DiscardDrafts(QDialog):
    """`agreed` tells the reason; without one nothing is thrown away."""

    agreed = Signal(str)

    def __init__(self, look: Look, count: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("invoice.discard.question")
        self.setWindowTitle(counted(count, "Discard {count} draft?", "Discard {count} drafts?"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        column = QVBoxLayout(self)
        edge = look.px(24)
        column.setContentsMargins(edge, edge, edge, look.px(16))
        column.setSpacing(look.px(12))
        column.addWidget(Label(look, self.windowTitle(), "title"))
        said = counted(
            count,
            "Its date is skipped and never billed by itself. The schedule still offers to bill it after all.",
            "Their dates are skipped and never billed by themselves. "
            "The schedules still offer to bill them after all.",
        )
        words = Label(look, said, "body", "ink2")
        words.setWordWrap(True)
        words.setMinimumWidth(look.px(420))
        column.addWidget(words)
        caption = Caption("invoice.discard.reason", tr("Why"), tr("Such as: was on holiday"))
        self.reason = TextField(look, caption, LONGEST)
        column.addWidget(self.reason)
        self.keep = Button(look, tr("Keep waiting"), "plain", "", "invoice.discard.keep")
        self.agree = Button(look, tr("Discard"), "destroy", "", "invoice.discard.agree")
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
        if len(reason) > LONGEST:
            self.reason.tell(tr("Too long; at most {most} letters.", most=LONGEST))
            self.reason.edit.setFocus()
            return
        self.agreed.emit(reason)
        self.accept()
