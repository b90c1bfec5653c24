"""Tests of what is taller than its room: every key of scrolling, other keys, and the look."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from billdesk.ui.widgets.rolled import Rolled


class Tower(Rolled):
    """A thousand pixels of nothing."""

    measured = 0

    def _measure(self):
        self.measured += 1
        self._roll_over(1000, 10)


def _shown(qtbot, look):
    tower = Tower(look, "x.tower")
    qtbot.addWidget(tower)
    tower.resize(200, 100)
    tower.show()
    return tower, tower.verticalScrollBar()


def test_each_key_of_scrolling_moves_as_far_as_it_says(qtbot, look):
    tower, bar = _shown(qtbot, look)
    room = tower.viewport().height()
    assert (bar.maximum(), bar.pageStep(), bar.singleStep()) == (1000 - room, room, 10)
    moves = {
        Qt.Key.Key_PageDown: room,
        Qt.Key.Key_Down: room + 10,
        Qt.Key.Key_Up: room,
        Qt.Key.Key_PageUp: 0,
        Qt.Key.Key_End: 1000 - room,
        Qt.Key.Key_Home: 0,
    }
    for key, at in moves.items():
        qtbot.keyClick(tower, key)
        assert bar.value() == at, key


def test_other_keys_are_left_to_what_is_around_it(qtbot, look):
    heard = []

    class Around(QWidget):
        def keyPressEvent(self, event):
            heard.append(event.key())

    around = Around()
    qtbot.addWidget(around)
    tower = Tower(look, "x.tower", around)
    around.show()
    qtbot.keyClick(tower, Qt.Key.Key_Escape)
    assert heard == [Qt.Key.Key_Escape]
    assert tower.verticalScrollBar().value() == 0


def test_it_is_measured_anew_when_its_room_or_the_look_changes(qtbot, look):
    tower, bar = _shown(qtbot, look)
    before = tower.measured
    tower.resize(200, 300)
    assert bar.pageStep() == tower.viewport().height() > 200
    assert tower.measured > before
    before = tower.measured
    look.choose("dark", 100)
    assert tower.measured > before


def test_what_fits_into_its_room_cannot_be_scrolled(qtbot, look):
    tower, bar = _shown(qtbot, look)
    tower._roll_over(50, 10)
    qtbot.keyClick(tower, Qt.Key.Key_End)
    assert (bar.maximum(), bar.value()) == (0, 0)
