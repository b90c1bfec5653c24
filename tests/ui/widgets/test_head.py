"""The head of a list."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QTableView

from billdesk.ui.models.paged import PagedTableModel
from billdesk.ui.widgets import boxes
from billdesk.ui.widgets.head import Head
from support.gallery.shelf import INVOICE_COLUMNS, Shelf


@pytest.fixture
def head(look, background, qtbot):
    view = QTableView()
    shelf = Shelf(3)
    view.setModel(PagedTableModel(INVOICE_COLUMNS, shelf.fetch, shelf.count, background, view))
    made = Head(look, INVOICE_COLUMNS, view)
    view.setHorizontalHeader(made)
    qtbot.addWidget(view)
    view.resize(900, 200)
    made.view = view
    return made


def test_a_click_asks_to_sort_where_there_is_an_order(head, qtbot):
    asked = []
    head.sort_asked.connect(asked.append)
    for number in (1, 8):
        place = QPoint(head.sectionViewportPosition(number) + 12, 10)
        qtbot.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=place)

    assert asked == [1]


def test_a_click_on_the_box_asks_to_tick(head, qtbot):
    with qtbot.waitSignal(head.tick_asked):
        qtbot.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(10, 10))


def test_it_is_30_high_on_sunken_ground_and_grows_with_the_text(head, look):
    image = head.viewport().grab().toImage()
    assert image.pixelColor(2, 4) == look.color("sunken")
    assert head.height() == 30

    look.choose("light", 150)
    assert head.height() == 45


def test_the_arrow_and_the_box_show_how_things_stand(head):
    plain = head.viewport().grab().toImage()
    head.show_sort("number", True)
    with_arrow = head.viewport().grab().toImage()
    head.show_ticked(boxes.SOME)
    ticked = head.viewport().grab().toImage()

    assert plain != with_arrow
    assert with_arrow != ticked


def test_a_title_that_has_no_room_is_not_painted_over_the_next_one(head, look):
    def strip():
        return head.viewport().grab().toImage().copy(head.sectionViewportPosition(2) + 7, 2, 40, 24)

    head.resizeSection(1, 120)
    bare = strip()
    head.resizeSection(1, 30)
    assert strip() == bare
