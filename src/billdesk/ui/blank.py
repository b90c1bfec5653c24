"""The window as it is painted first, before anything stands in it: the ground and the empty sheet."""

from typing import NamedTuple

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QWidget

from billdesk.ui.look import Look

SMALLEST = (1024, 640)
NARROW = 1280
"""A window that is narrower has a side bar of icons only."""
SIDE, SIDE_OF_ICONS = 188, 56
TOP, STATUS = 56, 28
EDGE = 8  # right of the sheet
RADIUS = 10


class Place(NamedTuple):
    """One pane in the side bar."""

    key: str
    words: str
    icon: str
    shortcut: str = ""
    below: bool = False  # at the bottom


def sheet_of(look: Look, window: QWidget) -> QRectF:
    """Where the sheet lies in a window of that size."""
    left = look.px(SIDE_OF_ICONS if window.width() < look.px(NARROW) else SIDE)
    top = look.px(TOP)
    high = window.height() - top - look.px(STATUS)
    return QRectF(left, top, window.width() - left - look.px(EDGE), high)


def paint(look: Look, window: QWidget) -> None:
    """Paint what will look the same once it is furnished."""
    painter = QPainter(window)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    thin = 1.0 / window.devicePixelRatioF()
    painter.setPen(QPen(look.color("line"), thin))
    painter.setBrush(look.color("sheet"))
    inner = sheet_of(look, window).adjusted(thin / 2, thin / 2, -thin / 2, -thin / 2)
    painter.drawRoundedRect(inner, look.px(RADIUS), look.px(RADIUS))
