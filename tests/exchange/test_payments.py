"""Payments, refunds and e-mails: money goes where it belongs, and never more than there is."""

import pytest

from billdesk.exchange.reading import read
from support.shop_documents import problems, small_shop, written

DAY = {"date": "2026-01-31"}
INVOICE = {"ref": "i", "customer": "acme", "state": "issued", "number": "R1", **DAY}
LINES = [{"description": "Care", "unit_price": "10.00"}]
PAID = {"ref": "p", "customer": "acme", "amount": "10.00", **DAY}
NOTE = {"ref": "g", "customer": "acme", "state": "issued", "number": "G1", "lines": LINES, **DAY}
TICKET = {"ref": "t", "customer": "acme", "subject": "Slow laptop"}


def _part(invoice="i", amount="10.00"):
    return {"invoice": invoice, "amount": amount, **DAY}


def _paid(*parts, **lists):
    """Two invoices of 10.00 and a payment of 10.00 with its parts."""
    invoices = [{**INVOICE, "lines": LINES}, {**INVOICE, "ref": "b", "customer": "bistro", "number": "R2"}]
    document = small_shop(tickets=[TICKET], invoices=invoices, credit_notes=[NOTE])
    return document | {"payments": [{**PAID, "allocations": list(parts)}]} | lists


@pytest.mark.parametrize(
    ("part", "place", "code"),
    [
        (_part(amount="0"), ".amount", "amount_is_zero"),
        (_part("g", "1.00"), ".invoice", "not_an_invoice"),
        (_part("b", "1.00"), ".invoice", "invoice_of_another_customer"),
        (_part("x"), ".invoice", "unknown_reference"),
        (_part(amount="1.001"), ".amount", "too_many_decimals"),
    ],
)
def test_a_part_of_a_payment_settles_an_invoice_of_the_same_customer(part, place, code):
    assert (f"payments[0].allocations[0]{place}", code) in problems(_paid(part))


def test_a_payment_settles_invoices_in_its_own_currency():
    euros = {**PAID, "currency": "EUR", "allocations": [_part()]}
    assert problems(_paid(payments=[euros])) == {
        ("payments[0].allocations[0].invoice", "invoice_in_another_currency")
    }


def test_what_was_paid_is_carried_over_to_payment_and_invoice():
    shop = read(_paid(_part(), _part(amount="-4.00")))
    assert (shop.payments[0].used, shop.invoices[0].settled, shop.invoices[0].written_off) == (600, 600, 0)


def test_no_more_is_used_than_was_paid():
    document = _paid(_part(), refunds=[{"payment": "p", "amount": "0.01", **DAY}])
    assert problems(document) == {("payments[0]", "used_above_amount")}


def test_no_more_is_settled_than_an_issued_invoice_asks_for():
    twice = [{**PAID, "ref": ref, "allocations": [_part()]} for ref in ("p", "q")]
    assert problems(_paid(payments=twice)) == {("invoices[0]", "settled_above_total")}
    draft = {"ref": "i", "customer": "acme", "lines": LINES, **DAY}
    assert problems(_paid(payments=twice[:1], invoices=[draft])) == {("invoices[0]", "settled_above_total")}


def test_a_deposit_is_held_for_a_ticket_of_its_customer():
    deposit = {**PAID, "ref": "d", "ticket": "t"}
    held = read(_paid(deposits=[deposit])).payments[1]
    assert (held.ticket_id, held.released, held.method) == (-1, False, "other")
    assert problems(_paid(deposits=[{**deposit, "customer": "bistro"}])) == {
        ("deposits[0].ticket", "ticket_of_another_customer")
    }


def test_receipts_of_payments_and_deposits_are_one_row_of_numbers():
    deposit = {**PAID, "ref": "d", "ticket": "t", "number": "Q1"}
    assert problems(_paid(payments=[{**PAID, "number": "Q1"}], deposits=[deposit])) == {
        ("deposits[0].number", "number_doubled")
    }


def test_the_usual_currency_and_other_defaults_of_a_payment_are_left_out():
    spelled = {**PAID, "currency": "USD", "method": "other", "note": "", "number": None, "allocations": []}
    assert written(_paid(payments=[spelled]))["payments"] == [PAID]
    euros = {**PAID, "currency": "EUR", "allocations": []}
    assert written(_paid(payments=[euros]))["payments"] == [{**PAID, "currency": "EUR"}]


@pytest.mark.parametrize(
    ("refund", "place", "code"),
    [
        ({}, "", "either_or"),
        ({"payment": "p", "credit_note": "g"}, "", "either_or"),
        ({"credit_note": "i"}, ".credit_note", "not_a_credit_note"),
        ({"payment": "p", "amount": "-1"}, ".amount", "too_small"),
        ({"payment": "p", "kind": "gift"}, ".kind", "unknown_word"),
    ],
)
def test_a_refund_comes_out_of_a_payment_or_a_credit_note(refund, place, code):
    document = _paid(refunds=[{"amount": "1.00", **DAY, **refund}])
    assert (f"refunds[0]{place}", code) in problems(document)


def test_a_refund_is_in_the_currency_of_what_it_comes_out_of():
    yen = {**PAID, "currency": "JPY", "amount": "500"}
    document = _paid(payments=[yen], refunds=[{"payment": "p", "amount": "500", **DAY}])
    assert read(document).refunds[0].amount == 500
    assert written(document)["refunds"][0]["amount"] == "500"


def test_a_refund_of_a_credit_note_uses_it_up():
    document = _paid(refunds=[{"credit_note": "g", "amount": "4.00", **DAY}])
    assert [invoice.settled for invoice in read(document).invoices if invoice.ref == "g"] == [400]


def test_an_email_is_queued_once_for_somebody():
    mail = {"recipients": ["a@acme.example"]}
    queued = read(_paid(deliveries=[mail, mail])).deliveries
    assert [(one.kind, one.state, one.tries, one.invoice_id) for one in queued] == [
        ("invoice", "queued", 0, None)
    ] * 2
    sent = {**mail, "message_id": "<1@acme.example>"}
    assert problems(_paid(deliveries=[sent, sent])) == {("deliveries[1].message_id", "message_id_doubled")}
    assert problems(_paid(deliveries=[{"recipients": ["a@acme.example", ""]}])) == {
        ("deliveries[0].recipients[1]", "empty")
    }
    assert problems(_paid(deliveries=[{"recipients": []}])) == {("deliveries[0].recipients", "too_few")}


def _billing(*states, customer="acme", entry="invoiced"):
    """Invoices in these states that each bill the charge of one time entry."""
    time = {"minutes": 60, "labor": "bench", "state": entry}
    time["charge"] = {"ref": "h", "product": "bench", "description": "Bench"}
    line = {"description": "Bench", "unit_price": "95.00", "charge": "h"}
    invoices = [
        {
            "ref": f"i{at}",
            "customer": customer,
            "lines": [line],
            **DAY,
            **({} if state == "draft" else {"number": f"R{at}"}),
            "state": state,
        }
        for at, state in enumerate(states)
    ]
    return small_shop(tickets=[{**TICKET, "time": [time]}], invoices=invoices)


def test_a_charge_belongs_to_the_live_invoice_that_bills_it():
    charge = read(_billing("void", "draft")).charges[0]
    assert (charge.invoice_id, charge.billed_elsewhere) == (-2, False)


@pytest.mark.parametrize(
    ("document", "place", "code"),
    [
        (_billing("draft", "issued"), "invoices[1]", "charge_billed_twice"),
        (_billing("draft", customer="bistro"), "invoices[0]", "charge_of_another_customer"),
        (_billing("draft", entry="charged"), "invoices[0]", "time_not_invoiced"),
    ],
)
def test_a_charge_is_billed_once_and_to_its_own_customer(document, place, code):
    assert problems(document) == {(f"{place}.lines[0].charge", code)}
