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


def test_keys_enlarge_fit_and_turn(view, qtbot):
    view.show_pages([paper(794), paper(794)])
    qtbot.keyClick(view, Qt.Key.Key_1)
    assert view.wanted_width() == 794
    qtbot.keyClick(view, Qt.Key.Key_Plus)
    assert view.zoom == 125
    qtbot.keyClick(view, Qt.Key.Key_Minus)
    assert view.zoom == 100
    middle = view.horizontalScrollBar().value()
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert view.horizontalScrollBar().value() == middle + 40
    qtbot.keyClick(view, Qt.Key.Key_0)
    assert view.zoom == 0
    assert view.wanted_width() < 380
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert view.current() == 1


def test_the_wheel_enlarges_with_control_and_scrolls_without(view):
    from PySide6.QtCore import QPoint, QPointF
    from PySide6.QtGui import QWheelEvent
    from PySide6.QtWidgets import QApplication

    view.show_pages([paper(794), paper(794)])
    none, control = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier

    def roll(by, modifiers):
        place, phase = QPointF(50, 50), Qt.ScrollPhase.NoScrollPhase
        turned = QWheelEvent(
            place, place, QPoint(), QPoint(0, by), Qt.MouseButton.NoButton, modifiers, phase, False
        )
        QApplication.sendEvent(view.viewport(), turned)

    roll(120, control)
    assert view.zoom == 50
    roll(-120, none)
    assert view.verticalScrollBar().value() > 0
    roll(-120, control)
    assert view.zoom == 50
    roll(120, control)
    assert view.zoom == 75


def test_a_picture_of_its_size_is_put_on_the_paper_pixel_by_pixel(view):
    from PySide6.QtGui import QColor, QImage

    wide = view.wanted_width()
    page = QImage(wide, wide, QImage.Format.Format_RGB32)
    page.fill(QColor("white"))
    for y in range(wide):
        page.setPixelColor(wide // 2, y, QColor("black"))
    view.show_pages([page])
    place = view._places()[0]
    grabbed = view.viewport().grab().toImage()
    colors = [grabbed.pixelColor(place.x() + wide // 2 + by, place.y() + 40).lightness() for by in (-1, 0, 1)]
    assert colors == [255, 0, 255]


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
