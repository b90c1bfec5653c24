"""What every dialog does: it grows when what it says needs another line."""

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QWidget

from billdesk.ui.widgets.sheet import LAID_OUT, Watch


class Dialog(QDialog):
    """As high as its words need, which Qt reckons only once, before they stand on a screen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._watch = Watch(self, self._grow, self, LAID_OUT)

    def showEvent(self, event: QShowEvent) -> None:
        """Qt has reckoned its height for words in a narrower column, which leaves a gap."""
        super().showEvent(event)
        self.resize(self.width(), self._needed())

    def _grow(self) -> None:
        if self._needed() > self.height():
            self.resize(self.width(), self._needed())

    def _needed(self) -> int:
        layout = self.layout()
        return self.height() if layout is None else layout.totalHeightForWidth(self.width())
