"""Parts are typed in the rows of the open invoices, by keys and by the mouse."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from billdesk.domain.split import OpenInvoice, Split
from billdesk.ui.pages.payment_table import SplitTable

DAY = date(2026, 2, 1)
OPEN = tuple(OpenInvoice(at, f"INV-{at}", "", DAY, DAY, 10_00, 10_00, "USD") for at in (1, 2, 3))


@pytest.fixture
def table(qtbot, make_bench):
    made = SplitTable(make_bench("empty"))
    qtbot.addWidget(made)
    made.resize(900, 400)
    made.show_split(Split(OPEN, 15_00), whole=True)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(lambda: made.rows_model.rowCount() == 3 and made.isActiveWindow())
    made.told = []
    made.typed_part.connect(lambda key, part: made.told.append((key, part)))
    return made


def test_a_click_on_a_part_opens_it_with_what_stands_there(qtbot, table):
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=table._box(0).center())
    assert (table.cell.text(), table.cell.selectedText()) == ("10.00", "10.00")
    assert table.cell.geometry() == table._box(0)
    QTest.keyClick(table.cell, Qt.Key.Key_Down)
    assert (table.told, table.currentIndex().row(), table.cell.text()) == ([], 1, "5.00")
    qtbot.keyClicks(table.cell, "=2*3")
    QTest.keyClick(table.cell, Qt.Key.Key_Return)
    assert table.told == [(2, 6_00)]


def test_escape_forgets_and_leaving_takes_what_was_typed(qtbot, table):
    table.setFocus()
    table.choose(2)
    qtbot.keyClick(table, "4")
    QTest.keyClick(table.cell, Qt.Key.Key_Escape)
    assert (table.told, table.cell.isVisible(), table.hasFocus()) == ([], False, True)
    qtbot.keyClick(table, "4")
    table.setFocus(Qt.FocusReason.MouseFocusReason)
    assert table.told == [(3, 4_00)]


def test_what_cant_be_read_stays_there_until_it_is_mended(qtbot, table):
    wrong = []
    table.misread.connect(wrong.append)
    table.choose(1)
    table.begin("x")
    assert not table.take_typed()
    assert wrong[-1] == "Not an amount. Type 12.50"
    assert (table.cell.isVisible(), table.cell.property("state")) == (True, "wrong")
    QTest.keyClick(table.cell, Qt.Key.Key_Backspace)
    assert wrong[-1] == ""
    assert table.take_typed()
    assert table.told == [(2, 0)]


def test_ticks_follow_the_parts_and_are_told_when_a_person_sets_them(table):
    ticked = []
    table.ticked.connect(ticked.append)
    assert [key in table.rows_model.ticks for key in (1, 2, 3)] == [True, True, False]
    table.show_split(Split(OPEN, 5_00))
    assert [key in table.rows_model.ticks for key in (1, 2, 3)] == [True, False, False]
    assert ticked == []
    table.rows_model.ticks.toggle(3)
    assert ticked == [frozenset({1, 3})]
