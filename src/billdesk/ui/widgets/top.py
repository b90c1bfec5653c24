"""The top bar: title, the saved view, the pane's buttons, the command field, and the one filled button."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from billdesk.ui.blank import TOP
from billdesk.ui.keys import keys_of
from billdesk.ui.look import Look
from billdesk.ui.widgets.fields import CommandField
from billdesk.ui.widgets.painted import Button, Label, Painted
from billdesk.ui.words import tr

FIND = "Ctrl+K"


class SplitButton(QWidget):
    """The filled button with an arrow for the rest."""

    def __init__(self, look: Look, words: str, icon: str, name: str) -> None:
        super().__init__()
        self.main = Button(look, words, "primary", icon, name)
        self.main.setProperty("part", "main")
        self.arrow = Button(look, tr("More new things"), "primary", "", f"{name}.more")
        self.arrow.setText("")
        self.arrow.set_icon("chevron-down")
        self.arrow.setProperty("part", "arrow")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.main)
        row.addWidget(self.arrow)

    def show_act(self, words: str, tip: str) -> None:
        """Say what the filled part does, and its key."""
        self.main.set_words(words)
        self.main.setToolTip(tip)


class ViewWord(Button):
    """The name of the saved view as a word with a chevron; it stands after the title and opens the views."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, "", "quiet", "chevron-down", "window.view")
        self.setProperty("on", "ground")
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)

    def show_view(self, words: str, name: str) -> None:
        """Show which view it is; `name` is what the button is called in this pane."""
        self.set_words(words)
        self.setAccessibleName(tr("Saved view: {name}", name=words))
        self.setObjectName(name)


class TopBar(Painted):
    """Shows what place this is; widgets of the pane stand at its right, the filled one last."""

    covers = True

    back = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self.setObjectName("window.top")
        self._back = Button(look, "", "tool", "arrow-left", "window.back")
        self._back.clicked.connect(self.back)
        self._title = Label(look, "", "title")
        self._title.setObjectName("window.title")
        self._note = Label(look, "", "body", "ink3")
        self.view = ViewWord(look)
        self.field = CommandField(look, "", (), "window.command")
        self.new = SplitButton(look, "", "plus", "window.new")
        self._own: list[QWidget] = []
        self._row = QHBoxLayout(self)
        self._row.setSpacing(look.px(8))
        for widget in (self._back, self._title, self._note, self.view):
            self._row.addWidget(widget)
        self._row.addStretch(1)
        self._row.addWidget(self.field)
        self._row.addWidget(self.new)
        self.view.hide()
        self.new.hide()
        self.relabel()
        self._resize()

    def relabel(self) -> None:
        """Say its own words in the language that counts now."""
        self._back.setAccessibleName(tr("Back"))
        self._back.setToolTip(f"{tr('Back')}  Esc")
        self.field.setText(tr("Search or run a command"))
        self.field.setAccessibleName(tr("Search or run a command"))
        self.field.show_keys(keys_of(FIND))
        self.new.arrow.setAccessibleName(tr("More new things"))

    def show_place(self, title: str, note: str = "", back: bool = False) -> None:
        """Say where one is; `back` shows the way back, and the room of the command field is the page's."""
        self._title.setText(title)
        self._note.setText(note)
        self._note.setVisible(bool(note))
        self._back.setVisible(back)
        self.field.setVisible(not back)

    def show_widgets(self, widgets: Sequence[QWidget], new: bool = False) -> None:
        """Put the pane's own buttons in place of those of the last one, the filled ones at the right.

        With `new` the filled button is the window's own, and no other one is filled beside it.
        """
        for widget in self._own:
            self._row.removeWidget(widget)
            widget.hide()
        self._own = list(widgets)
        for widget in widgets:
            filled = isinstance(widget, Button) and widget.kind == "primary"
            if isinstance(widget, Button) and filled and new:
                widget.set_kind("plain")
            place = self._row.count() - 1 if filled and not new else self._row.indexOf(self.field)
            self._row.insertWidget(place, widget)
            widget.show()
        self.new.setVisible(new)

    def fold(self, narrow: bool) -> None:
        """Make room in a narrow window."""
        self.field.fold(narrow)

    def dressed(self) -> None:
        self._resize()
        super().dressed()

    def _resize(self) -> None:
        self.setFixedHeight(self.look.px(TOP))
        self._row.setContentsMargins(self.look.px(8), 0, self.look.px(8), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self.look.color("ground"))
