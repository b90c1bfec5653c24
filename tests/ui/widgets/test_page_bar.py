"""Turning pages and enlarging them, by mouse."""

import pytest
from PySide6.QtCore import Qt

from billdesk.ui.widgets.page import PageView
from billdesk.ui.widgets.page_bar import PageBar
from support.gallery.shelf import paper


@pytest.fixture
def bar(look, qtbot):
    view = PageView(look, "invoices.page")
    qtbot.addWidget(view)
    view.resize(416, 500)
    view.show()
    made = PageBar(look, view)
    qtbot.addWidget(made)
    made.view = view
    return made


def test_it_says_which_page_is_seen_and_turns_them(bar):
    bar.view.show_pages([paper(344)] * 3)
    assert bar.place.text() == "1 of 3"
    assert not bar.previous.isEnabled()
    bar.next.click()
    bar.next.click()
    assert bar.place.accessibleName() == "Page 3 of 3"
    assert not bar.next.isEnabled()
    bar.previous.click()
    assert bar.place.text() == "2 of 3"


def test_pages_get_larger_and_smaller_and_fit_again(bar, qtbot):
    bar.view.show_pages([paper(794)])
    assert bar.zoom.text() == "Fit width"
    bar.larger.click()
    assert bar.zoom.text() == "50 %"
    for _ in range(9):
        bar.larger.click()
    assert bar.zoom.text() == "300 %"
    assert not bar.larger.isEnabled()
    bar.smaller.click()
    assert bar.zoom.accessibleName() == "Size: 200 %"

    bar.open_menu()
    chosen = [one.text() for one in bar.menu.actions() if one.isChecked()]
    assert chosen == ["200 %"]
    qtbot.keyClick(bar.menu, Qt.Key.Key_Escape)
    bar.menu.actions()[0].trigger()
    assert bar.zoom.text() == "Fit width"


def test_without_a_document_there_is_nothing_to_do(bar):
    bar.view.show_pages([])
    assert bar.place.text() == ""
    buttons = (bar.previous, bar.next, bar.smaller, bar.larger, bar.zoom)
    assert not any(button.isEnabled() for button in buttons)
