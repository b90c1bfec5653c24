"""What is wrong with what somebody types on a ticket."""

from datetime import date

import pytest

from billdesk.domain.money import LIMIT, SCALE
from billdesk.domain.ticket import Charge, Ticket, TimeEntry
from billdesk.domain.ticket_problems import charge_problems, ticket_problems, time_problems
from billdesk.domain.totals import Discount

STATUSES = ("New", "Closed")


def places(problems):
    return [(one.place, one.code) for one in problems]


def test_a_ticket_needs_a_customer_a_subject_and_a_status_of_the_shop():
    assert ticket_problems(Ticket(1, "t", 1, "Till", due=date(2026, 1, 1)), STATUSES) == ()
    assert places(ticket_problems(Ticket(1, "t", 0, " ", "Odd", technician="\x07"), STATUSES)) == [
        ("customer_id", "nothing_typed"),
        ("subject", "nothing_typed"),
        ("technician", "control_character"),
        ("status", "unknown_word"),
    ]


@pytest.mark.parametrize("field", ["minutes", "billed_minutes"])
@pytest.mark.parametrize("minutes", [-1, 10**9])
def test_nobody_works_less_than_nothing_or_for_years(field, minutes):
    entry = TimeEntry(**{"id": 1, "ticket_id": 1, "labor_id": 1, "minutes": 5} | {field: minutes})

    assert places(time_problems(entry)) == [(field, "out_of_range")]


def test_a_charge_says_what_it_is_and_what_it_costs():
    assert charge_problems(Charge(0, 1, 1, "", SCALE, product_id=1)) == ()
    assert places(charge_problems(Charge(0, 1, 1, "", SCALE))) == [
        ("description", "nothing_typed"),
        ("unit_price", "nothing_typed"),
    ]


@pytest.mark.parametrize(
    ("more", "wrong"),
    [
        ({"unit_price": LIMIT * SCALE}, ("unit_price", "amount_too_large")),
        ({"discount": Discount(percent=101 * SCALE)}, ("discount", "out_of_range")),
        ({"discount": Discount(amount=-1)}, ("discount", "below_zero")),
    ],
)
def test_a_charge_beyond_all_bounds_is_told(more, wrong):
    assert wrong in places(charge_problems(Charge(0, 1, 1, "Part", SCALE, **{"unit_price": 1} | more)))
