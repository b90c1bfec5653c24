"""Billing dates against brute force and dateutil: month ends, leap years, periods, changed grids."""

from calendar import monthrange
from datetime import date, timedelta
from itertools import pairwise

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from billdesk.domain.calendar import (
    FREQUENCIES,
    LAST_DAY,
    Period,
    Recurrence,
    changed,
    date_of,
    index_from,
    period_of,
)
from billdesk.domain.errors import Refused

STARTS = st.dates(date(1990, 1, 1), date(2100, 12, 31))
BILLING_DAYS = st.none() | st.integers(1, LAST_DAY)
GRIDS = st.builds(Recurrence, st.sampled_from(FREQUENCIES), st.integers(1, 7), STARTS, BILLING_DAYS)
STEPS = {
    "daily": relativedelta(days=1),
    "weekly": relativedelta(weeks=1),
    "monthly": relativedelta(months=1),
    "quarterly": relativedelta(months=3),
    "yearly": relativedelta(years=1),
}


def dates(grid, count, first=0):
    return [date_of(grid, index) for index in range(first, first + count)]


@given(GRIDS, st.integers(0, 200))
def test_every_date_agrees_with_dateutil(grid, index):
    if index == 0:
        assert date_of(grid, 0) == grid.start
        return
    step = STEPS[grid.frequency] * (index * grid.interval)
    if not grid.by_months:
        assert date_of(grid, index) == grid.start + step
        return
    month = grid.start.replace(day=1) + step
    assert date_of(grid, index) == month + relativedelta(day=min(grid.billing_day or grid.start.day, 31))


@given(GRIDS, st.integers(0, 60), st.sampled_from(["advance", "arrears"]))
def test_periods_follow_each_other_without_gap_or_overlap(grid, index, covers):
    one, two = period_of(grid, index, covers), period_of(grid, index + 1, covers)
    assert one.start <= one.end
    assert two.start == one.end + timedelta(days=1)
    billed = date_of(grid, index)
    assert billed == (one.start if covers == "advance" else one.end + timedelta(days=1))


@given(GRIDS, st.integers(-900, 9000))
def test_the_first_date_from_a_day_on_is_found_without_a_search(grid, offset):
    day = grid.start + timedelta(days=offset)
    index = index_from(grid, day)
    assert date_of(grid, index) >= day
    assert index == 0 or date_of(grid, index - 1) < day


@given(
    st.sampled_from(["monthly", "quarterly", "yearly"]), st.integers(1, 5), STARTS, st.integers(1, LAST_DAY)
)
def test_day_by_day_the_billing_day_falls_once_in_each_month_of_the_grid(
    frequency, interval, start, billing_day
):
    grid = Recurrence(frequency, interval, start, billing_day)
    step = interval * {"monthly": 1, "quarterly": 3, "yearly": 12}[frequency]
    last = date_of(grid, 3)
    expected = [start]
    day = start
    while day < last:
        day += timedelta(days=1)
        months = (day.year - start.year) * 12 + day.month - start.month
        length = monthrange(day.year, day.month)[1]
        if months and months % step == 0 and day.day == min(billing_day, length):
            expected.append(day)
    assert dates(grid, 4) == expected


def test_the_last_of_january_monthly_comes_back_to_the_31st():
    grid = Recurrence("monthly", 1, date(2026, 1, 31))
    assert dates(grid, 4) == [date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 31), date(2026, 4, 30)]


def test_the_start_is_always_exactly_the_start_and_the_billing_day_counts_from_the_next_month():
    grid = Recurrence("monthly", 1, date(2026, 1, 3), 15)
    assert dates(grid, 3) == [date(2026, 1, 3), date(2026, 2, 15), date(2026, 3, 15)]
    late = Recurrence("monthly", 1, date(2026, 1, 20), 5)
    assert dates(late, 2) == [date(2026, 1, 20), date(2026, 2, 5)]


def test_a_yearly_leap_day_goes_to_the_28th_and_back():
    grid = Recurrence("yearly", 1, date(2024, 2, 29))
    assert dates(grid, 5) == [
        date(2024, 2, 29),
        *(date(year, 2, 28) for year in (2025, 2026, 2027)),
        date(2028, 2, 29),
    ]


def test_weekly_keeps_the_weekday_of_the_start_whatever_the_billing_day():
    grid = Recurrence("weekly", 2, date(2026, 1, 9), 28)
    assert dates(grid, 3) == [date(2026, 1, 9), date(2026, 1, 23), date(2026, 2, 6)]


def test_the_first_period_in_arrears_goes_back_one_step_on_the_grid():
    grid = Recurrence("quarterly", 1, date(2025, 11, 30), LAST_DAY)
    assert period_of(grid, 0, "arrears") == Period(date(2025, 8, 31), date(2025, 11, 29))
    assert period_of(grid, 0, None) is None


def test_there_is_no_date_beyond_the_calendar():
    with pytest.raises(Refused, match="beyond_calendar"):
        date_of(Recurrence("yearly", 5000, date(2026, 1, 1)), 2)
    with pytest.raises(Refused, match="beyond_calendar"):
        date_of(Recurrence("daily", 10**9, date(2026, 1, 1)), 10**9)
    with pytest.raises(Refused, match="beyond_calendar"):
        period_of(Recurrence("monthly", 1, date(1, 1, 1)), 0, "arrears")


@given(GRIDS, GRIDS, st.integers(0, 40))
def test_after_a_change_the_next_date_is_the_last_billed_plus_one_new_step(old, new, last_index):
    grid = changed(old, new, last_index)
    last = date_of(old, last_index)
    assert date_of(grid, last_index) == last
    step = STEPS[new.frequency] * new.interval
    following = date_of(grid, last_index + 1)
    if not new.by_months:
        assert following == last + step
    else:
        assert (following.year, following.month) == (
            (last.replace(day=1) + step).year,
            (last.replace(day=1) + step).month,
        )
        if new.billing_day:
            assert following == following + relativedelta(day=min(new.billing_day, 31))


def test_a_grid_that_keeps_the_31st_keeps_it_through_a_change_in_february():
    old = Recurrence("monthly", 1, date(2026, 1, 31))
    grid = changed(old, Recurrence("quarterly", 1, date(2026, 1, 31)), 1)  # billed on 28 February
    assert dates(grid, 2, first=2) == [date(2026, 5, 31), date(2026, 8, 31)]


def test_before_the_first_invoice_a_change_starts_anew():
    old = Recurrence("monthly", 1, date(2026, 1, 31))
    assert changed(old, Recurrence("weekly", 1, date(2026, 3, 1)), None) == Recurrence(
        "weekly", 1, date(2026, 3, 1)
    )


@given(GRIDS, GRIDS, st.integers(0, 30), st.sampled_from(["advance", "arrears"]))
def test_periods_stay_contiguous_on_a_changed_grid(old, new, last_index, covers):
    grid = changed(old, new, last_index)
    first = last_index if covers == "advance" else last_index + 1
    rows = [period_of(grid, index, covers) for index in range(first, first + 4)]
    assert all(two.start == one.end + timedelta(days=1) for one, two in pairwise(rows))
    assert rows[0].start == date_of(old, last_index)
