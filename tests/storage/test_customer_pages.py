"""The list of customers: order, pages, filters, what they owe, and how it is read."""

from datetime import timedelta

import pytest

from billdesk.domain.customer import Contact
from billdesk.domain.customer_list import CustomerFilter, Owed
from billdesk.domain.lists import TOP, CurrencySum, Part, Sort
from billdesk.storage.customer_pages import SORTS, CustomerQuestion
from billdesk.storage.work import Work
from support.ledger import AT, TODAY, a_customer, a_schedule, an_invoice, an_issue, pay
from support.oracle import a_store, ids, plan, statements

NAMES = ("Übel", "acme", "Bolt", "acme", "Zebra")
OWES = {1: 500, 2: 0, 3: 250, 4: 250, 5: 0}
"""In the customer's own currency."""


def write(work):
    """Five customers: the third is owed in two currencies, the fourth pays in dollars, the fifth is away."""
    customers = [
        a_customer(at, name, address="1 Main St\nDover, DE 19904", email="a@b.example" if at == 1 else "")
        for at, name in enumerate(NAMES, 1)
    ]
    customers[3] = a_customer(4, "acme", currency="USD", phone="302 555")
    customers[4] = a_customer(5, "Zebra", active=False)
    work.customers.add(customers)
    work.customers.add_contacts([Contact(1, "ann", 2, "Ann", "ann@acme.example", billing=True)])
    past = TODAY - timedelta(3)
    made = [
        (1, 1, "EUR", 300, TODAY),
        (2, 1, "EUR", 200, past),
        (3, 3, "EUR", 250, TODAY),
        (4, 3, "USD", 70, past),
        (5, 4, "USD", 250, TODAY),
        (6, 2, "EUR", 90, TODAY),
    ]
    for key, owner, currency, total, due in made:
        invoice = an_invoice(key, total, customer_id=owner, currency=currency, due_date=due)
        work.invoices.add([(invoice, an_issue(work, f"INV-{key}", key))], AT)
    pay(work, 1, work.invoices.by_id(6), 90, TODAY + timedelta(6))
    work.invoices.add([(an_invoice(7, 999, customer_id=5), None)], AT)
    work.schedules.add([a_schedule(1, customer_id=1), a_schedule(2, customer_id=2, state="cancelled")])
    work.schedules.add([a_schedule(3, customer_id=3, state="paused")])


@pytest.fixture
def store(each_office):
    with each_office.work() as work:
        write(work)
        work.commit()
    return each_office.store


def page(store, wanted=None, sort=None, part=TOP):
    question = CustomerQuestion(wanted or CustomerFilter(), sort or Sort("name", False), TODAY, "EUR")
    with Work(store, writes=False) as work:
        return work.customer_lists.page(question, part)


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("key", SORTS)
def test_customers_come_in_order_page_by_page_either_way(store, key, descending):
    folded = {1: "ubel", 2: "acme", 3: "bolt", 4: "acme", 5: "zebra"}
    values = folded if key == "name" else OWES
    expected = sorted(folded, key=lambda at: (values[at], at), reverse=descending)
    sort = Sort(key, descending)

    everything = page(store, sort=sort)
    assert ids(everything) == expected
    for size in (1, 2, 4):
        seen, part = [], Part(size)
        while (found := page(store, sort=sort, part=part)).rows:
            seen, part = seen + ids(found), Part(size, after=found.last)
        assert seen == expected
        seen, part = [], Part(size, before=everything.last)
        while (found := page(store, sort=sort, part=part)).rows:
            seen, part = ids(found) + seen, Part(size, before=found.first)
        assert seen == expected[:-1]
    for offset in range(7):
        assert ids(page(store, sort=sort, part=Part(2, offset=offset))) == expected[offset : offset + 2]


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (CustomerFilter(active=True), {1, 2, 3, 4}),
        (CustomerFilter(active=False), {5}),
        (CustomerFilter(owes=True), {1, 3, 4}),
        (CustomerFilter(owes=False), {2, 5}),
        (CustomerFilter(has_schedules=True), {1, 3}),
        (CustomerFilter(has_schedules=False, active=True), {2, 4}),
        (CustomerFilter(ids=(2, 5, 77)), {2, 5}),
        (CustomerFilter(text="UBEL"), {1}),
        (CustomerFilter(text="dover übe"), {1}),
        (CustomerFilter(text="302"), {4}),
        (CustomerFilter(text="customer-3"), {3, 4}),
        (CustomerFilter(text="cme"), set()),
        (CustomerFilter(text="100%_"), set()),
        (CustomerFilter(text="'; DROP TABLE customers --"), set()),
    ],
)
def test_customers_are_filtered(store, wanted, expected):
    with Work(store, writes=False) as work:
        sums = work.customer_lists.sums(wanted, "EUR")

    assert set(ids(page(store, wanted))) == expected
    assert sum(one.count for one in sums) == len(expected)


def test_sums_are_those_of_what_the_filter_finds(store):
    with Work(store, writes=False) as work:
        assert work.customer_lists.sums(CustomerFilter(), "EUR") == (
            CurrencySum("EUR", 5, 0, 750),
            CurrencySum("USD", 0, 0, 320),
        )
        assert work.customer_lists.sums(CustomerFilter(text="acme"), "EUR") == (
            CurrencySum("EUR", 2, 0, 0),
            CurrencySum("USD", 0, 0, 250),
        )
        assert work.customer_lists.sums(CustomerFilter(text="nobody"), "EUR") == (
            CurrencySum("EUR", 0, 0, 0),
        )


def test_a_row_tells_what_is_owed_with_its_own_currency_first(store):
    rows = {row.id: row for row in page(store).rows}

    assert rows[1].owed == (Owed("EUR", 500, 200, 2, 1),)
    assert rows[2].owed == ()
    assert rows[3].owed == (Owed("EUR", 250, 0, 1, 0), Owed("USD", 70, 70, 1, 1))
    assert (rows[4].currency, rows[4].owed) == ("USD", (Owed("USD", 250, 0, 1, 0),))
    assert rows[5].owed == ()
    assert [rows[key].reachable for key in (1, 2, 3)] == [True, True, False]
    assert [rows[key].schedules for key in (1, 2, 3)] == [1, 0, 0]
    assert (rows[1].place, rows[5].active, rows[1].mrr) == ("Dover, DE", False, None)


def test_after_how_many_days_a_customer_pays(store):
    with Work(store, writes=False) as work:
        assert work.customer_lists.days_to_pay(2) == [6]
        assert work.customer_lists.days_to_pay(1) == []


@pytest.mark.parametrize(
    "wanted",
    [CustomerFilter(), CustomerFilter(active=True), CustomerFilter(owes=True), CustomerFilter(text="a")],
)
def test_what_is_owed_is_read_along_the_index_of_what_is_open(tmp_path, wanted):
    with a_store(tmp_path, []) as store:
        with statements(store) as seen:
            for key in SORTS:
                page(store, wanted, Sort(key, False))
            with Work(store, writes=False) as work:
                work.customer_lists.sums(wanted, "EUR")
                work.customer_lists.owed_by([1, 2], TODAY)
        plans = [plan(store, *one) for one in seen if one[0].startswith("SELECT")]

    steps = [step for steps in plans for step in steps if "invoices" in step]
    assert steps
    assert not [step for step in steps if "ix_invoices_owed" not in step], steps


def test_the_list_by_name_is_walked_along_its_index(tmp_path):
    with a_store(tmp_path, []) as store:
        with statements(store) as seen:
            page(store)
        plans = [plan(store, *one) for one in seen if one[0].startswith("SELECT")]

    assert plans
    assert "ix_customers_search_name_id" in plans[0][0]
    assert not [step for steps in plans for step in steps if "TEMP B-TREE" in step], plans
