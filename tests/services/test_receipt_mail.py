"""Receipts on their way out: to whom, what the letter says, and what keeps one from going."""

import pytest

from billdesk.domain.errors import Missing, Rejected
from billdesk.services.payments import Received
from billdesk.services.receipt_mail import objection_to, receipt_letter, wanted_receipts
from billdesk.services.receipts import read_receipt
from billdesk.services.settings import read_settings
from support.money import TODAY


def codes(shop, *keys):
    with shop.office.reading() as work, pytest.raises(Rejected) as caught:
        wanted_receipts(work, keys)
    return [one.code for one in caught.value.problems]


def letter(shop, payment_id):
    with shop.office.reading() as work:
        return receipt_letter(read_receipt(work, payment_id), read_settings(work))


def test_a_receipt_goes_to_whom_invoices_go_and_says_what_it_settles(each_shop):
    shop = each_shop
    shop.issued(10_00)
    taken = shop.payments.take(
        Received(shop.customer, 25_00, TODAY, method="check", reference="2291")
    ).payments[0]

    with shop.office.reading() as work:
        assert wanted_receipts(work, [taken.id, taken.id]) == [(taken.id, ("pay@acme.example",))]
    found = letter(shop, taken.id)
    assert found.subject == f"Receipt {taken.number} from Bench"
    for fact in ("€25.00", "Check", "2291", "INV-2026-00001: €10.00"):
        assert fact in found.text
    assert "<td" in found.html


def test_a_deposit_says_what_it_is_held_for(shop):
    taken = shop.payments.deposit("t1", 20_00, "cash", TODAY).payments[0]
    found = letter(shop, taken.id)
    assert found.subject == f"Deposit receipt {taken.number} from Bench"
    assert "Held for: T-00001 Slow laptop" in found.text


def test_without_address_or_receipt_nothing_goes_out_and_a_missing_one_is_missing(shop):
    nobody = shop.payments.take(Received(shop.other, 5_00, TODAY)).payments[0].id
    granted = shop.payments.grant(Received(shop.customer, 5_00, TODAY), "x").payments[0].id
    assert codes(shop, nobody) == ["no_address"]
    assert codes(shop, granted, nobody) == ["payment_has_no_receipt", "no_address"]
    with shop.office.reading() as work, pytest.raises(Missing):
        wanted_receipts(work, [99])


def test_the_receipt_of_what_was_taken_back_stays_here(shop):
    from billdesk.domain.history import Delivery

    taken = shop.payments.take(Received(shop.customer, 5_00, TODAY)).payments[0].id
    delivery = Delivery(("a@b.example",), "receipt", payment_id=taken)
    with shop.office.reading() as work:
        assert objection_to(work, delivery) == ""
    shop.payments.reverse(taken, TODAY, "x")
    with shop.office.reading() as work:
        assert objection_to(work, delivery) == "payment_is_taken_back"
