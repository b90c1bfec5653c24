"""The catalog: products come and change with their prices, and it is known which schedules name them."""

from dataclasses import replace

import pytest

from billdesk.domain.catalog import Product
from billdesk.domain.errors import Conflict, Missing, Rejected
from billdesk.domain.lists import Part, Sort
from billdesk.domain.money import SCALE
from billdesk.domain.products import Price, ProductFilter, price_of
from billdesk.domain.tax import UNTAXED, Choice
from billdesk.services.catalog import Catalog
from support.shops import NOON, load_case

NAME = Sort("name", False)
CABLE = Product(0, "", "Patch cable", unit="piece", unit_price=450 * SCALE)


@pytest.fixture
def catalog(each_office):
    load_case(each_office)
    return Catalog(each_office)


def by_name(catalog, name):
    [row] = catalog.page(ProductFilter(active=None, text=name), NAME).rows
    return catalog.sheet(row.id).product


def history(office, key):
    with office.reading() as work:
        return [(one.act, one.change) for one in work.traces.of("product", key)]


def test_a_new_product_gets_a_ref_and_its_first_price(catalog, each_office):
    made = catalog.create(CABLE)
    assert (made.ref, made.version, made.active) == ("patch-cable", 1, True)
    sheet = catalog.sheet(made.id)
    assert (sheet.product, sheet.tax, sheet.uses, sheet.schedules) == (made, None, (), 0)
    [price] = sheet.prices
    assert (price.unit_price, price.day, price.desk) == (450 * SCALE, NOON.astimezone().date(), "desk-1")
    assert catalog.create(CABLE).ref == "patch-cable-2"
    assert history(each_office, made.id)[0][0] == "created"


def test_a_changed_price_is_remembered_with_the_one_before_it(catalog, each_office):
    before = _first(catalog)
    after = catalog.change(replace(before, unit_price=before.unit_price + 1))
    prices = catalog.sheet(before.id).prices
    assert [one.unit_price for one in prices] == [before.unit_price + 1, before.unit_price]
    assert prices[1] == Price(None, *price_of(before))
    assert after.version == before.version + 1
    [(act, change)] = history(each_office, before.id)
    assert (act, change) == ("changed", {"unit_price": [before.unit_price, before.unit_price + 1]})


def test_a_change_of_the_name_leaves_the_price_history_alone(catalog):
    before = _first(catalog)
    catalog.change(replace(before, name="Renamed", tax=UNTAXED))
    assert catalog.sheet(before.id).prices == ()
    assert by_name(catalog, "renamed").tax == UNTAXED


def test_a_stale_edit_is_refused_and_nothing_of_it_is_kept(catalog):
    before = _first(catalog)
    catalog.change(replace(before, name="First"))
    with pytest.raises(Conflict) as conflict:
        catalog.change(replace(before, name="Second"))
    assert (conflict.value.code, conflict.value.facts) == ("product_changed", {"product": "First"})
    assert catalog.sheet(before.id).product.name == "First"


def test_rubbish_is_rejected_by_field(catalog):
    rubbish = replace(CABLE, name="", unit="x\n", tax=Choice(True, 999), currency="XXX")
    with pytest.raises(Rejected) as rejected:
        catalog.create(rubbish)
    assert {one.place for one in rejected.value.problems} == {"name", "unit", "tax", "currency"}
    assert catalog.problems(rubbish) == rejected.value.problems
    with pytest.raises(Rejected):
        catalog.change(replace(_first(catalog), name=" "))


def test_what_isnt_there_is_missing(catalog):
    for act in (lambda: catalog.sheet(999), lambda: catalog.archive([999]), lambda: catalog.sheet(2**40)):
        with pytest.raises(Missing):
            act()


def test_archived_products_leave_the_list_and_come_back(catalog, each_office):
    product = _first(catalog)
    count = catalog.count(ProductFilter())
    assert catalog.archive([product.id, product.id]) == (product.id,)
    assert catalog.archive([product.id]) == ()
    assert catalog.count(ProductFilter()) == count - 1
    assert [row.id for row in catalog.page(ProductFilter(active=False), NAME).rows] == [product.id]
    assert catalog.restore([product.id]) == (product.id,)
    assert catalog.count(ProductFilter()) == count
    assert [act for act, _ in history(each_office, product.id)] == ["archived", "restored"]


def test_schedules_that_name_a_product_are_listed_with_whether_they_follow_its_price(catalog):
    used = [row for row in catalog.page(ProductFilter(), NAME).rows if row.schedules]
    assert used
    sheet = catalog.sheet(used[0].id)
    assert sheet.schedules == used[0].schedules == len(sheet.uses)
    assert all(use.customer and use.state == "active" for use in sheet.uses)


def test_pages_follow_each_other_in_every_order(catalog):
    for number in range(7):
        catalog.create(replace(CABLE, name=f"Cable {number % 3}", unit_price=None if number % 2 else number))
    for key in ("name", "kind", "price"):
        for descending in (False, True):
            whole = catalog.page(ProductFilter(), Sort(key, descending), Part(100)).rows
            found, after = [], None
            while page := catalog.page(ProductFilter(), Sort(key, descending), Part(3, after=after)).rows:
                part = catalog.page(ProductFilter(), Sort(key, descending), Part(3, after=after))
                found, after = found + list(page), part.last
            assert tuple(found) == whole
            last = catalog.page(ProductFilter(), Sort(key, descending), Part(2, before=after))
            assert last.rows == whole[-3:-1]


@pytest.mark.parametrize(
    ("wanted", "names"),
    [
        (ProductFilter(text="cab pat"), ["Patch cable"]),
        (ProductFilter(text="PÄTCH  piece"), ["Patch cable"]),
        (ProductFilter(text="%"), None),
        (ProductFilter(text="patch", kinds=frozenset({"labor"})), []),
        (ProductFilter(text="patch", tax=Choice()), ["Patch cable"]),
        (ProductFilter(text="patch", tax=UNTAXED), []),
        (ProductFilter(text="nothing like it'; DROP TABLE products"), []),
    ],
)
def test_filters_find_by_words_kind_and_tax(catalog, wanted, names):
    catalog.create(CABLE)
    rows = catalog.page(wanted, NAME).rows
    assert len(rows) == catalog.count(wanted)
    assert names is None or [row.name for row in rows] == names


def _first(catalog):
    rows = catalog.page(ProductFilter(), NAME).rows
    key = next(row.id for row in rows if row.unit_price is not None)
    return catalog.sheet(key).product
