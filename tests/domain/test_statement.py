"""Statements: balances run on, what became credit at once isn't told twice, and ages have their bounds."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billdesk.domain.statement import (
    Ageing,
    Move,
    Standing,
    Statement,
    Wanted,
    age,
    month_of,
    require_period,
    with_balances,
    without_turns,
)
from support.money import refusal

DAY = date(2026, 2, 1)


@given(st.integers(-10_000, 10_000), st.lists(st.integers(-10_000, 10_000)))
def test_the_last_balance_is_the_first_and_all_moves(opening, amounts):
    lines = with_balances(opening, [Move(DAY, "invoice", key, one) for key, one in enumerate(amounts)])
    statement = Statement(Wanted(1, "EUR", DAY, DAY), opening, lines, (), Ageing(), Standing())
    assert statement.closing == opening + sum(amounts)
    assert [one.move.amount for one in lines] == amounts


def test_what_became_credit_at_once_is_left_out_unless_something_is_kept_of_it():
    gone = Move(DAY, "to_credit", 7, 50, pair=3)
    credit = Move(DAY, "credit", 3, -50, pair=3)
    other = Move(DAY, "payment", 2, -50, pair=2)
    assert without_turns([other, credit, gone]) == [other]
    less = Move(DAY, "credit", 3, -40, pair=3)
    assert without_turns([less, gone]) == [less, gone]
    lost = Move(DAY, "to_credit", 8, 50)
    assert without_turns([lost, other]) == [lost, other], "loaded without the credit that it became"


@pytest.mark.parametrize(
    ("days", "part"),
    [(-5, 0), (0, 0), (1, 1), (30, 1), (31, 2), (60, 2), (61, 3), (90, 3), (91, 4), (5_000, 4)],
)
def test_each_age_has_its_part(days, part):
    assert age(days) == part


def test_sums_of_ages_and_of_an_account():
    ageing = Ageing((1, 2, 3, 4, 5))
    assert (ageing.total, ageing.overdue) == (15, 14)
    assert Standing(100, 30, 20, 10).balance == 40


def test_a_list_of_open_items_closes_with_what_the_account_stands_at():
    statement = Statement(Wanted(1, "EUR", DAY), 0, (), (), Ageing(), Standing(100, 30))
    assert (statement.wanted.kind, statement.closing) == ("open", 70)


def test_periods():
    assert month_of(date(2024, 2, 29)) == (date(2024, 2, 1), date(2024, 2, 29))
    assert month_of(date(2026, 12, 3)) == (date(2026, 12, 1), date(2026, 12, 31))
    require_period(DAY, DAY)
    assert refusal(require_period, DAY, date(2026, 1, 31)) == "period_ends_before_it_begins"
