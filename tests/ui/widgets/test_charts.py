"""Twelve months as bars, by mouse and by keyboard."""

import pytest
from PySide6.QtCore import QPoint, Qt

from billdesk.ui.widgets.charts import Bar, Months
from support.gallery.shelf import months


@pytest.fixture
def chart(look, qtbot):
    made = Months(look, "invoices.months", "Invoiced, 12 months")
    made.resize(338, 104)
    made.show_bars(months(), "Aug $15,872.60")
    qtbot.addWidget(made)
    return made


def test_arrows_move_from_this_month_and_space_chooses_and_clears(chart, qtbot):
    told = []
    chart.picked.connect(told.append)
    chart.show()
    chart.activateWindow()
    chart.setFocus()
    for key in (
        Qt.Key.Key_Left,
        Qt.Key.Key_Left,
        Qt.Key.Key_Space,
        Qt.Key.Key_Space,
        Qt.Key.Key_Home,
        Qt.Key.Key_Return,
    ):
        qtbot.keyClick(chart, key)

    assert told == [9, None, 0]


def test_a_click_chooses_a_month(chart, qtbot):
    with qtbot.waitSignal(chart.picked) as told:
        qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=QPoint(30, 60))

    assert told.args == [0]
    assert chart.chosen() == 0
    chart.clear_choice()
    assert chart.chosen() is None


def test_this_month_is_in_the_chart_color_and_the_others_are_pale(chart, look, painted):
    image = painted(chart)

    assert image.pixelColor(round(chart._slot(11).center().x()), 75) == look.color("c1")
    assert image.pixelColor(round(chart._slot(3).center().x()), 75) == look.color("tint2")


def test_a_screen_reader_hears_every_value(chart):
    assert chart.accessibleName() == "Invoiced, 12 months"
    assert "August $15,870.00" in chart.accessibleDescription()


def test_months_without_anything_are_no_bars(look, qtbot, painted):
    chart = Months(look, "x", "x")
    qtbot.addWidget(chart)
    chart.resize(338, 104)
    chart.show_bars(tuple(Bar("J", "January 0", 0, n) for n in range(12)), "")

    assert painted(chart).pixelColor(round(chart._slot(11).center().x()), 75) != look.color("c1")
