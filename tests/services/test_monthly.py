"""What schedules add to the monthly recurring revenue."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from billdesk.domain.calendar import Recurrence
from billdesk.domain.money import SCALE
from billdesk.domain.schedule import ScheduleLine
from billdesk.domain.totals import Discount
from billdesk.services.monthly import months_of, summed
from support.ledger import a_schedule, add_customers

TODAY = date(2026, 3, 10)


@pytest.fixture
def months(office):
    def find(*schedules):
        with office.work() as work:
            add_customers(work, "Acme")
            work.schedules.add(schedules)
            return months_of(work, work.schedules.all(), TODAY)

    return find


def test_a_month_is_what_the_next_invoice_comes_to_by_its_frequency(months):
    yearly = a_schedule(2, recurrence=Recurrence("yearly", 1, TODAY))
    every_other = a_schedule(3, recurrence=Recurrence("monthly", 2, TODAY))
    found = months(a_schedule(1), yearly, every_other)

    assert {key: month[1] for key, month in found.items()} == {
        1: 10_000,
        2: Fraction(10_000, 12),
        3: 5_000,
    }


def test_discounts_count_and_one_time_lines_do_not(months):
    line = ScheduleLine(1, "standard", "Fee", quantity=SCALE, unit_price=10_000 * SCALE)
    once = replace(line, id=2, one_time=True)
    quarter = replace(line, id=3, every=4)
    found = months(a_schedule(1, lines=(line, once, quarter), discount=Discount(percent=10 * SCALE)))

    assert found[1][1] == 9_000 + Fraction(9_000, 4)


def test_what_is_not_active_brings_nothing_and_what_fails_is_not_known(months):
    lost = ScheduleLine(1, "standard", "No price", quantity=SCALE)
    found = months(
        a_schedule(1, state="paused"), a_schedule(2, state="cancelled"), a_schedule(3, lines=(lost,))
    )

    assert found == {3: None}


def test_sums_are_by_currency_and_unknown_where_a_part_is():
    third = Fraction(1, 3)

    assert summed([("EUR", third), ("USD", Fraction(5)), ("EUR", third)]) == {"EUR": 2 * third, "USD": 5}
    assert summed([("EUR", third), None]) is None
    assert summed([]) == {}
