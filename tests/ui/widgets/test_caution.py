"""Tests of the amber box that says what would go wrong."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from billdesk.ui.widgets.caution import Caution


def test_it_shows_and_speaks_what_it_is_told_and_hides_without(qtbot, look):
    over = QWidget()
    qtbot.addWidget(over)
    box = Caution(look, "list.caution")
    QVBoxLayout(over).addWidget(box)
    over.show()
    assert not box.isVisible()
    box.tell("2 of 3 can be e-mailed", "Café has no address.")
    assert box.isVisible()
    assert box.said() == "2 of 3 can be e-mailed Café has no address."
    box.tell("", "")
    assert not box.isVisible()
