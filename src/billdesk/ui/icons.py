"""Lucide icons in the colors of the theme, sharp at every device pixel ratio."""

from functools import cache, lru_cache

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPixmap

from billdesk.basics import resources
from billdesk.ui.theme import STROKE

BADGE_STROKE = 2.25
TICK_STROKE = 3.0


@cache
def _lines(name: str) -> str:
    return resources.read_text("icons", f"{name}.svg")


def fetch() -> None:
    """Read all of them from the disk, on any thread, so that painting needn't wait for it."""
    for file in resources.path("icons").glob("*.svg"):
        _lines(file.stem)


def drawing(name: str, color: str, stroke: float = STROKE) -> bytes:
    """Give the SVG of an icon with its lines in `color` (#RRGGBB) and `stroke` units of 24 thick."""
    text = _lines(name).replace("currentColor", color)
    return text.replace('stroke-width="2"', f'stroke-width="{stroke}"').encode("utf-8")


@lru_cache(maxsize=512)
def pixmap(name: str, color: str, size: int, dpr: float, stroke: float = STROKE) -> QPixmap:
    """Paint an icon `size` logical pixels square for a screen with `dpr` device pixels each; cached."""
    from PySide6.QtSvg import QSvgRenderer  # the window's first paint has no icons

    side = max(1, round(size * dpr))
    picture = QPixmap(side, side)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(drawing(name, color, stroke))).render(painter, QRectF(0, 0, side, side))
    painter.end()
    picture.setDevicePixelRatio(dpr)
    return picture


class IconEngine(QIconEngine):
    """Renders one icon in one color per mode; disabled and chosen may differ."""

    def __init__(self, name: str, color: str, off: str) -> None:
        super().__init__()
        self._name = name
        self._color = color
        self._off = off

    def clone(self) -> "IconEngine":
        return IconEngine(self._name, self._color, self._off)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        """Paint the icon at the left of `rect`, so that a 20 x 16 icon size leaves a gap before the words."""
        dpr = painter.device().devicePixelRatio()
        side = min(rect.width(), rect.height())
        painter.drawPixmap(rect.topLeft(), self._picture(mode, side, dpr))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        """Give the picture; since Qt 6.8 `size` is in logical pixels."""
        made = QPixmap(size * scale)
        made.setDevicePixelRatio(scale)
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        painter.drawPixmap(QPoint(0, 0), self._picture(mode, min(size.width(), size.height()), scale))
        painter.end()
        return made

    def _picture(self, mode: QIcon.Mode, side: int, dpr: float) -> QPixmap:
        color = self._off if mode == QIcon.Mode.Disabled else self._color
        return pixmap(self._name, color, side, dpr)


def icon(name: str, color: QColor, off: QColor) -> QIcon:
    """Make a QIcon of a Lucide name."""
    return QIcon(IconEngine(name, color.name(), off.name()))
