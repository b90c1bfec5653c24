"""Tells of a mistake in the program itself: what is safe, where the details are, and a way to copy them."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from billdesk.ui.dialogs.dialog import Dialog
from billdesk.ui.look import Look
from billdesk.ui.widgets.painted import Button, Label
from billdesk.ui.words import counted, tr

MOST = 20
"""A mistake may come again with every picture of the window; no more of them are put together."""


class Mistake(Dialog):
    """One for all mistakes until it is closed; the program goes on meanwhile."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("mistake")
        self.setWindowTitle(tr("A mistake in BillDesk"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._count = 0
        self.words = Label(look, "", "body", "ink2")
        self.words.setWordWrap(True)
        self.more = Label(look, "", "small", "ink3")
        self.more.hide()
        self.details = QPlainTextEdit()
        self.details.setObjectName("mistake.details")
        self.details.setAccessibleName(tr("Details"))
        self.details.setReadOnly(True)
        self.details.setTabChangesFocus(True)
        self.details.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.details.setFixedSize(look.px(560), look.px(180))
        self.copy = Button(look, tr("Copy details"), "plain", "copy", "mistake.copy")
        self.go_on = Button(look, tr("Go on"), "primary", "", "mistake.go_on")
        self._lay_out(look)
        self.copy.clicked.connect(self._on_copy)
        self.go_on.clicked.connect(self.accept)
        self.go_on.setDefault(True)
        self.go_on.setFocus()

    def _lay_out(self, look: Look) -> None:
        column = QVBoxLayout(self)
        edge = look.px(24)
        column.setContentsMargins(edge, edge, edge, look.px(16))
        column.setSpacing(look.px(12))
        column.addWidget(Label(look, tr("BillDesk made a mistake"), "title"))
        for widget in (self.words, self.details, self.more):
            column.addWidget(widget)
        row = QHBoxLayout()
        row.setSpacing(look.px(8))
        row.addWidget(self.copy)
        row.addStretch(1)
        row.addWidget(self.go_on)
        column.addLayout(row)

    def tell(self, words: str, details: str) -> None:
        """Show a mistake, or add one to those that are shown."""
        self._count += 1
        if self._count == 1:
            self.words.setText(words)
            self.details.setPlainText(details)
        elif self._count <= MOST:
            self.details.appendPlainText(f"\n{details}")
        self.more.setVisible(self._count > 1)
        others = self._count - 1
        self.more.setText(counted(others, "It happened {count} more time", "It happened {count} more times"))

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self.details.toPlainText())
        self.copy.set_words(tr("Copied"))


def tell_mistake(look: Look, window: QWidget, words: str, details: str) -> Mistake:
    """Show a mistake over the window, in the dialog that is open for an earlier one where there is one."""
    shown = window.findChild(Mistake, "mistake")
    dialog = shown if isinstance(shown, Mistake) and shown.isVisible() else Mistake(look, window)
    dialog.tell(words, details)
    dialog.open()
    return dialog
