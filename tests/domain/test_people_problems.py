"""What is wrong with customers and what they have, by field."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billdesk.domain.customer import Asset, Condition, Contact, Customer, CustomField, Record, SavedSearch
from billdesk.domain.people_problems import (
    asset_problems,
    contact_problems,
    customer_problems,
    field_problems,
    record_problems,
    search_problems,
)
from billdesk.services.wording import template_of

ACME = Customer(1, "acme", "Acme Dental", "office@acme.example")
LAPTOPS = SavedSearch(0, "", "Laptops", "all", (Condition("type", "is", "Laptop"),))


def codes(problems):
    return [(one.place, one.code) for one in problems]


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"name": "שלום 🙂 <b>=cmd()</b> '; DROP TABLE"},
        {"email": "", "cc": ("a@b.example", "c@müller.example")},
        {"country": "DE", "currency": "EUR", "language": "de-AT", "tax_number": "DE 123 456 789"},
        {"tax_number": "IE1S23456L"},
        {"address": "1 Main St\nDover", "notes": "a\nb\tc"},
    ],
)
def test_nothing_is_wrong_with_a_usual_customer(changes):
    assert not customer_problems(replace(ACME, **changes))


@pytest.mark.parametrize(
    ("changes", "place", "code"),
    [
        ({"name": ""}, "name", "nothing_typed"),
        ({"name": " \t "}, "name", "nothing_typed"),
        ({"name": "x" * 10_000}, "name", "too_long"),
        ({"name": "Acme\nBcc: x@evil.example"}, "name", "control_character"),
        ({"name": "a\x00b"}, "name", "control_character"),
        ({"ref": "r" * 201}, "ref", "too_long"),
        ({"email": "nobody"}, "email", "bad_email"),
        ({"email": "a@b.example\r\nBcc: x@evil.example"}, "email", "bad_email"),
        ({"cc": ("a@b.example", "b")}, "cc", "bad_email"),
        ({"cc": ("",)}, "cc", "bad_email"),
        ({"cc": ("a@b.example",) * 21}, "cc", "too_many"),
        ({"phone": "1\n2"}, "phone", "control_character"),
        ({"address": "x" * 10_001}, "address", "too_long"),
        ({"notes": "\x1b[2J"}, "notes", "control_character"),
        ({"country": "Germany"}, "country", "unknown_country"),
        ({"currency": "EURO"}, "currency", "unknown_currency"),
        ({"currency": ""}, "currency", "unknown_currency"),
        ({"language": "klingon"}, "language", "unknown_language"),
        ({"tax_number": "none"}, "tax_number", "bad_tax_number"),
        ({"tax_number": "1" * 41}, "tax_number", "bad_tax_number"),
        ({"tax_number": "12\n34"}, "tax_number", "bad_tax_number"),
    ],
)
def test_what_is_wrong_with_a_customer_is_told_at_its_field(changes, place, code):
    assert codes(customer_problems(replace(ACME, **changes))) == [(place, code)]


def test_contacts_and_assets_are_told_by_their_place_in_the_record():
    record = Record(
        replace(ACME, name=""),
        (Contact(0, "", 1, "Ann"), Contact(0, "", 1, " ", email="x", fields={"remote": "a\nb"})),
        (Asset(0, "", 1, "", serial="\x07", policy_folder="x" * 1001, fields={"ram": "y" * 2000}),),
    )

    assert codes(record_problems(record)) == [
        ("name", "nothing_typed"),
        ("contacts[1].name", "nothing_typed"),
        ("contacts[1].email", "bad_email"),
        ("contacts[1].fields.remote", "control_character"),
        ("assets[0].name", "nothing_typed"),
        ("assets[0].serial", "control_character"),
        ("assets[0].policy_folder", "too_long"),
        ("assets[0].fields.ram", "too_long"),
    ]
    assert not contact_problems(record.contacts[0])
    assert len(asset_problems(record.assets[0])) == 4


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        (CustomField(0, "", "contact", "Remote access", ("yes", "no")), []),
        (CustomField(0, "", "contact", ""), [("name", "nothing_typed")]),
        (CustomField(0, "", "invoice", "X"), [("on", "unknown_word")]),
        (CustomField(0, "", "asset", "X", ("a", " ")), [("choices", "nothing_typed")]),
        (CustomField(0, "", "asset", "X", ("Yes", "yes")), [("choices", "choice_doubled")]),
        (CustomField(0, "", "asset", "X", tuple(map(str, range(201)))), [("choices", "too_many")]),
    ],
)
def test_custom_fields(field, expected):
    assert codes(field_problems(field)) == expected


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, []),
        ({"name": ""}, [("name", "nothing_typed")]),
        ({"match": "some"}, [("match", "unknown_word")]),
        ({"conditions": ()}, [("conditions", "too_few")]),
        ({"conditions": (Condition("ram", "greater", "16"),)}, []),
        ({"conditions": (Condition("cpu", "is", "x"),)}, [("conditions[0].field", "unknown_word")]),
        ({"conditions": (Condition("type", "like", "x"),)}, [("conditions[0].op", "unknown_word")]),
        ({"conditions": (Condition("type", "contains", ""),)}, [("conditions[0].value", "nothing_typed")]),
        ({"conditions": (Condition("type", "is", ""), Condition("type", "is set"))}, []),
    ],
)
def test_saved_searches(changes, expected):
    assert codes(search_problems(replace(LAPTOPS, **changes), ["ram"])) == expected


@given(st.text(max_size=50), st.text(max_size=50), st.text(max_size=20))
def test_no_text_breaks_the_checks_and_each_problem_has_a_sentence(name, address, code):
    customer = Customer(
        1, name, name, name, (address,), name, address, code, code, code, tax_number=code, notes=name
    )

    for one in customer_problems(customer):
        assert template_of(one.code, one.facts), one.code
