"""Shadows are soft and cheap."""

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage, QPainter

from billdesk.ui.widgets import shadow


@pytest.fixture
def shaded(qapp):
    image = QImage(200, 160, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(QColor("#FFFFFF"))
    painter = QPainter(image)
    shadow.paint(painter, QRect(50, 50, 100, 60), shadow.Lift(10, 12, 4, QColor(0, 0, 0, 80)))
    painter.end()
    return image


def test_it_fades_from_the_middle_to_the_edge(shaded):
    shades = [shaded.pixelColor(100, y).lightness() for y in (90, 108, 114, 120, 159)]

    assert shades == sorted(shades)
    assert shades[0] < 190
    assert shades[-1] == 255


def test_it_falls_downwards(shaded):
    assert shaded.pixelColor(100, 114).lightness() < shaded.pixelColor(100, 46).lightness()


def test_its_picture_is_painted_once(qapp):
    first = shadow._piece(10, 12, QColor(0, 0, 0, 80).rgba(), 1.0)

    assert shadow._piece(10, 12, QColor(0, 0, 0, 80).rgba(), 1.0) is first
