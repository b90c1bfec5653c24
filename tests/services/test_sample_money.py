"""How the sample's customers pay; the whole of it is seen in test_sample.py."""

from datetime import date, timedelta

import pytest

from billdesk.domain.invoice import Invoice
from billdesk.services.sample_money import Till

DAY = date(2026, 7, 1)


def invoice(total: int = 100_00) -> Invoice:
    return Invoice(1, "USD", DAY, DAY + timedelta(days=14), id=5, total=total, subtotal=total)


def test_what_something_else_settled_is_not_owed_any_more() -> None:
    till = Till("desk-1")
    till.expect(invoice(), "late")
    till.settled(5, 30_00)
    assert till.balance(5) == 70_00


def test_an_invoice_of_nothing_is_not_owed() -> None:
    till = Till("desk-1")
    till.expect(invoice(0), "prompt")
    with pytest.raises(KeyError):
        till.balance(5)


def test_only_untouched_invoices_that_are_not_due_are_recent() -> None:
    till = Till("desk-1")
    till.expect(invoice(), "prompt", pays=False)
    assert till.recent(2, DAY) == [5]
    assert till.recent(2, DAY + timedelta(days=14)) == []
    till.settled(5, 1)
    assert till.recent(2, DAY) == []
