"""A popup that looks things up by name as one types, for choices that are too many for a menu."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget
from shiboken6 import isValid

from billdesk.ui.look import Look
from billdesk.ui.widgets.chips import Choice
from billdesk.ui.widgets.popup import SOFT, Popup

WAIT_MS = 120
Answer = Callable[[Sequence[Choice]], None]
Ask = Callable[[str, Answer], object]
"""Looks up what has the typed words and hands the choices to the answer, later and on the GUI thread."""


class Picker(Popup):
    """A field and, below it, what was found; `picked` tells the choice."""

    picked = Signal(object)

    def __init__(self, look: Look, name: str, hint: str, ask: Ask, parent: QWidget) -> None:
        super().__init__(look, name, hint, parent)
        self._ask = ask
        self._asked = ""
        self.field = QLineEdit()
        self.field.setObjectName(f"{name}.field")
        self.field.setPlaceholderText(hint)
        self.field.setAccessibleName(hint)
        self.list = QListWidget()
        self.list.setObjectName(f"{name}.list")
        self.list.setAccessibleName(hint)
        self.list.setProperty("kind", "offers")
        self.list.setUniformItemSizes(True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self)
        edge = self.edge()
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(look.px(8))
        column.addWidget(self.field)
        column.addWidget(self.list)
        self.resize(look.px(300 + 2 * SOFT), look.px(340 + 2 * SOFT))
        self._timer = QTimer(self, singleShot=True, interval=WAIT_MS)
        self._timer.timeout.connect(self._on_time)
        self.field.textEdited.connect(lambda _text: self._timer.start())
        self.list.itemClicked.connect(self._on_chosen)

    def open_below(self, widget: QWidget) -> None:
        """Open below `widget`, with everything that there is."""
        super().open_below(widget)
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)
        self._on_time()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        if step:
            row = self.list.currentRow() + step
            self.list.setCurrentRow(max(0, min(row, self.list.count() - 1)))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.list.currentItem():
            self._on_chosen(self.list.currentItem())
        else:
            super().keyPressEvent(event)

    def _on_time(self) -> None:
        self._asked = words = self.field.text().strip()
        self._ask(words, lambda found: self._on_found(words, found))

    def _on_found(self, words: str, found: Sequence[Choice]) -> None:
        if not isValid(self) or words != self._asked:
            return
        self.list.clear()
        for choice in found:
            item = QListWidgetItem(choice.words)
            item.setData(Qt.ItemDataRole.UserRole, choice.key)
            self.list.addItem(item)
        self.list.setCurrentRow(0)

    def _on_chosen(self, item: QListWidgetItem) -> None:
        choice = Choice(str(item.data(Qt.ItemDataRole.UserRole)), item.text())
        self.close()
        self.picked.emit(choice)
