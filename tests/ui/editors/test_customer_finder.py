"""Customers are found by name as one types; Enter waits for the answer, and a new one can be made."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from billdesk.ui.editors.customer_finder import CustomerFinder


@pytest.fixture
def finder(qtbot, make_bench):
    page = QWidget()
    page.resize(600, 400)
    qtbot.addWidget(page)
    made = CustomerFinder(make_bench().of(page), page, "schedule")
    QVBoxLayout(page).addWidget(made)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    made.page = page
    yield made
    qtbot.waitUntil(lambda: not made.bench.background.busy())


def test_enter_takes_the_first_even_before_the_list_is_there(qtbot, finder):
    with qtbot.waitSignal(finder.picked):
        finder.ask()
        qtbot.keyClicks(finder.field, "acme")
        qtbot.keyClick(finder.field, Qt.Key.Key_Return)
    assert finder.field.objectName() == "schedule.customer"


def test_a_name_that_nobody_has_can_be_made(qtbot, finder):
    with qtbot.waitSignal(finder.new_asked) as asked:
        finder.ask()
        qtbot.keyClicks(finder.field, "Zoo")
        qtbot.keyClick(finder.field, Qt.Key.Key_Return)
    assert asked.args == ["Zoo"]


def test_enter_never_takes_from_the_list_of_what_was_typed_before(qtbot, finder):
    finder.ask()
    qtbot.keyClicks(finder.field, "nobody")
    qtbot.waitUntil(lambda: len(finder.offers.suggestions()) == 1)
    finder.field.selectAll()
    with qtbot.waitSignal(finder.picked):
        qtbot.keyClicks(finder.field, "acme")
        qtbot.keyClick(finder.field, Qt.Key.Key_Return)
