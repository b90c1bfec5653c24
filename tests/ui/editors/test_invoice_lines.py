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


def test_a_note_is_typed_over_the_description_and_stays_below_its_line(editor):
    from PySide6.QtCore import Qt

    page, typist = editor
    typist.type("Cable")
    typist.press("Return", Qt.KeyboardModifier.ShiftModifier)
    assert typist.field.accessibleName() == "Note, line 1"
    assert typist.field.placeholderText() == "Note, printed below the line"
    typist.type("cut to two metres")
    assert page.state.rows[0].line.note == "cut to two metres"
    typist.press("Tab")
    assert typist.field.accessibleName() == "Quantity, line 1"
    typist.press("Backtab")
    assert typist.field.accessibleName() == "Item and description, line 1"
    assert typist.field.placeholderText() == ""

    page.grid.add_note.click()
    assert typist.field.text() == "cut to two metres"
    page.state.undo()
    assert page.state.rows[0].line.note == ""


def test_a_line_of_nothing_but_a_note_is_not_lost(editor):
    from PySide6.QtCore import Qt

    page, typist = editor
    typist.type("x")
    typist.press("Return", Qt.KeyboardModifier.ShiftModifier)
    typist.type("why")
    typist.press("Backtab")
    typist.press("Backspace")
    typist.press("Down")
    assert [row.line.note for row in page.state.rows] == ["why"]


def test_a_note_that_cannot_be_printed_is_told_in_its_place(editor):
    page, typist = editor
    typist.type("x")
    page.grid.open_note()
    typist.field.insert("y" * 10_001)
    typist.field.textEdited.emit(typist.field.text())
    assert page.state.rows[0].wrong("note").reason.code == "too_long"
    assert page.grid.wrong.isVisible()


def test_a_product_that_is_not_in_the_catalog_is_made_in_place_and_put_on_its_line(editor, qtbot, apart):
    from billdesk.ui.dialogs.new_product import NewProduct

    page, typist = editor
    typist.type("ssd")
    typist.press("Return")
    typist.type("3")
    typist.press("Return")
    typist.type("Webcam")
    typist.press("Down")
    typist.press("Return")
    dialog = page.findChild(NewProduct)
    assert dialog.form.values()["name"] == "Webcam"
    dialog.form.fields["unit_price"].edit.setText("49.90")
    dialog.keep.click()
    qtbot.waitUntil(lambda: len(page.state.rows) == 2 and page.state.rows[1].line.product_id is not None)
    lines = [(row.line.description, row.line.quantity, row.line.unit_price) for row in page.state.rows]
    assert lines == [("SSD 1 TB", 30_000, 119_900_000), ("Webcam", 10_000, 49_900_000)]
    assert typist.field.accessibleName() == "Quantity, line 2"
    qtbot.waitUntil(lambda: "Webcam" in [one.name for one in page.offers.products])


def test_giving_up_on_a_new_product_loses_nothing_typed(editor):
    from billdesk.ui.dialogs.new_product import NewProduct

    page, typist = editor
    typist.type("Web camera, grey")
    typist.press("Down")
    typist.press("Return")
    page.findChild(NewProduct).cancel.click()
    assert page.state.rows[0].line.description == "Web camera, grey"
    assert typist.field.accessibleName() == "Item and description, line 1"
