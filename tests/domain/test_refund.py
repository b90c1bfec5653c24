"""What goes back for an invoice: how much can, what lines or an amount come to, and the fee kept of it."""

from dataclasses import replace
from datetime import date

import pytest

from billdesk.domain import refund
from billdesk.domain.invoice import Invoice, InvoiceLine, reckoned
from billdesk.domain.refund import Paid, status
from billdesk.domain.tax import Rate
from support.money import refusal

DAY = date(2026, 2, 1)
RATES = (Rate("VAT", 190_000),)
LINES = (
    InvoiceLine("Disk", quantity=20_000, unit_price=50_00 * 10_000, rates=RATES, id=1),
    InvoiceLine("Call-out", quantity=10_000, unit_price=30_00 * 10_000, rates=RATES, id=2),
)
INVOICE = replace(reckoned(Invoice(1, "EUR", DAY, DAY, lines=LINES)), state="issued", number="I-1")
PAID = Paid(INVOICE, (), INVOICE.total)


def test_lines_come_to_their_net_and_tax_and_a_fee_is_kept_of_it():
    found = refund.by_lines(PAID, {1: 10_000}, 9_50, DAY)
    assert (found.credited, found.tax, found.out) == (59_50, 9_50, 50_00)
    assert dict(found.nets) == {1: 50_00}
    assert refund.by_lines(PAID, None, 0, DAY).credited == INVOICE.total


def test_an_amount_is_what_it_is():
    found = refund.by_amount(PAID, 12_34, 34)
    assert (found.credited, found.tax, found.out) == (12_34, None, 12_00)


def test_no_more_goes_back_than_was_paid_and_open_credit_notes_come_first():
    half = Paid(INVOICE, (), 60_00)
    assert (half.left, half.left_by_lines) == (60_00, 60_00)
    assert refusal(refund.by_lines, half, {1: 20_000}, 0, DAY) == "above_what_is_left"
    note = Invoice(1, "EUR", DAY, DAY, kind="credit_note", state="issued", total=50_00, settled=10_00)
    noted = Paid(INVOICE, (note,), 60_00)
    assert (noted.waiting, noted.left, noted.left_by_lines) == (40_00, 60_00, 20_00)
    nothing = Paid(INVOICE, (), 0)
    assert refusal(refund.by_amount, nothing, 1, 0) == "nothing_left_to_refund"
    assert refusal(refund.by_lines, nothing, None, 0, DAY) == "nothing_left_to_refund"


@pytest.mark.parametrize(
    ("amount", "fee", "code"),
    [
        (0, 0, "amount_not_positive"),
        (-1, 0, "amount_not_positive"),
        (10**16, 0, "amount_too_large"),
        (INVOICE.total + 1, 0, "above_what_is_left"),
        (5_00, 5_00, "fee_above_refund"),
        (5_00, -1, "fee_below_zero"),
    ],
)
def test_rubbish_is_refused(amount, fee, code):
    assert refusal(refund.by_amount, PAID, amount, fee) == code


def test_lines_that_are_not_there_or_too_many_units_are_refused():
    assert refusal(refund.by_lines, PAID, {9: 10_000}, 0, DAY) == "line_missing"
    assert refusal(refund.by_lines, PAID, {1: 20_001}, 0, DAY) == "units_above_what_is_left"


def test_an_invoice_is_refunded_once_all_of_it_is_credited_and_money_went_back():
    whole = Invoice(1, "EUR", DAY, DAY, kind="credit_note", total=INVOICE.total)
    part = replace(whole, total=10_00)
    assert status(INVOICE, (), 0) == ""
    assert status(INVOICE, (whole,), 0) == ""  # nothing was paid, so nothing went back
    assert status(INVOICE, (part,), 10_00) == "partly_refunded"
    assert status(INVOICE, (whole,), 10_00) == "refunded"
