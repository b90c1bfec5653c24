"""Deposits on tickets: what is asked for, what is held, and what becomes of it."""

import pytest

from billdesk.domain.catalog import Product
from billdesk.domain.deposit import Deposit
from billdesk.domain.errors import Missing
from billdesk.domain.money import SCALE
from billdesk.services.deposits import Deposits
from billdesk.services.refunding import Request
from support.money import TODAY, refusal, small_shop


def offered(shop, *products):
    """Deposit products in the catalog; their ids."""
    with shop.office.work() as work:
        keys = work.take_ids("product", len(products))
        made = [
            Product(key, f"d{key}", name, "deposit", unit_price=price, deposit_percent=percent)
            for key, (name, price, percent) in zip(keys, products, strict=True)
        ]
        work.catalog.add_products(made)
        work.commit()
    return keys


def state(shop):
    """Of each deposit of the ticket: how much is applied, given back, left, and whether that is held."""
    sheet = shop.tickets.show("t1")
    return [(one.applied, one.given_back, one.left, one.payment.is_held) for one in sheet.taken]


def test_the_products_of_the_catalog_ask_for_an_amount_a_part_of_the_charges_or_anything(each_shop):
    shop, deposits = each_shop, Deposits(each_shop.office)
    shop.part(80_00)
    offered(shop, ("Any", None, None), ("Fifty", 50_00 * SCALE, None), ("Half", None, 50 * SCALE))

    form = deposits.form(shop.ticket)

    assert [(one.product.name, one.amount) for one in form.offers] == [
        ("Any", None),
        ("Fifty", 50_00),
        ("Half", 40_00),
    ]
    assert (form.charges, form.held, form.mail_to) == (80_00, 0, ("pay@acme.example",))
    assert "store_credit" not in form.methods


def test_a_deposit_is_held_settles_the_invoice_of_its_ticket_and_the_rest_stays_held(each_shop):
    shop, deposits = each_shop, Deposits(each_shop.office)
    shop.part(30_00)
    (half,) = offered(shop, ("Double", None, 100 * SCALE))
    deposits.take(Deposit(shop.ticket, TODAY, "cash", product_id=half))
    moved = deposits.take(Deposit(shop.ticket, TODAY, "check", 20_00, reference="17"))
    assert moved.payments[0].number == "R-2026-00002"
    assert moved.credit == {}  # it is held, and no credit
    assert state(shop) == [(0, 0, 30_00, True), (0, 0, 20_00, True)]

    shop.part(5_00)
    draft = shop.tickets.make_invoice(["t1"], TODAY)
    issued = shop.invoicing.issue(draft.id, TODAY)

    assert issued.balance == 0
    assert state(shop) == [(30_00, 0, 0, True), (5_00, 0, 15_00, True)]
    second = moved.payments[0].id
    assert shop.payments.refund_payment(second, Request(TODAY, 4_00, method="cash")).refunds[0].amount == 4_00
    assert deposits.release(second).credit == {"EUR": 11_00}
    assert state(shop)[1] == (5_00, 4_00, 11_00, False)
    assert refusal(deposits.release, second) == "not_held"
    assert refusal(deposits.release, 1) == "nothing_held"
    assert shop.found() == []


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"amount": 0}, "amount_not_positive"),
        ({"amount": -5}, "amount_not_positive"),
        ({"amount": 10**16}, "amount_too_large"),
        ({}, "amount_not_positive"),
        ({"amount": 5, "method": "shells"}, "method_unknown"),
        ({"amount": 5, "method": "store_credit"}, "deposit_by_credit"),
        ({"product_id": "open"}, "deposit_is_open"),
        ({"product_id": "half"}, "deposit_of_nothing"),
        ({"product_id": "labor"}, "not_a_deposit"),
    ],
)
def test_rubbish_is_refused_and_nothing_is_held(shop, given, code):
    keys = dict(
        zip(("open", "half"), offered(shop, ("Any", None, None), ("Half", None, 50 * SCALE)), strict=True)
    )
    keys["labor"] = shop.labor
    facts = {"method": "cash"} | given
    if "product_id" in facts:
        facts["product_id"] = keys[facts["product_id"]]

    assert refusal(Deposits(shop.office).take, Deposit(shop.ticket, TODAY, **facts)) == code
    assert state(shop) == []


def test_what_is_not_there_is_missing(shop):
    deposits = Deposits(shop.office)
    for act in (
        lambda: deposits.form(99),
        lambda: deposits.take(Deposit(99, TODAY, "cash", 5)),
        lambda: deposits.take(Deposit(shop.ticket, TODAY, "cash", 5, product_id=99)),
        lambda: deposits.release(99),
    ):
        with pytest.raises(Missing):
            act()


def test_deposits_are_refused_where_they_are_switched_off(office):
    shop = small_shop(office, deposits_enabled=False)
    assert refusal(Deposits(office).form, shop.ticket) == "deposits_are_off"
    assert refusal(Deposits(office).take, Deposit(shop.ticket, TODAY, "cash", 5)) == "deposits_are_off"
    assert not shop.tickets.show("t1").takes_deposits
