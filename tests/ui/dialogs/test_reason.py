"""The question for a reason before drafts are discarded or a balance is given up: Enter does neither."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from billdesk.ui.dialogs.reason import (
    LONGEST,
    discard_question,
    reversal_question,
    take_back_write_off_question,
    write_off_question,
)

QUESTIONS = {
    "invoice.discard": (lambda look, over: discard_question(look, 3, over), "Discard 3 drafts?"),
    "invoice.write_off": (
        lambda look, over: write_off_question(look, "INV-7", "$12.50", over),
        "Write off $12.50?",
    ),
    "invoice.take_back_write_off": (
        lambda look, over: take_back_write_off_question(look, "INV-7", "$12.50", over),
        "Ask for $12.50 after all?",
    ),
}


@pytest.fixture(params=QUESTIONS)
def question(request, qtbot, look):
    over = QWidget()
    qtbot.addWidget(over)
    over.show()
    make, title = QUESTIONS[request.param]
    made = make(look, over)
    assert (made.objectName(), made.windowTitle()) == (f"{request.param}.question", title)
    made.heard, made.over = [], over
    made.agreed.connect(made.heard.append)
    made.open()
    qtbot.waitUntil(made.isVisible)
    return made


@pytest.mark.parametrize("reason", ["", "   ", "x" * (LONGEST + 1)])
def test_without_a_usable_reason_nothing_is_done(question, reason):
    question.reason.edit.setText(reason)
    question.agree.click()
    assert question.heard == []
    assert question.isVisible()
    assert question.reason.told()


def test_the_reason_is_told(question, qtbot):
    qtbot.keyClicks(question.reason.edit, "  Closed down ")
    question.agree.click()
    assert question.heard == ["Closed down"]


def test_enter_in_the_reason_does_nothing(question, qtbot):
    qtbot.keyClicks(question.reason.edit, "Closed down")
    with qtbot.waitSignal(question.rejected):
        qtbot.keyClick(question.reason.edit, Qt.Key.Key_Return)
    assert question.heard == []


@pytest.mark.parametrize(("fee", "agreed"), [("", True), ("7.50", True), ("abc", False), ("-1", False)])
def test_a_payment_is_taken_back_with_a_fee_or_without_but_never_with_rubbish(qtbot, make_bench, fee, agreed):
    over = QWidget()
    qtbot.addWidget(over)
    made = reversal_question(make_bench("empty"), (12_50, "USD"), 1, over)
    heard = []
    made.agreed.connect(lambda reason: heard.append((reason, made.fee.value())))
    made.open()
    made.reason.edit.setText("No funds")
    made.fee.edit.setText(fee)
    made.agree.click()
    assert bool(heard) is agreed
    assert heard in ([], [("No funds", 7_50 if fee else None)])
    assert agreed or made.fee.told()
