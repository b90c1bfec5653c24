"""A field of which any number is ticked, also by the keyboard."""

import pytest
from PySide6.QtCore import Qt

from billdesk.ui.widgets.chips import Choice
from billdesk.ui.widgets.labelled import Caption
from billdesk.ui.widgets.tick_list import TickList


@pytest.fixture
def field(look, qtbot):
    made = TickList(look, Caption("x.assets", "Lies in it"), [Choice("1", "NB-01"), Choice("2", "NB-02")])
    qtbot.addWidget(made)
    made.show()
    made.heard = []
    made.changed.connect(lambda: made.heard.append(made.value()))
    return made


def test_space_ticks_the_row_and_what_is_shown_tells_nobody(qtbot, field):
    field.show_value(["2", "99"])
    assert (field.value(), field.heard) == (("2",), [])
    qtbot.keyClick(field.edit, Qt.Key.Key_Space)
    assert field.heard == [("1", "2")]
    qtbot.keyClick(field.edit, Qt.Key.Key_Down)
    qtbot.keyClick(field.edit, Qt.Key.Key_Space)
    assert field.value() == ("1",)
