"""Every state has an icon, a word and a color."""

import pytest
from PySide6.QtGui import QAccessible

from billdesk.basics import resources
from billdesk.ui.widgets.badge import KINDS, Badge, BadgePictures, tokens_of, width_of, word


@pytest.mark.parametrize("state", sorted(KINDS))
def test_every_state_has_an_icon_a_word_and_colors_of_the_theme(state, look):
    front, back = tokens_of(state)

    assert resources.path("icons", f"{KINDS[state].icon}.svg")
    assert word(state)
    assert front in look.tokens
    assert back == "" or back in look.tokens


@pytest.mark.parametrize("state", ["open", "overdue", "void"])
def test_a_badge_is_20_high_filled_or_outlined_and_read_aloud(state, look, painted):
    badge = Badge(look, state)
    badge.resize(badge.sizeHint())
    image = painted(badge)
    ground = tokens_of(state)[1]

    assert badge.height() == 20
    assert QAccessible.queryAccessibleInterface(badge).role() == QAccessible.Role.StaticText
    assert QAccessible.queryAccessibleInterface(badge).text(QAccessible.Text.Name) == word(state)
    if ground:
        assert image.pixelColor(badge.width() - 4, 10) == look.color(ground)
    else:
        assert image.pixelColor(badge.width() // 2, 0).alpha() > 0


def test_overdue_says_for_how_long():
    assert word("overdue", 6) == "Overdue 6 d"
    assert word("overdue") == "Overdue"


def test_pictures_are_painted_once_and_again_for_another_theme(look):
    pictures = BadgePictures(look)
    first = pictures.get("open", "Open", 1.0)
    assert pictures.get("open", "Open", 1.0) is first
    assert pictures.get("open", "Open", 2.0).width() == 2 * first.width()

    look.choose("dark")
    assert pictures.get("open", "Open", 1.0) is not first


def test_a_badge_is_as_wide_as_its_word(look):
    assert width_of(look, "Partly paid") > width_of(look, "Paid")
    badge = Badge(look, "paid")
    badge.show_state("partly_paid")
    assert badge.sizeHint().width() == width_of(look, "Partly paid")
