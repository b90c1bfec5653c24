"""What differs between two values, and refs for what is new."""

from dataclasses import replace

from billdesk.domain.customer import Customer
from billdesk.domain.tax import UNTAXED, Choice
from billdesk.services.changing import changes_of, new_refs

ACME = Customer(1, "acme", "Acme", cc=("a@b.example",))


def test_only_what_differs_is_told_as_it_was_and_as_it_is():
    after = replace(ACME, name="Acme Dental", cc=(), tax=Choice(True, 3), version=2)

    assert changes_of(ACME, after) == {
        "name": ["Acme", "Acme Dental"],
        "cc": [["a@b.example"], []],
        "tax": ["inherit", 3],
    }
    assert changes_of(ACME, replace(ACME, tax=UNTAXED))["tax"] == ["inherit", None]
    assert changes_of(ACME, ACME) == {}


def test_long_texts_are_written_down_in_part():
    assert changes_of(ACME, replace(ACME, notes="x" * 10_000))["notes"] == ["", "x" * 300]


def test_each_new_thing_gets_a_ref_of_its_own(office):
    with office.work() as work:
        work.customers.add([replace(ACME, ref="acme-dental")])
        names = ["Acme Dental", "Acme Dental", "ACME dental!", "🙂", "", "x" * 500]

        assert new_refs(work, "customer", names) == [
            "acme-dental-2",
            "acme-dental-3",
            "acme-dental-4",
            "customer",
            "customer-2",
            "x" * 60,
        ]


def test_a_name_that_looks_like_the_next_ref_gets_another_one(office):
    with office.work() as work:
        refs = new_refs(work, "asset", ["pc 2", "tablet", "pc", "pc"])

        assert refs == ["pc-2", "tablet", "pc", "pc-3"]
