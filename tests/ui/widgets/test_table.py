"""The list: scrolls, jumps, selects and ticks a million rows, and paints what it should."""

import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtGui import QAccessible, QImage

from billdesk.ui.models.paged import PagedTableModel
from billdesk.ui.widgets.table import DENSE, ROW, Table
from support.gallery.shelf import INVOICE_COLUMNS, SCHEDULE_COLUMNS, Shelf, schedule

MILLION = 1_000_000


@pytest.fixture
def shelf():
    return Shelf(MILLION)


@pytest.fixture
def table(look, shelf, background, qtbot):
    model = PagedTableModel(INVOICE_COLUMNS, shelf.fetch, shelf.count, background)
    made = Table(look, model, "invoices.table")
    made.resize(900, 500)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    model.show(None)
    qtbot.waitUntil(lambda: model.loaded)
    made.setFocus()
    return made


def press(table, qtbot, key, modifiers=Qt.KeyboardModifier.NoModifier):
    qtbot.keyClick(table, key, modifiers)


def test_the_end_of_a_million_rows_is_one_page_away(table, shelf, qtbot):
    press(table, qtbot, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: table.current_row() is not None and table.current_row().id == MILLION)
    table.grab()

    assert len(shelf.requests) <= 4


def test_scrolling_through_fetches_only_what_is_passed(table, shelf, qtbot):
    for _ in range(40):
        press(table, qtbot, Qt.Key.Key_PageDown)
        table.grab()
        qtbot.waitUntil(lambda: table.current_row() is not None)

    assert len(shelf.requests) <= 10


def test_ctrl_a_ticks_everything_without_reading_it(table, shelf, qtbot):
    asked = len(shelf.requests)
    press(table, qtbot, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    table.grab()

    assert table.rows_model.ticks.count(MILLION) == MILLION
    assert len(shelf.requests) == asked


def test_a_selection_of_a_million_rows_does_not_count_them_one_by_one(table, shelf, qtbot, monkeypatch):
    press(
        table, qtbot, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    asked = [0]
    count = type(table.rows_model).rowCount

    def counting(model, *parent):
        asked[0] += 1
        return count(model, *parent)

    monkeypatch.setattr(type(table.rows_model), "rowCount", counting)
    table.grab()

    assert asked[0] < 5_000
    heads = (table.horizontalHeader(), table.verticalHeader())
    assert all(head.selectionModel() is not table.selectionModel() for head in heads)


def test_arrows_move_and_tell_the_row(table, qtbot):
    told = []
    table.chosen.connect(told.append)
    table.choose(0)
    press(table, qtbot, Qt.Key.Key_Down)

    assert told[-1].id == 2


def test_enter_opens_and_space_ticks(table, qtbot):
    opened = []
    table.opened.connect(opened.append)
    table.choose(3)
    press(table, qtbot, Qt.Key.Key_Return)
    press(table, qtbot, Qt.Key.Key_Space)

    assert [row.id for row in opened] == [4]
    assert 4 in table.rows_model.ticks


def test_shift_and_space_tick_from_the_last_one(table, qtbot):
    table.choose(2)
    press(table, qtbot, Qt.Key.Key_Space)
    table.choose(6)
    press(table, qtbot, Qt.Key.Key_Space, Qt.KeyboardModifier.ShiftModifier)

    assert table.rows_model.ticks.ids() == {3, 4, 5, 6, 7}


def test_space_ticks_all_selected_rows_at_once(table, qtbot):
    table.choose(0)
    press(table, qtbot, Qt.Key.Key_Down)
    for _ in range(3):
        press(table, qtbot, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    press(table, qtbot, Qt.Key.Key_Space)

    assert table.rows_model.ticks.ids() == {2, 3, 4, 5}


def test_where_the_preview_is_folded_space_asks_for_it(table, qtbot):
    table.space_previews = True
    table.choose(0)
    with qtbot.waitSignal(table.preview_asked):
        press(table, qtbot, Qt.Key.Key_Space)
    press(table, qtbot, Qt.Key.Key_Space, Qt.KeyboardModifier.ControlModifier)

    assert table.rows_model.ticks.ids() == {1}


def test_escape_clears_the_ticks(table, qtbot):
    table.rows_model.ticks.set_all(True)
    press(table, qtbot, Qt.Key.Key_Escape)

    assert table.rows_model.ticks.count(MILLION) == 0


def test_a_click_in_the_box_ticks_and_leaves_the_row_alone(table, qtbot):
    table.choose(0)
    place = QPoint(20, table.rowViewportPosition(4) + 10)
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)

    assert table.rows_model.ticks.ids() == {5}
    assert table.currentIndex().row() == 0


def test_a_click_in_the_head_sorts_and_its_box_ticks_all(table, qtbot):
    with qtbot.waitSignal(table.rows_model.reloaded):
        place = QPoint(table.columnViewportPosition(2) + 20, 10)
        qtbot.mouseClick(table.head.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert table.rows_model.order.key == "customer"

    qtbot.mouseClick(table.head.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(20, 10))
    assert table.rows_model.ticks.all


def test_the_current_row_keeps_its_place_by_id_when_a_row_comes_above(table, shelf, qtbot):
    table.choose(5)
    first = shelf.make
    shelf.make = lambda number: first(number - 1) if number else first(999_990)
    with qtbot.waitSignal(table.rows_model.reloaded):
        table.rows_model.refresh()

    assert table.current_row().id == 6
    assert table.currentIndex().row() == 6


def test_hover_repaints_two_rows_and_not_the_view(table, qtbot):
    table.grab()
    painted = []
    paint = table._painter.paint
    table._painter.paint = lambda painter, cells, spans, state: (
        painted.append(spans[0][1].top()),
        paint(painter, cells, spans, state),
    )
    qtbot.mouseMove(table.viewport(), QPoint(300, 3 * ROW + 5))
    qtbot.mouseMove(table.viewport(), QPoint(300, 4 * ROW + 5))
    qtbot.waitUntil(lambda: bool(painted))

    assert len(set(painted)) <= 3


def test_columns_leave_by_rank_until_the_text_has_room(table, qtbot):
    table.resize(640, 400)
    hidden = {c.name for n, c in enumerate(INVOICE_COLUMNS) if table.isColumnHidden(n)}
    assert hidden
    assert hidden <= {"sent", "total", "date"}
    assert table.columnWidth(2) >= 100

    table.resize(1200, 400)
    assert not any(table.isColumnHidden(number) for number in range(len(INVOICE_COLUMNS)))


def test_an_amount_is_never_cut_off(table):
    widths = {c.name: table.columnWidth(n) for n, c in enumerate(INVOICE_COLUMNS)}
    metrics = table.look.metrics("strong", tabular=True)

    assert widths["balance"] - 16 >= metrics.horizontalAdvance("CAD 106.89")


def test_columns_can_be_hidden_dragged_and_remembered(table):
    table.hide_columns({"sent"})
    assert table.isColumnHidden(8)

    table.head.resizeSection(1, 200)
    assert table.widths()["number"] == 200
    table.set_widths({"number": 140, "unknown": 5})
    assert table.columnWidth(1) == 140


def test_columns_fit_to_the_text_in_view(table):
    table.set_widths({"number": 300})
    table.fit_to_text()

    assert 120 < table.columnWidth(1) < 180


def test_rows_have_the_height_that_was_chosen_and_grow_with_the_text(table, look):
    table.set_row_height(DENSE)
    assert table.rowHeight(0) == 26

    look.choose("light", 150)
    assert table.rowHeight(0) == 39


def colors(image: QImage, top, bottom, x):
    return {image.pixelColor(x, y).name() for y in range(top, bottom)}


def test_the_chosen_row_is_tinted_with_a_bar_and_paler_without_focus(table, look):
    table.choose(2)
    top = table.rowViewportPosition(2)
    image = table.viewport().grab().toImage()
    assert image.pixelColor(1, top + 5) == look.color("accent")
    assert image.pixelColor(6, top + 5) == look.color("tint")

    table.clearFocus()
    image = table.viewport().grab().toImage()
    assert image.pixelColor(6, top + 5) == look.color("press")


def test_a_hairline_of_one_pixel_parts_the_rows(table, look):
    image = table.viewport().grab().toImage()
    line = look.color("line").name()

    assert [y for y in range(4 * ROW) if image.pixelColor(8, y).name() == line] == [31, 63, 95, 127]


def test_dark_rows_are_painted_from_dark_tokens(table, look):
    look.choose("dark")
    image = table.viewport().grab().toImage()

    assert image.pixelColor(6, table.rowViewportPosition(6) + 5) == look.color("sheet")


def test_two_line_rows_are_46_high_and_speak_both_lines(look, background, qtbot):
    shelf = Shelf(41, schedule)
    model = PagedTableModel(SCHEDULE_COLUMNS, shelf.fetch, shelf.count, background)
    table = Table(look, model, "recurring.table", lines=2)
    qtbot.addWidget(table)
    table.resize(460, 400)
    model.show(None)
    qtbot.waitUntil(lambda: model.loaded)
    image = table.grab().toImage()

    assert table.rowHeight(0) == 46
    assert "Monthly on the 1st" in model.index(0, 2).data(Qt.ItemDataRole.AccessibleTextRole)
    assert look.color("overdue_bg").name() in colors(image, 31, 70, 180) | colors(
        image, 31, 70, 120
    ) | colors(image, 31, 70, 150)


def test_a_menu_is_asked_for_with_the_row(table, qtbot):
    from PySide6.QtGui import QContextMenuEvent
    from PySide6.QtWidgets import QApplication

    asked = []
    table.menu_asked.connect(lambda row, _: asked.append(row.id))
    place = QPoint(300, 2 * ROW + 5)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, table.viewport().mapToGlobal(place))
    QApplication.sendEvent(table.viewport(), event)
    table.choose(5)
    QApplication.sendEvent(
        table, QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(0, 0), QPoint(0, 0))
    )

    assert asked == [3, 6]


def test_a_row_is_chosen_alone_though_ctrl_is_held(table, qtbot):
    table.choose(2)
    qtbot.keyClick(table.window(), Qt.Key.Key_F9, Qt.KeyboardModifier.ControlModifier)
    table.choose(4)

    assert [index.row() for index in table.selectionModel().selectedRows()] == [4]


def test_a_screen_reader_finds_a_table(table):
    interface = QAccessible.queryAccessibleInterface(table)

    assert interface.role() == QAccessible.Role.Table


def test_selecting_does_not_disturb_the_heads(table):
    flags = QItemSelectionModel.SelectionFlag
    table.selectionModel().select(table.rows_model.index(3, 1), flags.ClearAndSelect | flags.Rows)

    assert not table.horizontalHeader().selectionModel().hasSelection()
