"""The product editor: new and edited products, rubbish at its field, and what becomes of unkept typing."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from billdesk.domain.lists import Sort
from billdesk.domain.products import ProductFilter
from billdesk.domain.tax import UNTAXED
from billdesk.ui.editors.product import ProductEditor
from support.catalog_shop import settle, type_into

CTRL = Qt.KeyboardModifier.ControlModifier


def products(page):
    return page.bench.desk.catalog.page(ProductFilter(active=None), Sort("name", False)).rows


@pytest.fixture
def page(open_on_shop):
    return open_on_shop(ProductEditor)


@pytest.fixture
def edited(open_on_shop, qtbot):
    made = open_on_shop(ProductEditor, what=1)
    qtbot.waitUntil(lambda: made._product.id == 1)
    return made


def find(page, name):
    return next(one for one in products(page) if one.name == name)


def test_something_new_is_typed_and_kept_by_the_keyboard(qtbot, page):
    assert page.name.edit.hasFocus()
    type_into(qtbot, page.name, "Patch cable <b>")
    type_into(qtbot, page.price, "=3*4,5")
    type_into(qtbot, page.unit, "piece", leave=False)
    qtbot.keyClick(page.unit.edit, Qt.Key.Key_S, CTRL)
    settle(qtbot, page)
    made = find(page, "Patch cable <b>")
    assert (made.unit_price, made.unit, made.kind) == (13_5000_00, "piece", "product")
    assert page.asked_places == [("catalog", None)]


def test_labor_and_deposits_have_fields_of_their_own(qtbot, page):
    assert page.labor.isHidden()
    assert page.deposit.isHidden()
    page.kind.edit.pick("labor")
    assert page.labor.isVisible()
    page.kind.edit.pick("deposit")
    assert page.deposit.isVisible()
    type_into(qtbot, page.name, "Deposit half")
    type_into(qtbot, page.percent, "50")
    page.save()
    settle(qtbot, page)
    assert find(page, "Deposit half").deposit_percent == 50_0000


@pytest.mark.parametrize("price", ["abc", "12,5o", "1e999", "=1/0", "9" * 60])
def test_rubbish_in_the_price_is_told_and_nothing_is_kept(qtbot, page, price):
    before = products(page)
    type_into(qtbot, page.name, "Cable")
    type_into(qtbot, page.price, price)
    page.save()
    settle(qtbot, page)
    assert page.price.told()
    assert products(page) == before


@pytest.mark.parametrize(("name", "text"), [("name", ""), ("name", "x" * 10_000), ("unit", "x" * 100)])
def test_rubbish_in_a_text_is_told_at_it(qtbot, page, name, text):
    type_into(qtbot, page.name, "Cable")
    type_into(qtbot, getattr(page, name), text)
    page.save()
    settle(qtbot, page)
    assert getattr(page, name).told()
    assert page.asked_places == []


@pytest.mark.parametrize("percent", ["101", "-1", "abc"])
def test_a_percentage_beyond_a_hundred_is_told(qtbot, page, percent):
    page.kind.edit.pick("deposit")
    type_into(qtbot, page.name, "Deposit more")
    type_into(qtbot, page.percent, percent)
    page.save()
    settle(qtbot, page)
    assert page.percent.told()


def test_minus_nothing_is_refused_and_nothing_is_a_price(qtbot, page):
    type_into(qtbot, page.name, "Free")
    type_into(qtbot, page.price, "-0")
    page.save()
    assert page.price.told()
    assert page.price.edit.text() == "-0"
    type_into(qtbot, page.price, "0")
    page.save()
    settle(qtbot, page)
    assert find(page, "Free").unit_price == 0


def test_an_edited_product_is_shown_as_it_is_and_kept_with_its_new_version(qtbot, edited):
    before = edited.bench.desk.catalog.sheet(1).product
    assert edited.product() == before
    assert not edited.is_unsaved()
    type_into(qtbot, edited.price, "77.5")
    edited.tax.edit.setCurrentIndex(1)
    edited.save()
    settle(qtbot, edited)
    after = edited.bench.desk.catalog.sheet(1).product
    assert (after.unit_price, after.tax, after.version) == (77_5000_00, UNTAXED, before.version + 1)


def test_somebody_else_was_faster_and_what_is_typed_stays(qtbot, edited):
    catalog = edited.bench.desk.catalog
    catalog.change(replace(catalog.sheet(1).product, name="Theirs"))
    type_into(qtbot, edited.name, "Mine")
    edited.save()
    settle(qtbot, edited)
    assert [one.code for one in edited.troubles] == ["product_changed"]
    assert edited.name.value() == "Mine"
    assert edited.save_button.isEnabled()


def test_leaving_keeps_what_can_be_kept_and_says_so(qtbot, edited):
    left = []
    type_into(qtbot, edited.name, "Kept by leaving")
    edited.leave(lambda: left.append(True))
    settle(qtbot, edited)
    assert left == [True]
    assert edited.told_words == ["Kept by leaving is kept"]
    assert find(edited, "Kept by leaving")


def test_leaving_says_what_could_not_be_kept_and_nothing_where_nothing_was_typed(qtbot, edited):
    left = []
    edited.leave(lambda: left.append(1))
    assert left == [1]
    type_into(qtbot, edited.name, "")
    edited.leave(lambda: left.append(2))
    settle(qtbot, edited)
    assert left == [1, 2]
    assert edited.told_words[0].startswith("Not kept.")


def test_the_end_of_the_program_keeps_what_can_be_kept(qtbot, edited):
    type_into(qtbot, edited.name, "Kept at the end")
    edited.finish()
    assert find(edited, "Kept at the end")


def test_another_currency_reads_the_price_in_its_own_way(qtbot, page):
    type_into(qtbot, page.name, "Yen")
    page.currency.show_value("JPY")
    page.currency.changed.emit()
    type_into(qtbot, page.price, "1500")
    page.save()
    settle(qtbot, page)
    made = find(page, "Yen")
    assert (made.currency, made.unit_price) == ("JPY", 1500_0000)
