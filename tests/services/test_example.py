"""What the settings come to, by an example."""

from dataclasses import replace
from datetime import date

import pytest

from billdesk.domain.tax import Rate, Tax
from billdesk.domain.terms import LateFee, Terms
from billdesk.services.example import Example
from billdesk.services.papers import Papers
from billdesk.services.settings import Settings
from billdesk.services.taxes import Taxes
from billdesk.services.terms import PaymentTerms
from support.shops import load_case

DAY = date(2026, 2, 1)
VAT = Tax(0, "", "VAT", (Rate("", 190_000),))


@pytest.fixture
def example(office):
    return Example(office)


def test_an_hour_is_reckoned_with_each_tax_that_is_offered(office, example):
    taxes = Taxes(office)
    made = taxes.create(VAT)
    taxes.archive(taxes.create(replace(VAT, name="Old")).id)
    [found] = example.taxes()
    assert (found.tax, found.price, found.totals.total) == (made, 9_500, 11_305)
    Settings(office).change({"prices_include_tax": True})
    assert example.taxes()[0].totals.total == 9_500


def test_due_days_and_late_fees_are_reckoned_from_today(office, example):
    PaymentTerms(office).create(Terms(0, "", "Net 14", 14, late_fee=LateFee(10, 500, 20_000)))
    [found] = example.terms(DAY)
    assert (found.due, found.fee_from, found.balance, found.fee) == (
        date(2026, 2, 15),
        date(2026, 2, 25),
        100_000,
        2_500,
    )


def test_the_invoice_has_the_next_number_the_shops_tax_and_terms_and_can_be_printed(office, example):
    load_case(office)
    invoice = example.invoice(DAY)
    assert invoice.number
    assert invoice.total == invoice.subtotal + invoice.tax
    assert Papers(office).preview(invoice).startswith(b"%PDF")
    assert example.invoice(DAY).number == invoice.number  # nothing is used up


@pytest.mark.parametrize(("currency", "total"), [("JPY", 113), ("KWD", 113_050), ("EUR", 11_305)])
def test_every_currency_has_its_decimals(example, currency, total):
    assert example.hour(currency, replace(VAT, members=(Rate("VAT", 190_000),)), False).totals.total == total
    assert example.hour(currency, None, True).totals.tax == 0
