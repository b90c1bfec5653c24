"""Charges typed on a ticket."""

import json
from dataclasses import replace

import pytest

from billdesk.domain.errors import Conflict, Missing, Refused, Rejected
from billdesk.domain.money import SCALE
from billdesk.domain.tax import Choice, Rate, Tax
from billdesk.domain.ticket import Charge
from billdesk.domain.totals import Discount
from billdesk.services.check import Check
from billdesk.services.loading import Loading, Source
from billdesk.services.tickets import Tickets
from support.money import TODAY, refusal
from support.shops import office_at


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


def test_of_two_who_edit_a_charge_the_slower_one_is_told_and_loses_nothing_of_the_other(each_shop):
    charging = each_shop.ticket_charges
    made = charging.add(a_part(each_shop))

    after = charging.change(replace(made, note="mine"))

    with pytest.raises(Conflict) as caught:
        charging.change(replace(made, note="yours"))
    assert (caught.value.code, caught.value.facts) == ("charge_changed", {"charge": "SSD"})
    assert charging.form(each_shop.ticket, made.id).charge == after
    assert charging.change(replace(after, note="yours")).version == 3


def test_a_form_offers_the_taxes_of_the_shop_and_the_archived_one_that_counts(shop):
    with shop.office.work() as work:
        old = work.take_ids("tax", 1)[0]
        work.catalog.add_taxes([Tax(old, "old", "Old VAT", (Rate("VAT", 160_000),), archived=True)])
        work.commit()
    made = shop.ticket_charges.add(a_part(shop, tax=Choice(True, old)))

    assert [one.name for one in shop.ticket_charges.form(shop.ticket).taxes] == ["VAT"]
    assert [one.name for one in shop.ticket_charges.form(shop.ticket, made.id).taxes] == ["VAT", "Old VAT"]


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


def test_a_charge_that_was_taken_back_after_a_void_moves_with_the_shop_and_is_never_billed(shop, tmp_path):
    """The voided invoice still tells of it, so it can't go, and on paper it stands as it was."""
    entry, part = shop.time(60), shop.ticket_charges.add(a_part(shop))
    shop.tickets.charge(entry)
    invoice = shop.invoicing.issue(shop.tickets.make_invoice(["t1"], TODAY).id, TODAY)
    shop.invoicing.void(invoice.id)
    shop.tickets.uncharge(entry)
    shop.ticket_charges.remove(part.id)
    assert [one.entry.state for one in shop.tickets.show("t1").log] == ["not_charged"]
    document = Loading(shop.office).dump()

    moved = office_at(tmp_path / "moved.billdesk")
    Loading(moved).load([Source("x", json.dumps(document).encode())])
    sheet = Tickets(moved).show("t1")

    assert [one.withdrawn for one in _charges(moved)] == [True, True]
    assert (sheet.charges, sheet.pending, sheet.log[0].entry.state) == ((), 0, "not_charged")
    with pytest.raises(Refused, match="nothing_to_bill"):
        Tickets(moved).make_invoice(["t1"], TODAY)
    assert Loading(moved).dump() == document
    assert Check(moved).all() == []
    moved.store.close()


def _charges(office):
    with office.reading() as work:
        return work.tickets.charges_of()


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
