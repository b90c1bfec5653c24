"""Settling fills invoices in their order; splits stay within what there is."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billdesk.domain.errors import Refused
from billdesk.domain.payment import (
    Payment,
    Refund,
    left_of,
    named_parts,
    refundable,
    require_amount,
    require_split,
    settle,
    taken_back,
)

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


@given(
    st.integers(1, 10**6),
    st.lists(st.tuples(st.none() | st.integers(1, 1000), st.integers(1, 1000)), max_size=6),
)
def test_named_parts_are_what_was_asked_for_and_the_others_take_what_goes(amount, asked):
    wanted, balances = [part for part, _ in asked], [balance for _, balance in asked]
    try:
        parts = named_parts(amount, wanted, balances)
    except Refused:
        assert any(part is not None and part > balance for part, balance in asked) or amount < sum(
            part or 0 for part in wanted
        )
        return
    assert all(part == one for part, one in zip(parts, wanted, strict=True) if one is not None)
    assert all(0 <= part <= balance for part, balance in zip(parts, balances, strict=True))
    assert sum(parts) <= amount
    if sum(parts) < amount:
        assert all(part == balance for part, (one, balance) in zip(parts, asked, strict=True) if one is None)


@given(st.integers(1, 1000), st.integers(0, 1000), st.lists(st.integers(0, 1000), max_size=5))
def test_what_goes_out_of_a_payment_comes_from_its_credit_first(amount, credit, settled):
    payment = Payment(
        1, credit + sum(settled) or 1, "EUR", date(2026, 2, 1), used=sum(settled) if credit or settled else 0
    )
    if amount > payment.credit + sum(settled):
        with pytest.raises(Refused, match="above_what_is_left"):
            taken_back(payment, amount, settled)
        return
    parts = taken_back(payment, amount, settled)

    assert sum(parts) == max(amount - payment.credit, 0)
    assert all(part <= one for part, one in zip(parts, settled, strict=True))


def test_what_went_back_cannot_go_back_again():
    payment = Payment(1, 100, "EUR", date(2026, 2, 1))
    assert left_of(payment, [Refund(30, payment.day), Refund(20, payment.day, kind="reversal")]) == 50
    assert (refundable(100, 30), refundable(0, 30)) == (70, 0)


@pytest.mark.parametrize(
    ("amount", "code"),
    [(0, "amount_not_positive"), (-1, "amount_not_positive"), (10**14, "amount_too_large")],
)
def test_an_amount_of_money_is_positive_and_within_reason(amount, code):
    with pytest.raises(Refused, match=code):
        require_amount(amount)
