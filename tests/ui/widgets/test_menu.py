"""Menus with round corners."""

import pytest
from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QAction

from billdesk.ui.widgets.menu import MARGIN, Menu


@pytest.fixture
def menu(look, qtbot):
    made = Menu(look, stays=True)
    qtbot.addWidget(made)
    actions = [QAction(words, made) for words in ("Open", "Paid")]
    for action in actions:
        action.setCheckable(True)
    made.fill([actions[0], None, actions[1]])
    yield made
    made.close()


def test_separators_stand_between_actions(menu):
    assert [action.isSeparator() for action in menu.actions()] == [False, True, False]


def test_its_visible_corner_opens_at_the_place_asked_for(menu):
    menu.open_at(QPoint(300, 200))

    assert menu.pos() == QPoint(300 - MARGIN, 200 - MARGIN)


def test_space_ticks_without_closing(menu, qtbot):
    menu.open_at(QPoint(100, 100))
    menu.setActiveAction(menu.actions()[0])
    qtbot.keyClick(menu, Qt.Key.Key_Space)

    assert menu.actions()[0].isChecked()
    assert menu.isVisible()


def test_a_click_ticks_without_closing(menu, qtbot):
    menu.open_at(QPoint(100, 100))
    place = menu.actionGeometry(menu.actions()[2]).center()
    qtbot.mouseClick(menu, Qt.MouseButton.LeftButton, pos=place)

    assert menu.actions()[2].isChecked()
    assert menu.isVisible()


def test_it_is_raised_with_soft_edges(menu, look):
    menu.open_at(QPoint(100, 100))
    image = menu.grab().toImage()

    assert image.pixelColor(MARGIN + 4, image.height() // 2) == look.color("raised")
    assert image.pixelColor(1, 1) != look.color("raised")


def test_it_has_its_actions_only_while_it_is_open(look, qtbot):
    menu = Menu(look)
    qtbot.addWidget(menu)
    owner = QObject()  # a menu throws its own actions away when it is emptied
    done, actions = [], [QAction("Open", owner), QAction("Paid", owner)]
    actions[1].triggered.connect(lambda _checked: done.append("Paid"))
    menu.fill_when_shown(lambda: (actions[0], None, actions[1]))
    assert menu.actions() == []

    menu.open_at(QPoint(100, 100))
    assert [action.text() for action in menu.actions()] == ["Open", "", "Paid"]
    assert menu.height() > 3 * MARGIN
    menu.setActiveAction(actions[1])
    qtbot.keyClick(menu, Qt.Key.Key_Return)

    assert done == ["Paid"]
    qtbot.waitUntil(lambda: menu.actions() == [])
    menu.open_at(QPoint(100, 100))
    assert menu.actions()[0] is actions[0]
    menu.close()
