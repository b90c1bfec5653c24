"""Internal notes and the customer's order number, which may be changed at any time."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from billdesk.domain.draft import LONGEST_NAME, LONGEST_TEXT, has_control
from billdesk.ui.dialogs.dialog import Dialog
from billdesk.ui.look import Look
from billdesk.ui.widgets.forms import LongText, TextField
from billdesk.ui.widgets.labelled import Caption
from billdesk.ui.widgets.painted import Button, Label
from billdesk.ui.words import tr


class InvoiceNotes(Dialog):
    """`kept` tells the notes and the number."""

    kept = Signal(str, str)

    def __init__(self, look: Look, number: str, values: tuple[str, str], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("invoice.notes.form")
        title = tr("Notes on {number}", number=number) if number else tr("Notes on the draft")
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        column = QVBoxLayout(self)
        edge = look.px(24)
        column.setContentsMargins(edge, edge, edge, look.px(16))
        column.setSpacing(look.px(8))
        column.addWidget(Label(look, title, "title"))
        hint = tr("Only you see them; they are never printed.")
        self.notes = LongText(look, Caption("invoice.notes.internal", tr("Internal notes"), hint), 4)
        self.reference = TextField(look, Caption("invoice.notes.po", tr("Customer's reference / PO")))
        self.notes.show_value(values[0])
        self.reference.show_value(values[1])
        for field in (self.notes, self.reference):
            field.setMinimumWidth(look.px(420))
            column.addWidget(field)
        self.cancel = Button(look, tr("Leave as it was"), "plain", "", "invoice.notes.cancel")
        self.keep = Button(look, tr("Keep notes"), "primary", "", "invoice.notes.keep")
        row = QHBoxLayout()
        row.setSpacing(look.px(8))
        row.addStretch(1)
        row.addWidget(self.cancel)
        row.addWidget(self.keep)
        column.addLayout(row)
        self.cancel.clicked.connect(self.reject)
        self.keep.clicked.connect(self._on_keep)
        self.keep.setDefault(True)
        self.notes.edit.setFocus()

    def _on_keep(self) -> None:
        checks = ((self.notes, LONGEST_TEXT, "\n\t"), (self.reference, LONGEST_NAME, ""))
        for field, longest, allowed in checks:
            if len(field.value()) > longest:
                field.tell(tr("This is too long. At most {longest} letters are possible.", longest=longest))
                return
            if has_control(field.value(), allowed):
                field.tell(tr("This holds a character that can't be printed. Remove it."))
                return
        self.kept.emit(self.notes.value(), self.reference.value())
        self.accept()
