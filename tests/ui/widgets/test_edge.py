"""The line between two parts that can be dragged."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QHBoxLayout, QWidget

from billdesk.ui.widgets.edge import ROOM, STEP, Edge
from billdesk.ui.widgets.painted import Rule


@pytest.fixture
def edge(look, qtbot):
    over = QWidget()
    qtbot.addWidget(over)
    row = QHBoxLayout(over)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(0)
    line = Rule(look, upright_one=True)
    for widget in (QWidget(), line, QWidget()):
        row.addWidget(widget)
    made = Edge(look, line, over, "x.edge")
    made.line, made.over = line, over
    over.resize(400, 100)
    over.show()
    qtbot.waitUntil(lambda: made.x() == line.x() - ROOM)
    return made


def test_it_lies_over_its_line_a_little_wider_and_follows_it(edge, qtbot):
    assert edge.width() == edge.line.width() + 2 * ROOM
    edge.over.resize(600, 200)
    qtbot.waitUntil(lambda: edge.height() == 200 and edge.x() == edge.line.x() - ROOM)


def test_the_mouse_drags_it(edge):
    moved = []
    edge.dragged.connect(moved.append)
    QTest.mouseMove(edge, QPoint(3, 10))
    assert moved == []  # nobody holds it
    QTest.mousePress(edge, Qt.MouseButton.LeftButton, pos=QPoint(3, 10))
    QTest.mouseMove(edge, QPoint(33, 10))
    QTest.mouseRelease(edge, Qt.MouseButton.LeftButton, pos=QPoint(33, 10))
    QTest.mouseMove(edge, QPoint(50, 10))
    assert moved == [30]


def test_the_arrow_keys_move_it_and_it_can_be_reached_by_tab(edge, qtbot):
    moved = []
    edge.dragged.connect(moved.append)
    assert edge.focusPolicy() == Qt.FocusPolicy.TabFocus
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up):
        qtbot.keyClick(edge, key)
    assert moved == [-STEP, STEP]
    assert edge.accessibleName()
