"""Pages and sums of invoices against an oracle; and that no page costs more as a shop grows."""

import itertools
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billdesk.domain.lists import STATUSES, InvoiceFilter, Part, Sort
from billdesk.storage import invoice_filters
from billdesk.storage.engine import open_store
from billdesk.storage.invoice_pages import SORTS
from billdesk.storage.work import Work
from support.ledger import TODAY
from support.oracle import (
    DAYS,
    LOOSE,
    MADE,
    NAMES,
    ONE_OF_EACH,
    Oracle,
    a_store,
    ids,
    page,
    plan,
    statements,
    write,
)

SOME = st.none() | DAYS.map(lambda it: TODAY + timedelta(it))
WANTED = st.builds(
    InvoiceFilter,
    statuses=st.frozensets(st.sampled_from(STATUSES), max_size=3),
    customer_id=st.none() | st.integers(1, len(NAMES)),
    schedule_id=st.sampled_from([None, None, None, 1]),
    date_from=SOME,
    date_to=SOME,
    amount_from=st.none() | st.integers(0, 300),
    amount_to=st.none() | st.integers(0, 300),
    emailed=st.sampled_from([None, None, True, False]),
    recurring=st.sampled_from([None, None, True, False]),
    has_payment=st.sampled_from([None, None, True, False]),
    paid_from=st.none() | SOME,
    ids=st.just(()) | st.lists(st.integers(1, 30), max_size=8).map(tuple),
    text=st.sampled_from(
        ["", "", "", "ton", "backup größe", "lodz", "seats inv", "inv-00", '"*) OR', "acme"]
    ),
)
SORT = st.builds(Sort, st.sampled_from(SORTS), st.booleans())


def walk(store, wanted, sort, size, backwards=False):
    """Page after page from one end to the other."""
    first = page(store, wanted, sort, Part(size))
    if backwards:
        everything = page(store, wanted, sort, Part(10_000))
        seen, key = [everything.rows[-1].id] if everything.rows else [], everything.last
        while key is not None:
            found = page(store, wanted, sort, Part(size, before=key))
            seen, key = ids(found) + seen, found.first
        return seen
    seen, key = ids(first), first.last
    while key is not None:
        found = page(store, wanted, sort, Part(size, after=key))
        seen, key = seen + ids(found), found.last
    return seen


def check(store, wanted, sort, size):
    expected = Oracle(store).found(wanted, sort)

    assert ids(page(store, wanted, sort, Part(1000))) == expected
    assert walk(store, wanted, sort, size) == expected
    assert walk(store, wanted, sort, size, backwards=True) == expected
    for offset in range(0, len(expected) + 2, 3):
        assert ids(page(store, wanted, sort, Part(size, offset=offset))) == expected[offset : offset + size]
    with Work(store, writes=False) as work:
        assert work.lists.invoice_sums(wanted, TODAY) == Oracle(store).sums(wanted)


@LOOSE
@given(made=st.lists(MADE, max_size=14), asked=st.lists(st.tuples(WANTED, SORT), min_size=1, max_size=6))
def test_pages_and_sums_are_what_sorting_and_filtering_in_python_gives(tmp_path, made, asked):
    with a_store(tmp_path, made) as store:
        for wanted, sort in asked:
            check(store, wanted, sort, size=3)


@LOOSE
@given(made=st.lists(MADE, max_size=14), asked=st.lists(st.tuples(WANTED, SORT), min_size=1, max_size=6))
def test_the_same_comes_of_walking_an_index_where_no_filter_leaves_few(tmp_path, made, asked):
    with a_store(tmp_path, made) as store, pytest.MonkeyPatch.context() as patch:
        patch.setattr(invoice_filters.Narrowing, "few", -1)
        for wanted, sort in asked:
            check(store, wanted, sort, size=4)


@pytest.mark.postgres
def test_postgresql_answers_the_same_as_the_oracle(postgres_shop):
    store = open_store(postgres_shop)
    write(store, ONE_OF_EACH)
    asked = [
        InvoiceFilter(),
        InvoiceFilter(statuses=frozenset({"overdue", "paid"})),
        InvoiceFilter(customer_id=2, has_payment=True),
        InvoiceFilter(text="ton acme"),
        InvoiceFilter(text="lodz"),
        InvoiceFilter(text="'); DROP TABLE invoices & | ! : *"),
        InvoiceFilter(paid_from=TODAY - timedelta(10)),
        InvoiceFilter(amount_from=50, amount_to=100, recurring=True),
    ]
    for wanted, key, descending in itertools.product(asked, SORTS, (False, True)):
        check(store, wanted, Sort(key, descending), size=4)
    store.close()


OFFERED = {
    "any": InvoiceFilter(),
    **{name: InvoiceFilter(statuses=frozenset({name})) for name in STATUSES},
    "unpaid": InvoiceFilter(statuses=frozenset({"open", "overdue", "partly_paid"})),
    "customer": InvoiceFilter(customer_id=1),
    "dates": InvoiceFilter(date_from=TODAY - timedelta(30), date_to=TODAY),
    "amounts": InvoiceFilter(amount_from=50, amount_to=100),
    "e-mailed": InvoiceFilter(emailed=True),
    "recurring": InvoiceFilter(recurring=True),
    "has payment": InvoiceFilter(has_payment=True),
    "ticket": InvoiceFilter(ticket_id=1),
    "schedule": InvoiceFilter(schedule_id=1),
    "paid this month": InvoiceFilter(statuses=frozenset({"paid"}), paid_from=TODAY.replace(day=1)),
    "words": InvoiceFilter(text="ton acme"),
}


@pytest.mark.parametrize("name", OFFERED)
@pytest.mark.parametrize("key", SORTS)
def test_no_page_reads_a_table_from_end_to_end_or_sorts_more_than_few_rows(stocked, key, name, monkeypatch):
    """Many rows: an index gives them in their order. Few rows, found by an index, may be sorted."""
    for few in (False, True):
        if not few:
            monkeypatch.setattr(invoice_filters.Narrowing, "few", -1)
        with statements(stocked) as seen:
            start = page(stocked, OFFERED[name], Sort(key), Part(2)).last
            page(stocked, OFFERED[name], Sort(key, descending=False), Part(2, offset=3))
            if start:
                page(stocked, OFFERED[name], Sort(key), Part(2, after=start))
                page(stocked, OFFERED[name], Sort(key), Part(2, before=start))
        monkeypatch.undo()
        for statement, parameters in seen:
            if statement.startswith(("BEGIN", "PRAGMA")):
                continue
            steps = plan(stocked, statement, parameters)
            assert not [step for step in steps if reads_all(step)], steps
            if not few:
                assert not [step for step in steps if "TEMP B-TREE" in step], steps


def reads_all(step):
    return step.startswith("SCAN invoices") and "USING" not in step


@pytest.mark.parametrize("key", SORTS)
@pytest.mark.parametrize("name", OFFERED)
def test_a_page_takes_few_statements_however_many_rows_it_has(stocked, key, name):
    with statements(stocked) as seen:
        page(stocked, OFFERED[name], Sort(key), Part(1000))

    asked = [statement for statement, _ in seen if statement.startswith("SELECT")]
    assert len(asked) <= (len(STATUSES) + 1 if key == "status" else 2)
