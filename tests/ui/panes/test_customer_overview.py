"""The first tab of a customer."""

from dataclasses import replace

import pytest

from billdesk.services.payments import Received
from billdesk.ui.panes.customer_overview import OPEN_SHOWN, CustomerOverview
from support.customers_shop import FEB_1


@pytest.fixture
def overview(qtbot, make_bench):
    made = CustomerOverview(make_bench())
    qtbot.addWidget(made)
    made.resize(840, 900)
    made.show()
    return made


def test_sections_show_what_there_is_and_say_where_there_is_nothing(overview, customers_shop):
    sheet = customers_shop.sheet("Acme Dental")
    overview.show_sheet(sheet)
    assert overview.open.values == sheet.unpaid
    assert overview.coverage.values == sheet.coverage
    assert overview.sections["coverage"].note.text() == "1 kind isn't fully counted"
    assert overview.sections["tickets"].none.isVisible() == (not sheet.tickets)
    overview.show_sheet(customers_shop.sheet("Café Québec"))

    assert overview.sections["coverage"].none.isVisible()
    assert not overview.coverage.isVisible()


def test_notes_of_the_shop_stand_on_top_as_plain_text(overview, customers_shop):
    sheet = customers_shop.sheet("Acme Dental")
    customer = replace(sheet.customer, notes="<b>Rings</b>\ntwice")
    overview.show_sheet(replace(sheet, customer=customer))

    assert overview.notes.text() == "<b>Rings</b>\ntwice"
    assert overview.notes.isVisible()
    overview.show_sheet(replace(sheet, customer=replace(customer, notes="")))
    assert not overview.notes.isVisible()


def test_of_many_open_invoices_the_first_are_shown(overview, customers_shop):
    sheet = customers_shop.sheet("Acme Dental")
    many = tuple(replace(sheet.unpaid[0], id=at) for at in range(30))
    overview.show_sheet(replace(sheet, unpaid=many))

    assert len(overview.open.values) == OPEN_SHOWN
    assert overview.sections["open"].note.text() == f"the first {OPEN_SHOWN} of 30"


def test_what_is_used_is_told(overview, customers_shop):
    sheet = customers_shop.sheet("Acme Dental")
    told = []
    overview.invoice_asked.connect(told.append)
    overview.schedule_asked.connect(told.append)
    overview.contact_asked.connect(told.append)
    overview.show_sheet(sheet)
    for grid in (overview.open, overview.schedules, overview.people):
        grid.row(0).click()

    assert told == [
        sheet.unpaid[0].id,
        sheet.schedules[0].id,
        next(one for one in sheet.contacts if one.active),
    ]


def test_credit_and_deposits_say_where_they_come_from_and_what_is_left(overview, customers_shop):
    desk = customers_shop.real
    key = customers_shop.sheet("Acme Dental").customer.id
    desk.payments.grant(Received(key, 30_00, FEB_1), "Long wait")
    held = desk.payments.deposit("t1", 20_00, "cash", FEB_1).payments[0]
    overview.show_sheet(customers_shop.sheet("Acme Dental"))
    assert [overview.credit.row(at).accessibleName() for at in range(2)] == [
        "Feb 1, Store credit Long wait, free, 30.00, 30.00",
        f"Feb 1, {held.number} Cash, for a ticket, 20.00, 20.00",
    ]
    assert overview.use_credit.isVisible()
    overview.show_sheet(customers_shop.sheet("Café Québec"))
    assert overview.sections["credit"].none.isVisible()
    assert not overview.use_credit.isVisible()
