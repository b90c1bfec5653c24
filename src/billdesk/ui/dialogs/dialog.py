"""What every dialog does: it grows when what it says needs another line."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QDialog


class Dialog(QDialog):
    """As high as its words need, which Qt reckons only once, before they stand on a screen."""

    def event(self, event: QEvent) -> bool:
        kind = event.type()  # one that deletes it leaves nothing to be asked
        done = super().event(event)
        if kind in (QEvent.Type.LayoutRequest, QEvent.Type.Show) and (layout := self.layout()) is not None:
            high = layout.totalHeightForWidth(self.width())
            if high > self.height():
                self.resize(self.width(), high)
        return done
