"""Schedules, their lines and their occurrences on file."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billdesk.domain.calendar import Recurrence
from billdesk.domain.catalog import Product
from billdesk.domain.counting import Counter, Measure, Tier
from billdesk.domain.errors import Conflict, Missing
from billdesk.domain.history import Occurrence
from billdesk.domain.schedule import Pending, Schedule, ScheduleLine, cancelled, passed, paused
from billdesk.domain.tax import Tax
from billdesk.domain.terms import Terms
from support.ledger import AT, TODAY, a_schedule, add_customers, an_invoice
from support.values import AMOUNTS, DISCOUNTS, TEXTS, some, values_of

PRICES = st.none() | AMOUNTS
LINES = values_of(
    ScheduleLine,
    id=1,
    type="asset",
    product_id=st.sampled_from([None, 1]),
    quantity=AMOUNTS,
    unit_price=PRICES,
    counter=st.none() | values_of(Counter),
    measure=values_of(Measure, included=AMOUNTS, minimum=PRICES, maximum=PRICES),
    tier_mode=st.sampled_from([None, "volume"]),
    tiers=st.lists(values_of(Tier, up_to=PRICES, unit_price=AMOUNTS), max_size=3).map(tuple),
    when_zero="keep",
)
GRIDS = values_of(
    Recurrence,
    frequency=st.sampled_from(["weekly", "monthly", "yearly"]),
    interval=st.integers(1, 9),
    billing_day=st.none() | st.integers(1, 32),
    implicit_day=st.none() | st.integers(1, 31),
)
PENDING = values_of(Pending, statuses=st.lists(TEXTS, max_size=2).map(tuple))
SCHEDULES = values_of(
    Schedule,
    id=1,
    customer_id=1,
    recurrence=GRIDS,
    lines=st.tuples() | st.tuples(LINES),
    contact_id=None,
    discount=DISCOUNTS,
    terms_id=st.sampled_from([None, 1]),
    lead_days=st.integers(0, 400),
    period=st.sampled_from([None, "advance", "arrears"]),
    prices="current",
    catch_up="latest",
    pending=st.none() | PENDING,
    state=st.sampled_from(["active", "paused", "completed", "cancelled"]),
    next_index=st.integers(0, 99),
)


@pytest.fixture
def work(each_office):
    """Three schedules of a customer: of today, of tomorrow, and a paused one of today."""
    with each_office.work() as work:
        add_customers(work, "Acme")
        tomorrow = a_schedule(2, TODAY + timedelta(days=1))
        work.schedules.add([a_schedule(1), tomorrow, paused(a_schedule(3))])
        yield work


def due(work, day):
    return [one.id for one in work.schedules.due(day)]


@some
@given(SCHEDULES)
def test_a_schedule_comes_back_as_it_went_in(each_office, schedule):
    with each_office.work() as work:
        add_customers(work, "Acme")
        work.catalog.add_taxes([Tax(1, "vat", "VAT", ())])
        work.catalog.add_terms([Terms(1, "net", "Net 14")])
        work.catalog.add_products([Product(1, "care", "Care")])
        work.schedules.add([schedule])

        assert work.schedules.by_ids([1]) == {1: schedule}
        assert work.schedules.by_ref(schedule.ref) == schedule
        assert work.schedules.all() == [schedule]


def test_a_count_limited_to_nothing_stays_limited(office):
    measure = Measure(maximum=0)
    line = ScheduleLine(1, "asset", "Spares", counter=Counter(asset_type="Spare"), measure=measure)
    with office.work() as work:
        add_customers(work, "Acme")
        work.schedules.add([a_schedule(lines=(line,))])

        assert work.schedules.all()[0].lines[0].measure == measure


def test_lines_keep_the_order_in_which_they_were_written_down(office):
    lines = tuple(ScheduleLine(key, "standard", f"Line {key}") for key in (3, 1, 2))
    with office.work() as work:
        add_customers(work, "Acme")
        work.schedules.add([a_schedule(lines=lines)])
        assert work.schedules.by_ids([1])[1].lines == lines

        work.schedules.replace(a_schedule(lines=lines[::-1], title="New"))
        assert (work.schedules.by_ids([1])[1].lines, work.schedules.all()[0].title) == (lines[::-1], "New")


def test_due_are_active_schedules_whose_day_has_come_without_their_lines(work):
    assert due(work, TODAY - timedelta(days=1)) == []
    assert due(work, TODAY) == [1]
    assert due(work, TODAY + timedelta(days=1)) == [1, 2]
    assert [one.lines for one in work.schedules.due(TODAY)] == [()]


def test_a_schedule_with_lead_days_is_due_before_its_date(work):
    work.schedules.replace(replace(a_schedule(1), lead_days=5))

    assert due(work, TODAY - timedelta(days=5)) == [1]
    found = {one.id: (day, first) for one, day, first in work.schedules.dates()}
    assert found[1] == (TODAY, TODAY - timedelta(days=5))
    assert found[3] == (TODAY, None)


def test_progress_moves_the_next_date_and_keeps_the_last_invoice_where_none_is_new(work):
    work.invoices.add([(an_invoice(7), None)], AT)
    first, other = work.schedules.by_ids([1, 2]).values()
    work.schedules.keep_progress([passed(first, 0, billed=True), other], {1: 7})
    assert work.schedules.last_invoices([1, 2]) == {1: 7}

    work.schedules.keep_progress([passed(passed(first, 0, billed=True), 1, billed=False)])

    assert work.schedules.last_invoices([1]) == {1: 7}
    after = work.schedules.by_ids([1])[1]
    assert (after.next_date, after.generated, after.last_index) == (date(2026, 5, 10), 1, 0)
    assert after.lines == first.lines


def test_a_cancelled_schedule_is_never_due(work):
    work.schedules.keep_progress([cancelled(a_schedule(1))])

    assert due(work, date(2999, 1, 1)) == [2]


def test_a_date_is_dealt_with_once(work):
    work.schedules.add_occurrences([Occurrence(1, 0, TODAY), Occurrence(2, 0, TODAY)], AT)

    with pytest.raises(Conflict, match="already_there"):
        work.attempt(lambda: work.schedules.add_occurrences([Occurrence(1, 0, TODAY, "skipped")], AT))


def test_occurrences_come_back_in_order_of_their_dates(work):
    dates = [TODAY + timedelta(days=31), TODAY]
    work.schedules.add_occurrences(
        [Occurrence(1, index, day, "skipped", reason="pause") for index, day in enumerate(dates)], AT
    )

    expected = [
        Occurrence(1, 1, TODAY, "skipped", None, "pause", 2),
        Occurrence(1, 0, dates[0], "skipped", None, "pause", 1),
    ]
    assert work.schedules.occurrences_of(1) == work.schedules.occurrences_of() == expected
    assert work.schedules.occurrences_of(2) == []


def test_the_invoice_before_is_that_of_the_last_billed_date_that_has_one(work):
    days = [TODAY + timedelta(days=30 * index) for index in range(5)]
    work.schedules.add_occurrences(
        [
            Occurrence(1, 0, days[0], invoice_id=7),
            Occurrence(1, 1, days[1]),
            Occurrence(1, 2, days[2], "skipped"),
            Occurrence(1, 3, days[3], invoice_id=8),
            Occurrence(2, 0, days[1], invoice_id=9),
        ],
        AT,
    )

    before = [work.schedules.invoice_before(1, day) for day in days]
    assert before == [None, 7, 7, 7, 8]
    assert work.schedules.invoice_before(3, TODAY) is None


def test_a_skipped_date_is_forgotten_and_a_billed_one_is_not(work):
    work.schedules.add_occurrences([Occurrence(1, 0, TODAY, "skipped"), Occurrence(2, 0, TODAY)], AT)

    assert work.schedules.forget_skipped(1, TODAY)
    assert not work.schedules.forget_skipped(1, TODAY)
    assert not work.schedules.forget_skipped(2, TODAY)


def test_a_draft_that_goes_leaves_its_date_dealt_with_and_the_invoice_before_as_the_last(work):
    later = TODAY + timedelta(days=31)
    work.invoices.add([(an_invoice(key, schedule_id=1), None) for key in (7, 8)], AT)
    work.schedules.add_occurrences(
        [Occurrence(1, 0, TODAY, invoice_id=7), Occurrence(1, 1, later, invoice_id=8)], AT
    )
    work.schedules.keep_progress([a_schedule(1)], {1: 8})

    work.schedules.forget_invoice(1, 8)

    assert work.schedules.last_invoices([1]) == {1: 7}
    assert [(one.state, one.invoice_id) for one in work.schedules.occurrences_of(1)] == [
        ("billed", 7),
        ("billed", None),
    ]


def test_failures_are_counted_until_an_occurrence_is_billed(work):
    assert work.failures.keep(1, "product_missing", {"product": "care"}, AT) == 1
    assert work.failures.keep(1, "no_usage", {"vendor": "Acronis"}, AT) == 2
    assert work.failures.of() == [(1, "no_usage", {"vendor": "Acronis"})]
    assert work.failures.of([2]) == []

    work.schedules.keep_progress([passed(work.schedules.by_ids([1])[1], 0, billed=True)])

    assert work.failures.of() == []


def test_one_time_lines_remember_the_date_that_billed_them(work):
    work.schedules.keep_used([10], TODAY)

    assert work.schedules.by_ids([1])[1].lines[0].used_on == TODAY
    assert work.schedules.by_ids([2])[2].lines[0].used_on is None


def test_a_schedule_is_found_by_its_ref_also_while_it_is_locked(work):
    work.schedules.lock([2, 1, 2])

    assert work.schedules.by_ref("schedule-2").id == 2
    assert work.schedules.refs([1, 3, 9]) == {1: "schedule-1", 3: "schedule-3"}
    with pytest.raises(Missing, match="schedule_missing"):
        work.schedules.by_ref("schedule-9")


def test_the_schedules_of_customers_come_oldest_first(each_office):
    with each_office.work() as work:
        add_customers(work, "Acme", "Bolt")
        work.schedules.add([a_schedule(1), a_schedule(2, customer_id=2), a_schedule(3)])

        assert [one.id for one in work.schedules.of_customers([2, 1, 9])] == [1, 2, 3]
        assert work.schedules.of_customers([]) == []
