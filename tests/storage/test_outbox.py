"""Deliveries on file: each is handed over by one process, once, and what became of it is kept."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billdesk.domain.errors import Missing
from billdesk.domain.history import Delivery
from billdesk.domain.payment import Payment
from support.ledger import AT, add_customers, an_invoice, an_issue
from support.shops import office_at
from support.values import MOMENTS, TEXTS, some, values_of

LATER = AT + timedelta(hours=1)
DELIVERIES = values_of(
    Delivery,
    recipients=st.lists(TEXTS, max_size=3).map(tuple),
    kind="invoice",
    invoice_id=None,
    ticket_id=None,  # tests/services/test_work_orders.py has those with one
    statement_id=None,  # tests/services/test_statements_by_mail.py has these
    state="queued",
    made_at=MOMENTS,
    changed_at=MOMENTS,
)


def to(name, **more):
    return Delivery((f"{name}@acme.example",), **more)


def paid(work):
    """A payment of a customer; its id."""
    add_customers(work, "Acme")
    key = work.payments.take_ids(1)[0]
    work.payments.add([Payment(1, 5_00, "EUR", AT.date(), id=key)], AT)
    return key


def states(work):
    return [one.state for one in work.outbox.all()]


@pytest.fixture
def queued(each_office):
    """Three deliveries that wait, the second one for an hour."""
    with each_office.work() as work:
        work.outbox.add([to("ann"), to("bob", not_before=LATER), to("cid")], AT)
        yield work


@some
@given(DELIVERIES)
def test_a_delivery_comes_back_as_it_went_in(each_office, delivery):
    with each_office.work() as work:
        if delivery.run_id is not None:
            delivery = replace(delivery, run_id=work.traces.begin_run(AT.date(), AT))
        if delivery.payment_id is not None:
            delivery = replace(delivery, payment_id=paid(work))
        (key,) = work.outbox.add([delivery], AT)

        assert work.outbox.by_id(key) == work.outbox.locked(key) == replace(delivery, id=key)


def test_a_new_delivery_is_as_old_as_the_moment_it_is_written(queued):
    assert {(one.made_at, one.changed_at) for one in queued.outbox.all()} == {(AT, AT)}


def test_what_is_put_off_is_ready_when_its_time_has_come(queued):
    assert [one.id for one in queued.outbox.ready(AT, 9)] == [1, 3]
    assert [one.id for one in queued.outbox.ready(LATER, 9)] == [1, 2, 3]
    assert [one.id for one in queued.outbox.ready(LATER, 2)] == [1, 2]
    assert queued.outbox.next_due() == LATER


def test_what_is_claimed_is_claimed_once_and_names_its_process(queued):
    assert [one.id for one in queued.outbox.claim(AT, "desk:1", 1)] == [1]
    assert [one.id for one in queued.outbox.claim(AT, "desk:2", 9)] == [3]

    assert queued.outbox.claim(AT, "desk:3", 9) == []
    assert [(one.id, one.tries, who) for one, who in queued.outbox.sending()] == [
        (1, 1, "desk:1"),
        (3, 1, "desk:2"),
    ]
    assert queued.outbox.holds(1, "desk:1")
    assert not queued.outbox.holds(1, "desk:2")
    assert not queued.outbox.holds(99, "desk:1")


def test_of_some_only_those_are_claimed_whose_time_has_come(queued):
    assert [one.id for one in queued.outbox.claim(AT, "desk", 9, [2, 3])] == [3]
    assert queued.outbox.claim(AT, "desk", 9, []) == []
    assert states(queued) == ["queued", "queued", "sending"]


@pytest.mark.postgres
def test_two_senders_at_once_never_get_the_same_delivery(postgres_shop):
    office = office_at(postgres_shop)
    with office.work() as work:
        work.outbox.add([to("ann"), to("bob")], AT)
        work.commit()
    with office.work() as one, office.work() as other:
        first = one.outbox.claim(AT, "desk:1", 1)
        second = other.outbox.claim(AT, "desk:2", 9)
        assert ([each.id for each in first], [each.id for each in second]) == ([1], [2])
        one.commit()
        other.commit()
    office.store.close()


@pytest.mark.parametrize("state", ["sent", "failed", "unknown", "queued"])
def test_what_became_of_a_delivery_is_kept_and_nobody_holds_it_any_more(queued, state):
    queued.outbox.claim(AT, "desk", 1)
    queued.outbox.settle(1, state, "250 ok", LATER, LATER)

    found = queued.outbox.by_id(1)
    assert (found.state, found.reply, found.changed_at, found.not_before) == (state, "250 ok", LATER, LATER)
    assert not queued.outbox.holds(1, "desk")
    assert queued.outbox.sending() == []


def test_what_was_never_handed_over_waits_again_as_if_it_had_not_been_tried(queued):
    queued.outbox.claim(AT, "desk", 1)
    queued.outbox.put_back(1, LATER)
    queued.outbox.put_back(3, LATER)  # nobody has taken this one

    assert [(one.state, one.tries) for one in queued.outbox.all()] == [("queued", 0)] * 3
    assert queued.outbox.by_id(3).changed_at == AT


def test_a_lost_delivery_is_unknown_and_its_process_may_still_tell(queued):
    queued.outbox.claim(AT, "desk", 1)
    queued.outbox.lose(1, "nobody knows", LATER)

    assert (queued.outbox.by_id(1).state, queued.outbox.by_id(1).reply) == ("unknown", "nobody knows")
    assert queued.outbox.holds(1, "desk")


def test_what_is_sent_again_is_as_new_under_its_old_message_id(queued):
    (key,) = queued.outbox.add([to("dan", message_id="<1@acme>")], AT)
    queued.outbox.claim(AT, "desk", 9)
    queued.outbox.settle(key, "failed", "550", AT)
    queued.outbox.requeue(key, ("eve@acme.example",), LATER)

    found = queued.outbox.by_id(key)
    assert (found.state, found.tries, found.not_before) == ("queued", 0, None)
    assert (found.message_id, found.recipients) == ("<1@acme>", ("eve@acme.example",))


def test_many_are_settled_at_once_and_the_others_stay(queued):
    one, _, three = queued.outbox.all()
    queued.outbox.settle_all([])
    queued.outbox.settle_all(
        [
            replace(one, state="sent", tries=2, reply="250", changed_at=LATER),
            replace(three, state="failed", tries=1, reply="550", changed_at=LATER),
        ]
    )

    found = [(each.state, each.tries, each.reply, each.changed_at) for each in queued.outbox.all()]
    assert found == [("sent", 2, "250", LATER), ("queued", 0, "", AT), ("failed", 1, "550", LATER)]


def test_the_hourly_limit_counts_what_was_tried_and_not_what_was_put_off(queued):
    queued.outbox.claim(LATER, "desk", 9)
    queued.outbox.settle(1, "sent", "", LATER)
    queued.outbox.settle(2, "queued", "421", LATER, LATER)

    assert queued.outbox.handed_over_since(AT) == 2
    assert queued.outbox.handed_over_since(LATER) == 0


def test_deliveries_are_listed_and_counted_by_state(queued):
    queued.outbox.settle(2, "failed", "", AT)

    assert queued.outbox.counts() == {"queued": 2, "failed": 1}
    assert [one.id for one in queued.outbox.all("failed")] == [2]
    assert [one.id for one in queued.outbox.newest(2)] == [3, 2]
    assert [one.id for one in queued.outbox.newest(9, "queued")] == [3, 1]


def test_the_deliveries_of_an_invoice_are_its_own(office):
    with office.work() as work:
        add_customers(work, "Acme")
        work.invoices.add([(an_invoice(key), an_issue(work, f"I-{key}", key)) for key in (1, 2)], AT)
        work.outbox.add([to("ann", invoice_id=key) for key in (1, 2, 1)], AT)
        work.outbox.settle(1, "sent", "", AT)

        assert [one.id for one in work.outbox.of_invoice(1)] == [1, 3]
        assert [one.id for one in work.outbox.of_invoices([1, 2], "queued")] == [2, 3]


def test_a_delivery_that_is_not_there_is_missing(queued):
    with pytest.raises(Missing, match="delivery_missing"):
        queued.outbox.by_id(99)
    with pytest.raises(Missing, match="delivery_missing"):
        queued.outbox.locked(99)


def test_the_deliveries_of_a_receipt_are_found_by_its_payment_and_state(each_office):
    with each_office.work() as work:
        key = paid(work)
        work.outbox.add([to("ann", kind="receipt", payment_id=key), to("bob")], AT)

        assert [one.payment_id for one in work.outbox.of_payments([key], "queued")] == [key]
        assert work.outbox.of_payments([key], "sent") == []
        assert work.outbox.of_payments([]) == []
