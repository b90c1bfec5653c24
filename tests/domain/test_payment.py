"""Settling fills invoices in their order; splits stay within what there is."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billdesk.domain.errors import Refused
from billdesk.domain.payment import Payment, require_split, settle

BALANCES = st.lists(st.integers(-500, 10_000), max_size=20)


@given(st.integers(0, 50_000), BALANCES)
def test_an_amount_fills_balances_in_order_and_leaves_no_gap(amount, balances):
    parts = settle(amount, balances)
    open_balances = [max(balance, 0) for balance in balances]
    assert sum(parts) == min(amount, sum(open_balances))
    assert all(0 <= part <= balance for part, balance in zip(parts, open_balances, strict=True))
    short = [place for place, part in enumerate(parts) if part < open_balances[place]]
    assert not short or not any(parts[short[0] + 1 :])


@given(st.integers(1, 50_000), BALANCES)
def test_what_settling_proposes_is_a_legal_split(amount, balances):
    pairs = [
        (part, balance) for part, balance in zip(settle(amount, balances), balances, strict=True) if part
    ]
    require_split(amount, [part for part, _ in pairs], [balance for _, balance in pairs])


@pytest.mark.parametrize(
    ("amount", "parts", "balances", "code"),
    [
        (0, [], [], "amount_not_positive"),
        (100, [0], [50], "part_not_positive"),
        (100, [51], [50], "part_above_balance"),
        (100, [60, 60], [60, 60], "parts_above_amount"),
    ],
)
def test_an_impossible_split_is_refused(amount, parts, balances, code):
    with pytest.raises(Refused, match=code):
        require_split(amount, parts, balances)


def test_credit_is_what_is_neither_allocated_nor_given_back():
    payment = Payment(1, 10_000, "USD", date(2026, 2, 1), used=9_500)
    assert payment.credit == 500
    assert not payment.is_held


def test_a_deposit_is_held_until_it_is_released():
    day = date(2026, 2, 1)
    assert Payment(1, 100, "USD", day, ticket_id=3).is_held
    assert not Payment(1, 100, "USD", day, ticket_id=3, released=True).is_held
