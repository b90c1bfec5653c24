"""Payments, allocations, refunds and write-offs on file: sums that both databases reckon alike."""

from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billdesk.domain.errors import Missing, Refused
from billdesk.domain.history import WriteOff
from billdesk.domain.payment import Allocation, Payment, Refund
from billdesk.domain.ticket import Ticket
from support.ledger import AT, TODAY, add_customers, an_invoice, an_issue, pay
from support.values import TEXTS, some, values_of

POSITIVE = st.integers(1, 2**62)
PAYMENTS = values_of(
    Payment, id=1, customer_id=1, amount=POSITIVE, ticket_id=st.sampled_from([None, 1]), used=0
)


@pytest.fixture
def work(each_office):
    """Two customers with a ticket each; invoices 1 to 3 of 100, 2 due first; credit note 4 of 60 for 1."""
    with each_office.work() as work:
        add_customers(work, "Acme", "Bolt")
        work.tickets.add([Ticket(key, f"t{key}", key, "Printer") for key in (1, 2)])
        early = an_invoice(2, due_date=TODAY - timedelta(days=5))
        note = an_invoice(4, 60, kind="credit_note", corrects_id=1)
        invoices = [an_invoice(1), early, an_invoice(3, currency="USD"), note]
        work.invoices.add([(one, an_issue(work, f"I-{one.id}", one.id)) for one in invoices], AT)
        yield work


def money(key, amount=100, customer=1, currency="EUR", day=TODAY, **more):
    return Payment(customer, amount, currency, day, id=key, **more)


def balances(work):
    return list(work.invoices.balances([1, 2, 3]).values())


@some
@given(PAYMENTS)
def test_a_payment_comes_back_as_it_went_in(each_office, payment):
    with each_office.work() as work:
        add_customers(work, "Acme")
        work.tickets.add([Ticket(1, "t1", 1, "Printer")])
        work.payments.add([payment], AT)

        assert work.payments.by_id(1) == work.payments.find("1") == payment
        assert work.payments.all() == [payment]


@some
@given(POSITIVE, TEXTS, TEXTS, TEXTS)
def test_refunds_and_write_offs_come_back_as_they_went_in(office, amount, method, reference, reason):
    refund = Refund(amount, TODAY, 1, kind="reversal", method=method, reference=reference, reason=reason)
    with office.work() as work:
        add_customers(work, "Acme")
        work.payments.add([money(1, amount)], AT)
        work.invoices.add([(an_invoice(1), an_issue(work, "I-1", 1))], AT)
        keys = work.payments.refund([refund], AT)
        work.payments.write_off(1, 7, TODAY, reason, AT)

        assert work.payments.refunds() == work.payments.refunds(payment_id=1) == [replace(refund, id=keys[0])]
        assert work.payments.write_offs() == work.payments.write_offs(1) == [WriteOff(1, 7, TODAY, reason, 1)]
        assert work.payments.write_offs(2) == []


@pytest.mark.parametrize("name", ["R-9", "pay-9", "9"])
def test_a_payment_is_found_by_receipt_ref_or_id(work, name):
    work.payments.add([money(9, number="R-9", ref="pay-9")], AT)

    assert work.payments.find(name).id == 9


@pytest.mark.parametrize("name", ["", "8", "R-8", str(2**31), "9" * 30])
def test_a_payment_that_is_not_there_is_missing(work, name):
    work.payments.add([money(9)], AT)

    with pytest.raises(Missing, match="payment_missing"):
        work.payments.find(name)
    with pytest.raises(Missing, match="payment_missing"):
        work.payments.by_id(8)


def test_an_allocation_settles_its_invoice_and_uses_its_payment(work):
    work.payments.add([money(1, 150)], AT)
    work.payments.allocate(
        [Allocation(1, 100, TODAY, payment_id=1), Allocation(2, 30, TODAY, payment_id=1)], AT
    )

    assert balances(work) == [0, 70, 100]
    assert work.payments.by_id(1).credit == 20
    assert [one.amount for one in work.payments.allocations(payment_id=1)] == [100, 30]
    assert [one.payment_id for one in work.payments.allocations(invoice_id=2)] == [1]
    assert work.payments.allocations(credit_note_id=4) == []


@pytest.mark.parametrize(("paid", "part", "code"), [(200, 101, "above_balance"), (50, 51, "above_credit")])
def test_no_allocation_goes_beyond_its_invoice_or_its_payment(work, paid, part, code):
    work.payments.add([money(1, paid)], AT)

    with pytest.raises(Refused, match=code):
        work.attempt(lambda: work.payments.allocate([Allocation(1, part, TODAY, payment_id=1)], AT))
    assert balances(work) == [100, 100, 100]


def test_money_never_settles_the_invoice_of_another_customer_or_currency(work):
    work.payments.add([money(1, customer=2), money(2)], AT)

    for one in (Allocation(1, 9, TODAY, payment_id=1), Allocation(3, 9, TODAY, payment_id=2)):
        with pytest.raises(Refused, match="allocation_does_not_fit"):
            work.attempt(partial(work.payments.allocate, [one], AT))


def test_what_a_payment_settles_leaves_out_what_was_reversed(work):
    work.payments.add([money(1, 200)], AT)
    parts = [(2, 60), (1, 40), (2, -60), (1, 5)]
    work.payments.allocate([Allocation(key, part, TODAY, payment_id=1) for key, part in parts], AT)

    assert work.payments.settles(1) == {1: 45}
    assert balances(work) == [55, 100, 100]


def test_the_invoice_that_was_settled_last_comes_last(work):
    work.payments.add([money(1, 200)], AT)
    work.payments.allocate([Allocation(key, 10, TODAY, payment_id=1) for key in (2, 1, 2)], AT)

    assert list(work.payments.settles(1).items()) == [(1, 10), (2, 20)]


def test_money_received_counts_payments_and_no_credit_notes(work):
    pay(work, 1, work.invoices.by_id(1), 30)
    work.payments.allocate([Allocation(1, 60, TODAY, credit_note_id=4)], AT)

    assert (work.payments.received_for(1), work.payments.received_for(2)) == (30, 0)
    assert [one.amount for one in work.payments.allocations(credit_note_id=4)] == [60]


def test_what_goes_out_of_a_credit_note_is_given_back_for_the_invoice_that_it_corrects(work):
    work.payments.refund([Refund(25, TODAY, credit_note_id=4), Refund(10, TODAY, credit_note_id=4)], AT)

    assert (work.payments.given_back_for(1), work.payments.given_back_for(2)) == (35, 0)
    assert [one.amount for one in work.payments.refunds(credit_note_ids=[4])] == [25, 10]
    assert work.payments.refunds(credit_note_ids=[]) == []


def test_credit_is_what_is_left_by_currency_without_what_is_held(work):
    work.payments.add(
        [money(1, 50), money(2, 70, currency="USD"), money(3, 9, ticket_id=1), money(4, 5, customer=2)], AT
    )
    pay(work, 5, work.invoices.by_id(1), 100)
    work.payments.refund([Refund(20, TODAY, payment_id=1)], AT)
    assert work.payments.credit_of(1) == {"EUR": 30, "USD": 70}

    work.payments.release(3)

    assert work.payments.credit_of(1) == {"EUR": 39, "USD": 70}


def test_payments_with_credit_come_oldest_day_first_by_customer(work):
    old = TODAY - timedelta(days=3)
    work.payments.add([money(1), money(2, day=old), money(3, currency="USD"), money(4, customer=2)], AT)
    pay(work, 5, work.invoices.by_id(1), 100)

    found = work.payments.with_credit([1, 2])
    assert {key: [one.id for one in some] for key, some in found.items()} == {1: [2, 1, 3], 2: [4]}
    assert [one.id for one in work.payments.with_credit([1], "USD")[1]] == [3]


def test_deposits_are_held_until_they_are_released_or_used_up(work):
    work.payments.add(
        [money(key, ticket_id=1) for key in (1, 2, 3)] + [money(4, customer=2, ticket_id=2)], AT
    )
    work.payments.release(1)
    work.payments.allocate([Allocation(1, 100, TODAY, payment_id=2)], AT)

    assert [one.id for one in work.payments.held_for([1])] == [3]
    assert [one.id for one in work.payments.held_for([2, 1])] == [3, 4]
    assert work.payments.held_for([]) == []


def test_open_invoices_come_the_oldest_due_first_in_one_currency(work):
    assert work.payments.open_invoices(1, "EUR") == [(2, 100), (1, 100)]

    pay(work, 1, work.invoices.by_id(2), 100)
    pay(work, 2, work.invoices.by_id(1), 1)

    assert work.payments.open_invoices(1, "EUR") == [(1, 99)]
    assert work.payments.open_invoices(2, "EUR") == []


def test_credit_given_by_hand_is_told_from_what_was_paid_or_came_of_a_refund(each_office):
    with each_office.work() as work:
        add_customers(work, "Acme")
        given, refunded, paid = work.payments.take_ids(3)
        rows = [
            money(given, 5_00, method="store_credit"),
            money(refunded, 5_00, method="store_credit"),
            money(paid, 5_00, number="R-1"),
        ]
        work.payments.add(rows, AT)
        back = Refund(5_00, TODAY, paid, credit_id=refunded, kind="to_credit", method="store_credit")
        work.payments.refund([back], AT)

        assert [one.id for one in work.payments.granted([1])] == [given]
        assert work.payments.granted([2]) == []


def test_payments_come_in_the_order_asked_for_and_one_that_is_not_there_is_missing(each_office):
    with each_office.work() as work:
        add_customers(work, "Acme")
        one, two = work.payments.take_ids(2)
        work.payments.add([money(one, 1_00), money(two, 2_00)], AT)
        assert [found.amount for found in work.payments.by_ids([two, one])] == [2_00, 1_00]
        with pytest.raises(Missing):
            work.payments.by_ids([one, 99])
