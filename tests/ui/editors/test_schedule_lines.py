"""The lines of a schedule by keys: all five types, products, copies, and details that make room."""

import pytest
from PySide6.QtCore import Qt

from billdesk.ui.tasks import ScheduleTask
from support.editing import looked


@pytest.fixture
def lines(scheduler, customer_ids):
    page, typist = scheduler(ScheduleTask(customer_id=customer_ids["Acme"]))
    return page.body.lines, typist, page


def test_each_type_is_added_by_its_button_and_has_its_cells(lines):
    grid, typist, page = lines
    for kind, button in grid.adds.items():
        button.setFocus()
        typist.press("Space")
        assert typist.at() == "schedule.lines.cell"
        typist.type("x")
        typist.press("Escape")
        row = page.state.rows[-1]
        assert row.line.type == kind
        second = "quantity" if kind == "standard" else "included"
        assert grid.fields_at(len(page.state.rows) - 1) == ("description", second, "price")
    assert len(page.state.rows) == 5
    page.state.undo()
    assert page.state.rows[-1].line.description == ""


def test_a_product_brings_words_unit_and_price_and_keeps_the_type(lines, qtbot):
    grid, typist, page = lines
    grid.add("asset")
    typist.type("device")
    assert page.body.offers.isVisible()
    typist.press("Return")
    line = page.state.rows[0].line
    assert (line.type, line.description, line.unit, line.unit_price) == (
        "asset",
        "Device care",
        "device",
        32_50 * 10_000,
    )
    page.body.details.release.click()
    assert page.state.rows[0].line.product_id is None
    page.state.edit("prices", "catalog")
    grid.add("standard")
    typist.type("ssd")
    typist.press("Return")
    assert page.state.rows[1].line.unit_price is None
    assert grid.fields_at(1) == ("description", "quantity")
    looked(qtbot, page)
    assert grid.painter.found[page.state.rows[1].line.id].net == 119_90


def test_lines_are_duplicated_moved_and_removed_and_the_details_make_room(lines):
    grid, typist, page = lines
    grid.add("contact")
    typist.type("People")
    high = grid.sizeHint().height()
    assert grid.painter.gap > 0
    assert page.body.details.isVisible()
    typist.control("D")
    ids = [row.line.id for row in page.state.rows]
    assert len(set(ids)) == 2
    typist.alt("Up")
    assert [row.line.id for row in page.state.rows] == ids[::-1]
    assert grid.painter.row_at(grid.painter.cell(1, "grip").center().y()) == 1
    assert grid.painter.row_at(page.body.details.geometry().center().y()) == 0
    typist.press("Delete", Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert grid.sizeHint().height() == high
    page.state.undo()
    assert len(page.state.rows) == 2
