"""Icons are of one set, in the color that was asked for, and sharp."""

import re

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon

from billdesk.basics import resources
from billdesk.ui import icons

NAMES = sorted(path.stem for path in resources.path("icons").glob("*.svg"))


@pytest.mark.parametrize("name", NAMES)
def test_every_icon_is_drawn_with_lines_in_the_color_and_stroke_asked_for(qapp, name):
    drawing = icons.drawing(name, "#123456", 1.75).decode()

    assert "#123456" in drawing
    assert "currentColor" not in drawing
    assert 'stroke-width="1.75"' in drawing
    assert not icons.pixmap(name, "#123456", 16, 1.0).toImage().allGray()


def test_what_was_fetched_is_drawn_without_the_disk(qapp, monkeypatch):
    icons.fetch()
    monkeypatch.setattr(resources, "read_text", None)
    for name in NAMES:
        assert b"#654321" in icons.drawing(name, "#654321")


def test_a_picture_has_as_many_pixels_as_the_screen(qapp):
    picture = icons.pixmap("mail", "#000000", 16, 2.0)

    assert (picture.width(), picture.deviceIndependentSize().width()) == (32, 16)


def test_an_icon_is_sharp_at_200_percent(qapp):
    icon = icons.icon("mail", QColor("#102030"), QColor("#AABBCC"))

    assert icon.pixmap(QSize(16, 16), 2.0).size() == QSize(32, 32)


def test_a_disabled_icon_has_its_own_color(qapp):
    icon = icons.icon("square", QColor("#FF0000"), QColor("#0000FF"))
    shades = {
        mode: icon.pixmap(QSize(24, 24), 1.0, mode).toImage().pixelColor(12, 3)
        for mode in (QIcon.Mode.Normal, QIcon.Mode.Disabled)
    }

    assert shades[QIcon.Mode.Normal].red() > shades[QIcon.Mode.Normal].blue()
    assert shades[QIcon.Mode.Disabled].blue() > shades[QIcon.Mode.Disabled].red()


def test_a_wider_icon_keeps_its_picture_at_the_left(qapp):
    picture = icons.icon("square", QColor("#000000"), QColor("#000000")).pixmap(QSize(20, 16), 1.0).toImage()

    assert all(picture.pixelColor(x, y).alpha() == 0 for x in range(17, 20) for y in range(16))


def test_the_licence_lies_beside_the_icons():
    assert re.search("ISC License", resources.read_text("icons", "LICENSE"))
