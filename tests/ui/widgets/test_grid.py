"""The short table that shows all of its rows."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from billdesk.ui.models.cells import RIGHT, Cell, Column
from billdesk.ui.widgets.grid import Grid

COLUMNS = (
    Column("what", "What", lambda row: Cell(row[0]), stretch=True),
    Column("note", "Note", lambda _row: Cell("note"), width=100, rank=1),
    Column("much", "Much", lambda row: Cell(str(row[1]), figure=True), align=RIGHT, width=60),
)
ROWS = [("Laptops", 3), ("Managed IT, {period}", 1), ("Printers", 0)]


@pytest.fixture
def grid(qtbot, look):
    made = Grid(look, "lines", COLUMNS, usable=True)
    qtbot.addWidget(made)
    made.resize(400, 200)
    made.show_rows(ROWS)
    made.show()
    made.picks = []
    made.picked.connect(made.picks.append)
    return made


def test_a_row_says_all_of_its_cells(grid):
    assert grid.row(0).accessibleName() == "Laptops, note, 3"


def test_a_row_is_used_by_mouse_and_by_keys(qtbot, grid):
    qtbot.mouseClick(grid.row(0), Qt.MouseButton.LeftButton)
    grid.row(0).setFocus()
    qtbot.keyClick(grid.row(0), Qt.Key.Key_Down)
    assert grid.row(1).hasFocus()
    qtbot.keyClick(grid.row(1), Qt.Key.Key_Return)

    assert grid.picks == [ROWS[0], ROWS[1]]


def test_rows_that_do_nothing_take_no_focus(qtbot, look):
    grid = Grid(look, "dates", COLUMNS)
    qtbot.addWidget(grid)
    grid.show_rows(ROWS)
    grid.picked.connect(pytest.fail)

    grid.row(0).click()

    assert grid.row(0).focusPolicy() == Qt.FocusPolicy.NoFocus


def test_something_stands_right_below_the_chosen_row_and_goes_with_it(grid):
    below = QLabel("names")
    grid.choose(0, below)
    grid.layout().activate()

    assert grid.row(0).y() < below.y() < grid.row(1).y()
    grid.choose(-1)
    assert below.isHidden()
    assert grid.chosen() == -1


def test_fewer_rows_hide_the_rest(grid):
    grid.show_rows(ROWS[:1])

    assert [grid.row(number).isVisible() for number in range(3)] == [True, False, False]


def test_a_column_leaves_where_room_is_short(grid):
    assert [grid.columns[n].name for n, _, _ in grid.spans(400)] == ["edge", "what", "note", "much", "edge"]
    assert [grid.columns[n].name for n, _, _ in grid.spans(250)] == ["edge", "what", "much", "edge"]


def test_tags_and_cells_are_painted(grid, painted, look):
    picture = painted(grid.row(1))
    tint = look.color("tint").rgb()
    assert any(picture.pixel(x, picture.height() // 2) == tint for x in range(picture.width()))


def test_the_stretching_column_is_not_squeezed_below_its_own_width(qtbot, look):
    wide = Column("number", "Number", lambda row: Cell(row[0]), width=180, stretch=True)
    grid = Grid(look, "numbers", (wide, *COLUMNS[1:]))
    qtbot.addWidget(grid)
    assert [number for number, _x, _wide in grid.spans(16 + 180 + 160)] == [0, 1, 2, 3, 4]
    assert [number for number, _x, _wide in grid.spans(16 + 179 + 160)] == [0, 1, 3, 4]
