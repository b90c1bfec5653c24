"""Choices with pictures of what they give."""

import pytest
from PySide6.QtCore import Qt

from billdesk.ui.widgets.chips import Choice
from billdesk.ui.widgets.labelled import Caption
from billdesk.ui.widgets.pictures import PictureField
from support.gallery.shelf import paper


@pytest.fixture
def field(look, qtbot):
    choices = [Choice(key, key.title()) for key in ("modern", "classic", "compact")]
    made = PictureField(look, Caption("settings.template", "Look"), choices)
    qtbot.addWidget(made)
    made.show()
    return made


def test_a_click_and_arrow_keys_choose_and_it_is_told(field, qtbot):
    with qtbot.waitSignal(field.changed):
        qtbot.mouseClick(field.edit.card("compact"), Qt.MouseButton.LeftButton)
    assert field.value() == "compact"
    qtbot.keyClick(field.edit.card("compact"), Qt.Key.Key_Left)
    assert field.value() == "classic"
    field.show_value("modern")
    assert field.value() == "modern"
    assert field.edit.card("classic").accessibleName() == "Classic"


def test_a_picture_is_painted_white_in_light_and_dimmed_in_dark(field, look):
    card = field.edit.card("modern")
    spot = (card.width() // 2, 30)
    bare = card.grab().toImage().pixelColor(*spot)
    card.show_picture(paper(100))
    assert bare == look.color("tint")
    assert card.grab().toImage().pixelColor(*spot).name() == "#ffffff"
    look.choose("dark")
    assert card.grab().toImage().pixelColor(*spot).lightness() in range(226, 233)
