"""The top bar: title, links of the pane, and the one filled button."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from billdesk.ui.look import Look
from billdesk.ui.widgets.painted import Button, Label, Painted
from billdesk.ui.words import tr

HIGH = 56


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


class TopBar(Painted):
    """Shows what place this is; widgets of the pane stand at its right."""

    back = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self.setObjectName("window.top")
        self._back = Button(look, tr("Back"), "tool", "arrow-left", "window.back")
        self._back.setToolTip(f"{tr('Back')}  Esc")
        self._back.clicked.connect(self.back)
        self._title = Label(look, "", "title")
        self._title.setObjectName("window.title")
        self._note = Label(look, "", "body", "ink3")
        self._own: list[QWidget] = []
        self._row = QHBoxLayout(self)
        self._row.setSpacing(look.px(8))
        for widget in (self._back, self._title, self._note):
            self._row.addWidget(widget)
        self._row.addStretch(1)
        self._resize()

    def show_place(self, title: str, note: str = "", back: bool = False) -> None:
        """Say where one is; `back` shows the way back."""
        self._title.setText(title)
        self._note.setText(note)
        self._note.setVisible(bool(note))
        self._back.setVisible(back)

    def show_widgets(self, widgets: Sequence[QWidget]) -> None:
        """Put the pane's own buttons at the right, in place of those of the last one."""
        for widget in self._own:
            self._row.removeWidget(widget)
            widget.hide()
        self._own = list(widgets)
        for widget in widgets:
            self._row.addWidget(widget)
            widget.show()

    def dressed(self) -> None:
        self._resize()
        super().dressed()

    def _resize(self) -> None:
        self.setFixedHeight(self.look.px(HIGH))
        self._row.setContentsMargins(self.look.px(8), 0, self.look.px(8), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self.look.color("ground"))
