"""Tests of the menu of columns."""

import pytest
from PySide6.QtCore import Qt

from billdesk.ui.models.paged import PagedTableModel
from billdesk.ui.widgets.columns import ColumnsMenu
from billdesk.ui.widgets.table import Table
from support.gallery.shelf import INVOICE_COLUMNS, Shelf


@pytest.fixture
def table(qtbot, look, background):
    shelf = Shelf(30)
    made = Table(look, PagedTableModel(INVOICE_COLUMNS, shelf.fetch, shelf.count, background), "x.table")
    qtbot.addWidget(made)
    made.resize(1000, 400)
    made.show()
    made.rows_model.show(None)
    qtbot.waitUntil(lambda: made.rows_model.loaded)
    return made


def action(menu, name):
    return next(one for one in menu.actions() if one.objectName() == name)


def test_a_check_mark_taken_off_leaves_a_column_out_and_back_brings_it_in(look, table):
    menu = ColumnsMenu(look, table, "x.columns")
    number = [column.name for column in INVOICE_COLUMNS].index("total")
    action(menu, "x.columns.total").trigger()
    assert table.isColumnHidden(number)
    assert table.left_out == {"total"}
    assert not action(ColumnsMenu(look, table, "y"), "y.total").isChecked()
    action(menu, "x.columns.total").trigger()
    assert not table.isColumnHidden(number)


def test_the_text_column_and_the_check_boxes_always_stay(look, table):
    names = {one.objectName() for one in ColumnsMenu(look, table, "x").actions()}
    assert "x.customer" not in names
    assert "x.tick" not in names


def test_fit_to_text_makes_columns_as_wide_as_their_words(look, table):
    table.set_widths({"status": 300})
    action(ColumnsMenu(look, table, "x"), "x.fit").trigger()
    assert table.widths()["status"] < 200


def test_ctrl_and_the_arrows_move_a_column_and_its_line_in_the_menu(look, table, qtbot):
    menu = ColumnsMenu(look, table, "x")
    menu.popup(table.mapToGlobal(table.rect().center()))
    menu.setActiveAction(action(menu, "x.total"))
    before = table.names()
    qtbot.keyClick(menu, Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier)
    assert table.names().index("total") == before.index("total") - 1
    assert menu.activeAction().objectName() == "x.total"
    qtbot.keyClick(menu, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    assert table.names() == before
    menu.close()
