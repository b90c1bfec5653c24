"""Acts on a payment that are refused are told, and change nothing."""

from PySide6.QtWidgets import QWidget

from billdesk.services.payments import Received
from billdesk.ui.panes.payment_acts import PaymentActs


def test_a_receipt_that_cant_be_written_is_told(qtbot, make_bench, tmp_path):
    bench, over = make_bench(), QWidget()
    qtbot.addWidget(over)
    acts = PaymentActs(bench, over)
    customer = bench.desk.browsing.customers("")[0].id
    payment = bench.desk.payments.take(Received(customer, 5_00, bench.today)).payments[0]
    (tmp_path / "file").write_text("x")
    with qtbot.waitSignal(acts.refused) as refused:
        acts.save_into(payment, tmp_path / "file")
    assert refused.args[0].code == "file_cannot_be_written"
    assert not acts.is_busy


def test_what_was_taken_back_already_is_told(qtbot, make_bench):
    bench, over = make_bench(), QWidget()
    qtbot.addWidget(over)
    acts = PaymentActs(bench, over)
    customer = bench.desk.browsing.customers("")[0].id
    payment = bench.desk.payments.take(Received(customer, 5_00, bench.today)).payments[0]
    bench.desk.payments.reverse(payment.id, bench.today, "bounced")
    with qtbot.waitSignal(acts.refused) as refused:
        acts._reverse(payment, "again")
    assert refused.args[0].code == "payment_is_given_back"
