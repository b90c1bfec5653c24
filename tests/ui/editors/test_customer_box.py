"""Choosing a customer: typed, chosen with arrow keys, changed, given up."""

from billdesk.ui.editors.customer_finder import NEW
from billdesk.ui.editors.invoice import InvoiceEditor


def shown(box):
    return [one.text for one in box.offers.suggestions()]


def test_customers_are_found_by_any_part_of_their_name(open_editor, qtbot):
    page, typist = open_editor(InvoiceEditor)
    box = page.head.customer
    qtbot.waitUntil(box.offers.isVisible)
    assert len(shown(box)) == 4
    typist.type("müll"[0])
    box.field.setText("müll")
    box.field.textEdited.emit("müll")
    qtbot.waitUntil(lambda: shown(box)[0] == "Bistro Müller" and len(shown(box)) == 2)
    typist.press("Return")
    qtbot.waitUntil(lambda: page.sheet is not None)
    assert page.sheet.customer.name == "Bistro Müller"


def test_arrow_keys_choose_and_escape_hides_the_list(open_editor, qtbot):
    page, typist = open_editor(InvoiceEditor)
    box = page.head.customer
    qtbot.waitUntil(box.offers.isVisible)
    typist.press("Down")
    assert box.offers.chosen == 1
    typist.press("Up", times=2)
    assert box.offers.suggestions()[box.offers.chosen].key == NEW
    typist.press("Escape")
    assert not box.offers.isVisible()


def test_the_card_says_where_it_goes_and_what_is_open(editor):
    page, _typist = editor
    said = page.head.customer.card.accessibleName()
    assert "Acme Dental" in said
    assert "office@acme.example" in said
    assert "Open " in said


def test_changing_can_be_given_up(editor, qtbot):
    page, typist = editor
    box = page.head.customer
    box.card.change.click()
    qtbot.waitUntil(box.offers.isVisible)
    assert typist.at() == "invoice.customer"
    typist.press("Escape")
    typist.press("Escape")
    assert box.card.isVisible()
    assert page.sheet.customer.name == "Acme Dental"
