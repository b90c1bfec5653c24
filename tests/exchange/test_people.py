"""Customers with contacts and assets, saved searches, and what vendors report."""

import pytest

from billdesk.domain.customer import Customer, Usage
from billdesk.domain.tax import INHERIT
from billdesk.exchange.reading import read
from support.shop_documents import little_shop, problems, small_shop, written


@pytest.mark.parametrize(
    ("place", "value", "code"),
    [
        ("customers[0].contacts[0].email", "ann(at)acme.example", "bad_email"),
        ("customers[0].contacts[0].fields.height", "3", "unknown_reference"),
        ("customers[0].contacts[0].fields.ram_gb", "3", "unknown_reference"),
        ("customers[0].terms", "net15", "unknown_reference"),
        ("customers[1].name", "  ", "empty"),
        ("customers[1].name", "Bistro\x1b[1m", "control_character"),
        ("customers[1].name", "x" * 1001, "too_long"),
        ("customers[1].currency", "EURO", "unknown_currency"),
        ("customers[1].language", "klingon", "unknown_language"),
        ("saved_searches[0].conditions[0].field", "remote", "unknown_reference"),
        ("saved_searches[0].conditions[0].op", "less", "unknown_word"),
        ("saved_searches[0].match", "none", "unknown_word"),
        ("vendor_usage[0].quantity", "-1", "too_small"),
        ("vendor_usage[0].as_of", "2026-02-29", "no_such_date"),
    ],
)
def test_what_is_wrong_with_people_and_things_is_refused_at_its_place(place, value, code):
    assert problems(little_shop(place, value)) == {(place, code)}


def test_a_customer_needs_no_more_than_ref_and_name():
    customer = read(small_shop()).customers[0]
    assert customer == Customer(-1, "acme", "Acme")
    assert (customer.tax, customer.currency, customer.active) == (INHERIT, None, True)


def test_contacts_and_assets_belong_to_the_customer_they_stand_in():
    inside = {"contacts": [{"ref": "ann", "name": "Ann"}], "assets": [{"ref": "a1", "name": "NB-1"}]}
    document = small_shop(customers=[{"ref": "x", "name": "X"}, {"ref": "y", "name": "Y", **inside}])
    shop = read(document)
    assert [(one.customer_id, one.active) for one in (*shop.contacts, *shop.assets)] == [(-2, True)] * 2
    assert written(document)["customers"] == document["customers"]


def test_contacts_are_read_even_where_their_customer_is_wrong():
    document = little_shop("customers[0].contacts[0].phone", 1)
    document["customers"][0]["phone"] = 1
    assert problems(document) == {
        ("customers[0].phone", "wrong_type"),
        ("customers[0].contacts[0].phone", "wrong_type"),
    }


def test_defaults_of_a_customer_and_its_contacts_are_left_out():
    ann = {"ref": "ann", "name": "Ann", "billing": True}
    spelled = [{"ref": "x", "name": "X", "cc": [], "notes": "", "tax": None, "assets": []}]
    spelled[0]["contacts"] = [{**ann, "active": True, "fields": {}, "phone": ""}]
    assert written(small_shop(customers=spelled))["customers"] == [
        {"ref": "x", "name": "X", "contacts": [ann]}
    ]


def test_a_search_takes_fixed_fields_and_those_of_assets_and_wants_all_of_its_conditions():
    conditions = [{"field": "ram", "op": "greater", "value": "8"}, {"field": "serial", "op": "is set"}]
    document = small_shop(
        fields={"asset": [{"ref": "ram", "name": "RAM"}]},
        saved_searches=[{"ref": "big", "name": "Big", "conditions": conditions}],
    )
    search = read(document).searches[0]
    assert (search.match, [one.field for one in search.conditions]) == ("all", ["ram", "serial"])
    assert written(document)["saved_searches"] == document["saved_searches"]


def test_usage_has_no_ref_and_a_quantity_of_four_decimals():
    reported = {"vendor": "V", "item": "Seat", "customer": "acme", "quantity": "7.5", "as_of": "2026-01-31"}
    usage = read(small_shop(vendor_usage=[reported])).usage[0]
    assert isinstance(usage, Usage)
    assert (usage.customer_id, usage.quantity) == (-1, 75_000)
    assert written(small_shop(vendor_usage=[{**reported, "quantity": "7.50"}]))["vendor_usage"] == [reported]
