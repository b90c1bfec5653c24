"""Asks under what name a view is saved."""

from collections.abc import Container

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from billdesk.ui.dialogs.dialog import Dialog
from billdesk.ui.look import Look
from billdesk.ui.widgets.fields import Field
from billdesk.ui.widgets.painted import Button, Label
from billdesk.ui.words import tr

LONGEST = 40


class ViewName(Dialog):
    """`named` tells the name; one that is empty, too long or taken is told in place."""

    named = Signal(str)

    def __init__(self, look: Look, taken: Container[str], name: str, parent: QWidget) -> None:
        """Ask for a name that isn't among those `taken` (casefolded); `name` is the present one."""
        super().__init__(parent)
        self._taken, self._name = taken, name
        self.setObjectName("view.name")
        words = tr("Rename this view") if name else tr("Save this view")
        self.setWindowTitle(words)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        column = QVBoxLayout(self)
        edge = look.px(24)
        column.setContentsMargins(edge, edge, edge, look.px(16))
        column.setSpacing(look.px(16))
        column.addWidget(Label(look, words, "title"))
        hint = tr("Filters, order and columns as they are now.")
        self.field = Field(look, "view.name.field", tr("Name"), "" if name else hint)
        self.field.setMinimumWidth(look.px(360))
        self.field.edit.setText(name)
        self.field.edit.selectAll()
        column.addWidget(self.field)
        self.save = Button(look, tr("Rename") if name else tr("Save"), "primary", "", "view.name.save")
        self.cancel = Button(look, tr("Cancel"), "plain", "", "view.name.cancel")
        row = QHBoxLayout()
        row.setSpacing(look.px(8))
        row.addStretch(1)
        row.addWidget(self.cancel)
        row.addWidget(self.save)
        column.addLayout(row)
        self.cancel.clicked.connect(self.reject)
        self.save.clicked.connect(self._on_save)
        self.save.setDefault(True)
        self.field.edit.setFocus()

    def _on_save(self) -> None:
        name = " ".join(self.field.edit.text().split())
        problem = self._problem(name)
        if problem:
            self.field.tell(problem)
            self.field.edit.setFocus()
            return
        self.accept()
        if name != self._name:
            self.named.emit(name)

    def _problem(self, name: str) -> str:
        if not name:
            return tr("Type a name")
        if len(name) > LONGEST:
            return tr("At most {count} signs", count=LONGEST)
        taken = name.casefold() != self._name.casefold() and name.casefold() in self._taken
        return tr("There is a view of that name") if taken else ""
