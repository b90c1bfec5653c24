"""The rounded sheet."""

from PySide6.QtWidgets import QWidget

from billdesk.ui.widgets.sheet import Sheet, Wash, Watch


def test_its_corners_are_ground_though_children_fill_it(look, qtbot, painted):
    sheet = Sheet(look)
    qtbot.addWidget(sheet)
    sheet.body.addWidget(Wash(look, "accent"))
    sheet.resize(200, 100)
    image = painted(sheet)

    assert image.pixelColor(0, 0) == look.color("ground")
    assert image.pixelColor(199, 99) == look.color("ground")
    assert image.pixelColor(100, 50) == look.color("accent")
    assert image.pixelColor(100, 0) == look.color("line")


def test_what_lies_over_a_widget_hears_when_that_moves(qtbot):
    widget, heard = QWidget(), []
    qtbot.addWidget(widget)
    watch = Watch(widget, lambda: heard.append(widget.width()), widget)
    widget.show()
    widget.resize(321, 100)

    assert heard[-1] == 321
    assert watch.parent() is widget
