"""The letters of a customer."""

import pytest

from billdesk.ui.widgets.mark import Mark, initials


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Acme Dental", "AD"),
        ("Larch & Sons Roofing", "LS"),
        ("zoë", "Z"),
        ("4 Seasons", "4S"),
        ("(Old) Shop", "OS"),
        ("🙂", "?"),
        ("", "?"),
        ("ß x", "SS"),
    ],
)
def test_the_letters_are_those_of_the_first_two_words(name, letters):
    assert initials(name) == letters


def test_the_mark_is_a_square_on_a_tint(look, qtbot, painted):
    mark = Mark(look)
    qtbot.addWidget(mark)
    mark.show_name("Acme Dental")

    assert mark.letters() == "AD"
    assert mark.width() == mark.height() == look.px(44)
    assert painted(mark).pixelColor(6, 6) == look.color("tint")
