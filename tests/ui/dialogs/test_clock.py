"""Tests of the question of the clock guard: what it says, and that the safe answer has the focus."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from billdesk.domain.errors import Refused
from billdesk.ui.dialogs.clock import ClockQuestion


@pytest.fixture
def question(qtbot, make_bench):
    over = QWidget()
    qtbot.addWidget(over)
    over.show()
    error = Refused("clock_guard", why="earlier", today=date(2026, 1, 1), last=date(2026, 2, 1))
    asked = ClockQuestion(make_bench("empty"), error, over)
    asked.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    asked.over = over  # else it goes away with this function
    asked.answers = []
    asked.accepted.connect(lambda: asked.answers.append("go on"))
    asked.rejected.connect(lambda: asked.answers.append("wait"))
    asked.open()
    return asked


def test_it_asks_without_words_of_the_command_line(question):
    said = [one.text() for one in question.findChildren(QLabel)]
    assert any("Jan 1, 2026" in words and "Feb 1, 2026" in words for words in said)
    assert not [words for words in said if "--" in words]


def test_enter_takes_the_safe_answer(qtbot, question):
    assert question.focusWidget() is question.wait
    qtbot.keyClick(question, Qt.Key.Key_Return)
    assert question.answers == ["wait"]


def test_escape_waits_and_the_other_button_goes_on(qtbot, question):
    qtbot.keyClick(question, Qt.Key.Key_Escape)
    question.open()
    qtbot.mouseClick(question.go_on, Qt.MouseButton.LeftButton)
    assert question.answers == ["wait", "go on"]


def test_it_says_what_looks_wrong(question):
    words = " ".join(label.text() for label in question.findChildren(type(question.heading)))
    assert "Jan 1, 2026" in words
    assert "Feb 1, 2026" in words
