"""Tickets: charging time, once, and making their invoice."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from billdesk.domain.errors import Missing
from billdesk.services.tickets import Tickets
from support.money import TODAY, refusal


def test_time_is_charged_once_however_often_it_is_asked_for(each_shop):
    entry = each_shop.time(20, notes="diagnosis")

    first, second = each_shop.tickets.charge(entry), each_shop.tickets.charge(entry)

    assert first == second
    assert (first.description, first.quantity, first.note) == ("Labor", 5_000, "diagnosis")
    sheet = each_shop.tickets.show("T-00001")
    assert [(row.entry.state, row.billable_minutes) for row in sheet.log] == [("charged", 30)]
    assert sheet.pending == 30_00


def test_two_desks_that_charge_the_same_time_at_once_make_one_charge(each_shop):
    entry = each_shop.time(20)
    started = Barrier(2)

    def charge(_desk):
        started.wait()
        return Tickets(each_shop.office).charge(entry).id

    with ThreadPoolExecutor(2) as desks:
        assert len(set(desks.map(charge, range(2)))) == 1


def test_time_that_is_not_billable_is_not_charged(shop):
    entry = shop.time(20, billable=False)

    assert refusal(shop.tickets.charge, entry) == "time_not_billable"
    assert shop.tickets.show("t1").log[0].billable_minutes == 0


def test_a_charge_is_taken_back_while_it_is_not_invoiced(shop):
    entry = shop.time(20)
    assert refusal(shop.tickets.uncharge, entry) == "time_not_charged"
    shop.tickets.charge(entry)
    shop.tickets.uncharge(entry)
    assert shop.tickets.show("t1").log[0].entry.state == "not_charged"
    shop.tickets.charge(entry)
    shop.tickets.make_invoice(["t1"], TODAY)

    assert refusal(shop.tickets.uncharge, entry) == "charge_is_billed"
    assert shop.tickets.show("t1").log[0].entry.state == "invoiced"


def test_what_a_voided_invoice_tells_of_can_be_taken_back_and_charged_anew(each_shop):
    entry = each_shop.time(20)
    first = each_shop.tickets.charge(entry)
    invoice = each_shop.tickets.make_invoice(["t1"], TODAY)
    each_shop.invoicing.issue(invoice.id, TODAY)
    each_shop.invoicing.void(invoice.id)

    each_shop.tickets.uncharge(entry)

    assert each_shop.tickets.show("t1").pending == 0
    assert each_shop.tickets.show("t1").log[0].entry.state == "not_charged"
    assert refusal(each_shop.tickets.make_invoice, ["t1"], TODAY) == "nothing_to_bill"
    assert each_shop.tickets.charge(entry).id != first.id
    assert each_shop.tickets.make_invoice(["t1"], TODAY).total == 30_00
    assert [line.charge_id for line in each_shop.invoice(invoice.id).items] == [first.id]
    assert each_shop.found() == []


def test_the_invoice_of_a_ticket_bills_what_is_not_billed_yet_under_a_heading(each_shop):
    each_shop.part(20_00)
    each_shop.tickets.charge(each_shop.time(60))

    invoice = each_shop.tickets.make_invoice(["t1"], TODAY)

    assert [line.description for line in invoice.lines] == ["Ticket T-00001: Slow laptop", "Part", "Labor"]
    assert (invoice.state, invoice.total, invoice.title) == ("draft", 80_00, "Slow laptop")
    sheet = each_shop.tickets.show("t1")
    assert {row.invoice.id for row in sheet.charges if row.invoice} == {invoice.id}
    assert [one.id for one in sheet.invoices] == [invoice.id]
    assert refusal(each_shop.tickets.make_invoice, ["t1"], TODAY) == "nothing_to_bill"
    assert each_shop.found() == []


def test_a_charge_that_is_put_back_waits_again_and_the_heading_goes_with_the_last(shop):
    one, two = shop.part(20_00), shop.part(5_00)
    invoice = shop.tickets.make_invoice(["t1", "t1"], TODAY)

    after = shop.tickets.put_back(invoice.id, one)

    assert (after.total, len(after.lines), shop.tickets.show("t1").pending) == (5_00, 2, 20_00)
    assert shop.tickets.put_back(invoice.id, two).lines == ()
    assert refusal(shop.tickets.put_back, invoice.id, two) == "charge_not_on_invoice"
    assert shop.found() == []


def test_nothing_is_put_back_from_what_is_issued(shop):
    charge = shop.part(20_00)
    invoice = shop.tickets.make_invoice(["t1"], TODAY)
    shop.invoicing.issue(invoice.id, TODAY)

    assert refusal(shop.tickets.put_back, invoice.id, charge) == "invoice_is_issued"


def test_charges_without_a_price_are_shown_and_not_billed(shop):
    shop.part(0, unit_price=None)

    sheet = shop.tickets.show("t1")

    assert (sheet.charges[0].amount, sheet.pending) == (None, 0)
    assert refusal(shop.tickets.make_invoice, ["t1"], TODAY) == "price_is_missing"


@pytest.mark.parametrize("key", [0, -1, 10**30])
def test_what_is_not_there_is_missing(shop, key):
    for act in (
        lambda: shop.tickets.charge(key),
        lambda: shop.tickets.uncharge(key),
        lambda: shop.tickets.show(str(key)),
        lambda: shop.tickets.make_invoice([str(key)], TODAY),
        lambda: shop.tickets.put_back(key, 1),
    ):
        with pytest.raises(Missing):
            act()
    assert refusal(shop.tickets.make_invoice, [], TODAY) == "nothing_to_bill"
    assert [one.ref for one in shop.tickets.list()] == ["t1"]
    assert shop.tickets.list(shop.other) == ()


@pytest.mark.parametrize(("wanted", "after"), [("", "New"), ("Invoiced", "Invoiced"), ("Gone", "New")])
def test_a_billed_ticket_gets_the_status_that_the_shop_wants_where_it_wants_one(shop, wanted, after):
    with shop.office.work() as work:
        work.settings.write({"ticket_status_when_billed": wanted})
        work.commit()
    shop.part(20_00)

    shop.tickets.make_invoice(["t1"], TODAY)

    assert shop.tickets.show("t1").ticket.status == after
