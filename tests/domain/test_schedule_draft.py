"""A schedule while it is typed: its problems with their places, copies, and what a change makes of it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billdesk.domain.calendar import FREQUENCIES, LAST_DAY, Recurrence, date_of, index_from
from billdesk.domain.catalog import Product
from billdesk.domain.counting import Counter, Measure, Tier
from billdesk.domain.money import LIMIT, SCALE
from billdesk.domain.schedule import Pending, Schedule, ScheduleLine, passed, paused, upcoming
from billdesk.domain.schedule_draft import (
    Pricing,
    applied,
    datable,
    duplicated,
    flawless,
    fresh,
    in_order,
    line_flaws,
    numbered,
    problems,
)
from billdesk.domain.totals import Discount

TODAY = date(2026, 8, 4)
SSD = Product(7, "ssd", "SSD", unit_price=100 * SCALE)
YEN = Product(8, "yen", "Adapter", unit_price=900 * SCALE, currency="JPY")
BARE = Product(9, "bare", "Labor")
PRICING = Pricing("USD", "USD", {7: SSD, 8: YEN, 9: BARE})
LINE = ScheduleLine(1, "standard", "Managed IT", quantity=SCALE, unit_price=400_00 * SCALE)
COUNTING = replace(LINE, type="asset", counter=Counter(asset_type="Laptop"))
DRAFT = replace(fresh(1, TODAY), lines=(LINE,))


def wrong(draft, pricing=PRICING):
    return {one.place: one.code for one in problems(draft, pricing)}


def flaws(line, **more):
    return {one.place: one.code for one in line_flaws(replace(line, **more), PRICING)}


def grid(**more):
    return replace(DRAFT, recurrence=replace(DRAFT.recurrence, **more))


def test_a_fresh_schedule_lacks_nothing_but_lines():
    assert wrong(fresh(1, TODAY)) == {"lines": "no_lines"}
    assert wrong(DRAFT) == {}
    assert DRAFT.next_date == TODAY


@pytest.mark.parametrize(
    ("draft", "place", "code"),
    [
        (grid(interval=0), "interval", "out_of_range"),
        (grid(interval=10_001), "interval", "out_of_range"),
        (grid(frequency="hourly"), "frequency", "unknown_word"),
        (grid(billing_day=33), "billing_day", "out_of_range"),
        (grid(billing_day=0), "billing_day", "out_of_range"),
        (grid(start=date(1800, 1, 1)), "start", "date_out_of_range"),
        (replace(DRAFT, end=TODAY - timedelta(days=1)), "end", "end_before_start"),
        (replace(DRAFT, max_occurrences=0), "max_occurrences", "out_of_range"),
        (replace(DRAFT, lead_days=-1), "lead_days", "out_of_range"),
        (replace(DRAFT, lead_days=10**9), "lead_days", "out_of_range"),
        (replace(DRAFT, title="x" * 10_001), "title", "too_long"),
        (replace(DRAFT, reference="a\x00b"), "reference", "control_character"),
        (replace(DRAFT, notes="\ud800"), "notes", "control_character"),
        (replace(DRAFT, currency="XYZ"), "currency", "unknown_currency"),
        (replace(DRAFT, discount=Discount(percent=101 * SCALE)), "discount", "out_of_range"),
        (replace(DRAFT, discount=Discount(amount=-1)), "discount", "below_zero"),
        (replace(DRAFT, discount=Discount(amount=LIMIT)), "discount", "amount_too_large"),
        (replace(DRAFT, discount=Discount(1, 1)), "discount", "percent_or_amount"),
        (replace(DRAFT, lines=(LINE,) * 2_001), "lines", "too_many"),
    ],
)
def test_rubbish_in_a_field_is_told_with_its_place(draft, place, code):
    assert wrong(draft) == {place: code}


@pytest.mark.parametrize(
    ("more", "place", "code"),
    [
        ({"description": "  "}, "description", "description_missing"),
        ({"unit": "x" * 1_001}, "unit", "too_long"),
        ({"unit_price": None}, "price", "price_is_missing"),
        ({"unit_price": None, "product_id": 9}, "price", "price_is_missing"),
        ({"unit_price": None, "product_id": 8}, "price", "price_in_other_currency"),
        ({"measure": Measure(included=SCALE)}, "included", "only_on_counters"),
        ({"every": 0}, "every", "out_of_range"),
        ({"effective_from": TODAY, "effective_to": date(2026, 8, 3)}, "effective_to", "end_before_start"),
        ({"tier_mode": "volume"}, "tiers", "tiers_missing"),
        ({"tiers": (Tier(None, 1),)}, "tiers", "tiers_and_mode"),
        ({"when_zero": "shout"}, "when_zero", "unknown_word"),
        ({"type": "phase_of_the_moon"}, "type", "unknown_word"),
        ({"discount": Discount(percent=-1)}, "discount", "out_of_range"),
    ],
)
def test_rubbish_in_a_line_is_told_with_its_place(more, place, code):
    assert flaws(LINE, **more) == {place: code}
    assert wrong(replace(DRAFT, lines=(LINE, replace(LINE, **more)))) == {f"lines[1].{place}": code}


def test_a_line_may_take_the_price_of_its_product():
    assert flaws(LINE, unit_price=None, product_id=7, description="") == {}
    follows = replace(DRAFT, prices="catalog", lines=(replace(LINE, product_id=8),))
    assert wrong(follows) == {"lines[0].price": "price_in_other_currency"}
    assert wrong(replace(follows, prices="fixed")) == {}
    assert wrong(replace(follows, currency="JPY"), replace(PRICING, currency="JPY")) == {}


@pytest.mark.parametrize(
    ("kind", "counter", "place"),
    [
        ("asset", None, "counter.asset_type"),
        ("asset", Counter(asset_type=""), "counter.asset_type"),
        ("asset", Counter(asset_type="Laptop", search_id=3), "counter.asset_type"),
        ("policy_folder", Counter(), "counter.folder"),
        ("policy_folder", Counter(asset_type="Laptop"), "counter.folder"),
        ("contact", Counter(field="remote"), "counter.value"),
        ("contact", Counter(value="yes"), "counter.field"),
        ("vendor_usage", Counter(vendor="CloudVault"), "counter.item"),
        ("vendor_usage", Counter(item="Seat"), "counter.vendor"),
    ],
)
def test_a_counter_must_say_in_full_what_it_counts(kind, counter, place):
    assert flaws(COUNTING, type=kind, counter=counter) == {place: "nothing_counted"}


@pytest.mark.parametrize(
    ("kind", "counter"),
    [
        ("asset", Counter(asset_type="Laptop")),
        ("asset", Counter(search_id=3)),
        ("policy_folder", Counter(folder="Workstations")),
        ("contact", Counter()),
        ("contact", None),
        ("contact", Counter(field="remote", value="yes")),
        ("vendor_usage", Counter(vendor="CloudVault", item="Seat")),
    ],
)
def test_what_each_type_may_count_is_taken(kind, counter):
    assert flaws(COUNTING, type=kind, counter=counter) == {}


@pytest.mark.parametrize(
    ("measure", "place", "code"),
    [
        (Measure(included=-1), "included", "below_zero"),
        (Measure(minimum=5, maximum=4), "maximum", "maximum_below_minimum"),
        (Measure(round_up_to=0), "round_up_to", "not_positive"),
    ],
)
def test_a_measure_must_make_sense(measure, place, code):
    assert flaws(COUNTING, measure=measure) == {place: code}


def test_tiers_must_ascend_and_only_the_last_is_endless():
    tiers = (Tier(None, 1), Tier(5 * SCALE, 1), Tier(5 * SCALE, 1), Tier(None, 1))
    assert flaws(COUNTING, tier_mode="graduated", tiers=tiers) == {
        "tiers[0].up_to": "endless_tier_not_last",
        "tiers[2].up_to": "tiers_not_ascending",
    }
    assert flaws(COUNTING, tier_mode="volume", tiers=tiers[1:2] + tiers[3:], unit_price=None) == {}


def test_lines_with_problems_are_left_out_of_what_is_shown_meanwhile():
    bad = replace(LINE, id=2, description="")
    draft = replace(DRAFT, lines=(bad, LINE))
    assert flawless(draft, problems(draft, PRICING)).lines == (LINE,)
    assert datable(problems(draft, PRICING))
    assert not datable(problems(grid(interval=0), PRICING))


def test_lines_stand_as_they_are_printed_and_are_printed_as_they_stand():
    late, soon = replace(LINE, id=2, sort=9), replace(LINE, id=3, sort=-4)
    shown = in_order(replace(DRAFT, lines=(late, soon)))
    assert [line.id for line in shown.lines] == [3, 2]
    assert [line.sort for line in numbered(shown).lines] == [1, 2]


# Copies.


def test_a_copy_begins_at_the_next_date_and_leaves_out_what_was_billed_once():
    once = replace(LINE, id=2, one_time=True, used_on=date(2026, 1, 31))
    begun = Schedule(
        5, "s", 1, Recurrence("monthly", 1, date(2026, 1, 31)), (LINE, once), generated=7, last_index=6
    )
    copy = duplicated(replace(begun, state="cancelled", next_index=7, failures=2), TODAY)

    assert [day for _, day in zip(range(3), (day for _, day in upcoming(copy)), strict=False)] == [
        date(2026, 8, 31),
        date(2026, 9, 30),
        date(2026, 10, 31),
    ]
    assert (copy.id, copy.state, copy.generated, copy.last_index, copy.failures) == (0, "active", 0, None, 0)
    assert [line.description for line in copy.lines] == ["Managed IT"]


@given(
    st.sampled_from(FREQUENCIES),
    st.integers(1, 4),
    st.dates(date(2020, 1, 1), date(2027, 1, 1)),
    st.none() | st.integers(1, 32),
)
def test_the_dates_of_a_copy_are_those_of_its_original(frequency, interval, start, day):
    one = Schedule(1, "s", 1, Recurrence(frequency, interval, start, day), (LINE,))
    copy = duplicated(one, TODAY)
    first = index_from(one.recurrence, TODAY)
    wanted = [date_of(one.recurrence, first + index) for index in range(5)]
    assert [date_of(copy.recurrence, index) for index in range(5)] == wanted


# A change of a running schedule.


def billed(schedule, times):
    for _ in range(times):
        schedule = passed(schedule, schedule.next_index, billed=True)
    return schedule


RUNNING = billed(replace(DRAFT, id=3, ref="s", recurrence=Recurrence("monthly", 1, date(2026, 2, 1))), 7)


def regrid(schedule, **more):
    return replace(schedule, recurrence=replace(schedule.recurrence, **more))


def test_a_new_billing_day_counts_from_the_last_date_billed_plus_one_step():
    after = applied(RUNNING, regrid(RUNNING, billing_day=15))
    assert (RUNNING.next_date, after.next_date) == (date(2026, 9, 1), date(2026, 9, 15))
    assert [day for _, day in zip(range(2), (day for _, day in upcoming(after)), strict=False)] == [
        date(2026, 9, 15),
        date(2026, 10, 15),
    ]


def test_the_start_of_what_has_billed_is_history():
    after = applied(RUNNING, regrid(RUNNING, start=date(2027, 1, 1)))
    assert after.recurrence == RUNNING.recurrence
    unbilled = replace(DRAFT, id=3)
    assert applied(unbilled, regrid(unbilled, start=date(2027, 1, 1))).next_date == date(2027, 1, 1)


def test_progress_isnt_typed():
    typed = replace(
        RUNNING, title="New", state="cancelled", generated=0, next_index=0, customer_id=99, ref="other"
    )
    after = applied(replace(RUNNING, failures=2, failure="price_is_missing"), typed)
    assert after == replace(RUNNING, title="New", version=RUNNING.version + 1)


def test_when_a_line_was_billed_once_isnt_typed_either():
    day = date(2026, 8, 1)
    once = replace(LINE, one_time=True, used_on=day)
    before = replace(RUNNING, lines=(once,))
    stale = replace(RUNNING, lines=(replace(once, used_on=None), replace(once, id=9)))
    assert [line.used_on for line in applied(before, stale).lines] == [day, None]


def test_an_earlier_end_completes_it_and_a_paused_one_stays_paused():
    assert applied(RUNNING, replace(RUNNING, end=date(2026, 8, 31))).state == "completed"
    assert applied(RUNNING, replace(RUNNING, max_occurrences=7)).next_date is None
    assert applied(paused(RUNNING), replace(paused(RUNNING), title="New")).state == "paused"


@given(
    st.sampled_from(FREQUENCIES),
    st.integers(1, 5),
    st.none() | st.integers(1, 32),
    st.integers(1, 40),
)
def test_after_any_change_of_the_grid_nothing_billed_comes_again(frequency, interval, day, times):
    before = billed(replace(DRAFT, id=3), times)
    assert before.last_index is not None
    last = date_of(before.recurrence, before.last_index)
    after = applied(before, regrid(before, frequency=frequency, interval=interval, billing_day=day))
    assert after.next_date is not None
    assert after.next_date > last
    assert after.next_date == date_of(after.recurrence, before.last_index + 1)
    assert after.generated == times


def test_pending_charges_are_no_flaw():
    assert wrong(replace(DRAFT, pending=Pending(("Resolved",)))) == {}
    assert LAST_DAY == 32
