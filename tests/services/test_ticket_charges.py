"""Charges typed on a ticket."""

from dataclasses import replace

import pytest

from billdesk.domain.errors import Missing, Rejected
from billdesk.domain.money import SCALE
from billdesk.domain.ticket import Charge
from billdesk.domain.totals import Discount
from support.money import TODAY, refusal


def a_part(shop, **more):
    usual = {"description": "SSD", "quantity": SCALE, "unit_price": 119_90 * SCALE}
    return Charge(0, shop.ticket, 0, **usual | more)


def test_a_part_is_charged_changed_and_taken_away(each_shop):
    charging = each_shop.ticket_charges
    made = charging.add(a_part(each_shop, time_entry_id=99, invoice_id=99, billed_elsewhere=True))
    assert each_shop.tickets.show("t1").pending == 119_90

    charging.change(replace(made, quantity=2 * SCALE, discount=Discount(percent=10 * SCALE), ticket_id=99))

    sheet = each_shop.tickets.show("t1")
    assert (sheet.pending, sheet.would.total) == (215_82, 215_82)
    with each_shop.office.reading() as work:
        change = work.traces.of("charge", made.id)[-1].change
    assert change == {"quantity": [SCALE, 2 * SCALE], "discount": [None, [10 * SCALE, None]]}
    assert charging.remove(made.id).description == "SSD"
    assert each_shop.tickets.show("t1").charges == ()


def test_what_an_invoice_bills_stays_as_it_is(each_shop):
    made = each_shop.ticket_charges.add(a_part(each_shop))
    invoice = each_shop.tickets.make_invoice(["t1"], TODAY)

    assert refusal(each_shop.ticket_charges.change, made) == "charge_is_invoiced"
    assert refusal(each_shop.ticket_charges.remove, made.id) == "charge_is_invoiced"
    each_shop.invoicing.delete_draft(invoice.id)
    each_shop.ticket_charges.remove(made.id)


def test_charged_time_is_taken_back_in_the_log(shop):
    charge = shop.tickets.charge(shop.time(20))

    assert refusal(shop.ticket_charges.remove, charge.id) == "charge_is_time"
    assert shop.ticket_charges.form(shop.ticket, charge.id).charge.quantity == 5_000


def test_rubbish_is_refused(shop):
    with pytest.raises(Rejected) as caught:
        shop.ticket_charges.add(a_part(shop, description="", unit_price=None))
    assert [one.place for one in caught.value.problems] == ["description", "unit_price"]
    for act in (
        lambda: shop.ticket_charges.add(a_part(shop, product_id=99)),
        lambda: shop.ticket_charges.add(replace(a_part(shop), ticket_id=99)),
        lambda: shop.ticket_charges.change(a_part(shop)),
        lambda: shop.ticket_charges.remove(99),
        lambda: shop.ticket_charges.form(99),
        lambda: shop.ticket_charges.form(shop.ticket, 99),
    ):
        with pytest.raises(Missing):
            act()
    assert shop.ticket_charges.form(shop.ticket).currency == "EUR"
