"""Taxes in the settings: listed, added, changed, archived with Undo, deleted; how prices are meant."""

import pytest
from PySide6.QtCore import Qt

from billdesk.ui.panes.settings import SettingsPane
from support.catalog_shop import click, pick, settle, type_into


@pytest.fixture
def pane(open_on_shop):
    return open_on_shop(SettingsPane, what="taxes")


@pytest.fixture
def section(pane):
    return pane.sections["taxes"]


def names(pane):
    return [(one.name, one.archived) for one in pane.bench.desk.taxes.list()]


def add(qtbot, pane, section, name, percent):
    click(qtbot, pane, "settings.taxes.add")
    type_into(qtbot, section.form.name, name)
    type_into(qtbot, section.form._members[0].percent, percent)
    click(qtbot, pane, "settings.tax.keep")


def key_of(pane, name):
    return next(str(one.id) for one in pane.bench.desk.taxes.list() if one.name == name)


def test_a_tax_is_added_and_its_example_is_reckoned(qtbot, pane, section):
    add(qtbot, pane, section, "Luxury", "12,5")
    assert ("Luxury", False) in names(pane)
    assert not section.form.isVisible()
    assert section.roll.row(key_of(pane, "Luxury")).entered.figure == "12.5%"
    entry = next(one for one in pane.example.facts.entries() if one.text == "Luxury")
    assert (entry.figure, entry.below) == ("$106.88", "95.00 + Luxury 11.88")


@pytest.mark.parametrize("percent", ["abc", "1e999", "-0.1", "101", "", "9" * 300, "12.34567"])
def test_rubbish_in_the_percentage_is_told_at_it(qtbot, pane, section, percent):
    before = names(pane)
    add(qtbot, pane, section, "Rubbish", percent)
    assert section.form._members[0].percent.told()
    assert section.form.isVisible()
    assert names(pane) == before


@pytest.mark.parametrize("name", ["", "x" * 10_000])
def test_rubbish_in_the_name_is_told_at_it(qtbot, pane, section, name):
    add(qtbot, pane, section, name, "5")
    assert section.form.name.told()
    assert section.form.isVisible()


def test_markup_in_a_name_stays_what_it_is(qtbot, pane, section):
    add(qtbot, pane, section, "<img src=x> & Co", "5")
    assert ("<img src=x> & Co", False) in names(pane)


def test_a_group_takes_members_and_lets_them_go(qtbot, pane, section):
    click(qtbot, pane, "settings.taxes.add_group")
    form = section.form
    type_into(qtbot, form.name, "GST and QST")
    click(qtbot, pane, "settings.tax.add")
    assert len(form._members) == 3
    click(qtbot, pane, "settings.tax.member2.remove")
    for member, name, percent in zip(form._members, ("GST", "QST"), ("5", "9.975"), strict=True):
        type_into(qtbot, member.name, name)
        type_into(qtbot, member.percent, percent)
    form._members[1].compound.edit.click()
    click(qtbot, pane, "settings.tax.keep")
    made = next(one for one in pane.bench.desk.taxes.list() if one.name == "GST and QST")
    assert [(one.name, one.percent, one.compound) for one in made.members] == [
        ("GST", 50_000, False),
        ("QST", 99_750, True),
    ]


def test_a_tax_is_opened_by_the_keyboard_changed_and_left_by_esc(qtbot, pane, section):
    first = section.roll.row(section.roll.keys()[0])
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_Return)
    assert section.form.isVisible()
    assert section.form.name.edit.hasFocus()
    qtbot.keyClick(section.form.name.edit, Qt.Key.Key_Escape)
    assert not section.form.isVisible()


def test_a_changed_tax_takes_its_place_and_the_old_one_is_archived(qtbot, pane, section):
    key = key_of(pane, pane.bench.desk.taxes.list()[0].name)
    section.roll.row(key).click()
    name = section.form.name.value()
    type_into(qtbot, section.form.name, f"{name} new", leave=False)
    qtbot.keyClick(section.form.name.edit, Qt.Key.Key_Return)
    settle(qtbot, pane)
    assert (f"{name} new", False) in names(pane)


def test_archiving_can_be_taken_back_and_an_archived_tax_says_so(qtbot, pane, section):
    add(qtbot, pane, section, "Old", "3")
    key = key_of(pane, "Old")
    section.roll.row(key).menu_asked.emit()
    pick(qtbot, pane, "settings.taxes.archive")
    assert ("Old", True) in names(pane)
    assert section.roll.row(key).entered.words == "Old (archived)"
    assert pane.told_words == ["Old is archived"]
    pane.undo[0]()
    settle(qtbot, pane)
    assert ("Old", False) in names(pane)
    section.roll.row(key).setFocus()
    qtbot.keyClick(section.roll.row(key), Qt.Key.Key_Delete)
    settle(qtbot, pane)
    assert "Old" not in dict(names(pane))


def test_what_is_used_cannot_be_deleted_and_says_why(qtbot, pane, section):
    used = pane.bench.desk.settings.read().default_tax_id or int(section.roll.keys()[0])
    pane.bench.desk.taxes.set_default(used)
    section._delete(str(used))
    settle(qtbot, pane)
    assert [one.code for one in pane.troubles] == ["tax_is_used"]


def test_a_tax_is_made_the_one_of_the_shop_by_its_menu_and_by_the_choice(qtbot, pane, section):
    add(qtbot, pane, section, "Everywhere", "3")
    key = key_of(pane, "Everywhere")
    section.roll.row(key).menu_asked.emit()
    pick(qtbot, pane, "settings.taxes.default")
    assert str(pane.bench.desk.settings.read().default_tax_id) == key
    assert section.roll.row(key).entered.chip == "everything"
    section.default.edit.setCurrentIndex(0)
    section.default.edit.activated.emit(0)
    settle(qtbot, pane)
    assert pane.bench.desk.settings.read().default_tax_id is None


def test_how_prices_are_meant_and_rounded_is_kept_at_once(qtbot, pane, section):
    click(qtbot, pane, "settings.prices_include_tax.with")
    click(qtbot, pane, "settings.tax_rounding.line")
    type_into(qtbot, section.cash, "0.05")
    settle(qtbot, pane)
    shop = pane.bench.desk.settings.read()
    assert (shop.prices_include_tax, shop.tax_rounding, shop.cash_rounding) == (True, "line", 5)
    for rubbish in ("abc", "-1", "1e9"):
        type_into(qtbot, section.cash, rubbish)
        settle(qtbot, pane)
        assert section.cash.told()
    assert pane.bench.desk.settings.read().cash_rounding == 5
