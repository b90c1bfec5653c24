"""Fees for what bounced and for what is taken back: billed to the cent, and settled where they are kept."""

import pytest

from billdesk.services.payments import Received
from billdesk.services.refunding import Request
from support.money import TODAY, refusal


def test_a_bounced_check_reopens_its_invoice_and_bills_a_fee(each_shop):
    shop = each_shop
    key = shop.issued(40_00)
    taken = shop.payments.take(Received(shop.customer, 40_00, TODAY, method="check")).payments[0]

    moved = shop.payments.reverse(taken.id, TODAY, "No funds", 7_50)

    (fee,) = moved.fees
    assert (fee.total, fee.balance, fee.tax, fee.state) == (7_50, 7_50, 0, "issued")
    assert fee.title == f"Fee for payment {taken.number}, which bounced"
    assert moved.balances == {key: 40_00, fee.id: 7_50}
    assert refusal(shop.payments.reverse, taken.id, TODAY, "again") == "payment_is_given_back"
    assert shop.found() == []


@pytest.mark.parametrize(("fee", "code"), [(-1, "fee_below_zero"), (10**16, "amount_too_large")])
def test_a_fee_that_is_none_is_refused_and_the_payment_stays(shop, fee, code):
    shop.issued(40_00)
    taken = shop.payments.take(Received(shop.customer, 40_00, TODAY)).payments[0]
    assert refusal(shop.payments.reverse, taken.id, TODAY, "x", fee) == code
    assert shop.payments.show(str(taken.id)).refunds == ()


def test_a_restocking_fee_is_kept_of_what_goes_back_and_settled_by_the_credit_note(each_shop):
    shop = each_shop
    key = shop.issued(100_00, 50_00)
    shop.payments.quick([key], TODAY)
    line = shop.invoice(key).items[0].id

    moved = shop.payments.refund_invoice(key, Request(TODAY, lines={line: 10_000}, method="cash", fee=15_00))

    assert [note.total for note in moved.credit_notes] == [100_00]
    assert [one.amount for one in moved.refunds] == [85_00]
    assert [(one.total, one.balance) for one in moved.fees] == [(15_00, 0)]
    left = shop.payments.refund_invoice(key, Request(TODAY, method="cash"))
    assert [one.amount for one in left.refunds] == [50_00]
    assert refusal(shop.payments.refund_invoice, key, Request(TODAY)) == "nothing_left_to_refund"
    assert shop.found() == []


def test_a_fee_is_kept_of_a_payment_too_and_never_all_that_goes_back(each_shop):
    shop = each_shop
    taken = shop.payments.deposit("t1", 20_00, "cash", TODAY).payments[0]
    for fee in (5_00, 6_00):
        request = Request(TODAY, 5_00, method="cash", fee=fee)
        assert refusal(shop.payments.refund_payment, taken.id, request) == "fee_above_refund"

    moved = shop.payments.refund_payment(taken.id, Request(TODAY, 12_00, method="cash", fee=2_00))

    assert [one.amount for one in moved.refunds] == [10_00]
    assert [(one.total, one.balance) for one in moved.fees] == [(2_00, 0)]
    assert moved.payments[0].credit == 8_00
    assert shop.found() == []
