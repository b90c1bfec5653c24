"""Everything of one customer on one page."""

from datetime import date, timedelta

import pytest

from billdesk.domain.customer import Asset, Contact
from billdesk.domain.errors import Missing
from billdesk.domain.lists import InvoiceFilter, Sort
from billdesk.domain.payment import Payment
from billdesk.domain.ticket import Charge, Ticket
from billdesk.services import customer_sheet
from billdesk.services.customers import Customers
from billdesk.services.invoicing import Invoicing
from billdesk.services.payments import Payments, Received
from billdesk.services.run import Request, Run
from support.money import TODAY, small_shop
from support.oracle import statements
from support.shops import load_case

FEB_1 = date(2026, 2, 1)


@pytest.fixture
def shop(office):
    """The little shop after its first run, with whatever was a draft issued."""
    load_case(office)
    Run(office).go(Request(FEB_1))
    invoicing = Invoicing(office)
    with office.reading() as work:
        drafts = work.lists.invoice_page(InvoiceFilter(frozenset({"draft"})), Sort(), FEB_1).rows
    for one in drafts:
        invoicing.issue(one.id, FEB_1)
    return office


@pytest.fixture
def acme(shop):
    with shop.reading() as work:
        return work.customers.by_ref("acme").id


@pytest.fixture
def sheet(shop, acme):
    return lambda today=FEB_1: Customers(shop).sheet(acme, today)


def test_what_is_owed_agrees_with_the_open_invoices(sheet):
    found = sheet()

    assert found.unpaid
    assert sum(one.balance for one in found.owed) == sum(row.balance for row in found.unpaid)
    assert sum(one.invoices for one in found.owed) == len(found.unpaid)
    late = sheet(FEB_1 + timedelta(200))
    assert sum(one.overdue for one in late.owed) == sum(one.balance for one in late.owed)
    assert {row.status for row in late.unpaid} == {"overdue"}


def test_payments_credit_and_days_to_pay_follow_the_money(shop, acme, sheet):
    owed = sheet().owed[0]
    assert sheet().pays is None
    paid_on = FEB_1 + timedelta(9)
    Payments(shop).take(Received(acme, owed.balance + 500, paid_on, owed.currency, "cash"))
    found = sheet()

    assert found.owed == ()
    assert found.credit == ((owed.currency, 500),)
    assert (found.pays.days, found.pays.invoices) == (9, owed.invoices)
    assert found.payments[0].amount == owed.balance + 500
    assert found.unpaid == ()


def test_deposits_are_held_apart_from_credit(shop, acme, sheet):
    with shop.work() as work:
        key = work.take_ids("ticket", 1)[0]
        work.tickets.add([Ticket(key, "t-1", acme, number="1042", subject="Slow laptop")])
        work.payments.add([Payment(acme, 5000, "EUR", FEB_1, ticket_id=key, id=99)], shop.now())
        work.commit()
    found = sheet()

    assert found.held == (("EUR", 5000),)
    assert [one.id for one in found.deposits] == [99]
    assert found.credit == ()
    assert found.tickets[0].number == "1042"


def test_charges_that_wait_are_summed_up_with_their_tickets(shop, acme, sheet):
    before = sheet().unbilled
    with shop.work() as work:
        ticket, *charges = work.take_ids("ticket", 1) + work.take_ids("charge", 2)
        work.tickets.add([Ticket(ticket, "t-9", acme, number="1051", subject="New screen")])
        priced = Charge(charges[0], ticket, acme, "Screen", 20_000, 100_0000 * 100)
        work.tickets.add_charges([priced, Charge(charges[1], ticket, acme, "Cable", 10_000)])
        work.commit()
    after = sheet().unbilled

    assert after.charges == before.charges + 2
    assert after.unpriced == before.unpriced + 1
    assert after.amount == before.amount + 2 * 100_00
    assert after.tickets[-1] == "1051"


def test_what_comes_every_month_is_that_of_the_schedules(sheet):
    found = sheet()

    assert found.mrr
    assert found.mrr[0][1] > 0
    assert [row.state for row in found.schedules] == ["active"]


def test_assets_come_with_folders_searches_and_coverage(sheet):
    found = sheet()

    assert [one.active for one in found.assets] == sorted((one.active for one in found.assets), reverse=True)
    assert [one.name for one in found.folders] == ["Servers", "Workstations"]
    [(search, count)] = found.searches
    assert search.name == "16 GB and more"
    assert 0 < count < len(found.assets)
    laptops = next(one for one in found.coverage if one.name == "Laptop")
    assert (laptops.left, bool(laptops.by)) == (0, True)


def test_somebody_who_is_not_there_is_missing(shop):
    with pytest.raises(Missing):
        Customers(shop).sheet(99_999, FEB_1)


def test_a_page_takes_the_same_number_of_statements_however_much_a_customer_has(shop, acme, sheet):
    with statements(shop.store) as few:
        sheet()
    with shop.work() as work:
        keys = work.take_ids("asset", 300)
        work.customers.add_assets([Asset(key, f"x{key}", acme, f"PC-{key}", "Desktop") for key in keys])
        people = work.take_ids("contact", 100)
        work.customers.add_contacts([Contact(key, f"p{key}", acme, f"P {key}") for key in people])
        work.commit()
    with statements(shop.store) as many:
        sheet()

    assert len(many) == len(few)


def test_who_has_very_many_invoices_is_counted_no_further_than_it_matters(office, monkeypatch):
    monkeypatch.setattr(customer_sheet, "INVOICES_COUNTED", 2)
    shop, customers = small_shop(office), Customers(office)
    for amount in (1_00, 2_00):
        shop.issued(amount)
    assert customers.sheet(shop.customer, TODAY).invoice_count == 2
    shop.issued(3_00)
    shop.issued(4_00)
    sheet = customers.sheet(shop.customer, TODAY)
    assert sheet.invoice_count == 3
    assert [one.balance for one in sheet.unpaid] == [1_00, 2_00, 3_00, 4_00]
