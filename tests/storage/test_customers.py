"""Customers and what they have come back from the file as they went in, and are found by id and ref."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billdesk.domain.customer import Asset, Condition, Contact, Customer, CustomField, SavedSearch, Usage
from billdesk.domain.errors import Conflict, Missing
from billdesk.domain.tax import Tax
from billdesk.domain.terms import Terms
from billdesk.storage.mapping import CHUNK
from support.ledger import AT, TODAY, a_customer, a_schedule, add_customers, an_invoice
from support.values import AMOUNTS, TEXTS, some, values_of

MANY = st.lists(TEXTS, max_size=3).map(tuple)
CONDITIONS = st.lists(values_of(Condition), max_size=3).map(tuple)


@some
@given(
    values_of(Customer, id=1, cc=MANY, language=st.none() | st.just("de"), terms_id=st.none() | st.just(1))
)
def test_a_customer_comes_back_as_it_went_in(each_office, customer):
    with each_office.work() as work:
        work.catalog.add_taxes([Tax(1, "vat", "VAT", ())])
        work.catalog.add_terms([Terms(1, "net", "Net 14")])
        work.customers.add([customer])

        assert work.customers.by_id(1) == work.customers.by_ref(customer.ref) == customer
        assert work.customers.all() == [customer]


@some
@given(
    values_of(Contact, id=1, customer_id=1),
    values_of(Asset, id=1, customer_id=1),
    values_of(Usage, id=1, customer_id=1, quantity=AMOUNTS),
    values_of(CustomField, id=1, on="asset", choices=MANY),
    values_of(SavedSearch, id=1, match="any", conditions=CONDITIONS),
)
def test_what_a_customer_has_comes_back_as_it_went_in(each_office, contact, asset, usage, field, search):
    with each_office.work() as work:
        add_customers(work, "Acme")
        work.customers.add_contacts([contact])
        work.customers.add_assets([asset])
        work.customers.add_usage([usage])
        work.customers.add_fields([field])
        work.customers.add_searches([search])

        assert work.customers.contacts_of([1]) == work.customers.contacts_of() == [contact]
        assert work.customers.assets_of([1]) == work.customers.assets_of() == [asset]
        assert work.customers.usage_of([1]) == work.customers.usage_of() == [usage]
        assert work.customers.fields() == [field]
        assert work.customers.searches() == {1: search}


def test_only_those_of_the_customers_asked_for_are_found(office):
    with office.work() as work:
        add_customers(work, "Acme", "Bolt", "Crane")
        work.customers.add_assets([Asset(key, f"a{key}", key, f"PC-{key}") for key in (1, 2, 3)])

        assert [one.id for one in work.customers.assets_of([3, 1, 3])] == [1, 3]
        assert work.customers.assets_of([]) == []


def test_more_customers_than_one_statement_takes_are_all_found(office):
    keys = range(1, CHUNK * 2 + 2)
    with office.work() as work:
        work.customers.add([a_customer(key) for key in keys])

        assert list(work.customers.by_ids(keys)) == list(keys)


@pytest.mark.parametrize("key", [2, 0, -1, 2**31, 2**70])
def test_a_customer_that_is_not_there_is_missing(each_office, key):
    with each_office.work() as work:
        add_customers(work, "Acme")
        with pytest.raises(Missing, match="customer_missing"):
            work.customers.by_id(key)
        with pytest.raises(Missing, match="customer_missing"):
            work.customers.by_ref("nobody")


def test_two_customers_never_share_a_ref(each_office):
    with pytest.raises(Conflict, match="already_there"), each_office.work() as work:
        work.customers.add([Customer(1, "acme", "Acme"), Customer(2, "acme", "Bolt")])


def test_two_fields_share_a_ref_only_where_they_are_of_different_things(each_office):
    with each_office.work() as work:
        fields = [CustomField(1, "floor", "asset", "Floor"), CustomField(2, "floor", "contact", "Floor")]
        work.customers.add_fields(fields)
        assert work.customers.fields() == fields
    with pytest.raises(Conflict, match="already_there"), each_office.work() as work:
        work.customers.add_fields([fields[0], CustomField(3, "floor", "asset", "Other")])


def test_usage_of_a_day_may_be_reported_twice(office):
    reports = [Usage(key, "Acronis", "seats", 1, key * 10_000, TODAY) for key in (1, 2)]
    with office.work() as work:
        add_customers(work, "Acme")
        work.customers.add_usage(reports)

        assert work.customers.usage_of([1]) == reports


def test_usage_that_no_longer_counted_on_a_day_is_left_out(each_office):
    days = [TODAY - timedelta(days=ago) for ago in (60, 30, 30, 0)]
    reports = [Usage(key, "Vault", "Seat", 1, key, day) for key, day in enumerate(days, 1)]
    reports.append(Usage(5, "Vault", "Backup", 1, 1, days[0]))
    with each_office.work() as work:
        add_customers(work, "Acme")
        work.customers.add_usage(reports)
        found = work.customers.usage_of([1], TODAY - timedelta(days=1))
    assert {one.id for one in found} == {2, 3, 4, 5}


def test_changes_are_written_over_their_own_version_only(each_office):
    contact, asset = Contact(1, "ann", 1, "Ann"), Asset(1, "nb", 1, "NB-1")
    field, search = CustomField(1, "ram", "asset", "RAM"), SavedSearch(1, "s", "All", conditions=())
    with each_office.work() as work:
        add_customers(work, "Acme")
        customer = work.customers.by_id(1)
        work.customers.add_contacts([contact])
        work.customers.add_assets([asset])
        work.customers.add_fields([field])
        work.customers.add_searches([search])
        for keep, one in (
            (work.customers.keep, customer),
            (work.customers.keep_contact, contact),
            (work.customers.keep_asset, asset),
            (work.customers.keep_field, field),
            (work.customers.keep_search, search),
        ):
            assert keep(replace(one, name="Other"))
            assert not keep(replace(one, name="Too late"))
            assert keep(replace(one, name="Newer", version=2))

        assert work.customers.by_id(1) == replace(customer, name="Newer", version=3)
        assert work.customers.contacts_of([1]) == [replace(contact, name="Newer", version=3)]
        assert work.customers.assets([1, 2]) == [replace(asset, name="Newer", version=3)]
        assert work.customers.fields() == [replace(field, name="Newer", version=3)]
        assert work.customers.searches() == {1: replace(search, name="Newer", version=3)}
        assert not work.customers.remove_search(search)
        assert work.customers.remove_search(replace(search, version=3))
        assert work.customers.searches() == {}


def test_a_changed_name_is_found_by_its_new_words(each_office):
    with each_office.work() as work:
        add_customers(work, "Acme")
        work.customers.keep(replace(work.customers.by_id(1), name="Bäcker", phone="302"))

        assert [one.name for one in work.lists.customer_choices("backer")] == ["Bäcker"]


def test_what_a_customer_is_used_by_is_counted_and_what_is_not_can_go(each_office):
    with each_office.work() as work:
        add_customers(work, "Acme", "Bolt")
        work.customers.add_contacts([Contact(1, "ann", 2, "Ann")])
        work.customers.add_assets([Asset(1, "nb", 2, "NB-1")])
        work.customers.add_usage([Usage(1, "Vault", "Seat", 2, 5, TODAY)])
        work.invoices.add([(an_invoice(1), None)], AT)
        work.schedules.add([a_schedule(1)])

        assert work.customers.uses(1) == {"invoice": 1, "schedule": 1}
        assert work.customers.uses(2) == {}
        work.customers.remove(2)
        assert [one.id for one in work.customers.all()] == [1]
        assert work.customers.assets_of() == work.customers.contacts_of() == work.customers.usage_of() == []


def test_refs_that_are_given_out_are_known(each_office):
    with each_office.work() as work:
        add_customers(work, "Acme")

        assert work.customers.taken("customer", ["customer-1", "customer-2"]) == {"customer-1"}
        assert work.customers.taken("asset", ["customer-1"]) == frozenset()
