"""States, the next date, catch-up, pause and resume, and a change of frequency."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billdesk.domain.calendar import FREQUENCIES, Recurrence, date_of
from billdesk.domain.errors import Refused
from billdesk.domain.schedule import (
    Schedule,
    cancelled,
    generate_on,
    is_late,
    is_missed,
    next_occurrence,
    passed,
    paused,
    plan,
    rescheduled,
    resumed,
    skipped,
    upcoming,
)

MONTHLY = Schedule(1, "s", 1, Recurrence("monthly", 1, date(2026, 1, 31)))
GRIDS = st.builds(
    Recurrence,
    st.sampled_from(FREQUENCIES),
    st.integers(1, 4),
    st.dates(date(2020, 1, 1), date(2026, 1, 1)),
    st.none() | st.integers(1, 32),
)
SCHEDULES = st.builds(
    Schedule,
    st.just(1),
    st.just("s"),
    st.just(1),
    GRIDS,
    end=st.none() | st.dates(date(2020, 1, 1), date(2027, 1, 1)),
    max_occurrences=st.none() | st.integers(1, 20),
    lead_days=st.integers(0, 40),
    catch_up=st.sampled_from(["each", "latest", "skip"]),
)


def brute_dates(schedule, until):
    """All billing dates up to a day, without end or count."""
    days = []
    while date_of(schedule.recurrence, len(days)) <= until:
        days.append(date_of(schedule.recurrence, len(days)))
    return days


@given(SCHEDULES, st.dates(date(2020, 1, 1), date(2021, 6, 1)))
def test_a_run_bills_exactly_what_is_due_under_its_policy(schedule, today):
    due = [
        day
        for day in brute_dates(schedule, today + timedelta(days=schedule.lead_days))
        if schedule.end is None or day <= schedule.end
    ]
    if schedule.catch_up == "latest":
        expected = due[-1:]
    elif schedule.catch_up == "skip":
        expected = [day for day in due if day - timedelta(days=schedule.lead_days) >= today]
    else:
        expected = due
    steps = plan(schedule, today)
    assert [step.day for step in steps if step.bills] == expected[: schedule.max_occurrences]
    assert [step.index for step in steps] == list(range(len(steps)))


@given(SCHEDULES, st.dates(date(2020, 1, 1), date(2021, 6, 1)), st.integers(0, 200))
def test_one_run_or_one_every_day_bill_the_same_dates(schedule, first, days):
    each = replace(schedule, catch_up="each")

    def run(now, today):
        billed = []
        for step in plan(now, today):
            now = passed(now, step.index, step.bills)
            billed.append(step.day)
        return now, billed

    at_once, together = run(each, first + timedelta(days=days))
    daily, one_by_one = each, []
    for offset in range(days + 1):
        daily, billed = run(daily, first + timedelta(days=offset))
        one_by_one += billed
    assert one_by_one == together
    assert (daily.state, daily.next_index, daily.generated) == (
        at_once.state,
        at_once.next_index,
        at_once.generated,
    )


@given(SCHEDULES)
def test_what_comes_is_bounded_by_end_and_count(schedule):
    rows = list(islice(upcoming(schedule), 60))
    days = [day for _, day in rows]
    assert days == [date_of(schedule.recurrence, index) for index in range(len(days))]
    assert schedule.end is None or all(day <= schedule.end for day in days)
    assert schedule.max_occurrences is None or len(days) <= schedule.max_occurrences
    assert schedule.next_date == (days[0] if days else None)


def test_an_invoice_is_generated_its_lead_days_early():
    assert generate_on(replace(MONTHLY, lead_days=5), date(2026, 1, 31)) == date(2026, 1, 26)
    assert generate_on(replace(MONTHLY, lead_days=5), date(1, 1, 2)) == date(1, 1, 1)
    assert [step.day for step in plan(replace(MONTHLY, lead_days=5), date(2026, 1, 26))] == [
        date(2026, 1, 31)
    ]
    assert plan(replace(MONTHLY, lead_days=5), date(2026, 1, 25)) == []


def test_only_generated_invoices_count_towards_the_maximum():
    schedule = replace(MONTHLY, max_occurrences=2)
    schedule, occurrence = skipped(schedule)
    assert occurrence == (0, date(2026, 1, 31))
    schedule = passed(schedule, 1, billed=True)
    assert (schedule.state, schedule.next_date) == ("active", date(2026, 3, 31))
    assert passed(schedule, 2, billed=True).state == "completed"


def test_a_maximum_lowered_below_what_is_billed_bills_nothing_more():
    schedule = replace(MONTHLY, max_occurrences=2, generated=5, next_index=5)
    assert plan(schedule, date(2027, 1, 1)) == []
    assert schedule.next_date is None


def test_an_end_date_is_billed_on_itself_and_then_completes():
    schedule = replace(MONTHLY, end=date(2026, 2, 28))
    assert [step.day for step in plan(schedule, date(2026, 12, 1))] == [date(2026, 1, 31), date(2026, 2, 28)]
    assert passed(passed(schedule, 0, True), 1, True).state == "completed"


def test_the_end_of_the_calendar_completes_a_schedule():
    schedule = Schedule(1, "s", 1, Recurrence("yearly", 8000, date(2026, 1, 1)))
    assert passed(schedule, 0, billed=True).state == "completed"
    assert list(upcoming(schedule)) == [(0, date(2026, 1, 1))]


def test_more_than_seven_days_late_waits():
    assert not is_late(MONTHLY, date(2026, 1, 31), date(2026, 2, 7))
    assert is_late(MONTHLY, date(2026, 1, 31), date(2026, 2, 8))


def test_a_failed_occurrence_is_not_one_that_was_missed():
    today = date(2026, 2, 3)
    assert is_missed(MONTHLY, date(2026, 1, 31), today)
    assert not is_missed(replace(MONTHLY, failures=1), date(2026, 1, 31), today)
    assert not is_missed(MONTHLY, date(2026, 1, 31), date(2026, 1, 31))


@pytest.mark.parametrize("state", ["paused", "completed", "cancelled"])
def test_only_an_active_schedule_is_billed(state):
    assert plan(replace(MONTHLY, state=state), date(2026, 12, 1)) == []


@given(SCHEDULES, st.dates(date(2020, 1, 1), date(2024, 1, 1)))
def test_resume_goes_on_at_the_first_date_of_the_grid_from_today_and_lists_the_rest(schedule, today):
    after, left_out = resumed(replace(schedule, state="paused"), today)
    grid = brute_dates(schedule, today - timedelta(days=1))
    assert [day for _, day in left_out] == [
        day for day in grid if schedule.end is None or day <= schedule.end
    ]
    following = date_of(schedule.recurrence, len(grid))
    over = schedule.end is not None and following > schedule.end
    assert after.state == ("completed" if over else "active")
    assert over or after.next_date == following >= today
    assert after.generated == 0


def test_pausing_keeps_everything_and_the_states_guard_themselves():
    resting = paused(replace(MONTHLY, next_index=4, generated=4))
    assert (resting.state, resting.next_index, resting.generated) == ("paused", 4, 4)
    with pytest.raises(Refused, match="schedule_is_not_active"):
        paused(resting)
    with pytest.raises(Refused, match="schedule_is_not_paused"):
        resumed(MONTHLY, date(2026, 1, 1))
    gone = cancelled(resting)
    assert (gone.state, gone.next_date) == ("cancelled", None)
    for action in (cancelled, skipped, lambda schedule: next_occurrence(schedule, "bill")):
        with pytest.raises(Refused, match="schedule_is_over"):
            action(gone)


def test_a_resumed_schedule_forgets_its_failures():
    after, _ = resumed(replace(MONTHLY, state="paused", failures=3, failure="x"), date(2026, 1, 1))
    assert (after.failures, after.failure) == (0, "")


def test_a_new_grid_goes_on_one_step_after_the_last_billed_date():
    running = replace(MONTHLY, next_index=3, generated=3, last_index=2)  # billed on 31 March
    assert rescheduled(running, Recurrence("monthly", 1, date(2026, 1, 31), 15)).next_date == date(
        2026, 4, 15
    )
    assert rescheduled(running, Recurrence("weekly", 2, date(2026, 1, 31))).next_date == date(2026, 4, 14)
    assert rescheduled(running, Recurrence("yearly", 1, date(2026, 1, 31))).next_date == date(2027, 3, 31)


def test_a_new_grid_does_not_bring_back_what_a_pause_left_out():
    running = replace(MONTHLY, next_index=1, generated=1, last_index=0, state="paused")
    running, left_out = resumed(running, date(2026, 8, 10))
    assert len(left_out) == 6
    assert rescheduled(running, Recurrence("monthly", 1, date(2026, 1, 31), 15)).next_date == date(
        2026, 8, 15
    )
    assert rescheduled(running, Recurrence("yearly", 1, date(2026, 1, 31))).next_date == date(2027, 1, 31)


def test_a_new_grid_before_the_first_invoice_keeps_skipped_dates_skipped():
    waiting, _ = skipped(MONTHLY)
    assert rescheduled(waiting, Recurrence("monthly", 1, date(2026, 1, 31), 10)).next_date == date(
        2026, 2, 10
    )
    assert rescheduled(MONTHLY, Recurrence("monthly", 1, date(2026, 3, 5))).next_date == date(2026, 3, 5)


def test_a_new_grid_past_the_end_completes():
    running = replace(MONTHLY, next_index=1, generated=1, last_index=0, end=date(2026, 6, 30))
    assert rescheduled(running, Recurrence("yearly", 1, date(2026, 1, 31))).state == "completed"


@given(SCHEDULES, GRIDS, st.integers(1, 30), st.integers(0, 5))
def test_a_change_never_comes_back_to_a_date_dealt_with(schedule, grid, billed, skips):
    index = billed + skips
    running = replace(schedule, end=None, max_occurrences=None, last_index=billed - 1, next_index=index)
    after = rescheduled(running, grid)
    assert after.next_date > date_of(schedule.recurrence, index - 1)


def test_a_grid_that_is_changed_twice_does_not_come_back_to_what_was_skipped_before_the_first_change():
    yearly = Recurrence("yearly", 1, date(2026, 1, 31), 31)
    running = replace(MONTHLY, recurrence=yearly, next_index=1, generated=1, last_index=0)
    running, (_, day) = skipped(running)
    monthly = rescheduled(running, Recurrence("monthly", 2, date(2026, 1, 31), 15), day)
    weekly = rescheduled(monthly, Recurrence("weekly", 4, date(2026, 1, 31)), day)
    assert day == date(2027, 1, 31)
    assert monthly.next_date == date(2027, 3, 15)
    assert day < weekly.next_date <= date(2027, 2, 28)
