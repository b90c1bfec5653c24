"""What can be done with one payment or deposit: refunded, released, its receipt e-mailed; and rubbish."""

import pytest
from PySide6.QtWidgets import QWidget

from billdesk.domain.errors import Rejected
from billdesk.services.payments import Received
from billdesk.ui.panes.money_acts import MoneyActs
from support.parts import press


@pytest.fixture
def acts(qtbot, make_bench):
    over = QWidget()
    qtbot.addWidget(over)
    over.show()
    made = MoneyActs(make_bench("unbilled"), over)
    made.over, made.bench = over, made._bench
    made.words, made.errors, made.queues = [], [], []
    made.told.connect(lambda words, _undo: made.words.append(words))
    made.refused.connect(made.errors.append)
    made.queued.connect(lambda: made.queues.append(1))
    yield made
    qtbot.waitUntil(lambda: not made.bench.background.busy())


def deposit(acts):
    return acts.bench.desk.payments.deposit("t1", 20_00, "cash", acts.bench.today).payments[0]


def dialog_of(qtbot, acts, name):
    qtbot.waitUntil(lambda: acts.over.findChild(QWidget, name) is not None)
    return acts.over.findChild(QWidget, name)


def kept(acts, payment):
    return acts.bench.desk.payments.show(payment.number)


def test_a_part_goes_back_and_more_than_is_left_is_told_in_the_dialog(qtbot, acts):
    payment = deposit(acts)
    acts.refund(payment)
    dialog = dialog_of(qtbot, acts, "refund.question")
    for amount in ("20.01", "99999999"):
        dialog.form.fields["amount"].edit.setText(amount)
        press(qtbot, acts.over, "refund.question.keep")
        qtbot.waitUntil(lambda: "more than is left" in dialog.wrong.text())
        dialog.say("")
    dialog.form.fields["reason"].edit.setText("x" * 1_001)
    dialog.form.fields["amount"].edit.setText("5")
    press(qtbot, acts.over, "refund.question.keep")
    qtbot.waitUntil(lambda: "too long" in dialog.form.fields["reason"].told())
    assert kept(acts, payment).refunds == ()
    dialog.form.fields["reason"].show_value("Changed their mind")
    press(qtbot, acts.over, "refund.question.keep")
    qtbot.waitUntil(lambda: acts.words == [f"$5.00 of {payment.number} given back"])
    assert kept(acts, payment).payment.credit == 15_00


def test_what_was_given_back_already_is_told_before_anything_is_asked(qtbot, acts):
    payment = deposit(acts)
    acts.bench.desk.payments.reverse(payment.id, acts.bench.today, "x")
    acts.refund(payment)
    qtbot.waitUntil(lambda: [one.code for one in acts.errors] == ["payment_is_given_back"])
    assert acts.over.findChild(QWidget, "refund.question") is None


def test_a_deposit_is_released_once(qtbot, acts):
    payment = deposit(acts)
    acts.release(payment, "Acme")
    dialog = dialog_of(qtbot, acts, "deposit.release")
    acts.bench.desk.deposits.release(payment.id)  # another desk was faster
    press(qtbot, acts.over, "deposit.release.keep")
    qtbot.waitUntil(lambda: "isn't held" in dialog.wrong.text())
    dialog.reject()
    other = deposit(acts)
    acts.release(other, "Acme")
    dialog_of(qtbot, acts, "deposit.release")
    qtbot.waitUntil(lambda: dialog not in acts.over.findChildren(QWidget, "deposit.release"))
    press(qtbot, acts.over, "deposit.release.keep")
    qtbot.waitUntil(lambda: acts.words == ["$20.00 is credit of Acme now"])
    assert not kept(acts, other).payment.is_held


def test_a_receipt_is_queued_once_and_who_has_no_address_is_told(qtbot, acts):
    payment = deposit(acts)
    acts.send_receipt(payment)
    qtbot.waitUntil(lambda: acts.words == ["The receipt is on its way"])
    qtbot.waitUntil(lambda: not acts.is_busy)
    acts.send_receipt(payment)
    qtbot.waitUntil(lambda: acts.words[1:] == ["It waits in the outbox already"])
    assert acts.queues == [1, 1]
    desk = acts.bench.desk
    nobody = next(one.id for one in desk.browsing.customers("") if "Café" in one.name)
    poor = desk.payments.take(Received(nobody, 5_00, acts.bench.today)).payments[0]
    qtbot.waitUntil(lambda: not acts.is_busy)
    acts.send_receipt(poor)
    qtbot.waitUntil(lambda: bool(acts.errors))
    assert isinstance(acts.errors[0], Rejected)
