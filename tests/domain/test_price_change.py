"""A change of prices from a day on: what is billed before it stays, what comes after it follows the rule."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import count, islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billdesk.domain.calendar import Recurrence, date_of
from billdesk.domain.catalog import Product
from billdesk.domain.counting import Tier
from billdesk.domain.errors import Refused, Rejected
from billdesk.domain.money import LIMIT, SCALE
from billdesk.domain.occurrence import Catalog, Holdings, Shop, draw_up
from billdesk.domain.placeholders import Names
from billdesk.domain.price_change import (
    Ground,
    PriceRule,
    carried_out,
    counts_from,
    gone_by,
    new_price,
    origins,
    plan_change,
    prices_of,
    require_rule,
    taken_back,
)
from billdesk.domain.schedule import Schedule, ScheduleLine, passed, paused, upcoming
from support.ledger import a_customer

TODAY = date(2026, 3, 10)
JULY = date(2026, 7, 1)
START = date(2026, 1, 1)
PRODUCTS = {
    7: Product(7, "p", "Gold care", unit_price=333 * SCALE),
    8: Product(8, "q", "Silver care"),
}
EUR = Ground("EUR", PRODUCTS)
FIVE = PriceRule(percent=5 * SCALE)
MONTHLY = Schedule(1, "acme", 1, Recurrence("monthly", 1, START), next_index=3, generated=3)


def cents(minor):
    return minor * SCALE


def line(key=1, price=1_000, **more):
    return ScheduleLine(key, "standard", f"Line {key}", quantity=SCALE, unit_price=cents(price), **more)


def of(*lines, **more):
    return replace(MONTHLY, lines=lines, **more)


def change(schedule, rule=FIVE, day=JULY, ground=EUR, first_id=100, today=TODAY):
    """The schedule after a change, and its marks."""
    start = counts_from(schedule, day, today)
    steps = plan_change(schedule, rule, start, ground)
    return carried_out(schedule, steps, start, count(first_id))


def reasons(schedule, rule=FIVE, day=JULY, ground=EUR):
    return [step.reason for step in plan_change(schedule, rule, counts_from(schedule, day, TODAY), ground)]


def totals(schedule, number=15):
    """What the dates to come are billed, by the code that bills them."""
    shop = Catalog(
        Shop("EUR"),
        lambda _language: Names(str, str, str),
        lambda _language, _code, _facts: "",
        products=PRODUCTS,
    )
    bare = replace(schedule, period=None, blank_invoices=True)
    return {
        day: draw_up(bare, index, day, Holdings(a_customer(1)), shop).total
        for index, day in islice(upcoming(schedule), number)
    }


LINES = st.builds(
    lambda price, quantity, every, start, days: replace(
        line(price=price),
        quantity=quantity * SCALE,
        every=every,
        effective_from=start,
        effective_to=start + timedelta(days) if start and days else None,
    ),
    st.integers(0, 100_000),
    st.integers(1, 5),
    st.integers(1, 3),
    st.none() | st.dates(date(2025, 6, 1), date(2027, 6, 1)),
    st.none() | st.integers(0, 500),
)
SCHEDULES = st.lists(LINES, min_size=1, max_size=4).map(
    lambda lines: of(*(replace(one, id=key) for key, one in enumerate(lines, 1)))
)
RULES = st.one_of(
    st.builds(PriceRule, st.integers(-100 * SCALE, 1_000 * SCALE).filter(bool)),
    st.builds(lambda amount: PriceRule(amount=cents(amount), currency="EUR"), st.integers(1, 5_000)),
)
DAYS = st.dates(date(2025, 1, 1), date(2028, 1, 1))


@given(SCHEDULES, RULES, DAYS)
def test_before_the_day_nothing_changes_and_from_it_on_every_line_follows_the_rule(schedule, rule, day):
    start = counts_from(schedule, day, TODAY)
    after, _ = change(schedule, rule, day)
    raised = of(*(replace(one, unit_price=new_price(one.unit_price, rule)) for one in schedule.lines))

    had, has, would = totals(schedule), totals(after), totals(raised)

    assert has == {when: (would if when >= start else had)[when] for when in had}


@given(SCHEDULES, RULES, DAYS)
def test_taking_it_back_gives_the_very_same_lines(schedule, rule, day):
    after, marks = change(schedule, rule, day)

    assert taken_back(after, marks).lines == schedule.lines


@given(SCHEDULES, RULES, RULES, DAYS, DAYS)
def test_two_changes_chain_and_are_taken_back_the_last_one_first(schedule, one, two, day, other):
    first, marks = change(schedule, one, day)
    second, more = change(first, two, other, first_id=200)
    starts = counts_from(schedule, day, TODAY), counts_from(schedule, other, TODAY)

    has, had = totals(second), totals(schedule)

    assert all(has[when] == had[when] for when in had if when < min(starts))
    assert taken_back(taken_back(second, more), marks).lines == schedule.lines


@given(SCHEDULES, RULES, DAYS)
def test_each_successor_is_known_to_be_the_same_line_as_the_one_before(schedule, rule, day):
    distinct = replace(
        schedule, lines=tuple(replace(one, description=f"Line {one.id}") for one in schedule.lines)
    )
    after, marks = change(distinct, rule, day)

    found = origins(after.lines)

    assert {mark.successor_id: mark.line_id for mark in marks if mark.successor_id} == {
        key: first for key, first in found.items() if key != first
    }


def test_the_old_line_ends_the_day_before_and_its_successor_stands_right_below_it():
    after, marks = change(of(line(1, sort=3), line(2)), PriceRule(percent=5 * SCALE, text="LINE 1"))

    old, new, other = after.lines
    assert (old.id, old.effective_to, old.unit_price) == (1, date(2026, 6, 30), cents(1_000))
    assert (new.id, new.effective_from, new.unit_price, new.sort) == (100, JULY, cents(1_050), 3)
    assert other == line(2)
    assert [mark.line_id for mark in marks] == [1]
    assert after.version == 2


@pytest.mark.parametrize("day", [TODAY, date(2026, 3, 1), date(1, 1, 1), date(2026, 4, 1)])
def test_a_day_that_is_here_or_long_gone_counts_from_the_next_invoice_on(day):
    assert counts_from(MONTHLY, day, TODAY) == date(2026, 4, 1)


def test_an_invoice_that_waits_since_before_the_day_keeps_its_price():
    late = replace(MONTHLY, next_index=1)
    assert date_of(late.recurrence, 1) == date(2026, 2, 1)
    assert counts_from(late, TODAY, TODAY) == TODAY


def test_a_day_that_was_billed_in_advance_counts_from_the_next_invoice_on():
    ahead = replace(MONTHLY, lead_days=40, next_index=4)
    assert counts_from(ahead, date(2026, 4, 1), TODAY) == date(2026, 5, 1)


def test_a_paused_schedule_is_changed_and_one_that_is_over_is_not():
    assert counts_from(paused(MONTHLY), JULY, TODAY) == JULY
    assert counts_from(replace(MONTHLY, state="completed"), JULY, TODAY) is None
    assert counts_from(replace(MONTHLY, end=TODAY), JULY, TODAY) is None


def test_a_schedule_that_is_over_before_the_day_is_not_changed():
    assert counts_from(replace(MONTHLY, end=date(2026, 6, 30)), JULY, TODAY) is None
    assert counts_from(MONTHLY, date.max, TODAY) is None
    assert counts_from(replace(MONTHLY, max_occurrences=6), JULY, TODAY) is None
    assert counts_from(replace(MONTHLY, max_occurrences=7), JULY, TODAY) == JULY


def test_a_line_that_only_begins_later_is_changed_in_place_and_one_that_has_ended_is_left():
    later = line(1, effective_from=date(2026, 8, 1))
    gone = line(2, effective_to=date(2026, 6, 30))

    after, _ = change(of(later, gone))

    assert after.lines == (replace(later, unit_price=cents(1_050)), gone)
    assert reasons(of(later, gone)) == ["", "ended"]


def test_a_schedule_that_has_billed_nothing_is_changed_in_place():
    new = of(line(1), next_index=0, generated=0)
    after, _ = change(new, day=START)
    assert after.lines == (line(1, price=1_050),)


def test_once_the_day_is_there_the_old_line_is_gone_by_and_nothing_else_is():
    after, _ = change(of(line(1), line(2, effective_to=date(2026, 2, 1))), PriceRule(percent=SCALE, text="1"))
    assert gone_by(after.lines, JULY) == {1}
    assert gone_by(after.lines, JULY - timedelta(1)) == frozenset()


def test_a_line_that_comes_once_is_never_doubled():
    once = line(1, one_time=True)
    assert reasons(of(once)) == ["one_time"]
    assert reasons(of(replace(once, used_on=START))) == ["ended"]
    assert change(of(once), day=TODAY)[0].lines == (line(1, price=1_050, one_time=True),)


def test_prices_of_the_catalog_are_left_out_whichever_way_a_line_follows_it():
    by_line = replace(line(1), product_id=7, unit_price=None)
    by_schedule = replace(line(2), product_id=7)
    assert reasons(of(by_line, by_schedule)) == ["follows_catalog", ""]
    assert reasons(of(by_line, by_schedule, line(3), prices="catalog")) == [
        "follows_catalog",
        "follows_catalog",
        "",
    ]


def test_what_has_no_price_another_currency_or_one_below_nought_is_left_out_with_the_reason():
    bare = replace(line(1), unit_price=None)
    assert reasons(of(bare, line(2, price=-100))) == ["no_price", "negative"]
    assert reasons(of(line(1)), PriceRule(amount=SCALE, currency="USD")) == ["other_currency"]
    assert reasons(of(line(1, price=0))) == ["unchanged"]


def test_tiers_change_tier_by_tier():
    tiers = (Tier(10 * SCALE, cents(300)), Tier(None, cents(250)))
    tiered = replace(line(1), tiers=tiers, tier_mode="graduated", unit_price=None, product_id=7)

    after, marks = change(of(tiered))

    assert prices_of(after.lines[1]) == (cents(315), cents(263))
    assert [tier.up_to for tier in after.lines[1].tiers] == [10 * SCALE, None]
    assert taken_back(after, marks).lines == (tiered,)


@pytest.mark.parametrize(
    ("price", "percent", "becomes"),
    [
        (cents(1_050), 5 * SCALE, cents(1_103)),  # 11.025 is half up
        (cents(1_010), 5 * SCALE, cents(1_061)),
        (cents(3_250), 76_923, cents(3_500)),
        (35, 50 * SCALE, 53),  # parts of a cent stay parts of a cent
        (12_5000, 3 * SCALE, 12_8750),
        (cents(1_000), -100 * SCALE, 0),
    ],
)
def test_a_percentage_is_rounded_half_up_to_the_minor_unit(price, percent, becomes):
    assert new_price(price, PriceRule(percent=percent)) == becomes


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        (PriceRule(), "nothing_typed"),
        (PriceRule(percent=SCALE, amount=SCALE), "nothing_typed"),
        (PriceRule(percent=0), "price_change_is_nothing"),
        (PriceRule(amount=0, currency="EUR"), "price_change_is_nothing"),
        (PriceRule(percent=10_000 * SCALE), "out_of_range"),
        (PriceRule(percent=-101 * SCALE), "out_of_range"),
        (PriceRule(amount=LIMIT * SCALE, currency="EUR"), "price_too_large"),
        (PriceRule(percent=SCALE, text="x" * 1_001), "too_long"),
        (PriceRule(percent=SCALE, text="a\x00b"), "control_character"),
    ],
)
def test_rubbish_is_rejected_with_its_reason(rule, code):
    with pytest.raises(Rejected) as found:
        require_rule(rule)
    assert [problem.code for problem in found.value.problems] == [code]


def test_a_price_below_nought_or_beyond_all_bounds_is_wrong():
    down = PriceRule(amount=-cents(1_001), currency="EUR")
    up = PriceRule(amount=LIMIT * SCALE - 1, currency="EUR")
    assert reasons(of(line(1)), down) == ["below_zero"]
    assert reasons(of(line(1)), up) == ["too_large"]


def test_words_and_product_name_the_lines():
    lines = (replace(line(1), description="Laptops, gold care"), replace(line(2), product_id=8))
    assert len(plan_change(of(*lines), PriceRule(percent=SCALE, text="care LAPTOP"), JULY, EUR)) == 1
    assert len(plan_change(of(*lines), PriceRule(percent=SCALE, product_id=8), JULY, EUR)) == 1
    assert plan_change(of(*lines), PriceRule(percent=SCALE, text="server"), JULY, EUR) == ()
    unnamed = replace(lines[1], description="")
    assert len(plan_change(of(unnamed), PriceRule(percent=SCALE, text="silver"), JULY, EUR)) == 1


def test_once_a_date_from_the_day_on_is_dealt_with_it_cant_be_taken_back():
    after, marks = change(of(line(1)), day=TODAY)
    with pytest.raises(Refused, match="price_change_is_billed"):
        taken_back(passed(after, 3, billed=True), marks)


@pytest.mark.parametrize(
    "edit",
    [
        lambda old, new: (old, replace(new, unit_price=cents(5))),
        lambda old, new: (replace(old, effective_to=None), new),
        lambda old, new: (replace(old, unit_price=1), new),
        lambda old, _new: (old,),
        lambda _old, new: (new,),
        lambda _old, _new: (),
    ],
)
def test_lines_that_were_edited_since_are_not_taken_back(edit):
    after, marks = change(of(line(1)))
    with pytest.raises(Refused, match="price_change_is_edited"):
        taken_back(replace(after, lines=edit(*after.lines)), marks)


def test_an_edit_of_both_lines_alike_is_kept_when_it_is_taken_back():
    after, marks = change(of(line(1)))
    renamed = tuple(replace(one, description="Renamed") for one in after.lines)
    assert taken_back(replace(after, lines=renamed), marks).lines == (
        replace(line(1), description="Renamed"),
    )
