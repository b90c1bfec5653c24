"""What fits to what is typed: chosen by step, taken, clicked, placed where there is room."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from billdesk.ui.widgets.suggestions import Suggestion, Suggestions, _marked

THREE = [Suggestion(at, f"Screen {at}", "package", "second", "12.50", "piece") for at in range(3)]


@pytest.fixture
def page(qtbot):
    made = QWidget()
    made.resize(700, 500)
    made.field = QLineEdit(made)
    made.field.setGeometry(20, 20, 200, 32)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def found(look, page):
    made = Suggestions(look, "some.list", page)
    made.heard = []
    made.picked.connect(made.heard.append)
    made.show_suggestions("Catalog", THREE, [Suggestion("manual", "Manual item")], "scr")
    made.open_at(page.field)
    return made


def test_nothing_is_taken_before_something_is_chosen(found):
    assert found.isVisible()
    assert not found.take()
    found.step(1)
    assert found.take()
    assert (found.heard, found.isVisible()) == ([0], False)
    assert not found.take()


def test_steps_go_round(found):
    found.step(-1)
    assert found.chosen == 3
    found.step(1)
    assert found.chosen == 0
    found.step(-1)
    found.take()
    assert found.heard == ["manual"]


def test_it_says_everything_that_it_shows(found):
    assert found.accessibleName() == "Catalog"
    assert found.accessibleDescription().startswith("Screen 0 12.50 piece; Screen 1")


def test_it_opens_below_its_field_or_above_where_there_is_no_room(found, page):
    below = found.y()
    assert below > page.field.y()
    page.field.move(20, 440)
    found.open_at(page.field)
    assert found.y() + found.height() < 480


def test_nothing_to_show_is_not_shown(found, page):
    found.show_suggestions("Catalog", [])
    found.open_at(page.field)
    assert not found.isVisible()
    found.step(1)
    assert not found.take()


def test_a_click_takes_the_row_below_the_mouse(found, qtbot):
    rect = found._rects()[1]
    qtbot.mouseMove(found, rect.center())
    qtbot.mouseClick(found, Qt.MouseButton.LeftButton, pos=rect.center())
    assert found.heard == [1]


def test_what_was_typed_stands_out_wherever_it_is(found, painted):
    assert _marked("Laptop screen", "scr") == [("Laptop ", False), ("scr", True), ("een", False)]
    assert _marked("a.b", ".") == [("a", False), (".", True), ("b", False)]
    assert _marked("plain", "") == [("plain", False)]
    assert not painted(found).isNull()


def test_where_there_is_little_room_the_last_ones_are_left_out_and_the_other_ways_stay(look, qtbot):
    page = QWidget()
    qtbot.addWidget(page)
    page.resize(700, 330)
    field = QLineEdit(page)
    field.setGeometry(20, 20, 300, 32)
    offers = Suggestions(look, "invoice.catalog", page)
    many = [Suggestion(number, f"Thing {number}") for number in range(9)]
    offers.show_suggestions("Catalog", many, [Suggestion("new", "New product"), Suggestion("m", "Manual")])
    offers.open_at(field)
    kept = [one.key for one in offers.suggestions()]
    assert kept[-2:] == ["new", "m"]
    assert kept[:-2] == list(range(len(kept) - 2))
    assert 1 < len(kept) < 9
    assert offers.geometry().bottom() <= page.height() + look.px(20)
