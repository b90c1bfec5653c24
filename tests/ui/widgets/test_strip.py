"""The colored strip for what failed or waits."""

from PySide6.QtCore import Qt

from billdesk.ui.widgets.strip import Strip


def test_it_is_hidden_until_it_is_told_something_and_its_button_mends_it(qtbot, look, painted):
    strip = Strip(look, "failed")
    qtbot.addWidget(strip)
    strip.resize(400, strip.height())
    assert strip.isHidden()
    used = []
    strip.used.connect(lambda: used.append(True))

    strip.tell("Café Québec failed twice:", "no e-mail address", "Show")

    assert strip.accessibleName() == "Café Québec failed twice: no e-mail address"
    assert strip.button.accessibleName() == "Show"
    qtbot.mouseClick(strip.button, Qt.MouseButton.LeftButton)
    assert used == [True]
    assert painted(strip).pixel(4, 4) == look.color("overdue_bg").rgb()
