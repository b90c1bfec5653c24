"""Tickets, the labor log and charges on file."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billdesk.domain.catalog import Product
from billdesk.domain.errors import Conflict, Missing, Refused
from billdesk.domain.invoice import InvoiceLine
from billdesk.domain.money import SCALE
from billdesk.domain.tax import Tax
from billdesk.domain.ticket import Charge, Ticket, TimeEntry
from support.ledger import AT, add_customers, an_invoice
from support.values import AMOUNTS, TEXTS, some, values_of

MINUTES = st.integers(0, 2**31 - 1)
TICKETS = values_of(Ticket, id=1, customer_id=1, contact_id=None)
TIMES = values_of(TimeEntry, id=1, ticket_id=1, labor_id=1, minutes=MINUTES, state="not_charged")
CHARGES = values_of(
    Charge,
    id=1,
    ticket_id=1,
    customer_id=1,
    quantity=AMOUNTS,
    unit_price=st.none() | AMOUNTS,
    product_id=st.sampled_from([None, 1]),
    time_entry_id=None,
    invoice_id=None,
    ref=TEXTS.filter(bool),
)


def charge(key, **more):
    return Charge(
        key, more.pop("ticket_id", 1), more.pop("customer_id", 1), "Part", SCALE, 100 * SCALE, **more
    )


def billing(key, charge_id):
    """A draft that bills a charge."""
    line = InvoiceLine("Part", quantity=SCALE, unit_price=100 * SCALE, charge_id=charge_id, source="charge")
    return an_invoice(key, lines=(line,)), None


@pytest.fixture
def work(office):
    """A ticket of each of two customers, with an hour in the log of the first."""
    with office.work() as work:
        add_customers(work, "Acme", "Bolt")
        work.catalog.add_products([Product(1, "labor", "Labor", "labor")])
        work.tickets.add(
            [Ticket(1, "t1", 1, "Printer", number="T-1"), Ticket(2, "t2", 2, "Mail", number="t1")]
        )
        work.tickets.add_time([TimeEntry(1, 1, 60, 1)])
        yield work


@some
@given(TICKETS, TIMES, CHARGES)
def test_a_ticket_its_time_and_charges_come_back_as_they_went_in(each_office, ticket, entry, one):
    with each_office.work() as work:
        add_customers(work, "Acme")
        work.catalog.add_taxes([Tax(1, "vat", "VAT", ())])
        work.catalog.add_products([Product(1, "labor", "Labor", "labor")])
        work.tickets.add([ticket])
        work.tickets.add_time([entry])
        work.tickets.add_charges([one])

        assert work.tickets.all() == [ticket]
        assert work.tickets.find(ticket.ref) == ticket
        assert work.tickets.time(1) == entry
        assert work.tickets.charges([1]) == {1: one}
        assert work.tickets.charges_of() == [one]
        assert work.tickets.charges_of(1) == ([] if one.withdrawn else [one])


def test_a_ticket_is_found_by_ref_or_number_the_oldest_first(work):
    assert work.tickets.find("T-1").id == work.tickets.find("t1").id == 1
    with pytest.raises(Missing, match="ticket_missing"):
        work.tickets.find("t3")


def test_tickets_are_told_apart_by_customer_and_id(work):
    assert [one.id for one in work.tickets.all(customer_id=2)] == [2]
    assert [one.id for one in work.tickets.all(ids=[1, 7])] == [1]


def test_another_status_changes_one_ticket_alone(work):
    work.tickets.set_status(1, "Resolved")

    assert [one.status for one in work.tickets.all()] == ["Resolved", "New"]


@pytest.mark.parametrize(
    ("more", "bills", "state"),
    [({}, False, "charged"), ({}, True, "invoiced"), ({"billed_elsewhere": True}, False, "invoiced")],
)
def test_time_has_the_state_that_its_charge_gives_it(work, more, bills, state):
    assert (work.tickets.time(1).state, work.tickets.charge_of_time(1)) == ("not_charged", None)

    work.tickets.add_charges([charge(1, time_entry_id=1, **more)])
    if bills:
        work.invoices.add([billing(1, 1)], AT)

    assert work.tickets.time(1).state == work.tickets.time_of()[0].state == state
    assert work.tickets.charge_of_time(1).id == 1


def test_time_that_is_not_in_the_log_is_missing(work):
    with pytest.raises(Missing, match="time_missing"):
        work.tickets.time(9)


def test_time_is_charged_once(each_office):
    with each_office.work() as work:
        add_customers(work, "Acme")
        work.catalog.add_products([Product(1, "labor", "Labor", "labor")])
        work.tickets.add([Ticket(1, "t1", 1, "Printer")])
        work.tickets.add_time([TimeEntry(1, 1, 60, 1)])
        work.tickets.lock(1)
        work.tickets.add_charges([charge(1, time_entry_id=1)])

        with pytest.raises(Conflict, match="already_there"):
            work.attempt(lambda: work.tickets.add_charges([charge(2, time_entry_id=1)]))


def test_pending_are_the_charges_that_nobody_bills_each_with_its_ticket(work):
    work.tickets.add_charges(
        [
            charge(4),
            charge(3, billed_elsewhere=True),
            charge(2, ticket_id=2, customer_id=2),
            charge(1),
        ]
    )
    work.invoices.add([billing(1, 1)], AT)

    assert [(ticket.ref, one.id) for ticket, one in work.tickets.pending([1, 2])] == [("t2", 2), ("t1", 4)]
    assert [one.id for _, one in work.tickets.pending([1])] == [4]
    assert work.tickets.pending([]) == []


def test_a_charge_is_taken_back_unless_it_is_billed(each_office):
    with each_office.work() as work:
        add_customers(work, "Acme")
        work.tickets.add([Ticket(1, "t1", 1, "Printer")])
        work.tickets.add_charges([charge(1), charge(2)])
        work.invoices.add([billing(1, 1)], AT)
        work.tickets.remove_charge(2)
        assert list(work.tickets.charges([1, 2])) == [1]

        with pytest.raises(Refused, match="charge_is_billed"):
            work.attempt(lambda: work.tickets.remove_charge(1))


def test_a_charge_without_a_ref_gets_one(work):
    work.tickets.add_charges([charge(7)])

    assert work.tickets.charges([7])[7].ref == "charge-7"
