"""While a document is read its things have provisional ids and go by their refs, beside those on file."""

import copy

import pytest

from billdesk.domain.catalog import Product
from billdesk.domain.customer import Customer
from billdesk.domain.settings import ShopSettings
from billdesk.exchange.desk import Desk, Known
from billdesk.exchange.reading import read
from support.shop_documents import DOCUMENTS, little_shop, problems, small_shop

OLD = Customer(7, "old", "Old", currency="EUR")
KNOWN = Known(ShopSettings(currency="JPY"), {"customer": {"old": OLD}})


@pytest.mark.parametrize(
    ("place", "value", "code"),
    [
        ("schedules[1].ref", "acme-msp", "ref_doubled"),
        ("customers[0].assets[1].ref", "a1", "ref_doubled"),
        ("customers[1].assets[0].ref", "a1", "ref_doubled"),
        ("invoices", {}, "wrong_type"),
        ("customers[0].assets", {}, "wrong_type"),
        ("fields.asset", "ram_gb", "wrong_type"),
        ("schedules[0].lines", [], "no_lines"),
    ],
)
def test_lists_hold_things_that_each_have_a_ref_of_their_own(place, value, code):
    assert (place, code) in problems(little_shop(place, value))


def test_payments_and_deposits_share_their_refs():
    paid = {"ref": "p", "customer": "acme", "amount": "5", "date": "2026-01-01"}
    tickets = [{"ref": "t", "customer": "acme", "subject": "s"}]
    document = small_shop(tickets=tickets, payments=[paid], deposits=[{**paid, "ticket": "t"}])
    assert problems(document) == {("deposits[0].ref", "ref_doubled")}


def test_a_broken_thing_is_still_a_thing_that_others_may_name():
    assert problems(little_shop("customers[0].phone", 1)) == {("customers[0].phone", "wrong_type")}


def test_a_document_may_name_what_is_on_file_already():
    known = Known(
        KNOWN.settings,
        {**KNOWN.values, "product": {"care": Product(9, "care", "Care", unit_price=5)}},
    )
    grid = {"frequency": "daily", "start": "2026-01-01"}
    schedule = {"ref": "s", "customer": "old", **grid, "lines": [{"product": "care"}]}
    shop = read({"billdesk": 1, "schedules": [schedule]}, known)
    assert (shop.schedules[0].customer_id, shop.schedules[0].lines[0].product_id) == (7, 9)
    assert (shop.schedules[0].id, shop.customers, shop.settings) == (-1, (), None)


def test_a_ref_on_file_cannot_be_taken_again():
    document = {"billdesk": 1, "customers": [{"ref": "old", "name": "New"}]}
    assert problems(document, KNOWN) == {("customers[0].ref", "ref_doubled")}


def test_a_number_on_file_cannot_be_given_again():
    document = copy.deepcopy(DOCUMENTS["full_shop.json"])
    found = problems(document, Known(numbers={"invoice": {"R2026-0002"}}))
    assert found == {("invoices[1].number", "number_doubled")}


def test_ids_are_negative_and_count_in_the_order_of_the_document():
    shop = read(DOCUMENTS["little_shop.json"])
    assert [customer.id for customer in shop.customers] == [-1, -2, -3]
    assert [asset.id for asset in shop.assets] == [-1, -2, -3, -4, -5]
    assert shop.schedules[0].customer_id == shop.customers[0].id


def test_amounts_are_in_their_own_currency_or_the_customers_or_the_shops():
    desk = Desk({}, KNOWN)
    assert desk.currency({"currency": "CHF", "customer": "old"}) == "CHF"
    assert desk.currency({"currency": "EURO", "customer": "old"}) == "EUR"
    assert desk.currency({"customer": "nobody"}) == desk.currency(None) == "JPY"


def test_what_was_borrowed_from_file_is_no_result():
    desk = Desk({}, KNOWN)
    desk.keep("customer", Customer(desk.next_id("customer"), "new", "New"))
    assert desk.named("customer", "old") is OLD
    assert [customer.ref for customer in desk.kept("customer")] == ["new"]
    assert desk.borrowed == {("customer", 7): "old"}
