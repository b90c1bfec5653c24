"""The report of time, counted by the database as the rules reckon it."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billdesk.domain.catalog import Product
from billdesk.domain.customer import Customer
from billdesk.domain.lists import Part, Sort
from billdesk.domain.ticket import Charge, Ticket, TimeEntry, minutes_to_bill
from billdesk.domain.time_report import BY, TimeFilter, TimeSums
from billdesk.storage.time_pages import GROUP_SORTS, LINE_SORTS, TimeQuestion
from support.values import some

ALL = TimeFilter()
LABOR = (
    Product(1, "bench", "Bench", "labor", minimum_minutes=30, increment_minutes=15),
    Product(2, "site", "On site", "labor", minimum_minutes=0, increment_minutes=0),
)
ENTRIES = (
    TimeEntry(1, 1, 20, 1, technician="Sam", day=date(2026, 1, 5), notes="a"),
    TimeEntry(2, 1, 31, 1, technician="Dana", started=datetime(2026, 1, 6, 9, tzinfo=UTC)),
    TimeEntry(3, 2, 50, 2, technician="Sam", day=date(2026, 1, 7)),
    TimeEntry(4, 2, 40, 1, billable=False, technician="Sam", day=date(2026, 1, 8)),
    TimeEntry(5, 3, 0, 1, technician=""),
    TimeEntry(6, 3, 10, 1, billed_minutes=5, technician="Dana", day=date(2026, 2, 1)),
)


def filled(work, entries=ENTRIES):
    """Three tickets of two customers; entry 3 is charged, entry 6 invoiced elsewhere."""
    work.customers.add([Customer(1, "acme", "Acme"), Customer(2, "bolt", "Bolt")])
    work.catalog.add_products(list(LABOR))
    work.tickets.add([Ticket(at, f"t{at}", 1 + at % 2, f"Job {at}", number=f"T-{at}") for at in (1, 2, 3)])
    work.tickets.add_time(list(entries))
    charges = [
        Charge(1, 2, 1, "Labor", 5_000, 100_0000, time_entry_id=3),
        Charge(2, 3, 2, "Labor", 5_000, 100_0000, time_entry_id=6, billed_elsewhere=True),
    ]
    work.tickets.add_charges([one for one in charges if any(e.id == one.time_entry_id for e in entries)])


def ids(page):
    return [row.id for row in page.rows]


@pytest.mark.parametrize("by", ["", *BY])
def test_pages_by_key_are_the_whole_list_from_either_end(each_office, by):
    with each_office.work() as work:
        filled(work)
        read = work.lists.time_groups if by else work.lists.time_lines
        for key in GROUP_SORTS if by else LINE_SORTS:
            for descending in (False, True):
                question = TimeQuestion(ALL, Sort(key, descending), by)
                whole = read(question, Part(50))
                first = read(question, Part(1))
                then = read(question, Part(50, after=first.last))
                back = read(question, Part(1, before=then.first))
                assert ids(first) + ids(then) == ids(whole), (by, key, descending)
                assert back.rows == first.rows
                assert read(question, Part(3, after=whole.last)).rows == ()
                assert (
                    len(set(ids(whole)))
                    == len(whole.rows)
                    == (work.lists.time_group_count(ALL, by) if by else 6)
                )


def test_groups_come_to_what_their_rows_come_to(each_office):
    with each_office.work() as work:
        filled(work)
        groups = {by: work.lists.time_groups(TimeQuestion(ALL, Sort("name", False), by)).rows for by in BY}
        assert [(one.key, one.name, one.sums.worked) for one in groups["customer"]] == [
            (1, "Acme", 90),
            (2, "Bolt", 61),
        ]
        assert [(one.key, one.sums.entries) for one in groups["technician"]] == [
            ("", 1),
            ("Dana", 2),
            ("Sam", 3),
        ]
        assert [one.name for one in groups["labor"]] == ["Bench", "On site"]
        total = work.lists.time_sums(ALL)
        assert total == TimeSums(6, 151, 30 + 45 + 50 + 0 + 0 + 5, 40, 75, 50, 5)
        for found in groups.values():
            assert sum(one.sums.billed for one in found) == total.billed
        assert work.lists.time_sums(TimeFilter(customer_id=99)) == TimeSums()


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (TimeFilter(date_from=date(2026, 1, 6), date_to=date(2026, 1, 7)), [2, 3]),
        (TimeFilter(date_to=date(2026, 1, 6)), [1, 2]),
        (TimeFilter(customer_id=1), [3, 4]),
        (TimeFilter(technician="Dana"), [2, 6]),
        (TimeFilter(technician=""), [5]),
        (TimeFilter(labor_id=2), [3]),
        (TimeFilter(billable=False), [4]),
        (TimeFilter(billable=True, technician="Sam"), [1, 3]),
        (TimeFilter(state="not_charged"), [1, 2, 5]),
        (TimeFilter(state="charged"), [3]),
        (TimeFilter(state="invoiced"), [6]),
    ],
)
def test_each_filter_finds_its_rows(each_office, wanted, found):
    with each_office.work() as work:
        filled(work)
        rows = work.lists.time_lines(TimeQuestion(wanted, Sort("day", False))).rows
        assert sorted(one.id for one in rows) == found
        assert work.lists.time_sums(wanted).entries == len(found)


def test_a_row_has_the_names_of_all_that_it_is_about(each_office):
    with each_office.work() as work:
        filled(work)
        rows = {one.id: one for one in work.lists.time_lines(TimeQuestion(ALL, Sort("day", True))).rows}
        one = rows[1]
        assert (one.day, one.ticket, one.subject, one.customer, one.technician) == (
            date(2026, 1, 5), "T-1", "Job 1", "Bolt", "Sam"
        )  # fmt: skip
        assert (one.labor, one.notes, one.worked, one.billed, one.billable, one.state) == (
            "Bench", "a", 20, 30, True, "not_charged"
        )  # fmt: skip
        assert (rows[2].day, rows[5].day) == (date(2026, 1, 6), None)
        assert (rows[3].state, rows[6].state, rows[4].billable) == ("charged", "invoiced", False)


@some
@given(
    st.lists(
        st.builds(
            TimeEntry,
            id=st.just(0),
            ticket_id=st.integers(1, 3),
            minutes=st.integers(0, 1_000_000),
            labor_id=st.sampled_from([1, 2]),
            billable=st.booleans(),
            billed_minutes=st.none() | st.integers(0, 1_000_000),
            day=st.none() | st.dates(date(2000, 1, 1)),
        ),
        min_size=1,
        max_size=6,
    )
)
def test_the_database_bills_each_minute_as_the_rules_do(each_office, entries):
    entries = [replace(one, id=100 + at) for at, one in enumerate(entries)]
    with each_office.work() as work:
        filled(work, entries)
        rows = work.lists.time_lines(TimeQuestion(ALL, Sort("day", False)), Part(50)).rows
        expected = {one.id: minutes_to_bill(one, LABOR[one.labor_id - 1]) for one in entries}
        assert {one.id: one.billed for one in rows} == expected
        assert work.lists.time_sums(ALL).billed == sum(expected.values())


def test_a_span_of_days_is_read_along_an_index(office):
    with office.work() as work:
        filled(work)
        wanted = TimeFilter(date_from=date(2026, 1, 1), date_to=date(2026, 1, 31))
        seen = []
        reader = work.lists._reader
        plain = reader._ask
        reader._ask = lambda sql, values: (seen.append((sql, values)), plain(sql, values))[1]
        work.lists.time_lines(TimeQuestion(wanted, Sort("day", True)))
        work.lists.time_groups(TimeQuestion(wanted, Sort("worked", True), "customer"))
        work.lists.time_sums(wanted)
        for sql, values in seen:
            plan = " ".join(str(row[3]) for row in plain(f"EXPLAIN QUERY PLAN {sql}", values))
            assert "SEARCH e USING INDEX ix_time_entries_day_sort_id" in plan, plan
            assert "SCAN e" not in plan
