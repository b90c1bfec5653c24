"""Reckoning, states and what may be done with an invoice."""

from dataclasses import fields, replace
from datetime import date

import pytest

from billdesk.domain.errors import Refused
from billdesk.domain.invoice import (
    Invoice,
    InvoiceLine,
    reckoned,
    require_draft,
    require_issuable,
    require_voidable,
    status,
)
from billdesk.domain.tax import Rate
from billdesk.domain.totals import Discount

DAY = date(2026, 2, 1)
LINE = InvoiceLine("Work", quantity=20_000, unit_price=10_000_000, rates=(Rate("VAT", 190_000),))
DRAFT = Invoice(1, "EUR", DAY, date(2026, 2, 15), lines=(LINE,))
ISSUED = replace(DRAFT, state="issued", number="INV-1", total=2380)


def test_reckoning_fills_in_every_amount_and_leaves_headings_alone():
    heading = InvoiceLine("Ticket 7", kind="heading")
    found = reckoned(replace(DRAFT, lines=(heading, LINE), discount=Discount(percent=500_000)))
    assert found.lines[0] == heading
    assert (found.lines[1].gross, found.lines[1].net, found.lines[1].taxable) == (2000, 2000, 1000)
    assert (found.subtotal, found.discount_amount, found.tax, found.total) == (2000, 1000, 190, 1190)
    assert found.items == (found.lines[1],)


def test_reckoning_changes_nothing_of_a_line_but_its_amounts():
    filled = {field.name: f"{field.name}!" for field in fields(InvoiceLine) if field.type in ("str", str)} | {
        "kind": "item",
        "tax_id": 3,
        "product_id": 4,
        "schedule_line_id": 5,
        "charge_id": 6,
        "id": 7,
    }
    line = replace(LINE, **filled)
    assert reckoned(replace(DRAFT, lines=(line,))).lines[0] == replace(
        line, gross=2000, net=2000, taxable=2000
    )


def test_an_amount_too_large_to_keep_is_refused():
    huge = replace(LINE, quantity=10**13, unit_price=10**13)
    with pytest.raises(Refused, match="amount_too_large"):
        reckoned(replace(DRAFT, lines=(huge,)))
    with pytest.raises(Refused, match="amount_too_large"):
        reckoned(replace(DRAFT, lines=(huge, replace(huge, quantity=-(10**13)))))


@pytest.mark.parametrize(
    ("invoice", "today", "word"),
    [
        (DRAFT, DAY, "draft"),
        (replace(ISSUED, state="void"), date(2027, 1, 1), "void"),
        (ISSUED, date(2026, 2, 15), "open"),
        (ISSUED, date(2026, 2, 16), "overdue"),
        (replace(ISSUED, settled=1), DAY, "partly_paid"),
        (replace(ISSUED, settled=1), date(2026, 2, 16), "overdue"),
        (replace(ISSUED, settled=2380), date(2026, 2, 16), "paid"),
        (replace(ISSUED, total=0), DAY, "paid"),
    ],
)
def test_the_status_is_derived(invoice, today, word):
    assert status(invoice, today) == word


def test_a_void_invoice_owes_nothing():
    assert replace(ISSUED, settled=80).balance == 2300
    assert replace(ISSUED, state="void").balance == 0


def test_an_empty_or_negative_draft_cannot_be_issued():
    require_issuable(DRAFT)
    require_issuable(replace(DRAFT, lines=()), blank=True)
    with pytest.raises(Refused, match="invoice_has_no_lines"):
        require_issuable(replace(DRAFT, lines=(InvoiceLine("x", kind="heading"),)))
    with pytest.raises(Refused, match="total_is_negative"):
        require_issuable(replace(DRAFT, total=-1))
    with pytest.raises(Refused, match="invoice_is_issued"):
        require_issuable(ISSUED)


def test_only_an_issued_invoice_without_payments_can_be_voided():
    require_voidable(ISSUED)
    with pytest.raises(Refused, match="invoice_has_payments"):
        require_voidable(replace(ISSUED, settled=1))
    with pytest.raises(Refused, match="invoice_is_draft"):
        require_voidable(DRAFT)
    with pytest.raises(Refused, match="invoice_is_void"):
        require_draft(replace(ISSUED, state="void"), "edit")
