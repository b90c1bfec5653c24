"""Amounts and quantities as they are typed."""

from datetime import date

import pytest

from billdesk.cli.amounts import minor, units_by_line
from billdesk.cli.grammar import WrongUsage
from billdesk.domain.invoice import Invoice, InvoiceLine

LINES = (InvoiceLine("one", id=71), InvoiceLine("two", id=72))
INVOICE = Invoice(1, "USD", date(2026, 2, 1), date(2026, 2, 1), lines=LINES)


def test_an_amount_has_the_decimals_of_its_currency():
    assert (minor("12.5", "USD"), minor("12", "JPY"), minor("0.005", "KWD")) == (1250, 12, 5)


@pytest.mark.parametrize(("text", "code"), [("1.001", "USD"), ("0.5", "JPY"), ("9" * 17, "USD")])
def test_an_amount_that_the_currency_cannot_hold_is_refused(text, code):
    with pytest.raises(WrongUsage, match=text):
        minor(text, code)


def test_units_go_by_the_number_of_the_line():
    assert units_by_line(["2=1.5", "1=1"], INVOICE) == {72: 15_000, 71: 10_000}
    assert units_by_line(None, INVOICE) is None


@pytest.mark.parametrize("text", ["1", "=", "1=", "=1", "3=1", "0=1", "1=x", "-1=1", "9999999=1", "1=0"])
def test_units_of_no_line_are_refused(text):
    with pytest.raises(WrongUsage, match="--line"):
        units_by_line([text], INVOICE)


def test_a_line_is_named_once():
    with pytest.raises(WrongUsage, match="twice"):
        units_by_line(["1=1", "1=2"], INVOICE)
