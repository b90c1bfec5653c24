"""A shop becomes a document: lists in their order, and a ref for whatever has none."""

from dataclasses import replace

import pytest

from billdesk.domain.catalog import Product
from billdesk.domain.customer import Customer
from billdesk.domain.tax import Choice
from billdesk.exchange.content import ShopDocument
from billdesk.exchange.reading import read
from billdesk.exchange.writing import LISTS, Writing, write
from support.shop_documents import DOCUMENTS, small_shop, written


@pytest.mark.parametrize("name", DOCUMENTS)
def test_what_was_read_is_written_as_it_was_spelled(name):
    assert write(read(DOCUMENTS[name])) == DOCUMENTS[name]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_without_its_spelling_a_shop_is_still_the_same_but_for_refs_of_charges_that_nobody_names(name):
    shop, again = read(DOCUMENTS[name]), read(written(DOCUMENTS[name]))
    billed = {line.charge_id for invoice in shop.invoices for line in invoice.lines}
    charges = tuple(one if one.id in billed else replace(one, ref="") for one in shop.charges)
    assert replace(again, spelled={}) == replace(shop, charges=charges, spelled={})


def test_an_empty_shop_is_its_version_only():
    assert write(ShopDocument()) == {"billdesk": 1}
    assert written({"billdesk": 1, "taxes": [], "fields": {"asset": []}}) == {"billdesk": 1}


def test_lists_that_were_spelled_out_empty_come_back():
    document = {"billdesk": 1, "taxes": [], "fields": {"asset": []}}
    assert write(read(document)) == document


def test_lists_stand_in_the_order_of_the_format():
    lists = [name for name in written(DOCUMENTS["full_shop.json"]) if name in LISTS]
    assert lists == list(LISTS)


def test_whatever_has_no_ref_gets_one_that_is_free():
    customers = (Customer(1, "", "A"), Customer(2, "customer-1", "B"), Customer(3, "", "C"))
    document = write(ShopDocument(customers=customers))
    assert [one["ref"] for one in document["customers"]] == ["customer-1-", "customer-1", "customer-3"]


def test_what_refers_to_a_thing_names_the_ref_that_it_got():
    usage = small_shop(
        vendor_usage=[
            {"vendor": "V", "item": "I", "customer": "acme", "quantity": "1", "as_of": "2026-01-31"}
        ]
    )
    shop = read(usage)
    nameless = replace(shop, customers=tuple(replace(one, ref="") for one in shop.customers))
    assert write(nameless)["vendor_usage"][0]["customer"] == "customer-1"


def test_what_is_named_must_be_there():
    with pytest.raises(KeyError):
        write(ShopDocument(products=(Product(1, "care", "Care", tax=Choice(True, 5)),)))


def test_amounts_are_in_their_own_currency_or_the_customers_or_the_shops():
    writing = Writing(ShopDocument(customers=(Customer(1, "a", "A", currency="JPY"), Customer(2, "b", "B"))))
    found = [writing.pen("EUR", 1), writing.pen(None, 1), writing.pen(None, 2), writing.pen()]
    assert [pen.currency for pen in found] == ["EUR", "JPY", "USD", "USD"]


def test_deposits_and_credit_notes_have_lists_of_their_own():
    document = written(DOCUMENTS["full_shop.json"])
    refs = {name: [one["ref"] for one in document[name]] for name in ("invoices", "payments")}
    assert refs == {"invoices": ["i1", "i2", "i3", "i4", "i5"], "payments": ["z1", "z2", "z3"]}
    assert [one["ref"] for one in document["credit_notes"] + document["deposits"]] == ["g1", "g2", "d1", "d2"]
