"""Store credit by hand: granted, paid out, and a grant taken back; nobody loses what is theirs."""

import pytest

from billdesk.domain.errors import Missing
from billdesk.services.payments import Received
from billdesk.services.refunding import Request
from billdesk.services.store_credit import StoreCredit
from support.money import TODAY, refusal


def overpaid_and_granted(shop):
    """20 that were granted, 10 that came in too much, and 5 held for a ticket."""
    shop.payments.grant(Received(shop.customer, 20_00, TODAY), "For the long wait")
    shop.payments.take(Received(shop.customer, 10_00, TODAY, method="cash"))
    shop.payments.deposit("t1", 5_00, "cash", TODAY)
    return StoreCredit(shop.office)


def test_what_is_free_is_told_by_currency_with_what_of_it_was_granted(each_shop):
    credit = overpaid_and_granted(each_shop)
    form = credit.form(each_shop.customer)

    assert [(one.currency, one.amount, one.granted) for one in form.free] == [("EUR", 30_00, 20_00)]
    assert (form.name, form.currency) == ("Acme", "EUR")


def test_money_that_came_in_is_paid_out_before_what_was_granted(each_shop):
    credit = overpaid_and_granted(each_shop)

    moved = credit.pay_out(each_shop.customer, "EUR", Request(TODAY, 12_00, method="check", reference="9"))

    assert [(one.amount, one.method, one.reference) for one in moved.refunds] == [
        (10_00, "check", "9"),
        (2_00, "check", "9"),
    ]
    assert moved.credit == {"EUR": 18_00}
    assert credit.pay_out(each_shop.customer, "EUR", Request(TODAY, method="cash")).credit == {}
    assert refusal(credit.pay_out, each_shop.customer, "EUR", Request(TODAY)) == "no_credit"
    assert each_shop.found() == []


def test_a_grant_is_taken_back_with_a_reason_but_never_what_is_the_customers(each_shop):
    credit = overpaid_and_granted(each_shop)

    moved = credit.take_back(each_shop.customer, "EUR", 5_00, TODAY, "Was meant for Bolt")

    assert [(one.kind, one.amount, one.reason) for one in moved.refunds] == [
        ("withdrawn", 5_00, "Was meant for Bolt")
    ]
    assert moved.credit == {"EUR": 25_00}
    more = (each_shop.customer, "EUR", 15_01, TODAY, "x")
    assert refusal(credit.take_back, *more) == "above_what_is_left"
    assert credit.take_back(each_shop.customer, "EUR", None, TODAY, "x").credit == {"EUR": 10_00}
    assert refusal(credit.take_back, each_shop.customer, "EUR", 1, TODAY, "x") == "nothing_granted"
    with each_shop.office.reading() as work:
        acts = [one.act for one in work.traces.of("payment", moved.payments[0].id)]
    assert acts == ["taken", "withdrawn", "withdrawn"]
    assert each_shop.found() == []


def test_what_came_of_a_refund_is_no_grant(shop):
    key = shop.issued(10_00)
    shop.payments.quick([key], TODAY)
    shop.payments.refund_invoice(key, Request(TODAY, to_credit=True))
    credit = StoreCredit(shop.office)

    assert [(one.amount, one.granted) for one in credit.form(shop.customer).free] == [(10_00, 0)]
    assert refusal(credit.take_back, shop.customer, "EUR", 1, TODAY, "x") == "nothing_granted"


@pytest.mark.parametrize(
    ("request_", "code"),
    [
        (Request(TODAY, 0), "amount_not_positive"),
        (Request(TODAY, -1), "amount_not_positive"),
        (Request(TODAY, 30_01), "above_what_is_left"),
        (Request(TODAY, 1, method="shells"), "method_unknown"),
        (Request(TODAY, 1, method="store_credit"), "is_credit_already"),
        (Request(TODAY, 1, to_credit=True), "is_credit_already"),
        (Request(TODAY, 1, {1: 1}), "payment_has_no_lines"),
        (Request(TODAY, 5, fee=1), "payment_has_no_lines"),
    ],
)
def test_rubbish_is_refused_and_nothing_goes_out(shop, request_, code):
    credit = overpaid_and_granted(shop)
    assert refusal(credit.pay_out, shop.customer, "EUR", request_) == code
    assert refusal(credit.take_back, shop.customer, "EUR", 1, TODAY, " ") == "why_is_missing"
    assert refusal(credit.pay_out, shop.customer, "XXX", Request(TODAY)) == "no_credit"
    assert credit.form(shop.customer).free[0].amount == 30_00
    with pytest.raises(Missing):
        credit.form(99)
