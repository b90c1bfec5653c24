"""Tests of the popup that looks things up: by keys, by mouse, and late answers."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from billdesk.ui.widgets.chips import Choice
from billdesk.ui.widgets.picker import Picker

NAMES = ("Acme Dental", "Blue Heron Press", "Café Québec")


@pytest.fixture
def picker(qtbot, look):
    over = QWidget()
    qtbot.addWidget(over)
    over.show()
    made = Picker(
        look, "x.customer", "Customer", lambda words, answer: made.asks.append((words, answer)), over
    )
    made.asks, made.over, made.choices = [], over, []
    made.picked.connect(made.choices.append)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    made.open_below(over)
    return made


def found(words):
    return [Choice(str(at), name) for at, name in enumerate(NAMES) if words.lower() in name.lower()]


def test_typing_looks_up_and_enter_takes_the_one_that_the_arrows_chose(qtbot, picker):
    picker.asks[0][1](found(""))
    assert picker.list.count() == 3
    qtbot.keyClicks(picker.field, "e")
    qtbot.waitUntil(lambda: len(picker.asks) == 2)
    picker.asks[1][1](found("e"))
    qtbot.keyClick(picker, Qt.Key.Key_Down)
    qtbot.keyClick(picker, Qt.Key.Key_Return)
    assert picker.choices == [found("e")[1]]
    assert not picker.isVisible()


def test_a_click_takes_a_choice(qtbot, picker):
    picker.asks[0][1](found(""))
    rect = picker.list.visualItemRect(picker.list.item(2))
    qtbot.mouseClick(picker.list.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    assert picker.choices == [Choice("2", "Café Québec")]


def test_an_answer_to_what_is_no_longer_asked_changes_nothing(qtbot, picker):
    qtbot.keyClicks(picker.field, "acme")
    qtbot.waitUntil(lambda: len(picker.asks) == 2)
    picker.asks[1][1](found("acme"))
    picker.asks[0][1](found(""))
    assert picker.list.count() == 1
