"""What every dialog does: it grows when what it says needs another line."""

from PySide6.QtWidgets import QDialog, QWidget

from billdesk.ui.widgets.sheet import LAID_OUT, Watch


class Dialog(QDialog):
    """As high as its words need, which Qt reckons only once, before they stand on a screen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._watch = Watch(self, self._grow, self, LAID_OUT)

    def _grow(self) -> None:
        layout = self.layout()
        if layout is not None and layout.totalHeightForWidth(self.width()) > self.height():
            self.resize(self.width(), layout.totalHeightForWidth(self.width()))
