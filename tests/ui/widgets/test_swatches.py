"""Colors are chosen by mouse and arrows; a color of its own leaves none chosen."""

from PySide6.QtCore import Qt

from billdesk.ui.widgets.swatches import Swatches

COLORS = (("#0B6470", "Teal"), ("#1F4E8C", "Blue"), ("#1C1B18", "Black"))


def test_a_click_and_the_arrows_choose(qtbot, look, painted):
    made = Swatches(look, "colors", COLORS)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    picked = []
    made.picked.connect(picked.append)
    made.show_color("#0b6470")
    assert [one.isChecked() for one in made._all] == [True, False, False]
    qtbot.mouseClick(made._all[1], Qt.MouseButton.LeftButton)
    made._all[1].setFocus()
    qtbot.waitUntil(made._all[1].hasFocus)
    qtbot.keyClick(made._all[1], Qt.Key.Key_Right)
    qtbot.keyClick(made._all[2], Qt.Key.Key_Right)
    assert picked == ["#1F4E8C", "#1C1B18"]
    made.show_color("#123456")
    assert not any(one.isChecked() for one in made._all)
    assert made._all[0].accessibleName() == "Teal"
    assert painted(made).pixelColor(15, made.height() // 2).name() == "#0b6470"
