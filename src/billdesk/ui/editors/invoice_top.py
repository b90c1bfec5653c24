"""The buttons of the invoice editor in the top bar, the filled one last."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from billdesk.ui.keys import key_words
from billdesk.ui.look import Look
from billdesk.ui.widgets.menu import Menu
from billdesk.ui.widgets.painted import Button
from billdesk.ui.widgets.top import SplitButton
from billdesk.ui.words import tr


class InvoiceTop(QObject):
    """`calls` has what each button does: undo, redo, save, make_recurring, issue, issue_only, delete."""

    def __init__(self, look: Look, calls: Mapping[str, Callable[[], object]], parent: QObject) -> None:
        super().__init__(parent)
        self._look, self._calls = look, calls
        self._gone = False
        self.undo = Button(look, tr("Undo"), "tool", "undo-2", "invoice.undo")
        self.redo = Button(look, tr("Redo"), "tool", "redo-2", "invoice.redo")
        self.preview = Button(look, tr("Preview"), "tool", "panel-right", "invoice.show_preview")
        self.save = Button(look, tr("Save and close"), "plain", "", "invoice.save")
        self.recurring = Button(look, tr("Make recurring"), "plain", "repeat", "invoice.make_recurring")
        self.split = SplitButton(look, tr("Issue and e-mail"), "send", "invoice.issue")
        self.split.arrow.setAccessibleName(tr("More ways to finish"))
        self._keys()
        pairs = (
            (self.undo, "undo"),
            (self.redo, "redo"),
            (self.preview, "preview"),
            (self.save, "save"),
            (self.recurring, "make_recurring"),
            (self.split.main, "issue"),
        )
        for button, name in pairs:
            button.clicked.connect(lambda _checked=False, name=name: self._calls[name]())
        self.split.arrow.clicked.connect(self.open_menu)

    def _keys(self) -> None:
        for button, words, keys in (
            (self.undo, tr("Undo"), "Ctrl+Z"),
            (self.redo, tr("Redo"), "Ctrl+Shift+Z"),
            (self.save, tr("Save and close"), "Esc"),
            (self.split.main, tr("Issue"), "Ctrl+Return"),
        ):
            button.setToolTip(f"{words}  {key_words(keys)}")

    def widgets(self) -> Sequence[QWidget]:
        """The buttons in their order."""
        return (self.undo, self.redo, self.preview, self.save, self.recurring, self.split)

    def open_menu(self) -> None:
        """Show the other ways to finish."""
        self.menu = menu = Menu(self._look, self.split)
        menu.setObjectName("invoice.issue.menu")
        for name, words, icon, keys in (
            ("issue_only", tr("Issue without e-mail"), "badge-check", "Ctrl+Shift+Return"),
            ("delete", tr("Delete draft"), "trash-2", ""),
        ):
            action = menu.addAction(self._look.icon(icon, "ink2"), f"{words}\t{key_words(keys)}")
            action.setObjectName(f"invoice.issue.menu.{name}")
            action.triggered.connect(lambda _checked=False, name=name: self._calls[name]())
        menu.open_below(self.split)

    def show_state(self, mails: bool, busy: bool, can: tuple[bool, bool, bool]) -> None:
        """Say what the filled act is, and whether undo, redo and the others can be used now."""
        if self._gone:
            return
        words = tr("Issue and e-mail") if mails else tr("Issue")
        self.split.main.set_words(tr("Issuing…") if busy else words)
        self.split.main.set_icon("send" if mails else "badge-check")
        self.undo.setEnabled(can[0] and not busy)
        self.redo.setEnabled(can[1] and not busy)
        for button in (self.split.main, self.split.arrow, self.recurring):
            button.setEnabled(can[2] and not busy)

    def throw_away(self) -> None:
        """The editor goes, and its buttons with it."""
        self._gone = True
        for widget in self.widgets():
            widget.deleteLater()
