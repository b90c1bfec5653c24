"""Check boxes as pictures, for lists that paint their rows themselves."""

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPixmap

from billdesk.ui import icons
from billdesk.ui.look import Look
from billdesk.ui.widgets.painted import shape

OFF = "off"
ON = "on"
SOME = "some"
SIDE = 16
_made: dict[tuple[str, float, str, float], QPixmap] = {}


def picture(look: Look, state: str, dpr: float) -> QPixmap:
    """Give the picture of a check box that is ON, OFF or SOME."""
    key = (look.name, look.scale, state, dpr)
    if key not in _made:
        _made[key] = _paint(look, state, dpr)
    return _made[key]


def _paint(look: Look, state: str, dpr: float) -> QPixmap:
    side = look.px(SIDE)
    made = QPixmap(round(side * dpr), round(side * dpr))
    made.setDevicePixelRatio(dpr)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    rect = QRectF(0, 0, side, side)
    if state == OFF:
        # The box is 1.5 px thick, so that its 3:1 shows on every screen.
        shape(painter, rect, look.px(4), look.color("sheet"), QPen(look.color("edge_strong"), 1.25))
    else:
        shape(painter, rect, look.px(4), look.color("accent"))
        name = "check" if state == ON else "minus"
        gap = (side - look.px(12)) // 2
        painter.drawPixmap(QPoint(gap, gap), look.picture(name, "on_accent", 12, dpr, icons.TICK_STROKE))
    painter.end()
    return made
