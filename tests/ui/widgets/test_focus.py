"""The focus ring shows where the keyboard is, and only for the keyboard."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QScrollArea, QVBoxLayout, QWidget

from billdesk.ui.widgets.chips import Choice
from billdesk.ui.widgets.focus import FocusRing
from billdesk.ui.widgets.painted import Button
from billdesk.ui.widgets.segments import Segments


@pytest.fixture
def window(look, qtbot):
    widget = QWidget()
    column = QVBoxLayout(widget)
    widget.buttons = [Button(look, words) for words in ("One", "Two")]
    widget.field = QLineEdit()
    for child in (*widget.buttons, widget.field):
        column.addWidget(child)
    widget.ring = FocusRing(look, widget)
    qtbot.addWidget(widget)
    widget.show()
    widget.activateWindow()
    qtbot.waitUntil(widget.isActiveWindow)
    return widget


def test_tab_moves_the_ring(window, qtbot):
    window.field.setFocus()
    window.buttons[0].setFocus(Qt.FocusReason.TabFocusReason)
    assert window.ring.target() is window.buttons[0]

    qtbot.keyClick(window.buttons[0], Qt.Key.Key_Tab)
    assert window.ring.target() is window.buttons[1]
    assert window.ring.geometry().contains(window.buttons[1].geometry())


def test_the_mouse_shows_no_ring(window):
    window.field.setFocus()
    window.buttons[0].setFocus(Qt.FocusReason.MouseFocusReason)

    assert window.ring.target() is None
    assert window.ring.isHidden()


def test_fields_show_their_focus_themselves(window):
    window.buttons[1].setFocus(Qt.FocusReason.TabFocusReason)
    window.field.setFocus(Qt.FocusReason.TabFocusReason)

    assert window.ring.isHidden()


def test_the_ring_follows_when_things_move_and_goes_when_they_hide(window):
    window.field.setFocus()
    button = window.buttons[1]
    button.setFocus(Qt.FocusReason.TabFocusReason)
    window.resize(500, 400)
    window.layout().activate()
    assert window.ring.geometry().center() == button.geometry().center()

    button.hide()
    assert window.ring.isHidden()


def test_the_ring_lets_the_mouse_through(window):
    assert window.ring.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)


def test_no_ring_is_painted_round_what_is_scrolled_out_of_sight(look, qtbot, window):
    area, inner = QScrollArea(), QWidget()
    column = QVBoxLayout(inner)
    buttons = [Button(look, str(at)) for at in range(30)]
    for button in buttons:
        column.addWidget(button)
    area.setWidget(inner)
    window.layout().addWidget(area)
    area.setFixedHeight(120)
    qtbot.waitUntil(area.isVisible)
    buttons[0].setFocus(Qt.FocusReason.TabFocusReason)
    assert window.ring.isVisible()

    area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
    assert not window.ring.isVisible()
    area.verticalScrollBar().setValue(0)
    assert window.ring.isVisible()


def test_the_ring_of_a_choice_stays_within_its_bar(window, look):
    bar = Segments(look, "x.kind", (Choice("a", "Product"), Choice("b", "Labor")))
    window.layout().addWidget(bar)
    bar.show()
    window.layout().activate()
    window.field.setFocus()
    bar.setFocus(Qt.FocusReason.TabFocusReason)
    assert bar.geometry().contains(window.ring.geometry())
