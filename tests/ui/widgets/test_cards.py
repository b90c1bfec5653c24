"""Choices on cards, each with a sentence that says what it means."""

import pytest
from PySide6.QtCore import Qt

from billdesk.ui.widgets.cards import CardField, Meant
from billdesk.ui.widgets.labelled import Caption
from billdesk.ui.widgets.segments import Segment

CHOICES = (
    Meant("without", "Without tax", "Tax is added below the lines. Usual between businesses."),
    Meant("with", "With tax", "Tax is contained in every price."),
)


@pytest.fixture
def field(look, qtbot):
    made = CardField(look, Caption("wizard.prices", "Your prices are"), CHOICES)
    qtbot.addWidget(made)
    made.resize(520, 120)
    made.show()
    return made


def card(field, key):
    return field.findChild(Segment, f"wizard.prices.{key}")


def test_a_click_and_arrow_keys_choose_and_it_is_told(field, qtbot):
    with qtbot.waitSignal(field.changed):
        qtbot.mouseClick(card(field, "with"), Qt.MouseButton.LeftButton)
    assert field.value() == "with"
    qtbot.keyClick(card(field, "with"), Qt.Key.Key_Left)
    assert field.value() == "without"
    field.show_value("with")
    assert field.value() == "with"


def test_what_a_choice_means_is_spoken_and_has_as_many_lines_as_it_needs(field, look):
    one = card(field, "without")
    assert one.accessibleDescription() == CHOICES[0].means
    assert one.heightForWidth(200) > one.heightForWidth(600)
    assert one.height() == card(field, "with").height() >= one.heightForWidth(one.width())


def test_the_chosen_card_is_tinted(field, look):
    spot = (300 // 2, 6)
    assert card(field, "without").grab().toImage().pixelColor(*spot) == look.color("tint")
    assert card(field, "with").grab().toImage().pixelColor(*spot) == look.color("sheet")
