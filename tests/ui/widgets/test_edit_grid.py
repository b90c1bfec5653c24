"""A grid that is filled in from the keyboard alone."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from billdesk.ui.widgets.edit_grid import MOST, EditGrid
from billdesk.ui.widgets.edit_model import EditModel, GridColumn

COLUMNS = (
    GridColumn("name", "Name", width=0),
    GridColumn("type", "Type", "choice", 120, ("Laptop", "Server")),
    GridColumn("on", "On", "flag", 60),
)


@pytest.fixture
def grid(look, qtbot):
    around = QWidget()
    qtbot.addWidget(around)
    model = EditModel(COLUMNS)
    made = EditGrid(look, model, "x.grid", lambda: {"id": 0, "on": True})
    column = QVBoxLayout(around)
    made.before, made.after = QLineEdit(), QLineEdit()
    for widget in (made.before, made, made.after):
        column.addWidget(widget)
    model.show_rows([{"id": 1, "name": "NB-1", "type": "Laptop", "on": True}])
    around.resize(600, 400)
    around.show()
    around.activateWindow()
    qtbot.waitUntil(around.isActiveWindow)
    yield made
    around.hide()


def names(grid):
    return [row.get("name", "") for row in grid.rows_model.rows]


def typing(grid):
    found = [one for one in grid.viewport().findChildren(QLineEdit) if one.isVisible()]
    return found[-1]


def test_typing_replaces_a_cell_and_enter_adds_a_line(qtbot, grid):
    grid.setCurrentIndex(grid.rows_model.index(0, 0))
    grid.setFocus()
    qtbot.keyClicks(grid, "X")
    qtbot.keyClicks(typing(grid), "Y")
    qtbot.keyClick(typing(grid), Qt.Key.Key_Return)
    qtbot.keyClicks(typing(grid), "Z")
    qtbot.keyClick(typing(grid), Qt.Key.Key_Return)

    assert names(grid) == ["XY", "Z", ""]
    assert grid.rows_model.rows[1]["on"] is True


def test_enter_on_an_empty_last_line_adds_none(qtbot, grid):
    grid.add_row()
    qtbot.keyClick(typing(grid), Qt.Key.Key_Return)

    assert names(grid) == ["NB-1", ""]


def test_tab_leads_through_the_cells_and_out_of_the_grid(qtbot, grid):
    grid.before.setFocus()
    grid.begin(0)
    qtbot.keyClick(typing(grid), Qt.Key.Key_Tab)
    assert grid.currentIndex().column() == 1
    grid.setCurrentIndex(grid.rows_model.index(0, 2))
    grid.setFocus()
    qtbot.keyClick(grid, Qt.Key.Key_Tab)
    assert grid.after.hasFocus()

    grid.setCurrentIndex(grid.rows_model.index(0, 0))
    grid.setFocus()
    qtbot.keyClick(grid, Qt.Key.Key_Backtab)
    assert grid.before.hasFocus()


def test_ctrl_d_duplicates_a_line_as_a_new_one(qtbot, grid):
    grid.setCurrentIndex(grid.rows_model.index(0, 2))
    grid.setFocus()
    qtbot.keyClick(grid, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)

    assert names(grid) == ["NB-1", "NB-1"]
    assert grid.rows_model.rows[1]["id"] == 0


def test_del_empties_a_cell_and_removes_an_empty_new_line_only(qtbot, grid):
    grid.rows_model.add({"id": 0, "name": "new"})
    grid.setFocus()
    for row in (0, 1):
        grid.setCurrentIndex(grid.rows_model.index(row, 0))
        qtbot.keyClick(grid, Qt.Key.Key_Delete)
    assert names(grid) == ["", ""]
    qtbot.keyClick(grid, Qt.Key.Key_Delete)
    assert len(grid.rows_model.rows) == 1
    grid.setCurrentIndex(grid.rows_model.index(0, 0))
    qtbot.keyClick(grid, Qt.Key.Key_Delete)

    assert len(grid.rows_model.rows) == 1


def test_yes_and_no_change_by_enter_and_by_click(qtbot, grid):
    index = grid.rows_model.index(0, 2)
    grid.setCurrentIndex(index)
    grid.setFocus()
    qtbot.keyClick(grid, Qt.Key.Key_Return)
    assert grid.rows_model.rows[0]["on"] is False
    qtbot.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=grid.visualRect(index).center())

    assert grid.rows_model.rows[0]["on"] is True


def test_a_choice_offers_what_is_usual_and_what_is_there(qtbot, grid):
    grid.rows_model.rows[0]["type"] = "Typewriter"
    grid.begin(0, "type")
    box = grid.viewport().findChild(QComboBox)
    assert [box.itemText(at) for at in range(box.count())] == ["", "Laptop", "Server", "Typewriter"]
    box.setCurrentText("Server")
    box.activated.emit(box.currentIndex())

    assert grid.rows_model.rows[0]["type"] == "Server"


def test_ctrl_enter_and_esc_are_left_to_the_page(qtbot, grid):
    grid.setCurrentIndex(grid.rows_model.index(0, 0))
    grid.setFocus()
    seen = []
    grid.parentWidget().keyPressEvent = lambda event: seen.append(event.key())
    qtbot.keyClick(grid, Qt.Key.Key_Escape)

    assert seen == [Qt.Key.Key_Escape]


def test_the_grid_is_as_high_as_its_rows_up_to_a_dozen(grid):
    one = grid.height()
    for _ in range(MOST + 5):
        grid.rows_model.add({"id": 0})

    assert grid.height() > one
    assert grid.height() == grid.sizeHint().height()
    assert grid.sizeHint().height() < grid.look.px(38 * (MOST + 2))


def test_wrong_cells_have_an_outline(grid, look, painted):
    grid.rows_model.tell({(0, "name"): "Wrong"})
    rect = grid.visualRect(grid.rows_model.index(0, 0))
    picture = painted(grid.viewport())

    assert picture.pixelColor(rect.center().x(), rect.y() + 4) == look.color("danger")


def test_what_is_being_typed_counts_when_it_is_taken(qtbot, grid):
    grid.begin(0)
    typing(grid).selectAll()
    qtbot.keyClicks(typing(grid), "typed")
    assert names(grid) == ["NB-1"]
    grid.take_typed()

    assert names(grid) == ["typed"]


def test_a_column_is_never_narrower_than_its_title(look, qtbot):
    title = "Bekommt alle Rechnungen"
    model = EditModel((GridColumn("name", "Name", width=0), GridColumn("on", title, "flag", 60)))
    made = EditGrid(look, model, "x.grid", dict)
    qtbot.addWidget(made)
    made.resize(500, 200)
    made.show()
    assert made.columnWidth(1) >= look.metrics("label").horizontalAdvance(title) + 16
