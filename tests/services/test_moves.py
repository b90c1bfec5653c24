"""What a use case of money hands back and leaves in the audit trail."""

from billdesk.services.payments import Received
from billdesk.services.refunding import Request
from support.money import TODAY


def test_each_move_of_money_leaves_its_line_in_the_audit_trail(shop):
    key = shop.issued(10_00)
    payment = shop.payments.take(Received(shop.customer, 10_00, TODAY)).payments[0].id
    shop.payments.reverse(payment, TODAY, "bounced")

    with shop.office.reading() as work:
        invoice, money = work.traces.of("invoice", key), work.traces.of("payment", payment)

    assert [(one.act, (one.change or {}).get("balance")) for one in invoice] == [
        ("issued", None),
        ("settled", [10_00, 0]),
        ("reopened", [0, 10_00]),
    ]
    assert [one.act for one in money] == ["taken", "reversed"]
    assert {one.desk for one in invoice} == {"desk-1"}


def test_payments_come_back_as_they_stand_after_the_move(shop):
    moved = shop.payments.take(Received(shop.customer, 10_00, TODAY))
    after = shop.payments.refund_payment(moved.payments[0].id, Request(TODAY, 4_00))

    assert (moved.payments[0].used, after.payments[0].used) == (0, 4_00)
    assert after.credit == {"EUR": 6_00}
