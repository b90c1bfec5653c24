"""Vendor usage on file: what invoices have counted is known, and nothing is there twice."""

from datetime import date

import pytest

from billdesk.domain.counting import Evidence
from billdesk.domain.customer import Usage
from billdesk.domain.invoice import InvoiceLine
from billdesk.domain.money import SCALE
from billdesk.domain.usage import Alias, Slot
from billdesk.storage.usage import Import
from support.ledger import AT, add_customers, an_invoice

FEB, MAR = date(2026, 2, 28), date(2026, 3, 31)


@pytest.fixture
def work(each_office):
    with each_office.work() as found:
        add_customers(found, "Acme", "Bolt")
        yield found


def a_line(**evidence):
    found = Evidence("usage", 50_000, **evidence)
    return InvoiceLine("Seats", quantity=SCALE, unit_price=SCALE, source="vendor_usage", evidence=found)


def a_report(**more):
    facts = {"import_id": 1, "vendor": "Vault", "name": "Acme", "name_key": "acme", "item": "Seat"}
    return facts | {"quantity": 5, "as_of": FEB, "customer_id": 1} | more


def add_import(work, key=1, before=None):
    made = Import(key, "Vault", "feb.csv", {"customer": "Who"}, 3, before or {})
    work.usage.add_import(made, AT, "desk-1")
    return made


def test_what_invoices_counted_is_known_by_its_row_or_else_by_its_day(work):
    slots = {Slot(1, "Seat", FEB): 7, Slot(1, "Seat", MAR): 8, Slot(2, "Seat", FEB): 9}
    work.invoices.add([(an_invoice(1, lines=(a_line(as_of=FEB, usage_id=7),)), None)], AT)
    assert work.usage.counted(slots) == {7}

    work.invoices.add([(an_invoice(2, customer_id=2, lines=(a_line(as_of=FEB),)), None)], AT)
    assert work.usage.counted(slots) == {7, 9}
    assert work.usage.counted({}) == set()


def test_of_reports_all_of_a_day_are_found_and_of_names_all_days_with_what_belongs_together(work):
    add_import(work)
    work.usage.add_reports([a_report(), a_report(as_of=MAR), a_report(name_key="east", as_of=MAR)])

    days = set(work.usage.filed("Vault", [FEB], {}).reports)
    names = set(work.usage.filed("Vault", [], {"acme": Alias("Acme", 1)}).reports)

    assert days == {("acme", "Seat", FEB)}
    assert names == {("acme", "Seat", FEB), ("acme", "Seat", MAR), ("east", "Seat", MAR)}
    assert work.usage.filed("Other", [FEB], {}).reports == {}


def test_usage_of_two_reports_for_a_day_is_the_later_one(work):
    work.customers.add_usage([Usage(1, "Vault", "Seat", 1, 3, FEB), Usage(2, "Vault", "Seat", 1, 4, FEB)])

    filed = work.usage.filed("Vault", [FEB], {"acme": Alias("Acme", 1)})

    assert filed.usage == {Slot(1, "Seat", FEB): (2, 4)}


def test_names_mean_the_last_one_that_was_said(work):
    work.usage.keep_aliases("Vault", {"acme": Alias("Acme", 1)})
    work.usage.keep_aliases("Vault", {"acme": Alias("ACME", None), "bolt": Alias("Bolt", 2)})

    assert work.usage.aliases("Vault") == {"acme": Alias("ACME", None), "bolt": Alias("Bolt", 2)}
    work.usage.drop_aliases("Vault", ["acme"])
    assert list(work.usage.aliases("Vault")) == ["bolt"]


def test_an_import_is_found_until_it_is_taken_back(work):
    assert work.take_ids("usage", 1) == [1]
    work.customers.add_usage([Usage(1, "Vault", "Seat", 1, 9, FEB)])
    made = add_import(work, before={"usage": [[1, 3]], "named": ["acme"], "aliases": []})
    work.usage.add_reports([a_report()])
    work.usage.keep_aliases("Vault", {"acme": Alias("Acme", 1)})
    slot = Slot(1, "Seat", MAR)._asdict()
    work.usage.add_usage([slot | {"vendor": "Vault", "quantity": 5, "import_id": 1}])

    assert work.usage.last_import("Vault") == work.usage.import_of(1) == made
    assert work.usage.usage_of_import(made) == {Slot(1, "Seat", FEB): 1, Slot(1, "Seat", MAR): 2}
    assert (work.usage.vendors(), work.usage.items("Vault"), work.usage.last_vendor()) == (
        ["Vault"],
        ["Seat"],
        "Vault",
    )
    work.usage.take_back(made, AT)

    assert work.usage.last_import("Vault") is None
    assert work.usage.import_of(1) == made
    assert work.usage.import_of(2) is None
    assert [(one.id, one.quantity) for one in work.customers.usage_of()] == [(1, 3)]
    assert work.usage.filed("Vault", [FEB], {}).reports == {}
    assert work.usage.aliases("Vault") == {}


def test_a_customer_that_is_deleted_takes_reports_and_names_along(work):
    add_import(work)
    work.usage.add_reports([a_report()])
    work.usage.keep_aliases("Vault", {"acme": Alias("Acme", 1)})

    work.customers.remove(1)

    assert work.usage.aliases("Vault") == {}
    assert work.usage.filed("Vault", [FEB], {}).reports == {}


def test_the_database_keeps_no_report_of_an_import_twice(each_office):
    for add in ("add_reports", "add_usage"):
        row = a_report() if add == "add_reports" else Slot(1, "Seat", FEB)._asdict()
        row |= {"vendor": "Vault", "quantity": 5, "import_id": 1}
        with each_office.work() as work:
            add_customers(work, "Acme")
            add_import(work)
            getattr(work.usage, add)([row])
            with pytest.raises(Exception, match=r"(?i)unique|already_there"):
                getattr(work.usage, add)([row])
