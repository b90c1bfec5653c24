"""A small window over the others that closes by itself: rounded, with a hairline and a soft shadow."""

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from billdesk.ui.look import Look
from billdesk.ui.widgets import shadow
from billdesk.ui.widgets.painted import hair, shape

SOFT = 20
SHADE = QColor(25, 20, 10, 46)


class Popup(QWidget):
    """Closes when one clicks beside it or presses Esc. What is in it stands `edge()` px from its borders."""

    def __init__(self, look: Look, name: str, title: str, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setWindowFlag(Qt.WindowType.NoDropShadowWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.look = look

    def edge(self, inside: int = 8) -> int:
        """From the border of the window, shadow included, to what stands `inside` px from the visible one."""
        return self.look.px(SOFT + inside)

    def open_below(self, widget: QWidget) -> None:
        """Open with the visible corner 4 px below `widget`."""
        soft = self.look.px(SOFT)
        self.move(widget.mapToGlobal(QPoint(-soft, widget.height() + self.look.px(4) - soft)))
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = self.look, QPainter(self)
        soft = look.px(SOFT)
        box = self.rect().adjusted(soft, soft, -soft, -soft)
        shadow.paint(painter, box, shadow.Lift(look.px(10), look.px(16), look.px(4), SHADE))
        edge = QPen(look.color("edge"), hair(painter))
        shape(painter, QRectF(box), look.px(10), look.color("raised"), edge)
