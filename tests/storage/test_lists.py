"""Lists against an oracle that reads every row and sorts and filters it in Python; and the plans behind them."""

import itertools
import shutil
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event, text
from support.ledger import AT, TODAY, a_schedule, add_customers, an_invoice, an_issue, pay

from billdesk.domain import lists
from billdesk.domain.lists import STATUSES, CurrencySum, InvoiceFilter, Part, ScheduleFilter, Sort
from billdesk.domain.payment import Allocation
from billdesk.storage import invoice_filters
from billdesk.storage.engine import open_store
from billdesk.storage.invoice_pages import SORTS
from billdesk.storage.schedule_pages import SORTS as SCHEDULE_SORTS
from billdesk.storage.schedule_pages import ScheduleQuestion
from billdesk.storage.search import folded, words_of
from billdesk.storage.work import Work

NAMES = ("Ärzte am Markt", "acme Dental", "Zoë & Co", "Bolt", "acme dental")
WORDS = ("Toner", "Backup-Größe", "INV", "Łódź", "seat", "seats")
LOOSE = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@dataclass(frozen=True)
class Made:
    """What one invoice of a test is made of."""

    customer: int
    day: int  # from today
    due: int
    amount: int
    fate: str
    currency: str
    title: str
    recurring: bool
    sent: str
    settled: int  # the day of payment, from today


FATES = ("draft", "open", "partly", "paid", "void", "credit", "credit used", "given up")
DAYS = st.integers(-40, 20)
MADE = st.builds(
    Made,
    customer=st.integers(1, len(NAMES)),
    day=DAYS,
    due=DAYS,
    amount=st.integers(0, 6).map(lambda it: it * 50),
    fate=st.sampled_from(FATES),
    currency=st.sampled_from(["EUR", "USD"]),
    title=st.lists(st.sampled_from(WORDS), max_size=3).map(" ".join),
    recurring=st.booleans(),
    sent=st.sampled_from(["", "sent", "queued"]),
    settled=DAYS,
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
    text=st.sampled_from(["", "", "", "ton", "backup größe", "lodz", "seats inv", "inv-00", '"*) OR', "acme"]),
)
SORT = st.builds(Sort, st.sampled_from(SORTS), st.booleans())


def write(store, made):
    """Put invoices on file through the repositories; returns what the oracle knows of each."""
    with Work(store) as work:
        add_customers(work, *NAMES)
        work.schedules.add([a_schedule()])
        for key, one in enumerate(made, 1):
            _write_one(work, key, one)
        work.commit()


def _write_one(work, key, one):
    amount = one.amount or (0 if one.fate in ("draft", "open", "void", "credit") else 50)
    credit = one.fate.startswith("credit")
    invoice = an_invoice(
        key,
        amount,
        customer_id=one.customer,
        addressee=(NAMES[one.customer - 1],),
        date=TODAY + timedelta(one.day),
        due_date=TODAY + timedelta(one.due),
        currency=one.currency,
        title=one.title,
        kind="credit_note" if credit else "invoice",
        schedule_id=1 if one.recurring else None,
        billing_date=date(2000, 1, 1) + timedelta(key) if one.recurring else None,
    )
    if one.fate == "draft":
        work.invoices.add([(invoice, None)], AT)
        return
    work.invoices.add([(invoice, an_issue(work, f"INV-{key:05}", key, one.sent))], AT)
    day = TODAY + timedelta(one.settled)
    if one.fate == "void":
        work.invoices.void(key)
    elif one.fate == "partly" and amount > 1:
        pay(work, key, invoice, amount // 2, day)
    elif one.fate == "paid":
        pay(work, key, invoice, amount, day)
    elif one.fate == "given up":
        work.payments.write_off(key, amount, day, "bankrupt", AT)
    elif one.fate == "credit used":
        target = replace(invoice, id=1000 + key, kind="invoice", schedule_id=None, billing_date=None)
        work.invoices.add([(target, an_issue(work, f"INV-{target.id}", target.id))], AT)
        work.payments.allocate([Allocation(target.id, amount, day, credit_note_id=key)], AT)


class Oracle:
    """Reads everything, and answers by plain Python."""

    def __init__(self, store):
        query = "SELECT i.*, t.words FROM invoices i JOIN invoice_texts t ON t.id = i.id"
        with store.transaction(writes=False) as connection:
            self.rows = [dict(row) for row in connection.execute(text(query)).mappings()]
        for row in self.rows:
            for name in ("day", "due_day", "settled_on"):
                if isinstance(row[name], str):
                    row[name] = date.fromisoformat(row[name])
            row["status"] = status(row)

    def found(self, wanted, sort):
        rows = [row for row in self.rows if fits(row, wanted)]
        rows.sort(key=lambda row: (order(row, sort.key), row["id"]), reverse=sort.descending)
        return [row["id"] for row in rows]

    def sums(self, wanted):
        sums = {}
        for row in self.rows:
            if fits(row, wanted):
                sign = -1 if row["kind"] == "credit_note" else 1
                count, total, balance = sums.get(row["currency"], (0, 0, 0))
                sums[row["currency"]] = count + 1, total + sign * row["total"], balance + sign * row["balance"]
        return tuple(CurrencySum(name, *sums[name]) for name in sorted(sums))


def status(row):
    if row["state"] != "issued":
        return row["state"]
    if row["kind"] == "credit_note":
        return "credit"
    if row["settled"] >= row["total"]:
        return "paid"
    if row["due_day"] < TODAY:
        return "overdue"
    return "partly_paid" if row["settled"] else "open"


def order(row, key):
    return {
        "number": row["number"] or "",
        "customer": folded(row["customer_name"]),
        "date": row["day"],
        "due_date": row["due_day"],
        "status": (STATUSES.index(row["status"]), row["due_day"]),
        "total": row["total"],
        "balance": row["balance"],
    }[key]


def fits(row, wanted):
    kept = row["words"].split()
    became_paid = (row["settled_on"] or row["day"]) if row["status"] == "paid" else None
    return all(
        (
            not wanted.statuses or row["status"] in wanted.statuses,
            wanted.customer_id in (None, row["customer_id"]),
            wanted.schedule_id in (None, row["schedule_id"]),
            wanted.ticket_id in (None, row["ticket_id"]),
            wanted.date_from is None or row["day"] >= wanted.date_from,
            wanted.date_to is None or row["day"] <= wanted.date_to,
            wanted.amount_from is None or row["total"] >= wanted.amount_from,
            wanted.amount_to is None or row["total"] <= wanted.amount_to,
            wanted.emailed in (None, row["sent"] == "sent"),
            wanted.recurring in (None, row["schedule_id"] is not None),
            wanted.has_payment in (None, row["settled"] > row["written_off"]),
            wanted.paid_from is None or (became_paid is not None and became_paid >= wanted.paid_from),
            not wanted.ids or row["id"] in wanted.ids,
            all(any(have.startswith(word) for have in kept) for word in words_of(wanted.text)),
        )
    )


_stores = itertools.count(1)


def empty_copy(folder):
    """The path of an empty shop; it is made once, and copied for each example."""
    first, path = folder / "empty.billdesk", folder / f"lists-{next(_stores)}.billdesk"
    if not first.exists():
        open_store(first).close()
    shutil.copy(first, path)
    return path


@contextmanager
def a_store(folder, made):
    store = open_store(empty_copy(folder))
    try:
        write(store, made)
        yield store
    finally:
        store.close()


def page(store, wanted, sort, part=lists.TOP):
    with Work(store, writes=False) as work:
        return work.lists.invoice_page(wanted, sort, TODAY, part)


def ids(found):
    return [row.id for row in found.rows]


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
        patch.setattr(invoice_filters.Narrowing, "__init__", none_is_few)
        for wanted, sort in asked:
            check(store, wanted, sort, size=4)


def none_is_few(self, found, _few=0):
    object.__setattr__(self, "ids", found)
    object.__setattr__(self, "few", -1)


ONE_OF_EACH = [
    Made(at % 5 + 1, at % 7 - 9, at % 11 - 5, at % 4 * 50, fate, "EUR", WORDS[at % 6], at % 2 == 0, "sent", -at)
    for at, fate in enumerate(FATES * 3)
]


@pytest.mark.postgres
def test_postgresql_answers_the_same_as_the_oracle(postgres_url):
    store = open_store(postgres_url)
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


@LOOSE
@given(made=st.lists(MADE, max_size=14), move=st.integers(-30, 30))
def test_the_picture_at_a_glance_is_what_counting_gives(tmp_path, made, move):
    with a_store(tmp_path, made) as store, Work(store, writes=False) as work:
        glance = work.lists.glance(TODAY, "EUR")
        rows = Oracle(store).rows

    month = TODAY.replace(day=1)
    for cell in glance.cells:
        mine = [row for row in rows if row["status"] == cell.status]
        if cell.status == "paid":
            mine = [row for row in mine if (row["settled_on"] or row["day"]) >= month]
        name = "total" if cell.status in ("draft", "paid") else "balance"
        assert cell.count == len(mine)
        assert cell.amount == sum(row[name] for row in mine if row["currency"] == "EUR")
        assert sum(other.count for other in cell.others) == sum(row["currency"] == "USD" for row in mine)
    issued = [row for row in rows if row["state"] == "issued" and row["currency"] == "EUR"]
    assert [one.month for one in glance.months][::11] == [date(2025, 4, 1), date(2026, 3, 1)]
    for one in glance.months:
        mine = [row for row in issued if row["day"].replace(day=1) == one.month and row["day"] <= TODAY.replace(day=31)]
        signed = sum(row["total"] * (-1 if row["kind"] == "credit_note" else 1) for row in mine)
        assert (one.count, one.amount) == (len(mine), signed)


@LOOSE
@given(made=st.lists(MADE, max_size=12), deleted=st.sets(st.integers(1, 12)))
def test_kept_sums_equal_a_recount_and_keep_no_empty_rows(tmp_path, made, deleted):
    with a_store(tmp_path, made) as store:
        drafts = {key for key, one in enumerate(made, 1) if one.fate == "draft"}
        with Work(store) as work:
            for key in drafts & deleted:
                work.invoices.delete_draft(key)
            work.commit()
        with store.transaction(writes=False) as connection:
            kept = {tuple(row) for row in connection.execute(text("SELECT * FROM tallies WHERE bucket <> 'month'"))}
            recount = {tuple(row) for row in connection.execute(text(RECOUNT))}

    assert kept == recount


RECOUNT = """SELECT bucket, CASE WHEN bucket IN ('open', 'partly_paid') THEN due_day
WHEN bucket = 'paid' THEN coalesce(settled_on, day) ELSE day END AS at, currency, count(*), sum(total), sum(balance)
FROM invoices GROUP BY 1, 2, 3"""


# How it is done: statements and plans.


@contextmanager
def statements(store):
    """The statements that the database is given, with their values."""
    seen = []

    def listen(_connection, _cursor, statement, parameters, *_rest):
        seen.append((statement, parameters))

    event.listen(store.engine, "before_cursor_execute", listen)
    try:
        yield seen
    finally:
        event.remove(store.engine, "before_cursor_execute", listen)


def plan(store, statement, parameters):
    with store.transaction(writes=False) as connection:
        return [row[3] for row in connection.exec_driver_sql("EXPLAIN QUERY PLAN " + statement, parameters)]


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


@pytest.fixture(scope="module")
def stocked(tmp_path_factory):
    with a_store(tmp_path_factory.mktemp("stocked"), ONE_OF_EACH) as store:
        yield store


@pytest.mark.parametrize("name", OFFERED)
@pytest.mark.parametrize("key", SORTS)
def test_no_page_reads_a_table_from_end_to_end_or_sorts_more_than_few_rows(stocked, key, name, monkeypatch):
    """Many rows: an index gives them in their order. Few rows, found by an index, may be sorted."""
    for few in (False, True):
        if not few:
            monkeypatch.setattr(invoice_filters.Narrowing, "__init__", none_is_few)
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


def test_the_picture_at_a_glance_reads_the_kept_sums_alone_by_their_key(stocked):
    with statements(stocked) as seen, Work(stocked, writes=False) as work:
        work.lists.glance(TODAY, "EUR")
        work.lists.invoice_sums(InvoiceFilter(statuses=frozenset({"open", "overdue"})), TODAY)
    asked = [one for one in seen if one[0].startswith("SELECT")]

    assert len(asked) == 2
    assert all("FROM invoices" not in statement for statement, _ in asked)
    assert all("SCAN tallies" not in step for one in asked for step in plan(stocked, *one))


# Schedules and customers.


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


def test_customers_are_offered_by_any_part_of_their_name_in_order(each_office):
    with each_office.work() as work:
        add_customers(work, *NAMES)
        work.commit()
    with each_office.reading() as work:
        found = work.lists.customer_choices("DENT ac")
        everyone = work.lists.customer_choices("", limit=3)

    assert [(one.id, one.name) for one in found] == [(2, "acme Dental"), (5, "acme dental")]
    assert [one.id for one in everyone] == [2, 5, 1]
