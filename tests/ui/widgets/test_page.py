"""Paper on the desk."""

import pytest
from PySide6.QtCore import QCoreApplication, Qt

from billdesk.ui.widgets.page import PageView
from support.gallery.shelf import paper


@pytest.fixture
def view(look, qtbot):
    made = PageView(look, "invoices.page")
    qtbot.addWidget(made)
    made.resize(416, 500)
    made.show()
    return made


def test_it_asks_for_pages_as_wide_as_there_is_room(view, qtbot):
    with qtbot.waitSignal(view.width_asked) as asked:
        view.resize(450, 500)

    assert asked.args == [view.wanted_width()]
    assert 300 < view.wanted_width() < 450


def test_pages_stand_below_each_other_and_can_be_scrolled_by_keys(view, qtbot):
    view.show_pages([paper(344), paper(344)], "INV-1, 2 pages")
    qtbot.keyClick(view, Qt.Key.Key_End)
    assert view.verticalScrollBar().value() == view.verticalScrollBar().maximum() > 400

    qtbot.keyClick(view, Qt.Key.Key_Home)
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert view.verticalScrollBar().value() == 40
    assert view.accessibleName() == "INV-1, 2 pages"


def test_another_document_begins_at_its_top(view):
    view.show_pages([paper(344), paper(344)])
    view.verticalScrollBar().setValue(300)
    view.show_pages([paper(344)])

    assert view.verticalScrollBar().value() == 0


def test_paper_is_white_in_light_and_dimmed_in_dark_never_turned_round(view, look):
    view.show_pages([paper(344)])
    place = view._places()[0].topLeft()
    place += type(place)(8, 8)
    assert view.viewport().grab().toImage().pixelColor(place).name() == "#ffffff"

    look.choose("dark")
    assert view.viewport().grab().toImage().pixelColor(place).lightness() in range(226, 233)


def test_without_pages_there_is_the_desk(view, look):
    view.show_pages([])

    assert view.viewport().grab().toImage().pixelColor(200, 200) == look.color("sunken")


def test_a_page_is_as_wide_with_a_scroll_bar_as_without_so_the_bar_does_not_come_and_go(view, monkeypatch):
    measured = []
    measure = PageView._measure
    monkeypatch.setattr(PageView, "_measure", lambda self: (measured.append(self.height()), measure(self))[1])
    view.show_pages([paper(344)], "INV-1, 1 page")

    for height in range(500, 600, 5):  # somewhere in between the page begins to fit
        view.resize(416, height)
        for _ in range(5):
            QCoreApplication.processEvents()

    assert not view.verticalScrollBar().isVisible()
    assert len(measured) < 3 * 20
