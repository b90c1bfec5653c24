"""Money received, applied, held, taken back."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest

from billdesk.domain.errors import Missing, Refused
from billdesk.domain.payment import Allocation
from billdesk.services.office import Office
from billdesk.services.payments import Payments, Received
from billdesk.services.refunding import Request
from billdesk.storage.engine import open_store
from support.money import TODAY, refusal, small_shop
from support.shops import NOON


def test_money_settles_the_oldest_due_first_and_the_rest_is_credit(each_shop):
    late = each_shop.issued(10_00, due_date=date(2026, 3, 1))
    early = each_shop.issued(5_00, due_date=date(2026, 1, 1))

    moved = each_shop.payments.take(Received(each_shop.customer, 8_00, TODAY, method="cash"))
    more = each_shop.payments.take(Received(each_shop.customer, 20_00, TODAY))

    assert moved.balances == {early: 0, late: 7_00}
    assert moved.payments[0].number == "R-2026-00001"
    assert more.balances == {late: 0}
    assert more.credit == {"EUR": 13_00}
    assert each_shop.found() == []


def test_money_may_be_split_by_hand(shop):
    one, two, three = shop.issued(10_00), shop.issued(10_00), shop.issued(10_00)

    moved = shop.payments.take(
        Received(shop.customer, 15_00, TODAY, invoices=[(three, 4_00), (two, None), (one, 1_00)])
    )

    assert moved.balances == {three: 6_00, two: 0, one: 9_00}
    assert moved.credit == {}


def test_no_more_is_settled_than_was_received_or_is_open(shop):
    key = shop.issued(10_00)
    take = shop.payments.take

    assert refusal(take, Received(shop.customer, 5_00, TODAY, invoices=[(key, 6_00)])) == "parts_above_amount"
    assert (
        refusal(take, Received(shop.customer, 50_00, TODAY, invoices=[(key, 11_00)])) == "part_above_balance"
    )
    assert refusal(take, Received(shop.customer, 5_00, TODAY, invoices=[(key, 0)])) == "part_not_positive"
    assert refusal(take, Received(shop.customer, 5_00, TODAY, invoices=[(key, -1)])) == "part_not_positive"
    twice = Received(shop.customer, 5_00, TODAY, invoices=[(key, 1), (key, 1)])
    assert refusal(take, twice) == "invoice_named_twice"
    assert shop.balance(key) == 10_00


def test_money_that_makes_no_sense_is_refused(shop):
    key, draft = shop.issued(10_00), shop.draft(1_00)
    foreign = shop.issued(10_00, currency="USD")
    strange = shop.issued(10_00, customer_id=shop.other)
    note = shop.invoicing.credit(shop.issued(1_00), None, TODAY).credit_notes[0].id
    take = shop.payments.take

    for amount in (0, -1):
        assert refusal(take, Received(shop.customer, amount, TODAY)) == "amount_not_positive"
    assert refusal(take, Received(shop.customer, 10**30, TODAY)) == "amount_too_large"
    assert refusal(take, Received(shop.customer, 1, TODAY, method="barter")) == "method_unknown"
    assert refusal(take, Received(shop.customer, 1, TODAY, currency="EURO")) == "currency_unknown"
    named = {"currency": "EUR"}
    for invoice, code in (
        (draft, "invoice_is_draft"),
        (foreign, "invoice_in_another_currency"),
        (strange, "invoice_of_another_customer"),
        (note, "not_an_invoice"),
    ):
        assert refusal(take, Received(shop.customer, 1, TODAY, **named, invoices=[(invoice, None)])) == code
    for customer, invoices in ((0, ()), (10**30, ()), (shop.customer, [(10**30, None)])):
        with pytest.raises(Missing):
            take(Received(customer, 1, TODAY, invoices=invoices))
    assert shop.balance(key) == 10_00
    assert shop.found() == []


def test_quick_payment_pays_all_or_none(shop):
    one, two, three = shop.issued(10_00), shop.issued(5_00), shop.issued(7_00, customer_id=shop.other)

    moved = shop.payments.quick([one, three, one], TODAY)

    assert moved.balances == {one: 0, three: 0}
    assert [payment.method for payment in moved.payments] == ["quick", "quick"]
    assert refusal(shop.payments.quick, [two, one], TODAY) == "invoice_is_paid"
    assert shop.balance(two) == 5_00
    assert refusal(shop.payments.quick, [], TODAY) == "no_invoices_named"


def test_credit_is_applied_when_asked_for(shop):
    shop.payments.take(Received(shop.customer, 12_00, TODAY))
    one, two = shop.issued(10_00), shop.issued(5_00)

    moved = shop.payments.apply_credit(shop.customer, TODAY)

    assert moved.balances == {one: 0, two: 3_00}
    assert moved.credit == {}
    assert refusal(shop.payments.apply_credit, shop.customer, TODAY) == "no_credit"
    assert refusal(shop.payments.apply_credit, shop.other, TODAY) == "nothing_to_pay"
    assert refusal(shop.payments.apply_credit, shop.other, TODAY, [two]) == "invoice_of_another_customer"


def test_paying_by_store_credit_draws_on_what_there_is(shop):
    shop.payments.grant(Received(shop.customer, 6_00, TODAY), "goodwill")
    key = shop.issued(10_00)

    moved = shop.payments.take(Received(shop.customer, 5_00, TODAY, method="store_credit"))

    assert (moved.payments, moved.balances, moved.credit) == ((), {key: 5_00}, {"EUR": 1_00})
    more = Received(shop.customer, 2_00, TODAY, method="store_credit")
    assert refusal(shop.payments.take, more) == "above_credit"
    assert refusal(shop.payments.grant, Received(shop.customer, 1, TODAY), " ") == "reason_is_missing"


def test_a_deposit_is_held_and_is_no_credit_until_it_is_released(shop):
    moved = shop.payments.deposit("T-00001", 20_00, "cash", TODAY)
    key = moved.payments[0].id

    assert (moved.credit, moved.payments[0].is_held) == ({}, True)
    assert shop.payments.release_deposit(key).credit == {"EUR": 20_00}
    assert refusal(shop.payments.release_deposit, key) == "not_held"
    with pytest.raises(Missing):
        shop.payments.deposit("nothing", 1, "cash", TODAY)


def test_deposits_are_refused_where_they_are_switched_off(office):
    shop = small_shop(office, deposits_enabled=False)

    assert refusal(shop.payments.deposit, "t1", 20_00, "cash", TODAY) == "deposits_are_off"


def test_a_reversed_payment_reopens_its_invoices_and_is_used_up(each_shop):
    key = each_shop.issued(10_00)
    payment = each_shop.payments.take(Received(each_shop.customer, 15_00, TODAY, method="check")).payments[0]

    moved = each_shop.payments.reverse(payment.id, TODAY, "bounced")

    assert (moved.balances, moved.credit, moved.payments[0].credit) == ({key: 10_00}, {}, 0)
    assert [one.kind for one in moved.refunds] == ["reversal"]
    assert refusal(each_shop.payments.reverse, payment.id, TODAY, "again") == "payment_is_given_back"
    assert refusal(each_shop.payments.refund_payment, payment.id, Request(TODAY)) == "payment_is_given_back"
    sheet = each_shop.payments.show("R-2026-00001")
    assert [one.amount for one in sheet.allocations] == [10_00, -10_00]
    assert each_shop.found() == []


@pytest.mark.parametrize("amount", [0, -5, 10**30])
def test_amounts_that_are_none_are_refused(shop, amount):
    key = shop.issued(10_00)
    payment = shop.payments.quick([key], TODAY).payments[0].id
    codes = {"amount_not_positive", "amount_too_large"}

    assert refusal(shop.payments.refund_payment, payment, Request(TODAY, amount)) in codes
    assert refusal(shop.payments.refund_invoice, key, Request(TODAY, amount)) in codes
    assert refusal(shop.payments.deposit, "t1", amount, "cash", TODAY) in codes
    assert refusal(shop.payments.grant, Received(shop.customer, amount, TODAY), "why") in codes


@pytest.mark.parametrize("key", [0, -1, 2**31, 10**30])
def test_payments_that_are_not_there_are_missing(shop, key):
    for act in (
        lambda: shop.payments.reverse(key, TODAY, ""),
        lambda: shop.payments.refund_payment(key, Request(TODAY)),
        lambda: shop.payments.release_deposit(key),
        lambda: shop.payments.quick([key], TODAY),
        lambda: shop.payments.apply_credit(key, TODAY),
        lambda: shop.payments.show(str(key)),
        lambda: shop.payments.refund("nothing", Request(TODAY)),
    ):
        with pytest.raises(Missing):
            act()


def test_two_desks_that_pay_the_same_invoice_at_once_never_pay_more_than_its_total(each_shop):
    keys = [each_shop.issued(10_00) for _ in range(5)]
    target = each_shop.office.store.engine.url.render_as_string(hide_password=False)
    started = Barrier(2)
    refusals = []

    def pay(ways):
        store = open_store(target)
        payments = Payments(Office(store, each_shop.office.now, each_shop.office.announce, "other"))
        done = 0
        started.wait()
        for key in keys:
            try:
                if ways:
                    payments.quick([key], TODAY)
                else:
                    payments.take(Received(each_shop.customer, 10_00, TODAY, invoices=[(key, 10_00)]))
                done += 1
            except Refused as refused:
                refusals.append(refused.code)
        store.close()
        return done

    with ThreadPoolExecutor(2) as desks:
        done = sum(desks.map(pay, (True, False)))

    assert done == len(keys)
    assert set(refusals) <= {"invoice_is_paid", "above_balance", "part_above_balance"}
    assert [each_shop.balance(key) for key in keys] == [0] * len(keys)
    assert each_shop.found() == []


def test_the_database_itself_refuses_more_than_the_total(each_shop):
    key = each_shop.issued(10_00)
    payment = each_shop.payments.take(Received(each_shop.other, 1_00, TODAY)).payments[0].id
    mine = each_shop.payments.take(Received(each_shop.customer, 30_00, TODAY)).payments[0].id
    with each_shop.office.work() as work:
        assert refusal(_allocate, work, Allocation(key, 1, TODAY, payment_id=mine)) == "above_balance"
    with each_shop.office.work() as work:
        strange = Allocation(key, 1, TODAY, payment_id=payment)
        assert refusal(_allocate, work, strange) == "allocation_does_not_fit"


def _allocate(work, allocation):
    work.attempt(lambda: work.payments.allocate([allocation], NOON))
