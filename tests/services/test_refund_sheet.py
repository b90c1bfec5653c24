"""What the screens about refunds are told, and that it is what can then really go back."""

import pytest

from billdesk.domain import refund
from billdesk.domain.errors import Missing
from billdesk.services.payments import Received
from billdesk.services.refunding import Request
from support.money import TODAY, refusal


def test_what_can_go_back_of_an_invoice_is_what_then_goes_back(each_shop):
    shop = each_shop
    key = shop.issued(100_00, 50_00)
    shop.payments.take(Received(shop.customer, 120_00, TODAY))
    sheet = shop.payments.refund_sheet(key)
    assert (sheet.paid.left, sheet.paid.left_by_lines, sheet.customer.name) == (120_00, 120_00, "Acme")
    assert sheet.methods[-1] == "store_credit"
    assert "quick" not in sheet.methods

    line = shop.invoice(key).items[1].id
    foreseen = refund.by_lines(sheet.paid, {line: 5_000}, 1_00, TODAY)
    done = shop.payments.refund_invoice(key, Request(TODAY, lines={line: 5_000}, method="cash", fee=1_00))
    assert [one.amount for one in done.refunds] == [foreseen.out]
    assert done.credit_notes[0].total == foreseen.credited

    sheet = shop.payments.refund_sheet(key)
    assert sheet.paid.left == 95_00
    over = Request(TODAY, sheet.paid.left + 1)
    assert refusal(shop.payments.refund_invoice, key, over) == "above_what_is_left"
    assert shop.payments.refund_invoice(key, Request(TODAY)).refunds[0].amount == sheet.paid.left
    assert shop.payments.refund_sheet(key).paid.left == 0
    assert shop.found() == []


def test_what_can_go_back_of_a_payment_and_what_of_it_reopens_nothing(shop):
    shop.issued(10_00)
    key = shop.payments.take(Received(shop.customer, 25_00, TODAY)).payments[0].id
    form = shop.payments.refund_form(key)
    assert (form.left, form.free, form.customer.name) == (25_00, 15_00, "Acme")
    shop.payments.reverse(key, TODAY, "x")
    assert refusal(shop.payments.refund_form, key) == "payment_is_given_back"


def test_drafts_credit_notes_and_what_is_not_there_are_refused(shop):
    assert refusal(shop.payments.refund_sheet, shop.draft(5_00)) == "invoice_is_draft"
    key = shop.issued(10_00)
    shop.payments.quick([key], TODAY)
    note = shop.payments.refund_invoice(key, Request(TODAY)).credit_notes[0]
    assert refusal(shop.payments.refund_sheet, note.id) == "not_an_invoice"
    for act in (shop.payments.refund_sheet, shop.payments.refund_form):
        with pytest.raises(Missing):
            act(99)
