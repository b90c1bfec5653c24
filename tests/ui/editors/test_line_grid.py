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


def test_the_mouse_opens_a_cell_and_drags_a_line_by_its_grip(editor, qtbot):
    page, typist = editor
    three(typist)
    place = page.grid.painter.cell
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
