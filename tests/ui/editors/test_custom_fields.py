"""The page of custom fields."""

import pytest
from PySide6.QtCore import Qt

from billdesk.ui.editors.custom_fields import CustomFields
from billdesk.ui.editors.list_editor import ListEditor
from support.customers_shop import RUBBISH
from support.parts import calm, press, put_text


@pytest.fixture
def page(customers_shop, open_part):
    ListEditor.drafts.clear()
    yield open_part(CustomFields, customers_shop)
    ListEditor.drafts.clear()


def fields_of(shop):
    return {one.name: one for one in shop.real.searches.fields()}


def words(page):
    return [page.list.item(at).text() for at in range(page.list.count())]


def put(page, place, text):
    put_text(page.form.fields[place].edit, text)


def test_the_fields_are_listed_and_the_first_is_shown(page):
    assert words(page) == ["Remote access (contacts)", "RAM (GB) (assets)", "Disk encrypted (assets)"]
    assert page.form.values() == {"name": "Remote access", "on": "contact", "choices": "yes\nno"}
    assert not page.keep_button.isEnabled()
    assert not page.form.fields["on"].isEnabled()


def test_a_field_is_renamed_and_its_ref_stays(qtbot, customers_shop, page):
    put(page, "name", "Remote help")
    page.form.fields["choices"].edit.setPlainText("yes\nno\nsometimes")
    qtbot.keyClick(page.form.fields["name"].edit, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    calm(qtbot, page)

    field = fields_of(customers_shop)["Remote help"]
    assert (field.ref, field.choices) == ("remote", ("yes", "no", "sometimes"))
    qtbot.waitUntil(lambda: "Remote help (contacts)" in words(page))
    assert page.told_words == ["Remote help is kept"]


@pytest.mark.parametrize("name", [*RUBBISH])
def test_a_new_field_may_have_any_name(qtbot, customers_shop, page, name):
    page.new_button.click()
    assert page.form.fields["name"].edit.hasFocus()
    put(page, "name", name)
    page.keep()
    calm(qtbot, page)

    assert fields_of(customers_shop)[name].on == "asset"


@pytest.mark.parametrize("name", ["", "x" * 9_999, "RAM (gb)"])
def test_a_wrong_name_is_said_at_its_field(qtbot, customers_shop, page, name):
    before = fields_of(customers_shop)
    page.new()
    put(page, "name", name)
    page.keep()
    calm(qtbot, page)

    assert page.form.fields["name"].told()
    assert fields_of(customers_shop) == before


def test_choices_that_come_twice_are_said(qtbot, page):
    page.form.fields["choices"].edit.setPlainText("yes\nYes")
    page.keep()

    assert "twice" in page.form.fields["choices"].told()


def test_a_field_is_archived_and_undo_brings_it_back(qtbot, customers_shop, page):
    press(qtbot, page, "custom_fields.archive")
    calm(qtbot, page)
    assert fields_of(customers_shop)["Remote access"].archived
    qtbot.waitUntil(lambda: "Remote access (contacts, archived)" in words(page))
    page.undo[-1]()
    calm(qtbot, page)

    assert not fields_of(customers_shop)["Remote access"].archived


def test_what_is_typed_is_there_again_after_another_was_looked_at(qtbot, page):
    put(page, "name", "Half ty")
    page.list.setCurrentRow(1)
    assert page.form.values()["name"] == "RAM (GB)"
    page.list.setCurrentRow(0)

    assert page.form.values()["name"] == "Half ty"
    assert page.keep_button.isEnabled()


def test_what_is_typed_is_there_again_when_the_page_is_opened_again(customers_shop, open_part, page):
    page.new()
    put(page, "name", "Warranty")
    page.finish()
    again = open_part(CustomFields, customers_shop)
    again.choose(0)

    assert again.form.values()["name"] == "Warranty"
    assert "Warranty" not in fields_of(customers_shop)


def test_a_field_that_somebody_else_changed_is_told(qtbot, customers_shop, page):
    field = fields_of(customers_shop)["Remote access"]
    page.bench.desk.announcer.listeners.clear()
    customers_shop.real.searches.archive_field(field.id)
    put(page, "name", "Mine")
    page.keep()
    calm(qtbot, page)

    assert "Somebody else" in page.wrong.text()
    assert page.form.values()["name"] == "Mine"
