"""A switch with its words at the right, as a field of a form: on or off, and below it a warning."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from billdesk.ui.look import Look
from billdesk.ui.widgets.fields import Switch
from billdesk.ui.widgets.labelled import Caption
from billdesk.ui.widgets.painted import Label


class SwitchField(QWidget):
    """`changed` tells that the person switched it."""

    changed = Signal()
    left = Signal()

    def __init__(self, look: Look, caption: Caption) -> None:
        super().__init__()
        self._look, self._hint, self._told, self._said = look, caption.hint, "", ""
        self.edit = Switch(look, caption.label, caption.name)
        self.edit.setAccessibleDescription(caption.hint)
        self.edit.setToolTip(caption.hint)
        self.edit.installEventFilter(self)
        self.edit.clicked.connect(lambda _on: self.changed.emit())
        words = Label(look, caption.label)
        words.setBuddy(self.edit)
        self._mark = QLabel()
        self._below = Label(look, "", "small", "partly_fg")
        self._below.setWordWrap(True)
        first, second = QHBoxLayout(), QHBoxLayout()
        first.setSpacing(look.px(10))
        first.addStrut(look.px(28))  # as high as a small button that may stand beside it
        first.addWidget(self.edit)
        first.addWidget(words, 1)
        second.setContentsMargins(look.px(40), 0, 0, 0)
        second.setSpacing(look.px(5))
        second.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        second.addWidget(self._below, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(first)
        column.addLayout(second)
        look.changed.connect(self._show_told)
        self._show_told()

    def value(self) -> bool:
        return self.edit.isChecked()

    def show_value(self, value: bool) -> None:
        self.edit.setChecked(value)

    def check(self) -> bool:
        return True

    def told(self) -> str:
        """What is said to deserve a look; "" while nothing does."""
        return self._told

    def tell(self, words: str, state: str = "warning") -> None:
        """Say what deserves a look; on or off is never wrong."""
        self._told = words
        self.edit.setAccessibleDescription(words or self._said or self._hint)
        self._show_told()

    def say(self, words: str) -> None:
        """Say calmly below what it is about."""
        self._said = words
        self.edit.setAccessibleDescription(self._told or words or self._hint)
        self._show_told()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self.left.emit()
        return False

    def _show_told(self) -> None:
        self._below.setText(self._told or self._said)
        self._below.recolor("partly_fg" if self._told else "ink3")
        picture = self._look.picture("triangle-alert", "partly_fg", 14, self.devicePixelRatioF())
        self._mark.setPixmap(picture)
        self._mark.setVisible(bool(self._told))
        self._below.setVisible(bool(self._told or self._said))
