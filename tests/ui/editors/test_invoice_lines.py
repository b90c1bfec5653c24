"""The lines of an invoice by keys: headings, charges, what the catalog offers, taxes by name."""

from PySide6.QtCore import Qt


def descriptions(page):
    return [row.line.description for row in page.state.rows]


def test_a_heading_has_words_only(editor):
    page, typist = editor
    typist.type("One")
    typist.press("H", Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    typist.type("Hardware")
    assert page.state.rows[1].line.kind == "heading"
    typist.press("Tab")
    assert typist.field.accessibleName() == "Item and description, line 3"
    assert page.state.invoice.items[0].description == "One"


def test_a_duplicated_charge_is_charged_once(editor):
    page, typist = editor
    page.pending.add.click()
    page.grid.open(1, "description")
    typist.control("D")
    assert [row.line.charge_id is not None for row in page.state.rows] == [False, True, False]


def test_arrow_keys_choose_from_the_catalog_and_enter_takes_it(editor):
    page, typist = editor
    typist.type("a")
    names = [one.text for one in page.offers.suggestions()]
    assert names[-1] == "Manual item “a”"
    assert page.offers.chosen == -1
    typist.press("Down", times=2)
    typist.press("Return")
    assert descriptions(page) == [names[1]]


def test_escape_hides_the_catalog_and_enter_then_keeps_what_was_typed(editor):
    page, typist = editor
    typist.type("ssd")
    typist.press("Escape")
    assert not page.offers.isVisible()
    typist.press("Return")
    assert page.state.rows[0].line.product_id is None
    assert descriptions(page) == ["ssd"]


def test_a_manual_item_can_be_chosen_in_the_list(editor):
    page, typist = editor
    typist.type("ssd")
    typist.press("Up")
    typist.press("Return")
    assert descriptions(page) == ["ssd"]
    assert typist.field.accessibleName() == "Quantity, line 1"


def test_a_tax_is_chosen_from_the_list_or_typed(editor):
    page, typist = editor
    typist.type("One")
    page.grid.open(0, "tax")
    typist.press("Down")
    assert page.offers.isVisible()
    assert page.offers.suggestions()[page.offers.chosen].text.startswith("Sales tax")
    typist.press("Up")
    typist.press("Return")
    assert page.state.rows[0].line.tax_name == "Quebec"
    typist.press("Backspace")
    assert page.state.rows[0].line.rates == ()
    typist.type("nothing")
    assert page.state.rows[0].wrong("tax").reason.code == "tax_unknown"


def test_a_product_without_a_price_here_asks_for_one_in_its_cell(editor, open_editor, customer_ids):
    from dataclasses import replace

    page, typist = editor
    page.offers.products = tuple(replace(one, currency="EUR") for one in page.offers.products)
    typist.type("ssd")
    typist.press("Return")
    assert typist.field.accessibleName() == "Price, line 1"
    assert "has no price in USD" in page.grid.wrong.words
    typist.type("99")
    assert (page.state.invoice.subtotal, page.grid.wrong.isVisible()) == (99_00, False)
