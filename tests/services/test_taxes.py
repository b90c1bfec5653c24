"""Taxes: what was used never changes; an edited tax is a new version in its place."""

from dataclasses import replace
from datetime import date

import pytest

from billdesk.domain.errors import Missing, Refused, Rejected
from billdesk.domain.lists import Sort
from billdesk.domain.tax import Choice, Rate, Tax
from billdesk.services.run import Request, Run
from billdesk.services.settings import read_settings
from billdesk.services.taxes import Taxes
from support.shops import load_case

FEB_1 = date(2026, 2, 1)
VAT = Tax(0, "", "VAT", (Rate("", 190_000),))


@pytest.fixture
def taxes(each_office):
    load_case(each_office)
    return Taxes(each_office)


def default_of(office):
    with office.reading() as work:
        return read_settings(work).default_tax_id


def name_everywhere(office, tax_id):
    """Let a product, a customer, a schedule with its lines and the shop name a tax."""
    with office.work() as work:
        for table in ("products", "customers", "schedules", "schedule_lines"):
            sql = f"UPDATE {table} SET tax_named = true, tax_id = {tax_id} WHERE id = 1"
            work.connection.exec_driver_sql(sql)
        work.commit()


def versions(office):
    with office.reading() as work:
        return [
            work.connection.exec_driver_sql(f"SELECT version, tax_id FROM {table} WHERE id = 1").one()
            for table in ("products", "customers", "schedules")
        ]


def test_a_new_tax_is_called_like_itself_on_documents(taxes):
    made = taxes.create(replace(VAT, name=" VAT "))
    assert (made.ref, made.name, made.members) == ("vat", "VAT", (Rate("VAT", 190_000),))
    assert made in taxes.list()
    assert taxes.sheet(made.id).uses == {}


def test_a_group_keeps_the_names_and_the_order_of_its_members(taxes):
    group = Tax(0, "", "GST and QST", (Rate("GST", 50_000), Rate("QST", 99_750, True)), True)
    assert taxes.create(group).members == group.members


def test_an_edited_tax_takes_the_place_of_the_one_that_invoices_have(taxes, each_office):
    Run(each_office).go(Request(FEB_1, confirmed=True))
    old = next(tax for tax in taxes.list() if taxes.sheet(tax.id).on_invoices)
    name_everywhere(each_office, old.id)
    taxes.set_default(old.id)
    before = versions(each_office)

    new = taxes.change(replace(old, name="Tax of 9", group=False, members=(Rate("", 90_000),)))

    assert (new.id != old.id, new.ref, new.archived) == (True, old.ref, False)
    kept = taxes.sheet(old.id).tax
    assert (kept.archived, kept.members, kept.name) == (True, old.members, old.name)
    assert default_of(each_office) == new.id
    after = versions(each_office)
    assert [row[1] for row in after] == [new.id] * 3
    assert all(late[0] > early[0] for late, early in zip(after, before, strict=True))
    assert taxes.sheet(old.id).uses == {}
    assert set(taxes.sheet(new.id).uses) == {"product", "customer", "schedule", "schedule_line"}
    with pytest.raises(Refused) as refused:
        taxes.delete(old.id)
    assert refused.value.code == "tax_is_used"


def test_a_tax_that_no_invoice_has_leaves_nothing_behind(taxes):
    made = taxes.create(VAT)
    count = len(taxes.list())
    after = taxes.change(replace(made, members=(Rate("VAT", 200_000),)))
    assert (after.ref, after.members[0].percent, len(taxes.list())) == ("vat", 200_000, count)
    taxes.delete(after.id)
    assert len(taxes.list()) == count - 1


def test_a_change_to_the_same_changes_nothing(taxes):
    made = taxes.create(VAT)
    assert taxes.change(made) == made


def test_an_archived_tax_stands_last_and_can_be_restored_but_not_edited(taxes):
    made = taxes.create(replace(VAT, name="AAA"))
    archived = taxes.archive(made.id)
    assert archived.archived
    assert taxes.list()[-1] == archived
    assert archived not in taxes.list(archived=False)
    for act in (lambda: taxes.change(replace(made, name="B")), lambda: taxes.set_default(made.id)):
        with pytest.raises(Refused) as refused:
            act()
        assert refused.value.code == "tax_is_archived"
    assert taxes.restore(made.id) == made


def test_the_tax_of_the_shop_can_be_neither_archived_nor_deleted(taxes):
    made = taxes.create(VAT)
    taxes.set_default(made.id)
    codes = []
    for act in (taxes.archive, taxes.delete):
        with pytest.raises(Refused) as refused:
            act(made.id)
        codes.append(refused.value.code)
    assert codes == ["tax_is_default", "tax_is_used"]
    taxes.set_default(None)
    taxes.delete(made.id)


def test_rubbish_and_names_that_are_taken_are_rejected_by_field(taxes):
    taxes.create(VAT)
    rubbish = Tax(0, "", "vat", (Rate("", 2_000_000),))
    with pytest.raises(Rejected) as rejected:
        taxes.create(rubbish)
    found = {one.place: one.code for one in rejected.value.problems}
    assert found == {"name": "there_already", "members[0].percent": "out_of_range"}
    assert taxes.problems(rubbish) == rejected.value.problems


def test_what_isnt_there_is_missing(taxes):
    for act in (taxes.sheet, taxes.archive, taxes.delete, taxes.set_default):
        with pytest.raises(Missing):
            act(999)


def test_a_product_may_name_an_archived_tax_and_says_so(taxes, each_office):
    from billdesk.domain.products import ProductFilter
    from billdesk.services.catalog import Catalog

    made = taxes.create(VAT)
    catalog = Catalog(each_office)
    row = catalog.page(ProductFilter(), Sort("name", False)).rows[0]
    catalog.change(replace(catalog.sheet(row.id).product, tax=Choice(True, made.id)))
    taxes.archive(made.id)
    [found] = catalog.page(ProductFilter(tax=Choice(True, made.id)), Sort("name", False)).rows
    assert (found.tax_name, found.tax_archived) == ("VAT", True)
