"""What a deposit asks for: a fixed amount, a percentage of the ticket's charges, or whatever is typed."""

from dataclasses import replace

import pytest

from billdesk.domain.catalog import Product
from billdesk.domain.deposit import Held, asked_deposit
from billdesk.domain.money import SCALE
from billdesk.domain.payment import Payment
from support.money import TODAY, refusal

FIXED = Product(1, "d", "Deposit", "deposit", unit_price=50_00 * SCALE)
HALF = replace(FIXED, unit_price=None, deposit_percent=50 * SCALE)
OPEN = replace(FIXED, unit_price=None)


@pytest.mark.parametrize(
    ("product", "charges", "asked"),
    [(FIXED, 0, 50_00), (HALF, 184_51, 92_26), (HALF, 0, 0), (OPEN, 184_50, None)],
)
def test_a_deposit_is_fixed_or_a_percentage_of_the_charges_or_open(product, charges, asked):
    assert asked_deposit(product, charges, "EUR", "EUR") == asked


def test_a_price_in_another_currency_and_what_is_no_deposit_are_refused():
    assert refusal(asked_deposit, FIXED, 0, "CHF", "EUR") == "price_in_other_currency"
    assert asked_deposit(replace(FIXED, currency="CHF"), 0, "CHF", "EUR") == 50_00
    assert asked_deposit(HALF, 10_00, "CHF", "EUR") == 5_00
    assert refusal(asked_deposit, replace(FIXED, kind="product"), 0, "EUR", "EUR") == "not_a_deposit"
    assert refusal(asked_deposit, replace(FIXED, active=False), 0, "EUR", "EUR") == "not_a_deposit"


def test_what_is_left_of_a_deposit_is_what_is_neither_applied_nor_given_back():
    held = Held(Payment(1, 50_00, "EUR", TODAY, used=35_00), 30_00, 5_00)
    assert held.left == held.payment.amount - held.applied - held.given_back
