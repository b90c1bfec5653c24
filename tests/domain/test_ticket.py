"""Billable minutes and hours."""

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billdesk.domain.catalog import Product
from billdesk.domain.errors import Refused
from billdesk.domain.ticket import (
    Ticket,
    TimeEntry,
    billable_minutes,
    charge_of,
    hours,
    minutes_to_bill,
    require_chargeable,
)


@pytest.mark.parametrize(
    ("actual", "minimum", "increment", "override", "billed"),
    [
        (20, 30, 15, None, 30),
        (70, 30, 15, None, 75),
        (75, 30, 15, None, 75),
        (0, 30, 15, None, 0),
        (0, 30, 15, 10, 10),
        (70, 30, 15, 0, 0),
        (7, 0, 0, None, 7),
        (31, 40, 0, None, 40),
        (1, 10, 15, None, 15),
    ],
)
def test_minutes_are_rounded_up_and_at_least_the_minimum(actual, minimum, increment, override, billed):
    assert billable_minutes(actual, minimum, increment, override) == billed


@given(st.integers(1, 10_000), st.integers(0, 240), st.integers(1, 120))
def test_the_smallest_step_that_holds_the_work_is_billed(actual, minimum, increment):
    steps = next(count for count in range(1, 10_001) if count * increment >= actual)
    assert billable_minutes(actual, minimum, increment) == max(minimum, steps * increment)


@given(st.integers(0, 100_000))
def test_hours_are_rounded_to_four_decimals(minutes):
    exact = (Decimal(minutes) / 60).quantize(Decimal("0.0001"), rounding=ROUND_HALF_UP)
    assert Decimal(hours(minutes)) / 10_000 == exact


def test_twenty_minutes_are_a_third_of_an_hour():
    assert (hours(20), hours(30), hours(75)) == (3_333, 5_000, 12_500)


LABOR = Product(
    3, "bench", "Bench work", "labor", unit_price=60_0000, minimum_minutes=30, increment_minutes=15
)
TICKET = Ticket(1, "t1", 7, "Laptop")


def test_time_becomes_a_charge_of_hours_at_the_price_of_its_labor():
    charge = charge_of(TimeEntry(5, 1, 70, 3, notes="disk"), LABOR, TICKET)

    assert (charge.description, charge.quantity, charge.unit, charge.note) == (
        "Bench work",
        12_500,
        "hour",
        "disk",
    )
    assert (charge.customer_id, charge.time_entry_id, charge.product_id) == (7, 5, 3)


def test_free_time_bills_no_minutes_and_is_not_charged():
    free = TimeEntry(5, 1, 70, 3, billable=False)

    assert minutes_to_bill(free, LABOR) == 0
    assert minutes_to_bill(TimeEntry(5, 1, 70, 3), LABOR) == 75
    with pytest.raises(Refused, match="time_not_billable"):
        require_chargeable(free)
