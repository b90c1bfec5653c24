"""The rows of a grid that is typed into."""

import pytest
from PySide6.QtCore import Qt

from billdesk.ui.widgets.edit_model import WRONG, EditModel, GridColumn

COLUMNS = (GridColumn("name", "Name"), GridColumn("type", "Type", "choice"), GridColumn("on", "On", "flag"))


@pytest.fixture
def model(qapp):
    made = EditModel(COLUMNS)
    made.show_rows([{"id": 1, "name": "NB-1", "type": "Laptop", "on": True}, {"id": 0}])
    made.told_edits = []
    made.edited.connect(lambda: made.told_edits.append(len(made.rows)))
    return made


def test_cells_show_texts_and_flags(model):
    assert (model.rowCount(), model.columnCount()) == (2, 3)
    assert model.index(0, 0).data() == "NB-1"
    assert model.index(1, 0).data() == ""
    assert model.index(0, 2).data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
    assert model.index(1, 2).data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Unchecked
    assert model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole) == "Name: NB-1"
    assert model.headerData(1, Qt.Orientation.Horizontal) == "Type"


def test_only_a_real_change_is_told_and_lines_become_one(model):
    assert not model.setData(model.index(0, 0), " NB-1 ")
    assert model.setData(model.index(0, 0), " NB\n2 ")
    assert model.setData(model.index(1, 2), Qt.CheckState.Checked.value, Qt.ItemDataRole.CheckStateRole)

    assert model.rows[0]["name"] == "NB 2"
    assert model.rows[1]["on"] is True
    assert model.told_edits == [2, 2]


def test_what_is_wrong_goes_when_the_cell_is_changed(model):
    model.tell({(0, "name"): "Too long", (1, "name"): "Empty"})
    assert model.index(0, 0).data(WRONG)
    assert model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole) == "Too long"
    assert not model.index(0, 1).data(WRONG)
    model.setData(model.index(0, 0), "ok")

    assert model.told() == {(1, "name"): "Empty"}


def test_rows_come_and_go(model):
    assert model.add({"id": 0, "name": "new"}) == 2
    assert model.add({"id": 0, "name": "between"}, 1) == 1
    model.remove(0)

    assert [row.get("name", "") for row in model.rows] == ["between", "", "new"]
    assert model.told_edits == [3]


def test_texts_are_edited_and_flags_are_ticked(model):
    assert model.index(0, 0).flags() & Qt.ItemFlag.ItemIsEditable
    assert model.index(0, 2).flags() & Qt.ItemFlag.ItemIsUserCheckable
    assert not model.index(0, 2).flags() & Qt.ItemFlag.ItemIsEditable
