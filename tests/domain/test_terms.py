"""Due dates: days, end of month, a day of the month with deferral."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billdesk.domain.errors import Refused
from billdesk.domain.terms import LateFee, Terms, due_date, in_month, late_fee_of, terms_problems

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


SOUND = Terms(1, "net-14", "Net 14", 14)
FEE = LateFee(10, 2000)


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"name": ""}, ("name", "nothing_typed")),
        ({"name": "x" * 10_000}, ("name", "too_long")),
        ({"days": None}, ("days", "nothing_typed")),
        ({"days": -1}, ("days", "out_of_range")),
        ({"days": 3651}, ("days", "out_of_range")),
        ({"defer_within_days": 3}, ("defer_within_days", "only_with")),
        ({"day_of_month": 5}, ("days", "either_or")),
        ({"days": None, "day_of_month": 32}, ("day_of_month", "out_of_range")),
        ({"days": None, "day_of_month": 5, "defer_within_days": 367}, ("defer_within_days", "out_of_range")),
        ({"late_fee": LateFee(-1, 1)}, ("late_fee.after_days", "out_of_range")),
        ({"late_fee": LateFee(1, -5)}, ("late_fee.flat", "below_zero")),
        ({"late_fee": LateFee(1, 10**14)}, ("late_fee.flat", "amount_too_large")),
        ({"late_fee": LateFee(1)}, ("late_fee.flat", "late_fee_is_nothing")),
        ({"late_fee": LateFee(1, 0, 1_000_001)}, ("late_fee.percent", "out_of_range")),
        ({"late_fee": replace(FEE, minimum=5, maximum=4)}, ("late_fee.maximum", "maximum_below_minimum")),
        ({"late_fee": replace(FEE, minimum=-5)}, ("late_fee.minimum", "below_zero")),
    ],
)
def test_what_is_wrong_with_terms_is_told_at_its_field(changes, problem):
    assert [(one.place, one.code) for one in terms_problems(replace(SOUND, **changes))] == [problem]


def test_a_day_of_the_month_and_a_fee_of_both_kinds_are_sound():
    fifth = Terms(
        1, "", "5th", None, day_of_month=5, defer_within_days=9, late_fee=LateFee(5, 500, 15_000, 1, 9)
    )
    assert terms_problems(fifth) == terms_problems(replace(SOUND, late_fee=FEE)) == ()


@pytest.mark.parametrize(
    ("fee", "wanted"),
    [
        (LateFee(5, 2_000), 2_000),
        (LateFee(5, 0, 15_000), 1_500),
        (LateFee(5, 500, 15_000), 2_000),
        (LateFee(5, 0, 15_000, minimum=2_500), 2_500),
        (LateFee(5, 0, 15_000, maximum=900), 900),
        (LateFee(5, 0, 15_005), 1_501),
    ],
)
def test_a_late_fee_is_flat_and_percent_within_its_bounds(fee, wanted):
    assert late_fee_of(fee, 100_000) == wanted
