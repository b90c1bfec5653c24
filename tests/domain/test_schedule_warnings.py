"""What deserves a second look in a schedule that can be saved."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billdesk.domain.calendar import Recurrence, date_of
from billdesk.domain.counting import Counter
from billdesk.domain.customer import Asset, Contact, Customer
from billdesk.domain.money import SCALE
from billdesk.domain.occurrence import Catalog, Holdings, Shop
from billdesk.domain.schedule import Pending, Schedule, ScheduleLine
from billdesk.domain.schedule_warnings import Around, short_months, warnings
from billdesk.services import phrases

TODAY = date(2026, 8, 4)
LINE = ScheduleLine(1, "standard", "Managed IT", quantity=SCALE, unit_price=SCALE)
ONE = Schedule(0, "", 1, Recurrence("monthly", 1, TODAY), (LINE,))
ACME = Customer(1, "acme", "Acme", email="a@acme.example")
AROUND = Around(
    Holdings(ACME, [Asset(1, "a", 1, "NB-1", "Laptop")]),
    Catalog(Shop("USD"), phrases.names, phrases.note),
)


def warned(schedule, around=AROUND):
    return {one.place: one.code for one in warnings(schedule, around, TODAY)}


def test_a_plain_schedule_needs_no_second_look():
    assert warned(ONE) == {}


@pytest.mark.parametrize(
    ("grid", "short"),
    [
        (Recurrence("monthly", 1, TODAY, 31), True),
        (Recurrence("monthly", 1, TODAY, 28), False),
        (Recurrence("monthly", 1, TODAY, 32), False),
        (Recurrence("monthly", 1, date(2026, 1, 30)), True),
        (Recurrence("quarterly", 1, date(2026, 1, 31)), True),
        (Recurrence("yearly", 1, date(2026, 1, 31)), False),
        (Recurrence("yearly", 1, date(2024, 2, 29)), True),
        (Recurrence("weekly", 1, date(2026, 1, 31)), False),
    ],
)
def test_a_day_that_short_months_lack_is_told(grid, short):
    assert ("billing_day" in warned(replace(ONE, recurrence=grid))) == short


@given(
    st.sampled_from(("monthly", "quarterly", "yearly")),
    st.integers(1, 13),
    st.dates(date(2025, 1, 1), date(2026, 12, 31)),
    st.none() | st.integers(1, 31),
)
def test_short_months_are_those_where_the_day_is_moved(frequency, interval, start, day):
    grid = Recurrence(frequency, interval, start, day)
    found = [date_of(grid, index) for index in range(1, 60)]
    assert short_months(grid) == any(each.day != grid.day for each in found)


def test_dates_that_have_gone_by_are_counted():
    late = replace(ONE, recurrence=Recurrence("monthly", 1, date(2026, 5, 4)))
    assert warned(late) == {"start": "dates_gone_by"}
    assert warnings(late, AROUND, TODAY)[0].facts == {"count": 3}
    assert warned(replace(late, state="paused")) == {}
    ages = replace(ONE, recurrence=Recurrence("daily", 1, date(1990, 1, 1)))
    assert warnings(ages, AROUND, TODAY)[0].facts == {"count": 1_000}


def test_who_cannot_be_mailed_is_told():
    nobody = replace(AROUND, holdings=Holdings(replace(ACME, email="")))
    assert warned(replace(ONE, auto_send=True), nobody) == {"auto_send": "nobody_to_mail"}
    assert warned(replace(ONE, auto_send=True)) == {}
    ann = Contact(4, "ann", 1, "Ann", email="ann@acme.example", billing=True)
    assert warned(replace(ONE, auto_send=True), Around(Holdings(ACME, (), [ann]), AROUND.catalog)) == {}


def test_two_schedules_that_take_ticket_charges_are_told():
    two = replace(AROUND, others=("Hosting",))
    assert warned(replace(ONE, pending=Pending()), two) == {"pending": "charges_taken_twice"}
    assert warned(ONE, two) == {}
    assert warned(replace(ONE, pending=Pending())) == {}


def test_placeholders_that_mean_nothing_are_told_where_they_stand():
    odd = replace(
        ONE, title="{mnth}", notes="{year}", lines=(replace(LINE, description="{count+1} {month}"),)
    )
    assert warned(odd) == {"title": "placeholder_unknown", "lines[0].description": "placeholder_unknown"}


def test_a_counter_that_finds_nothing_is_told():
    laptops = replace(LINE, type="asset", counter=Counter(asset_type="Laptop"))
    servers = replace(laptops, counter=Counter(asset_type="Server"))
    gone = replace(laptops, counter=Counter(search_id=9))
    found = warned(replace(ONE, lines=(laptops, servers, gone)))
    assert found == {"lines[1].counter": "counts_nothing", "lines[2].counter": "search_is_missing"}
