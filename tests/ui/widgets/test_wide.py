"""Widths that follow the size of text."""

from PySide6.QtWidgets import QWidget

from billdesk.ui.widgets.wide import keep_high, keep_least, keep_most, keep_wide


def test_widths_follow_the_size_of_text_as_long_as_the_widget_is_there(look, qtbot):
    fixed, least, most = QWidget(), QWidget(), QWidget()
    for widget in (fixed, least, most):
        qtbot.addWidget(widget)
    keep_wide(look, fixed, 100)
    keep_high(look, fixed, 30)
    keep_least(look, least, 80)
    keep_most(look, most, 640)
    gone = QWidget()
    keep_wide(look, gone, 10)
    gone.deleteLater()
    qtbot.wait(0)

    look.choose("light", 150)
    assert (fixed.width(), fixed.minimumWidth(), fixed.maximumWidth()) == (150, 150, 150)
    assert (fixed.height(), least.minimumWidth()) == (45, 120)
    assert most.maximumWidth() == 960
    look.choose("light", 100)
    assert (fixed.width(), least.minimumWidth(), most.maximumWidth()) == (100, 80, 640)
