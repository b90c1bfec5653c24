"""The lines of a schedule and what they count."""

from PySide6.QtCore import Qt

from billdesk.domain.changes import Changed
from support.recurring_shop import press


def test_a_counter_line_shows_its_names_and_those_that_are_new(qtbot, recurring_shop, pane):
    recurring_shop.add_laptops("NB-101", "NB-102")
    pane.heard(Changed(frozenset({"customer"})))
    qtbot.waitUntil(lambda: len(pane.detail.sheet.lines[1].added) == 2)

    evidence = pane.detail.lines.evidence
    assert evidence.isVisible()
    assert evidence.title.text() == "Laptops: 4 counted"
    assert evidence.more.text() == "+2: NB-101, NB-102"
    assert "new: NB-101" in evidence.names.accessibleName()
    assert pane.detail.lines.grid.row(1).accessibleName() == "Laptops, Assets, Laptop, 4, +2, 32.50, 130.00"


def test_a_line_is_chosen_by_mouse_and_by_keys_and_closed_again(qtbot, pane):
    lines = pane.detail.lines
    press(qtbot, pane, "recurring.lines.1")
    assert lines.grid.chosen() == -1
    lines.grid.row(1).setFocus()

    qtbot.keyClick(lines.grid.row(1), Qt.Key.Key_Down)
    assert lines.grid.row(2).hasFocus()
    qtbot.keyClick(lines.grid.row(2), Qt.Key.Key_Return)

    assert lines.grid.chosen() == 2
    assert lines.evidence.title.text().startswith("Machines with 16 GB and more")
