"""The list of schedules: order, pages, filters, and what a row tells."""

from datetime import date, timedelta

import pytest

from billdesk.domain import lists
from billdesk.domain.lists import Part, Sort
from billdesk.domain.schedule_list import ScheduleFilter
from billdesk.storage.schedule_pages import SORTS as SCHEDULE_SORTS
from billdesk.storage.schedule_pages import ScheduleQuestion
from billdesk.storage.search import folded
from billdesk.storage.work import Work
from support.ledger import AT, TODAY, a_schedule, add_customers, an_invoice
from support.oracle import NAMES, a_store, ids, plan, statements

SCHEDULES = [
    a_schedule(1, customer_id=2, title="Über alles"),
    a_schedule(2, customer_id=1, title="alarm", state="paused"),
    a_schedule(3, customer_id=5, title="Backup", state="cancelled"),
    a_schedule(4, customer_id=2, title="Backup", start=TODAY - timedelta(5), currency="USD"),
    a_schedule(5, customer_id=3, title="", state="cancelled"),
    a_schedule(6, customer_id=4, title="Zebra", failures=2, failure="price_is_missing", start=TODAY),
]


def schedule_order(one, key):
    name = folded(NAMES[one.customer_id - 1])
    if key == "customer":
        return name, one.customer_id
    return folded(one.title) if key == "title" else (one.next_date is None, one.next_date or date.max)


@pytest.fixture
def scheduled(each_office):
    with each_office.work() as work:
        add_customers(work, *NAMES)
        work.schedules.add(SCHEDULES)
        work.invoices.add([(an_invoice(1, schedule_id=1, billing_date=TODAY), None)], AT)
        work.schedules.keep_progress([SCHEDULES[0]], {1: 1})
        work.commit()
    return each_office.store


def schedule_page(store, wanted, sort, part=lists.TOP):
    with Work(store, writes=False) as work:
        return work.lists.schedule_page(ScheduleQuestion(wanted, sort, TODAY, "EUR"), part)


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("key", SCHEDULE_SORTS)
def test_schedules_come_in_order_page_by_page_either_way(scheduled, key, descending):
    sort = Sort(key, descending)
    ordered = sorted(SCHEDULES, key=lambda one: (schedule_order(one, key), one.id), reverse=descending)
    expected = [one.id for one in ordered]

    everything = schedule_page(scheduled, ScheduleFilter(), sort)
    assert ids(everything) == expected
    for size in (1, 2, 4):
        seen, part = [], Part(size)
        while (found := schedule_page(scheduled, ScheduleFilter(), sort, part)).rows:
            seen, part = seen + ids(found), Part(size, after=found.last)
        assert seen == expected
        seen, part = [], Part(size, before=everything.last)
        while (found := schedule_page(scheduled, ScheduleFilter(), sort, part)).rows:
            seen, part = ids(found) + seen, Part(size, before=found.first)
        assert seen == expected[:-1]
    for offset in range(8):
        found = schedule_page(scheduled, ScheduleFilter(), sort, Part(2, offset=offset))
        assert ids(found) == expected[offset : offset + 2]


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (ScheduleFilter(states=frozenset({"active"})), {1, 4, 6}),
        (ScheduleFilter(states=frozenset({"paused", "cancelled"})), {2, 3, 5}),
        (ScheduleFilter(customer_id=2), {1, 4}),
        (ScheduleFilter(failed=True), {6}),
        (ScheduleFilter(ids=(2, 5, 99)), {2, 5}),
        (ScheduleFilter(failed=False, text="dent back"), {3, 4}),
        (ScheduleFilter(text="managed UBER"), {1}),
        (ScheduleFilter(text="schedule-5"), {5}),
        (ScheduleFilter(text="100%_"), set()),
    ],
)
def test_schedules_are_filtered(scheduled, wanted, expected):
    found = schedule_page(scheduled, wanted, Sort("title"))
    with Work(scheduled, writes=False) as work:
        sums = work.lists.schedule_sums(wanted)

    assert set(ids(found)) == expected
    assert sum(count for state, count in sums.items() if state in (wanted.states or sums)) == len(expected)


def test_a_row_of_a_schedule_tells_its_last_invoice_and_its_currency(scheduled):
    rows = {row.id: row for row in schedule_page(scheduled, ScheduleFilter(), Sort("title")).rows}

    assert (rows[1].last_invoice_id, rows[1].last_status, rows[1].currency) == (1, "draft", "EUR")
    assert (rows[4].last_invoice_id, rows[4].last_status, rows[4].currency) == (None, None, "USD")
    assert (rows[6].failures, rows[6].failure, rows[6].customer) == (2, "price_is_missing", "Bolt")


@pytest.mark.parametrize("key", SCHEDULE_SORTS)
def test_schedules_are_read_along_an_index(tmp_path, key):
    with a_store(tmp_path, []) as store:
        with statements(store) as seen:
            schedule_page(store, ScheduleFilter(), Sort(key))
        plans = [plan(store, *one) for one in seen if one[0].startswith("SELECT")]

    assert plans
    assert not [step for steps in plans for step in steps if "TEMP B-TREE" in step], plans
