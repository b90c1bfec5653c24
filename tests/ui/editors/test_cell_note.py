"""What is wrong hangs below its cell, inside of the grid, and goes with what was wrong."""

from PySide6.QtWidgets import QLineEdit, QWidget

from billdesk.ui.editors.cell_note import CellNote


def test_it_hangs_below_the_cell_and_stays_inside(qtbot, look, painted):
    grid = QWidget()
    grid.resize(400, 200)
    cell = QLineEdit(grid)
    cell.setGeometry(340, 20, 50, 30)
    note = CellNote(look, grid)
    qtbot.addWidget(grid)
    grid.show()

    note.tell("Not an amount. Type 12.50.", cell)

    assert note.isVisible()
    assert note.y() > cell.geometry().bottom()
    assert note.geometry().right() < 400
    assert note.accessibleName() == "Not an amount. Type 12.50."
    assert not painted(note).isNull()
    note.tell("", cell)
    assert not note.isVisible()
    cell.hide()
    note.tell("Not an amount.", cell)
    assert not note.isVisible()
