"""The editor of a customer: by mouse and by keys, with rubbish in every field."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from billdesk.domain.customer import Customer, Record
from billdesk.domain.tax import UNTAXED
from billdesk.ui.editors.customer import CustomerEditor
from billdesk.ui.tasks import CustomerTask
from support.customers_shop import RUBBISH
from support.parts import calm, press, put_text


@pytest.fixture
def editor(customers_shop, open_part):
    return open_part(
        CustomerEditor, customers_shop, CustomerTask(customers_shop.id_of("Acme Dental")), (1240, 1600)
    )


@pytest.fixture
def new(customers_shop, open_part):
    return open_part(CustomerEditor, customers_shop, CustomerTask(), (1240, 1600))


def field(page, place):
    return page.fields.form.fields[place]


def put(page, place, text):
    put_text(field(page, place).edit, text)


def kept(qtbot, page):
    calm(qtbot, page)
    assert page.asked_places, [one.told() for one in page.fields.form.fields.values() if hasattr(one, "told")]
    return page.asked_places[-1]


def test_what_is_on_file_is_shown_and_nothing_is_changed(customers_shop, editor):
    assert editor.record() == customers_shop.record("Acme Dental")
    assert not editor.is_changed()
    assert not editor.keep_button.isEnabled()
    assert not editor.discard.isEnabled()
    assert field(editor, "name").edit.hasFocus()


def test_a_changed_name_is_kept_by_ctrl_s_and_leads_back_to_the_customer(qtbot, customers_shop, editor):
    put(editor, "name", "Acme Care")
    assert editor.keep_button.isEnabled()
    qtbot.keyClick(field(editor, "name").edit, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)

    assert kept(qtbot, editor) == ("customers", customers_shop.id_of("Acme Care"))
    assert editor.told_words == ["Acme Care is kept"]
    assert customers_shop.record("Acme Care").customer.version == 2


def test_a_new_customer_needs_a_name_only(qtbot, customers_shop, new):
    put(new, "name", "Harbor Vet")
    qtbot.keyClick(field(new, "name").edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    assert kept(qtbot, new) == ("customers", customers_shop.id_of("Harbor Vet"))
    assert customers_shop.record("Harbor Vet").customer.ref == "harbor-vet"


def test_every_field_goes_on_file(qtbot, customers_shop, new):
    for place, text in {
        "name": "Café Zoë",
        "ref": "zoe",
        "email": "zoe@cafe.example",
        "cc": "a@cafe.example; b@cafe.example",
        "phone": "030 12",
        "tax_number": "DE 123",
    }.items():
        put(new, place, text)
    field(new, "address").edit.setPlainText("Hauptstr. 5\n10115 Berlin")
    field(new, "ship_to").edit.setPlainText("Café Zoë, Lager\nHof 2")
    field(new, "notes").edit.setPlainText("Rings twice")
    for place, key in (("country", "DE"), ("currency", "EUR"), ("language", "de"), ("tax", "-")):
        field(new, place).show_value(key)
    qtbot.keyClick(field(new, "tax_exempt").edit, Qt.Key.Key_Space)
    new.keep()
    kept(qtbot, new)

    assert customers_shop.record("Café Zoë").customer == Customer(
        customers_shop.id_of("Café Zoë"),
        "zoe",
        "Café Zoë",
        "zoe@cafe.example",
        ("a@cafe.example", "b@cafe.example"),
        "030 12",
        "Hauptstr. 5\n10115 Berlin",
        "DE",
        "EUR",
        "de",
        UNTAXED,
        True,
        "DE 123",
        None,
        "Rings twice",
        ship_to="Café Zoë, Lager\nHof 2",
    )


@pytest.mark.parametrize("rubbish", RUBBISH)
def test_any_text_is_a_name_and_comes_back_as_it_went_in(qtbot, customers_shop, new, rubbish):
    for place in ("name", "phone"):
        put(new, place, rubbish)
    field(new, "notes").edit.setPlainText(rubbish)
    new.keep()
    kept(qtbot, new)

    record = customers_shop.record(rubbish)
    assert (record.customer.phone, record.customer.notes) == (rubbish, rubbish)


@pytest.mark.parametrize(
    ("place", "text", "words"),
    [
        ("name", "", "Something must stand"),
        ("name", "x" * 10_000, "too long"),
        ("ref", "r" * 500, "too long"),
        ("email", "abc", "no e-mail address"),
        ("email", "a@b.example\u2028Bcc: x@evil.example", "no e-mail address"),
        ("cc", "a@b.example, b", "no e-mail address"),
        ("phone", "1\x07", "can't be printed"),
        ("tax_number", "<b>none</b>", "no tax number"),
        ("tax_number", "=cmd()", "no tax number"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_which_gets_the_focus(
    qtbot, customers_shop, editor, place, text, words
):
    before = customers_shop.record("Acme Dental")
    put(editor, place, text)
    editor.keep()
    calm(qtbot, editor)

    assert words in field(editor, place).told()
    assert field(editor, place).edit.property("state") == "wrong"
    assert field(editor, place).edit.hasFocus()
    assert editor.asked_places == []
    assert customers_shop.record("Acme Dental") == before
    put(editor, place, "1")
    assert field(editor, place).told() == ""


def test_leaving_a_field_checks_it_but_an_empty_name_may_wait(qtbot, new):
    qtbot.keyClick(field(new, "name").edit, Qt.Key.Key_Tab)
    assert field(new, "name").told() == ""
    put(new, "email", "nobody")
    qtbot.keyClick(field(new, "email").edit, Qt.Key.Key_Tab)

    assert "no e-mail address" in field(new, "email").told()
    assert field(new, "cc").edit.hasFocus()


def test_a_short_name_that_another_has_is_said_at_its_field(qtbot, editor):
    put(editor, "ref", "bistro")
    editor.keep()
    calm(qtbot, editor)

    assert "bistro" in field(editor, "ref").told()
    assert editor.keep_button.isEnabled()


def test_a_contact_is_added_from_the_keyboard(qtbot, customers_shop, editor):
    qtbot.keyClick(editor.contacts.add, Qt.Key.Key_Space)
    cell = editor.contacts.grid.findChild(QLineEdit)
    qtbot.keyClicks(cell, "Zoe")
    qtbot.keyClick(cell, Qt.Key.Key_Tab)
    mail = editor.contacts.grid.focusWidget()
    qtbot.keyClicks(mail, "zoe@acme.example")
    editor.keep()
    kept(qtbot, editor)

    added = [one for one in customers_shop.record("Acme Dental").contacts if one.name == "Zoe"]
    assert [one.email for one in added] == ["zoe@acme.example"]


def test_what_is_wrong_with_a_contact_is_said_at_its_cell(qtbot, customers_shop, editor):
    row = next(at for at, one in enumerate(editor.contacts.model.rows) if one["active"])
    index = editor.contacts.model.index(row, 1)
    editor.contacts.model.setData(index, "nobody")
    editor.keep()
    calm(qtbot, editor)

    assert editor.contacts.model.told()[row, "email"].startswith("“nobody”")
    assert "nobody" in editor.contacts.wrong.text()
    assert editor.asked_places == []


def test_empty_lines_of_a_grid_are_not_kept(qtbot, customers_shop, editor):
    before = customers_shop.record("Acme Dental")
    editor.assets.grid.add_row()
    assert not editor.is_changed()
    put(editor, "phone", "1")
    editor.keep()
    kept(qtbot, editor)

    assert customers_shop.record("Acme Dental").assets == before.assets


def test_the_editor_begins_where_it_was_asked_to(qtbot, customers_shop, open_part):
    key = customers_shop.id_of("Acme Dental")
    asset = next(one for one in customers_shop.record("Acme Dental").assets if one.name == "SRV-1")
    page = open_part(CustomerEditor, customers_shop, CustomerTask(key, "assets", asset.id))
    assert page.assets.model.rows[page.assets.grid.currentIndex().row()]["id"] == asset.id
    other = open_part(CustomerEditor, customers_shop, CustomerTask(key, "contacts"))

    assert other.contacts.grid.currentIndex().row() == len(other.contacts.model.rows) - 1
    assert other.contacts.model.rows[-1]["id"] == 0


def test_leaving_with_something_typed_keeps_a_draft_that_is_there_again(qtbot, customers_shop, open_part):
    task = CustomerTask(customers_shop.id_of("Acme Dental"))
    page = open_part(CustomerEditor, customers_shop, task)
    put(page, "name", "Half ty")
    page.assets.model.add({"id": 0, "active": True, "name": "NB-9"})
    typed = page.record()
    page.finish()
    assert page.told_words == ["What you typed for Half ty stays as a draft"]

    again = open_part(CustomerEditor, customers_shop, task)
    assert again.record() == typed
    assert again.draft.isVisible()
    assert customers_shop.record("Acme Dental").customer.name == "Acme Dental"
    press(qtbot, again, "customer.draft.mend")
    assert not again.is_changed()
    assert not again.draft.isVisible()
    again.undo[-1]()
    assert again.record() == typed


def test_leaving_with_nothing_typed_keeps_no_draft(qtbot, customers_shop, open_part):
    task = CustomerTask(customers_shop.id_of("Acme Dental"))
    open_part(CustomerEditor, customers_shop, task).finish()

    assert not open_part(CustomerEditor, customers_shop, task).draft.isVisible()


def test_what_is_kept_leaves_no_draft(qtbot, customers_shop, open_part):
    page = open_part(CustomerEditor, customers_shop, CustomerTask())
    put(page, "name", "Harbor Vet")
    page.keep()
    kept(qtbot, page)
    page.finish()

    assert open_part(CustomerEditor, customers_shop, CustomerTask()).record() == Record(Customer(0, "", ""))


def test_changes_are_discarded_and_undo_brings_them_back(qtbot, customers_shop, editor):
    put(editor, "name", "Other")
    assert editor.top_widgets()[0].objectName() == "customer.discard"
    editor.top_widgets()[0].click()
    assert not editor.is_changed()
    editor.undo[-1]()

    assert field(editor, "name").value() == "Other"


def test_a_copy_that_is_stale_is_told_and_what_was_typed_stays(qtbot, customers_shop, editor):
    record = customers_shop.record("Acme Dental")
    customers_shop.real.customers.save(replace(record, customer=replace(record.customer, phone="999")))
    put(editor, "name", "Mine")
    editor.keep()
    calm(qtbot, editor)

    assert [one.code for one in editor.troubles] == ["customer_changed"]
    assert field(editor, "name").value() == "Mine"
    assert customers_shop.record("Acme Dental").customer.phone == "999"
    assert editor.keep_button.isEnabled()


def test_a_customer_that_is_not_there_is_told(qtbot, customers_shop, open_part):
    page = open_part(CustomerEditor, customers_shop, CustomerTask(99_999))

    assert [one.code for one in page.troubles] == ["customer_missing"]
    page.keep()
    page.finish()
    assert page.asked_places == []


def test_names_are_unique_and_every_field_is_reached_by_tab(qtbot, new):
    edit = field(new, "name").edit
    names = []
    for _ in range(30):
        focused = new.focusWidget()
        names.append(focused.objectName())
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
        edit = new.focusWidget()
        if edit.objectName() == names[0]:
            break

    assert {f"customer.{place}" for place in new.fields.form.fields} <= set(names)
    assert "customer.contacts.add" in names
