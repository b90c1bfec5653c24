"""Tests of the place of a preview: beside the list, or as a drawer over it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from billdesk.ui.widgets.drawer import Drawer


@pytest.fixture
def place(qtbot, look):
    over = QWidget()
    qtbot.addWidget(over)
    over.content = QPushButton("x")
    over.content.setObjectName("x.preview")
    row = QHBoxLayout(over)
    row.addWidget(QWidget(), 1)
    over.drawer = Drawer(look, over.content, over)
    row.addWidget(over.drawer.seat)
    over.resize(900, 500)
    over.show()
    return over


def test_beside_the_list_it_can_be_put_away_and_stays_so(place):
    drawer = place.drawer
    drawer.lie_over(False, 416)
    assert drawer.is_open
    assert drawer.seat.width() == 416
    drawer.toggle()
    assert not drawer.is_open
    assert not drawer.seat.isVisible()
    drawer.lie_over(True, 416)
    drawer.lie_over(False, 416)
    assert not drawer.is_open
    drawer.toggle()
    assert drawer.is_open


def test_in_a_narrow_window_it_lies_over_the_right_and_escape_closes_it(qtbot, place):
    drawer = place.drawer
    drawer.lie_over(True, 416)
    assert not drawer.is_open
    drawer.show_it()
    qtbot.waitUntil(lambda: drawer.geometry().right() == place.width() - 1)
    assert drawer.height() == place.height()
    place.resize(800, 400)
    qtbot.waitUntil(lambda: drawer.geometry().right() == place.width() - 1)
    qtbot.keyClick(place.content, Qt.Key.Key_Escape)
    assert not drawer.is_open


def test_its_edge_makes_it_wider_beside_the_list_within_reason(place):
    drawer = place.drawer
    drawer.lie_over(False, 416)
    drawer.edge.dragged.emit(-40)
    assert (drawer.seat.width(), drawer.chosen) == (456, 456)
    drawer.edge.dragged.emit(900)
    assert drawer.seat.width() == 360
    drawer.edge.dragged.emit(-900)
    assert drawer.seat.width() == 640
    drawer.lie_over(True, 416)
    drawer.edge.dragged.emit(50)
    assert drawer.chosen == 640


@pytest.mark.parametrize("rubbish", [None, "wide", 4.5, [1]])
def test_a_width_that_makes_no_sense_is_as_usual(place, rubbish):
    place.drawer.lie_over(False, 416)
    place.drawer.choose(500)
    place.drawer.choose(rubbish)
    assert (place.drawer.chosen, place.drawer.seat.width()) == (None, 416)
