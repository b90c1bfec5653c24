"""The head of the editor: its fields say what they are, tell what a person changes, and follow the draft."""

from datetime import date

from billdesk.domain.errors import Problem


def test_every_field_has_its_name_and_says_what_it_is(editor):
    page, _typist = editor
    names = {one.edit.objectName(): one.edit.accessibleName() for one in page.head.form.fields.values()}
    assert set(names) == {
        "invoice.contact",
        "invoice.subject",
        "invoice.date",
        "invoice.terms",
        "invoice.due",
        "invoice.po",
        "invoice.language",
        "invoice.look",
    }
    assert all(names.values())


def test_fields_tell_what_was_typed_and_to_the_draft_it_goes(editor):
    page, typist = editor
    page.head.reference.edit.setFocus()
    typist.type("PO 7")
    page.head.title.edit.setFocus()
    typist.type("Repair")
    page.head.language.edit.setCurrentIndex(1)
    page.head.language.edit.activated.emit(1)
    draft = page.state.invoice
    assert (draft.reference, draft.title, draft.language) == ("PO 7", "Repair", "de")


def test_a_look_of_its_own_is_what_the_customer_will_see(editor, qtbot):
    page, _typist = editor
    page.head.look_of.edit.setCurrentIndex(2)
    page.head.look_of.edit.activated.emit(2)
    page.keeping.keep()
    qtbot.waitUntil(lambda: page.state.invoice.id > 0 and not page.bench.background.busy(), timeout=20_000)
    assert page.bench.desk.naming.invoice(str(page.state.invoice.id)).template == "classic"
    assert page.bench.desk.papers.printed(page.state.invoice).look == "classic"


def test_terms_are_those_of_the_shop_and_at_once(editor):
    page, _typist = editor
    box = page.head.terms.edit
    assert [box.itemText(at) for at in range(box.count())] == ["At once", "Net 14", "5th of month"]
    assert page.head.terms.value() == str(page.state.invoice.terms_id)


def test_a_due_date_by_hand_stays_when_the_invoice_date_changes(editor):
    page, _typist = editor
    page.head.due.edit.take(date(2026, 12, 24))
    page.head.date.edit.take(date(2026, 3, 1))
    assert page.state.invoice.due_date == date(2026, 12, 24)


def test_a_due_date_before_the_invoice_is_told_at_its_field(editor):
    page, typist = editor
    typist.type("ssd")
    typist.press("Return")
    page.head.due.edit.take(date(2026, 1, 1))
    typist.control("Return")
    assert page.head.due.told() == "It would be due before the invoice date. Choose a later day."
    strays = page.head.form.tell([Problem("elsewhere", "below_zero")], page.bench.said)
    assert len(strays) == 1


def test_an_invoice_is_made_out_to_a_person_who_then_gets_it(editor, qtbot):
    page, _typist = editor
    contact = next(one for one in page.sheet.contacts if one.email and one.active)
    field = page.head.contact
    field.show_value(str(contact.id))
    field.edit.activated.emit(field.edit.currentIndex())
    draft = page.state.invoice
    assert (draft.contact_id, draft.addressee[:2]) == (contact.id, ("Acme Dental", contact.name))
    assert contact.email in page.head.customer.card.accessibleName()

    field.show_value("")
    field.edit.activated.emit(0)
    assert page.state.invoice.contact_id is None
    assert contact.name not in page.state.invoice.addressee


def test_a_contact_that_left_is_offered_only_where_the_draft_names_it(editor):
    from dataclasses import replace

    page, _typist = editor
    gone = replace(page.sheet.contacts[0], active=False)
    sheet = replace(page.sheet, contacts=(gone,))
    page.head.show_sheet(sheet)
    assert page.head.contact.edit.count() == 1
    page.head.show_sheet(replace(sheet, invoice=replace(sheet.invoice, contact_id=gone.id)))
    assert page.head.contact.edit.itemText(1) == gone.name


def test_things_can_go_elsewhere_than_the_invoice(editor):
    from billdesk.ui.dialogs.ship_to import ShipTo

    page, _typist = editor
    card = page.head.customer.card
    card.ship_to.click()
    dialog = page.findChild(ShipTo)
    dialog.form.fields["ship_to"].edit.setPlainText("Acme Lab\n7 Quay")
    dialog.keep.click()
    assert page.state.invoice.ship_to == "Acme Lab\n7 Quay"
    assert card.ship_to.toolTip() == "Acme Lab, 7 Quay"
    page.state.undo()
    assert page.state.invoice.ship_to == ""
