"""The question before a balance is given up: it needs a reason, and the safe answer is the usual one."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from billdesk.ui.dialogs.write_off import WriteOffDialog


@pytest.fixture
def question(qtbot, look):
    over = QWidget()
    qtbot.addWidget(over)
    over.show()
    made = WriteOffDialog(look, "INV-7", "$12.50", over)
    made.heard, made.over = [], over
    made.agreed.connect(made.heard.append)
    made.open()
    qtbot.waitUntil(made.isVisible)
    return made


def test_without_a_reason_nothing_is_given_up(question, qtbot):
    question.agree.click()
    assert question.heard == []
    assert question.isVisible()
    assert question.reason.told()


def test_the_reason_is_told(question, qtbot):
    qtbot.keyClicks(question.reason.edit, "  Closed down ")
    question.agree.click()
    assert question.heard == ["Closed down"]


def test_enter_in_the_reason_gives_nothing_up(question, qtbot):
    qtbot.keyClicks(question.reason.edit, "Closed down")
    with qtbot.waitSignal(question.rejected):
        qtbot.keyClick(question.reason.edit, Qt.Key.Key_Return)
    assert question.heard == []
