"""Customers: the list, the page, and every change with what it refuses."""

from dataclasses import replace
from datetime import date

import pytest

from billdesk.domain.customer import Asset, Contact, Customer, Record
from billdesk.domain.customer_list import CustomerFilter
from billdesk.domain.errors import Conflict, Missing, Refused, Rejected
from billdesk.domain.lists import Sort
from billdesk.domain.tax import UNTAXED
from billdesk.services.customers import Customers
from billdesk.services.loading import Loading
from billdesk.services.run import Request, Run
from billdesk.services.wording import sentence
from support.shops import load_case, office_at

FEB_1 = date(2026, 2, 1)
NEW = Customer(0, "", "Café Zoë", "zoe@cafe.example", currency="EUR", language="de", country="DE")


@pytest.fixture
def heard():
    return []


@pytest.fixture
def shop(tmp_path, heard):
    """The little shop after its first run."""
    office = office_at(tmp_path / "shop.billdesk", tell=heard.append)
    load_case(office)
    Run(office).go(Request(FEB_1))
    heard.clear()
    yield office
    office.store.close()


@pytest.fixture
def customers(shop):
    return Customers(shop)


@pytest.fixture
def acme(customers):
    [row] = [row for row in rows(customers) if row.name == "Acme Dental"]
    return customers.form(row.id).record


def rows(customers, wanted=None):
    return customers.page(wanted or CustomerFilter(), Sort("name", False), FEB_1).rows


def history(shop, customer_id):
    with shop.reading() as work:
        return [(one.act, one.change) for one in work.traces.of("customer", customer_id)]


def codes(error):
    return [(one.place, one.code) for one in error.value.problems]


def test_a_new_customer_is_on_file_with_contacts_and_assets(shop, customers, heard):
    made = customers.save(
        Record(NEW, (Contact(0, "", 0, "Zoë", "z@cafe.example", billing=True),), (Asset(0, "", 0, "POS-1"),))
    )

    assert made.customer == replace(NEW, id=made.customer.id, ref="cafe-zoe")
    assert [one.customer_id for one in (*made.contacts, *made.assets)] == [made.customer.id] * 2
    assert customers.form(made.customer.id).record == made
    assert "Café Zoë" in [row.name for row in rows(customers, CustomerFilter(text="cafe zoe"))]
    assert [act for act, _ in history(shop, made.customer.id)] == ["made", "contact_made", "assets_made"]
    assert heard[-1].kinds >= {"customer"}
    assert heard[-1].ids == (made.customer.id,)


def test_what_was_changed_is_kept_with_a_trace_of_what_it_was(shop, customers, acme):
    contact = replace(acme.contacts[0], phone="302 555")
    changed = replace(
        acme,
        customer=replace(acme.customer, name=" Acme Dental Care ", tax=UNTAXED),
        contacts=(contact, *acme.contacts[1:]),
    )
    after = customers.save(changed)

    assert after.customer.name == "Acme Dental Care"
    assert after.customer.version == acme.customer.version + 1
    assert after.contacts[0] == replace(contact, version=2)
    assert after.contacts[1:] == acme.contacts[1:]
    assert history(shop, acme.customer.id) == [
        (
            "changed",
            {"changed": {"name": ["Acme Dental", "Acme Dental Care"], "tax": ["inherit", None]}},
        ),
        (
            "contact_changed",
            {"name": contact.name, "changed": {"phone": [acme.contacts[0].phone, "302 555"]}},
        ),
    ]


def test_keeping_what_is_on_file_changes_nothing(shop, customers, acme):
    assert customers.save(acme) == acme
    assert history(shop, acme.customer.id) == []


@pytest.mark.parametrize("part", ["customer", "contacts", "assets"])
def test_a_stale_copy_is_refused_and_nothing_of_it_is_written(customers, acme, part):
    def renamed(name):
        one = getattr(acme, part)
        after = replace(one, name=name) if part == "customer" else (replace(one[0], name=name), *one[1:])
        return replace(acme, **{part: after})

    newer = customers.save(renamed("First"))
    with pytest.raises(Conflict) as error:
        customers.save(renamed("Second"))

    assert "First" in sentence(error.value)
    assert customers.form(acme.customer.id).record == newer


def test_everything_wrong_is_told_at_once_and_nothing_is_written(customers, acme):
    record = Record(
        replace(NEW, name="", email="x", ref="acme", country="Mars", tax_number="-"),
        (Contact(0, "", 0, "a\nBcc: b"),),
    )
    before = len(rows(customers))
    with pytest.raises(Rejected) as error:
        customers.save(record)

    assert codes(error) == [
        ("name", "nothing_typed"),
        ("email", "bad_email"),
        ("country", "unknown_country"),
        ("tax_number", "bad_tax_number"),
        ("contacts[0].name", "control_character"),
        ("ref", "short_name_taken"),
    ]
    assert len(rows(customers)) == before


def test_a_short_name_can_be_changed_but_not_to_one_that_is_taken(customers, acme):
    made = customers.save(Record(replace(NEW, ref="zoe")))
    assert customers.save(replace(made, customer=replace(made.customer, ref="z"))).customer.ref == "z"
    with pytest.raises(Rejected) as error:
        customers.save(replace(acme, customer=replace(acme.customer, ref="z")))

    assert codes(error) == [("ref", "short_name_taken")]


def test_a_short_name_that_is_deleted_stays_as_it_was(customers, acme):
    assert customers.save(replace(acme, customer=replace(acme.customer, ref=" "))).customer.ref == "acme"


def test_contacts_of_somebody_else_are_not_changed_this_way(customers, acme):
    made = customers.save(Record(NEW))
    with pytest.raises(Missing):
        customers.save(replace(made, contacts=(replace(acme.contacts[0], name="Mallory"),)))
    with pytest.raises(Missing):
        customers.save(replace(made, assets=(Asset(99_999, "", 0, "X"),)))
    with pytest.raises(Missing):
        customers.save(Record(replace(NEW, id=99_999)))

    assert customers.form(acme.customer.id).record == acme


def test_a_customer_is_put_away_and_brought_back(shop, customers, acme):
    away = customers.archive(acme.customer.id, acme.customer.version)
    assert not away.active
    assert customers.archive(acme.customer.id) == away
    with pytest.raises(Conflict):
        customers.restore(acme.customer.id, acme.customer.version)

    assert customers.restore(acme.customer.id, away.version).active
    assert [act for act, _ in history(shop, acme.customer.id)] == ["archived", "restored"]
    with pytest.raises(Missing):
        customers.archive(99_999)


def test_a_customer_with_invoices_cannot_be_deleted_but_one_without_anything_can(customers, acme):
    made = customers.save(Record(NEW, (Contact(0, "", 0, "Zoë"),)))
    with pytest.raises(Refused) as error:
        customers.delete(acme.customer.id)
    assert error.value.code == "customer_is_used"
    customers.delete(made.customer.id)

    with pytest.raises(Missing):
        customers.sheet(made.customer.id, FEB_1)
    with pytest.raises(Missing):
        customers.delete(made.customer.id)


def test_the_form_offers_what_can_be_chosen(customers, acme):
    form = customers.form(acme.customer.id)

    assert form.record.customer.name == "Acme Dental"
    assert form.shop.currency
    assert form.types == ("Laptop", "Server", "Till")
    assert "Workstations" in form.folders
    assert customers.form().record == Record(Customer(0, "", ""))


def test_what_customers_bring_in_a_month_is_that_of_their_schedules(customers, acme):
    monthly = customers.monthly([row.id for row in rows(customers)], FEB_1)

    assert set(monthly) == {row.id for row in rows(customers)}
    assert monthly[acme.customer.id] == customers.sheet(acme.customer.id, FEB_1).mrr
    assert monthly[acme.customer.id][0][1] > 0


def test_the_list_and_its_sums_agree(customers):
    found = rows(customers, CustomerFilter(owes=True))
    sums = customers.sums(CustomerFilter(owes=True))

    assert sums[0].count == len(found) > 0
    owed = {one.currency: one.balance for one in sums if one.balance}
    assert owed == {
        code: sum(one.balance for row in found for one in row.owed if one.currency == code) for code in owed
    }


def test_an_edited_customer_leaves_the_shop_document_as_edited(shop, customers, acme):
    customers.save(replace(acme, customer=replace(acme.customer, name="Renamed")))

    assert "Renamed" in [one["name"] for one in Loading(shop).dump()["customers"]]


def test_a_customers_name_is_told_alone(customers, acme):
    assert customers.name(acme.customer.id) == "Acme Dental"
    with pytest.raises(Missing):
        customers.name(999)
