"""Due dates: days, end of month, a day of the month with deferral."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billdesk.domain.errors import Refused
from billdesk.domain.terms import Terms, due_date, in_month

DAYS = st.dates(date(2000, 1, 1), date(2100, 1, 1))


def is_the(day, wanted):
    """Whether a date is that day of its month, or the last one of a shorter month."""
    return day.day == wanted or (day.day < wanted and (day + timedelta(days=1)).day == 1)


@given(DAYS, st.integers(0, 400))
def test_days_are_counted_from_the_invoice_date(invoiced, days):
    assert due_date(Terms(1, "t", "t", days), invoiced) == invoiced + timedelta(days=days)


@given(DAYS, st.integers(0, 90))
def test_the_end_of_month_is_the_last_day_of_the_month_that_the_days_lead_to(invoiced, days):
    due = due_date(Terms(1, "t", "t", days, end_of_month=True), invoiced)
    assert (due + timedelta(days=1)).day == 1
    assert 0 <= (due - invoiced).days - days < 31


@given(DAYS, st.integers(1, 31), st.integers(0, 25))
def test_a_day_of_the_month_is_found_day_by_day(invoiced, wanted, within):
    falls = [day for offset in range(100) if is_the(day := invoiced + timedelta(days=offset), wanted)]
    expected = falls[0] if (falls[0] - invoiced).days > within else falls[1]
    assert (
        due_date(Terms(1, "t", "t", None, day_of_month=wanted, defer_within_days=within), invoiced)
        == expected
    )


def test_the_fifth_is_deferred_when_it_is_within_ten_days():
    fifth = Terms(1, "fifth", "5th of month", None, day_of_month=5, defer_within_days=10)
    assert due_date(fifth, date(2025, 11, 30)) == date(2026, 1, 5)
    assert due_date(fifth, date(2025, 11, 24)) == date(2025, 12, 5)
    assert due_date(fifth, date(2025, 12, 6)) == date(2026, 1, 5)


def test_without_terms_an_invoice_is_due_at_once():
    assert due_date(None, date(2026, 2, 1)) == date(2026, 2, 1)


@pytest.mark.parametrize("terms", [Terms(1, "t", "t", 30), Terms(1, "t", "t", None, day_of_month=1)])
def test_a_due_date_past_the_calendar_is_refused(terms):
    with pytest.raises(Refused, match="beyond_calendar"):
        due_date(terms, date(9999, 12, 20))


def test_a_shorter_month_gives_its_last_day():
    assert in_month(2026, 2, 32) == date(2026, 2, 28)
    assert in_month(2024, 2, 30) == date(2024, 2, 29)
