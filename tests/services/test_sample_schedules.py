"""The sample's contracts, whatever day it is."""

from datetime import date, timedelta
from itertools import islice

from hypothesis import given, settings
from hypothesis import strategies as st

from billdesk.domain.schedule import upcoming
from billdesk.services.sample_catalog import PRODUCTS, Shelf
from billdesk.services.sample_people import clients
from billdesk.services.sample_schedules import Contracts

SHELF = Shelf(
    {"gst-qst": 2},
    {"net-14": 1, "net-30": 2, "fifth": 3},
    {product.ref: at for at, product in enumerate(PRODUCTS, 1)},
    {"ram-16": 1},
)


@settings(max_examples=25, deadline=None)
@given(st.dates(date(2024, 1, 1), date(2040, 12, 31)))
def test_each_plan_gives_schedules_with_lines_on_any_day(today: date) -> None:
    for client in clients(30, today, SHELF):
        for schedule in Contracts(client, SHELF, today).all():
            assert schedule.lines
            assert schedule.recurrence.start <= today + timedelta(days=31)


@settings(max_examples=25, deadline=None)
@given(st.dates(date(2024, 1, 1), date(2040, 12, 31)))
def test_the_failing_schedule_has_its_last_date_yesterday(today: date) -> None:
    retainer = next(client for client in clients(5, today, SHELF) if client.plan == "retainer")
    (schedule,) = Contracts(retainer, SHELF, today).all()
    since = schedule.lines[1].effective_from
    assert since == today - timedelta(days=1)
    assert since in [day for _, day in islice(upcoming(schedule), 60)]


@settings(max_examples=25, deadline=None)
@given(st.dates(date(2024, 1, 1), date(2040, 12, 31)))
def test_eleven_of_the_twelve_rates_of_the_lease_are_billed(today: date) -> None:
    bakery = next(client for client in clients(5, today, SHELF) if client.plan == "bakery")
    lease = next(one for one in Contracts(bakery, SHELF, today).all() if one.max_occurrences == 12)
    assert sum(day <= today for _, day in upcoming(lease)) == 11
