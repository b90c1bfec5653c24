"""Tests of the small windows over others."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget

from billdesk.ui.widgets.popup import SOFT, Popup


@pytest.fixture
def popup(qtbot, look):
    below = QWidget()
    qtbot.addWidget(below)
    below.resize(200, 30)
    below.show()
    made = Popup(look, "list.popup", "Choose", below)
    made.resize(300, 200)
    made.open_below(below)
    qtbot.waitExposed(made)
    return made, below


def test_its_visible_corner_opens_below_what_it_belongs_to(popup):
    made, below = popup
    corner = made.pos() + QPoint(SOFT, SOFT)
    assert corner == below.mapToGlobal(QPoint(0, below.height() + 4))
    assert made.accessibleName() == "Choose"


def test_esc_closes_it(popup, qtbot):
    made, _below = popup
    qtbot.keyClick(made, Qt.Key.Key_Escape)
    assert not made.isVisible()


def test_inside_is_kept_clear_of_the_shadow(popup):
    made, _below = popup
    assert made.edge() == SOFT + 8
