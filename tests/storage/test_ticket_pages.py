"""Pages of the list of tickets."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billdesk.domain.catalog import Product
from billdesk.domain.customer import Customer
from billdesk.domain.lists import Part, Sort
from billdesk.domain.money import SCALE, gross
from billdesk.domain.ticket import Charge, Ticket
from billdesk.domain.ticket_list import Pending, TicketFilter
from billdesk.domain.timer import Reading, Timer
from billdesk.domain.totals import Discount, line_net
from billdesk.storage.ticket_pages import SORTS, TicketQuestion
from support.ledger import AT
from support.values import some

SUBJECTS = ("Slow laptop", "Étude printer", "Till repair", "Mail", "VPN", "Backup", "slow Wi-Fi")
ALL = TicketFilter()


def filled(work):
    """Seven tickets of two customers, some with charges, one with a timer."""
    work.customers.add([Customer(1, "acme", "Acme"), Customer(2, "bolt", "Bolt & Söhne", currency="USD")])
    work.catalog.add_products(
        [Product(1, "labor", "Labor", "labor"), Product(2, "ssd", "SSD", unit_price=50_00 * SCALE)]
    )
    work.tickets.add(
        [
            Ticket(
                at,
                f"t{at}",
                1 + at % 2,
                subject,
                "Resolved" if at % 3 else "New",
                number=f"T-{at * 5}",
                technician="Sam" if at % 2 else "",
                opened=date(2026, 1, at) if at % 4 else None,
                description="the café" if at == 4 else "",
            )
            for at, subject in enumerate(SUBJECTS, 1)
        ]
    )
    charges = [
        Charge(1, 1, 2, "Part", SCALE, 10_00 * SCALE),
        Charge(2, 1, 2, "Part", 2 * SCALE, 3_33 * SCALE, discount=Discount(percent=100_000)),
        Charge(3, 2, 1, "", SCALE, product_id=2),
        Charge(4, 3, 2, "", SCALE, product_id=2),  # priced in another currency
        Charge(5, 4, 1, "Part", SCALE, 99_00 * SCALE, billed_elsewhere=True),
    ]
    work.tickets.add_charges(charges)
    work.timers.add(Timer(1, 5, "Sam", 1, AT, seen=Reading(AT, 1, "boot")))


def ids(page):
    return [row.id for row in page.rows]


@pytest.mark.parametrize("key", SORTS)
@pytest.mark.parametrize("descending", [False, True])
def test_pages_by_key_are_the_whole_list_from_either_end(each_office, key, descending):
    question = TicketQuestion(ALL, Sort(key, descending), "EUR")
    with each_office.work() as work:
        filled(work)
        whole = work.lists.ticket_page(question, Part(50))
        first = work.lists.ticket_page(question, Part(3))
        then = work.lists.ticket_page(question, Part(50, after=first.last))
        back = work.lists.ticket_page(question, Part(3, before=then.first))
        beyond = work.lists.ticket_page(question, Part(3, after=whole.last))

        assert sorted(ids(whole)) == [1, 2, 3, 4, 5, 6, 7]
        assert ids(first) + ids(then) == ids(whole)
        assert back.rows == first.rows
        assert beyond.rows == ()


def test_lists_are_ordered_as_people_read_them(each_office):
    with each_office.work() as work:
        filled(work)

        def found(key):
            return ids(work.lists.ticket_page(TicketQuestion(ALL, Sort(key, False), "EUR")))

        assert found("number") == [1, 2, 3, 4, 5, 6, 7]  # T-5 before T-10
        assert found("subject") == [6, 2, 4, 1, 7, 3, 5]
        assert found("pending")[-2:] == [1, 2]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (TicketFilter(text="étude"), [2]),
        (TicketFilter(text="cafe"), [4]),
        (TicketFilter(text="sohne slow"), [1, 7]),
        (TicketFilter(text="nowhere"), []),
        (TicketFilter(statuses=frozenset({"New"})), [3, 6]),
        (TicketFilter(open=True), [1, 2, 3, 4, 5, 6, 7]),
        (TicketFilter(open=False), []),
        (TicketFilter(technician=""), [2, 4, 6]),
        (TicketFilter(customer_id=1), [2, 4, 6]),
        (TicketFilter(has_charges=True), [1, 2, 3]),
        (TicketFilter(has_charges=False, technician="Sam"), [5, 7]),
        (TicketFilter(timer_runs=True), [5]),
        (TicketFilter(ids=(7, 1)), [1, 7]),
        (TicketFilter(text="%'_"), [1, 2, 3, 4, 5, 6, 7]),
    ],
)
def test_filters_find_what_they_ask_for_and_the_foot_counts_it(each_office, wanted, found):
    with each_office.work() as work:
        filled(work)
        page = work.lists.ticket_page(TicketQuestion(wanted, Sort("number", False), "EUR"))

        assert ids(page) == found
        assert work.lists.ticket_sums(wanted, "EUR")[0] == len(found)


def test_a_row_says_what_is_open_and_whose_timer_runs(each_office):
    with each_office.work() as work:
        filled(work)
        rows = work.lists.ticket_page(TicketQuestion(ALL, Sort("number", False), "EUR")).rows

        assert [(row.pending, row.open_charges) for row in rows[:4]] == [
            (15_99, 2),
            (50_00, 1),
            (0, 1),
            (0, 0),
        ]
        assert [row.running for row in rows if row.running is not None] == ["Sam"]
        assert (rows[0].currency, rows[1].currency, rows[3].opened) == ("USD", "EUR", None)
        assert work.lists.ticket_sums(ALL, "EUR")[1] == (Pending("EUR", 1, 50_00), Pending("USD", 3, 15_99))


@some
@given(
    st.integers(-(10**7), 10**7),
    st.integers(-(10**10), 10**10),
    st.none()
    | st.integers(0, 10**6).map(Discount)
    | st.integers(0, 10**6).map(lambda one: Discount(None, one)),
)
def test_the_list_adds_up_to_the_cent_as_invoices_do(each_office, quantity, price, discount):
    with each_office.work() as work:
        filled(work)
        work.tickets.add_charges([replace(Charge(9, 7, 1, "Odd", quantity, price), discount=discount)])
        rows = work.lists.ticket_page(TicketQuestion(TicketFilter(ids=(7,)), Sort("number"), "EUR")).rows

        assert rows[0].pending == line_net(gross(quantity, price), discount)
