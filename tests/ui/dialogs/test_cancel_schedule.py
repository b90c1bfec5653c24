"""The question before a schedule is cancelled for good."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from billdesk.ui.dialogs.cancel_schedule import CancelSchedule


@pytest.fixture
def question(qtbot, look):
    over = QWidget()
    qtbot.addWidget(over)
    over.show()
    made = CancelSchedule(look, "Acme <Dental>", "Managed IT", over)
    made.answers, made.over = [], over
    made.accepted.connect(lambda: made.answers.append("end"))
    made.rejected.connect(lambda: made.answers.append("keep"))
    made.open()
    qtbot.waitUntil(made.isVisible)
    return made


def test_it_says_the_consequence_and_both_outcomes(question):
    words = " ".join(label.text() for label in question.findChildren(QLabel))

    assert "Acme <Dental>, Managed IT: no invoice comes any more." in words
    assert (question.keep.text(), question.end.text()) == ("Keep the schedule", "Cancel for good")


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Space])
def test_keys_alone_keep_the_schedule(qtbot, question, key):
    answers = question.answers
    qtbot.keyClick(question.focusWidget(), key)

    qtbot.waitUntil(lambda: answers == ["keep"])


def test_only_its_button_ends_it(qtbot, question):
    answers = question.answers
    qtbot.mouseClick(question.end, Qt.MouseButton.LeftButton)

    qtbot.waitUntil(lambda: answers == ["end"])
