"""Dates as people type them."""

from datetime import date

import pytest

from billdesk.ui.typed_dates import moved, read_day

TODAY = date(2026, 8, 4)


@pytest.mark.parametrize(
    ("typed", "language", "day"),
    [
        ("2026-09-01", "en", date(2026, 9, 1)),
        ("9/1/2026", "en", date(2026, 9, 1)),
        ("9/1/26", "en", date(2026, 9, 1)),
        ("9/1", "en", date(2026, 9, 1)),
        ("1/9", "de", date(2026, 9, 1)),
        ("1.9.", "de", date(2026, 9, 1)),
        ("1.9.2027", "en", date(2027, 9, 1)),
        ("Sep 1", "en", date(2026, 9, 1)),
        ("sep 1, 2027", "en", date(2027, 9, 1)),
        ("1 September 2027", "en", date(2027, 9, 1)),
        ("1. Sep 2027", "de", date(2027, 9, 1)),
        ("September 1", "en", date(2026, 9, 1)),
        ("+14", "en", date(2026, 8, 18)),
        ("-4", "en", date(2026, 7, 31)),
        (" today ", "en", TODAY),
    ],
)
def test_usual_forms_are_read(typed, language, day):
    assert read_day(typed, TODAY, language) == day


@pytest.mark.parametrize(
    "typed",
    ["", "soon", "13/1/2026", "2026-02-30", "Sep", "Sep 31", "1", "+", "9/1/2026 12:00", "0001-01-01x"],
)
def test_what_is_no_date_is_none(typed):
    assert read_day(typed, TODAY, "en") is None


def test_a_step_beyond_the_calendar_is_none():
    assert read_day("-9999", date(1, 2, 3), "en") is None


def test_months_end_on_the_last_day_of_a_shorter_one():
    assert moved(date(2026, 1, 31), months=1) == date(2026, 2, 28)
    assert moved(date(2026, 1, 31), months=-2) == date(2025, 11, 30)
    assert moved(date(2026, 1, 31), days=1) == date(2026, 2, 1)
    assert moved(date(9999, 12, 31), months=1) == date(9999, 12, 31)
