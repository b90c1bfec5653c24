"""The grid of lines by keys alone: through the cells, new lines, duplicate, move, remove, headings, taxes."""

from PySide6.QtCore import QPoint, Qt


def descriptions(page):
    return [row.line.description for row in page.state.rows]


def three(typist):
    for words in ("One", "Two", "Three"):
        typist.type(words)
        typist.press("Return")


def test_tab_goes_cell_by_cell_and_from_the_last_to_the_next_line(editor):
    _page, typist = editor
    typist.type("One")
    names = [typist.field.accessibleName()]
    for _ in range(6):
        typist.press("Tab")
        names.append(typist.field.accessibleName())
    wanted = ["Item and description", "Quantity", "Unit", "Price", "Discount", "Tax"]
    assert names == [f"{name}, line 1" for name in wanted] + ["Item and description, line 2"]
    typist.press("Backtab")
    assert typist.field.accessibleName() == "Tax, line 1"


def test_tab_out_of_the_empty_line_leaves_the_grid_and_comes_back(editor):
    page, typist = editor
    typist.press("Tab")
    assert typist.at() == "invoice.add_line"
    typist.press("Backtab")
    assert typist.at() == "invoice.lines.cell"
    typist.press("Backtab")
    assert typist.at() != "invoice.lines.cell"
    assert page.state.rows == ()


def test_enter_goes_to_the_next_line_and_makes_one(editor):
    page, typist = editor
    three(typist)
    assert descriptions(page) == ["One", "Two", "Three"]
    assert typist.field.accessibleName() == "Item and description, line 4"
    typist.press("Up", times=3)
    typist.press("Return")
    assert typist.field.accessibleName() == "Item and description, line 2"


def test_lines_are_duplicated_moved_and_removed(editor):
    page, typist = editor
    three(typist)
    typist.press("Up")
    typist.control("D")
    assert descriptions(page) == ["One", "Two", "Three", "Three"]
    typist.alt("Up")
    typist.alt("Up")
    assert descriptions(page) == ["One", "Three", "Two", "Three"]
    typist.alt("Down")
    assert descriptions(page) == ["One", "Two", "Three", "Three"]
    typist.press("Delete", Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert descriptions(page) == ["One", "Two", "Three"]
    typist.control("Z")
    assert descriptions(page) == ["One", "Two", "Three", "Three"]


def test_the_first_line_does_not_move_up_nor_the_last_one_down(editor):
    page, typist = editor
    three(typist)
    page.grid.open(0, "description")
    typist.alt("Up")
    page.grid.open(2, "description")
    typist.alt("Down")
    page.grid.open(3, "description")
    typist.alt("Up")
    typist.control("D")
    assert descriptions(page) == ["One", "Two", "Three"]


def test_delete_on_an_emptied_line_removes_it_and_leaving_one_does_too(editor):
    page, typist = editor
    three(typist)
    page.grid.open(1, "description")
    typist.press("Backspace")
    typist.press("Delete")
    assert descriptions(page) == ["One", "Three"]
    typist.press("Backspace")
    typist.press("Return")
    assert descriptions(page) == ["One"]
    assert typist.field.accessibleName() == "Item and description, line 2"


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


def test_the_mouse_opens_a_cell_and_drags_a_line_by_its_grip(editor, qtbot):
    page, typist = editor
    three(typist)
    place = page.grid._painter.cell
    qtbot.mouseClick(page.grid, Qt.MouseButton.LeftButton, pos=place(1, "price").center())
    assert typist.field.accessibleName() == "Price, line 2"
    start, end = place(0, "grip").center(), place(2, "grip").center()
    qtbot.mousePress(page.grid, Qt.MouseButton.LeftButton, pos=start)
    for y in range(start.y(), end.y() + 1, 8):
        qtbot.mouseMove(page.grid, QPoint(start.x(), y))
    qtbot.mouseRelease(page.grid, Qt.MouseButton.LeftButton, pos=end)
    assert descriptions(page) == ["Two", "Three", "One"]


def test_every_cell_is_named_for_who_can_not_see_it(editor):
    page, typist = editor
    typist.type("One")
    for field in ("description", "quantity", "unit", "price", "discount", "tax"):
        page.grid.open(0, field)
        assert typist.field.accessibleName().endswith(", line 1")
    assert page.grid.accessibleName() == "Lines"
