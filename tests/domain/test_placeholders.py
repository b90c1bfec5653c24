"""Placeholders are filled, shifted, or reported; their braces are never printed."""

from datetime import date, timedelta

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from billdesk.domain.calendar import Period
from billdesk.domain.placeholders import NAMES, Facts, Names, bare, fill, unknown

MONTHS = [date(2000, month, 1).strftime("%B") for month in range(1, 13)]
ENGLISH = Names(lambda month: MONTHS[month - 1], date.isoformat, lambda one, two: f"{one} to {two}")


FEBRUARY = Period(date(2026, 2, 1), date(2026, 2, 28))


def facts(day=date(2026, 2, 1), period=FEBRUARY):
    return Facts(day, period, 3, "Acme {month}", ENGLISH, count="7", included="2")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Managed IT {month_name} {year}", "Managed IT February 2026"),
        ("{period}", "2026-02-01 to 2026-02-28"),
        ("{period_start}|{period_end}|{billing_date}", "2026-02-01|2026-02-28|2026-02-01"),
        ("{month} {quarter} {week} {occurrence}", "2 1 5 3"),
        ("{next_month_name} {next_month_name+1}", "March April"),
        ("{month_name+1} {month_name-2} {month+11}", "March December 1"),
        ("{quarter-1} {year+1} {week-5} {occurrence+1}", "4 2027 52 4"),
        ("{count} of {included}", "7 of 2"),
        ("{customer}", "Acme {month}"),  # what a name holds is text, not a placeholder
        ("{nonsense}{Month}{}{month_name+}{customer+1}!", "!"),
        ("no braces", "no braces"),
    ],
)
def test_a_text_is_filled(text, words):
    assert fill(text, facts()) == words


def test_without_a_period_its_placeholders_are_empty():
    assert fill("a{period}{period_start}{period_end}b", facts(period=None)) == "ab"


def test_unknown_placeholders_are_reported_as_they_are_written():
    text = "{month_name+1} {moon} {period+1} {count} {}"
    assert unknown(text) == ("{moon}", "{period+1}", "{}")


@given(st.dates(), st.integers(-999, 999))
def test_months_and_quarters_shift_like_the_calendar(day, offset):
    base = day.replace(year=2000, day=1)
    found = fill(f"{{month{offset:+}}} {{quarter{offset:+}}}", facts(day))
    quarter = (base + relativedelta(months=3 * offset)).month
    assert found == f"{(base + relativedelta(months=offset)).month} {(quarter - 1) // 3 + 1}"


@given(st.dates(date(1900, 1, 1), date(2900, 1, 1)), st.integers(-999, 999))
def test_weeks_are_iso_weeks(day, offset):
    assert fill(f"{{week{offset:+}}}", facts(day)) == str((day + timedelta(weeks=offset)).isocalendar()[1])


@given(
    st.dates(),
    st.lists(st.sampled_from(sorted(NAMES)) | st.text("abz_+-0", max_size=6)),
    st.integers(-999, 999),
)
def test_braces_are_never_printed(day, names, offset):
    plain = Facts(day, None, 1, "Acme", ENGLISH)
    text = " ".join(f"{{{name}}} {{{name}{offset:+}}}" for name in names)
    assert not set("{}") & set(fill(text, plain))


def test_bare_is_the_name_without_what_is_filled_in():
    assert bare("Managed IT, {month_name+1} {year}") == "Managed IT"
    assert bare("Care") == "Care"
    assert bare("{period}") == "{period}"
