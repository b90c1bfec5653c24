"""The sheet of a ticket: what it comes to, and what of it waits."""

from billdesk.domain.tax import Choice
from support.money import TODAY


def test_the_sheet_says_what_an_invoice_would_ask_for(shop):
    shop.part(100_00, tax=Choice(True, 1))
    shop.part(50_00, billed_elsewhere=True)
    shop.part(0, unit_price=None)

    sheet = shop.tickets.show("t1")

    assert (sheet.pending, sheet.would.tax, sheet.would.total) == (100_00, 19_00, 119_00)
    assert [one.amount for one in sheet.charges] == [100_00, 50_00, None]


def test_nothing_waits_once_it_is_on_an_invoice_that_is_linked(shop):
    shop.part(100_00)
    invoice = shop.tickets.make_invoice(["t1"], TODAY)

    sheet = shop.tickets.show("t1")

    assert (sheet.pending, sheet.would.total) == (0, 0)
    assert [one.id for one in sheet.invoices] == [invoice.id]
    assert invoice.ticket_id == sheet.ticket.id


def test_a_free_row_of_the_log_is_worth_nothing(shop):
    shop.time(20, billable=False)

    assert [(row.billable_minutes, row.amount) for row in shop.tickets.show("t1").log] == [(0, None)]
