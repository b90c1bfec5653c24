"""Columns: widths, what is left out, and their order, remembered and taken back."""

from types import SimpleNamespace

import pytest

from billdesk.domain.lists import CurrencySum, Page
from billdesk.ui.models.cells import RIGHT, Cell, Column, tick_column
from billdesk.ui.models.paged import PagedTableModel
from billdesk.ui.widgets.table import Table

COLUMNS = (
    tick_column(),
    Column("number", "Number", lambda _row: Cell("1"), "number", width=100),
    Column("customer", "Customer", lambda _row: Cell("Acme"), "customer", stretch=True),
    Column("total", "Total", lambda _row: Cell("1.00"), "total", RIGHT, 80),
)


@pytest.fixture
def table(look, background, qtbot):
    model = PagedTableModel(
        COLUMNS,
        lambda _request: Page((), None, None),
        lambda _wanted: (CurrencySum("", 0, 0, 0),),
        background,
    )
    made = Table(look, model, "x.table")
    qtbot.addWidget(made)
    made.resize(800, 300)
    made.show()
    return made


def test_a_column_is_moved_and_the_first_one_stays(table, qtbot):
    with qtbot.waitSignal(table.columns_changed):
        table.move_column("total", -1)
    assert table.names() == ("tick", "number", "total", "customer")
    table.move_column("total", -9)
    assert table.names() == ("tick", "total", "number", "customer")
    table.move_column("total", 9)
    assert table.names() == ("tick", "number", "customer", "total")


def test_rows_are_painted_in_the_order_that_is_seen(table):
    table.move_column("total", -2)
    spans = table._spans()

    assert [number for number, _ in spans] == [0, 3, 1, 2]
    assert spans[-1][1].right() == table.viewport().width() - 1


def test_an_arrangement_comes_back(table):
    table.move_column("total", -1)
    table.hide_columns({"number"})
    kept = table.arrangement()
    table.arrange({"order": [column.name for column in COLUMNS], "left_out": []})
    assert table.names() == tuple(column.name for column in COLUMNS)

    table.arrange(kept)

    assert (
        table.arrangement()
        == kept
        == {"order": ["tick", "number", "total", "customer"], "left_out": ["number"]}
    )
    assert table.isColumnHidden(1)


def test_unknown_columns_are_passed_over_and_the_text_column_always_stays(table):
    table.arrange({"order": ["gone", "tick", "total"], "left_out": ["gone", "customer"]})

    assert table.names()[:2] == ("tick", "total")
    assert table.left_out == frozenset()
    table.arrange({})
    assert table.left_out == frozenset()


def test_widths_come_back_within_reason(table):
    table.set_widths({"number": 130, "total": 99_999, "gone": 10})

    assert table.widths()["number"] == 130
    assert table.widths()["total"] < 2000
    assert "gone" not in table.widths()


def test_dragging_an_edge_is_told(table, qtbot):
    with qtbot.waitSignal(table.columns_changed):
        table.head.resizeSection(1, 140)
    assert table.widths()["number"] == 140


def test_the_text_column_takes_the_rest(table):
    others = sum(table.columnWidth(number) for number in (0, 1, 3))
    assert table.columnWidth(2) == table.viewport().width() - others


def roomy(look, background, qtbot, wide):
    """A list with room at its edges and a column that may grow."""
    columns = (
        Column("left", "", lambda _row: Cell(""), width=8),
        Column("customer", "Customer", lambda _row: Cell("Acme"), stretch=True),
        Column("next", "Next", lambda _row: Cell("Every 6 months"), width=100, roomy=160),
    )
    model = PagedTableModel(
        columns,
        lambda _request: Page((), None, None),
        lambda _wanted: (CurrencySum("", 0, 0, 0),),
        background,
    )
    made = Table(look, model, "y.table")
    qtbot.addWidget(made)
    made.resize(wide, 300)
    made.show()
    return made


@pytest.mark.parametrize(("wide", "next_"), [(380, 100), (460, 132), (800, 160)])
def test_a_column_grows_with_what_the_text_can_spare_and_the_edge_stays_narrow(
    look, background, qtbot, wide, next_
):
    made = roomy(look, background, qtbot, wide)
    assert [made.columnWidth(at) for at in range(3)] == [8, wide - 8 - next_, next_]


def test_a_column_that_was_dragged_stays_as_its_user_left_it(look, background, qtbot):
    made = roomy(look, background, qtbot, 800)
    made.head.resizeSection(2, 90)
    assert made.columnWidth(2) == 90
    made.head.resizeSection(2, 3)
    assert made.columnWidth(2) == 24


def test_a_column_of_figures_has_room_for_what_stands_below_them(look, background, qtbot):
    cell = Cell("1.00", "CAD 250.00 held for later")
    columns = (COLUMNS[2], Column("amount", "Amount", lambda _row: cell, align=RIGHT, width=40))
    page = Page((SimpleNamespace(id=1),), None, None)
    model = PagedTableModel(columns, lambda _: page, lambda _: (CurrencySum("", 1, 0, 0),), background)
    table = Table(look, model, "x.table")
    qtbot.addWidget(table)
    table.resize(600, 200)
    table.show()
    model.show(None)
    need = look.metrics("small").horizontalAdvance(cell.second)
    qtbot.waitUntil(lambda: table.columnWidth(1) > need)
    assert table.columnWidth(1) < need + 30
