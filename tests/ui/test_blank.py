"""The window before anything stands in it looks as it will look."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from billdesk.ui.blank import sheet_of
from billdesk.ui.shell import Shell
from billdesk.ui.start import PLACES


@pytest.fixture
def bare(qtbot, look, apart):
    shell = Shell(look, PLACES, bare=True)
    qtbot.addWidget(shell)
    shell.resize(1440, 900)
    shell.show()
    return shell


@pytest.mark.parametrize("width", [1440, 1100])
def test_the_sheet_is_painted_where_it_will_lie(bare, width):
    bare.resize(width, 900)
    painted = sheet_of(bare.look, bare)
    bare.furnish()
    bare.layout().activate()
    assert painted.toRect() == bare.sheet.geometry()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_color_changes_when_it_is_furnished(bare, theme):
    bare.look.choose(theme)
    spots = [QPoint(2, 880), QPoint(1436, 400), QPoint(188, 56), QPoint(700, 500), QPoint(700, 56)]
    before = bare.grab().toImage()
    bare.furnish()
    after = bare.grab().toImage()
    assert [before.pixelColor(spot) for spot in spots] == [after.pixelColor(spot) for spot in spots]
    assert before.pixelColor(spots[0]) == bare.look.color("ground")
    assert before.pixelColor(spots[3]) == bare.look.color("sheet")


def test_keys_and_clicks_on_it_do_nothing_and_its_parts_are_seen_at_once(bare):
    QTest.keyClick(bare, Qt.Key.Key_Escape)
    QTest.mouseClick(bare, Qt.MouseButton.LeftButton, pos=QPoint(90, 100))
    bare.furnish()
    bare.furnish()  # twice is once
    assert all(part.isVisible() for part in (bare.side, bare.top, bare.sheet, bare.stack, bare.bar))
    assert not bare.banner.isVisible()
    assert not bare.toast.isVisible()
