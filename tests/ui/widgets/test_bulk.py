"""Tests of the bulk bar: it shows with a count, floats over the foot of the list, and its buttons act."""

from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from billdesk.ui.widgets.bulk import HIGH, LIFT, SOFT, BulkBar


@dataclass
class Sending:
    calls: list
    name: str = "send"
    words: str = "E-mail"
    icon: str = "mail"

    def call(self):
        self.calls.append(self.name)


@pytest.fixture
def bar(qtbot, look):
    over = QWidget()
    qtbot.addWidget(over)
    over.resize(800, 500)
    over.show()
    calls = []
    made = BulkBar(look, "x.bulk", over, (Sending(calls),))
    made.over, made.calls = over, calls
    return made


def test_only_the_acts_that_are_offered_are_shown(bar):
    bar.show_count("3 ticked")
    button = bar.findChild(QPushButton, "x.bulk.send")
    bar.offer("other")
    assert not button.isVisible()
    bar.offer("send", "other")
    assert button.isVisible()


def test_it_shows_with_a_count_and_hides_without(bar, painted):
    assert not bar.isVisible()
    bar.show_count("3 ticked")
    assert bar.isVisible()
    assert bar.accessibleName() == "3 ticked"
    assert not painted(bar).isNull()
    bar.show_count("")
    assert not bar.isVisible()


def test_it_floats_above_the_foot_in_the_middle(qtbot, bar):
    bar.show_count("3 ticked")
    bar.over.resize(1000, 600)
    qtbot.waitUntil(lambda: abs(bar.geometry().center().x() - 499) <= 1)
    assert bar.geometry().bottom() + 1 - SOFT == 600 - LIFT
    assert bar.height() == HIGH + 2 * SOFT


def test_its_buttons_act_and_the_cross_asks_for_no_ticks(qtbot, bar):
    bar.show_count("3 ticked")
    qtbot.mouseClick(bar.findChild(QPushButton, "x.bulk.send"), Qt.MouseButton.LeftButton)
    assert bar.calls == ["send"]
    with qtbot.waitSignal(bar.cleared):
        qtbot.mouseClick(bar.findChild(QPushButton, "x.bulk.clear"), Qt.MouseButton.LeftButton)


def test_with_little_room_the_words_stand_alone_and_with_less_the_icons(bar):
    button = bar.findChild(QPushButton, "x.bulk.send")
    bar.show_count("3 ticked")
    whole = bar.sizeHint().width()
    shown = []
    for wide in (whole, whole - 4, whole - 60, whole):
        bar.over.resize(wide, 500)
        bar.show_count("3 ticked")
        shown.append((button.text(), button.icon().isNull(), button.accessibleName()))
    assert shown == [
        ("E-mail", False, "E-mail"),
        ("E-mail", True, "E-mail"),
        ("", False, "E-mail"),
        ("E-mail", False, "E-mail"),
    ]
