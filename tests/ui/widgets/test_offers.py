"""The rows of the command box."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout

from billdesk.ui.widgets.offers import HEADING, ROW, Group, Offer, Offers
from billdesk.ui.widgets.painted import Painted

GROUPS = (
    Group("Customers", (Offer("Acme Dental", lambda: None, "users", "owes $5.00"),)),
    Group(
        "Commands",
        (
            Offer("Run now", lambda: None, "play", "Schedule", ("F5",), name="run.now"),
            Offer("Quit", lambda: None, name="window.quit"),
        ),
    ),
)


@pytest.fixture
def offers(look, qtbot):
    writer = Painted(look)
    qtbot.addWidget(writer)
    made = Offers(writer, "command.results")
    QVBoxLayout(writer).addWidget(made)
    writer.resize(680, 400)
    writer.show()
    made.show_groups(GROUPS, ("ac",))
    return made


def test_headings_are_passed_over_and_both_ends_hold(offers):
    assert offers.chosen().words == "Acme Dental"
    offers.move_by(-1)
    assert offers.chosen().words == "Acme Dental"
    offers.move_by(1)
    assert offers.chosen().words == "Run now"
    offers.move_by(8)
    assert offers.chosen().words == "Quit"
    assert [one.words for one in offers.offers()] == ["Acme Dental", "Run now", "Quit"]


def test_other_groups_take_the_place_of_those_before_and_none_means_nothing_is_chosen(offers):
    offers.show_groups((Group("Nothing", ()),), ())

    assert (offers.chosen(), offers.offers()) == (None, ())
    offers.move_by(1)
    assert offers.chosen() is None


def test_a_click_uses_an_offer_and_none_a_heading(offers, qtbot):
    used = []
    offers.used.connect(used.append)
    for row in (0, 1):
        place = offers.visualItemRect(offers.item(row)).center()
        qtbot.mouseClick(offers.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert [one.words for one in used] == ["Acme Dental"]


def test_screen_readers_hear_words_and_detail(offers):
    assert offers.item(1).text() == "Acme Dental owes $5.00"
    assert not offers.item(0).flags() & Qt.ItemFlag.ItemIsSelectable


def test_it_says_how_high_it_would_be_and_paints_marked_words_otherwise(offers, painted):
    assert offers.height_of_all() == 2 * HEADING + 3 * ROW
    before = painted(offers)
    offers.show_groups(GROUPS, ())
    assert painted(offers) != before
