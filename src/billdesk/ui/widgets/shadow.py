"""Soft shadows for what floats, painted once and stretched from nine pieces."""

import math
from functools import lru_cache
from typing import NamedTuple

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap


class Lift(NamedTuple):
    """How a shadow falls: round a `radius`, `blur` px soft, `drop` px lower, in a color with alpha."""

    radius: int
    blur: int
    drop: int
    color: QColor


def paint(painter: QPainter, rect: QRect, lift: Lift) -> None:
    """Paint the shadow of a rounded `rect`."""
    radius, blur, drop = lift.radius, lift.blur, lift.drop
    dpr = painter.device().devicePixelRatio()
    corner = radius + 2 * blur
    picture = _piece(radius, blur, lift.color.rgba(), dpr)
    target = rect.adjusted(-blur, -blur + drop, blur, blur + drop)
    side = round(corner * dpr)
    middle = picture.width() - 2 * side
    wide, high = max(0, target.width() - 2 * corner), max(0, target.height() - 2 * corner)
    columns = (
        (target.x(), corner, 0, side),
        (target.x() + corner, wide, side, middle),
        (target.right() + 1 - corner, corner, side + middle, side),
    )
    rows = (
        (target.y(), corner, 0, side),
        (target.y() + corner, high, side, middle),
        (target.bottom() + 1 - corner, corner, side + middle, side),
    )
    for x, width, from_x, from_width in columns:
        for y, height, from_y, from_height in rows:
            painter.drawPixmap(
                QRectF(x, y, width, height), picture, QRectF(from_x, from_y, from_width, from_height)
            )


@lru_cache(maxsize=16)
def _piece(radius: int, blur: int, rgba: int, dpr: float) -> QPixmap:
    """Paint the shadow of the smallest rectangle, by many rings whose alphas add up to a soft edge."""
    corner = radius + 2 * blur
    side = 2 * corner + 4
    picture = QPixmap(round(side * dpr), round(side * dpr))
    picture.setDevicePixelRatio(dpr)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
    painter.setPen(Qt.PenStyle.NoPen)
    color = QColor.fromRgba(rgba)
    steps = max(8, round(2 * blur * dpr))
    for step in range(steps + 1):
        inset = 2 * blur * step / steps
        strength = 0.5 * (1 + math.erf((inset - blur) / (blur * 0.7)))
        shade = QColor(color)
        shade.setAlphaF(color.alphaF() * strength)
        painter.setBrush(shade)
        round_by = max(1.0, radius + blur - inset)
        painter.drawRoundedRect(QRectF(inset, inset, side - 2 * inset, side - 2 * inset), round_by, round_by)
    painter.end()
    return picture
