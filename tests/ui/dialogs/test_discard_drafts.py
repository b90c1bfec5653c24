"""The question before late drafts are thrown away: it needs a reason, and Enter keeps them."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from billdesk.ui.dialogs.discard_drafts import LONGEST, DiscardDrafts


@pytest.fixture
def question(qtbot, look):
    over = QWidget()
    qtbot.addWidget(over)
    over.show()
    made = DiscardDrafts(look, 3, over)
    made.heard, made.over = [], over
    made.agreed.connect(made.heard.append)
    made.open()
    qtbot.waitUntil(made.isVisible)
    return made


@pytest.mark.parametrize("reason", ["", "   ", "x" * (LONGEST + 1)])
def test_without_a_usable_reason_nothing_is_discarded(question, reason):
    question.reason.edit.setText(reason)
    question.agree.click()
    assert question.heard == []
    assert question.isVisible()
    assert question.reason.told()


def test_the_reason_is_told(question, qtbot):
    assert "3" in question.windowTitle()
    qtbot.keyClicks(question.reason.edit, "  On holiday ")
    question.agree.click()
    assert question.heard == ["On holiday"]


def test_enter_in_the_reason_discards_nothing(question, qtbot):
    qtbot.keyClicks(question.reason.edit, "On holiday")
    with qtbot.waitSignal(question.rejected):
        qtbot.keyClick(question.reason.edit, Qt.Key.Key_Return)
    assert question.heard == []
