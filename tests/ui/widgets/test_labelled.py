"""A label above, and below it what is wrong."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from billdesk.ui.widgets.labelled import Caption, FormField, Labelled


@pytest.fixture
def labelled(look, qtbot):
    made = Labelled(look, Caption("customer.name", "Name", "As on invoices"), QLineEdit())
    qtbot.addWidget(made)
    return made


def test_the_editor_has_the_name_the_label_and_the_hint(labelled):
    assert labelled.edit.objectName() == "customer.name"
    assert labelled.edit.accessibleName() == "Name"
    assert labelled.edit.accessibleDescription() == "As on invoices"


@pytest.mark.parametrize("state", ["wrong", "warning"])
def test_what_is_said_takes_the_place_of_the_hint_until_it_is_taken_back(labelled, state):
    labelled.tell("The name is empty. Type one.", state)
    assert labelled.edit.property("state") == state
    assert labelled.told() == "The name is empty. Type one."
    assert labelled.edit.accessibleDescription() == "The name is empty. Type one."
    assert not labelled._mark.isHidden()

    labelled.tell("")
    assert labelled.edit.property("state") == ""
    assert labelled.told() == ""
    assert labelled.edit.accessibleDescription() == "As on invoices"
    assert labelled._mark.isHidden()


def test_what_is_said_changes_no_height(look, qtbot):
    made = Labelled(look, Caption("a", "A"), QLineEdit())
    qtbot.addWidget(made)
    before = made.sizeHint().height()
    made.tell("Wrong")

    assert made.sizeHint().height() == before


def test_leaving_is_told(look, qtbot):
    around, other = QWidget(), QLineEdit()
    qtbot.addWidget(around)
    labelled = Labelled(look, Caption("customer.name", "Name"), QLineEdit())
    column = QVBoxLayout(around)
    column.addWidget(labelled)
    column.addWidget(other)
    around.show()
    around.activateWindow()
    labelled.edit.setFocus()
    qtbot.waitUntil(labelled.edit.hasFocus)

    with qtbot.waitSignal(labelled.left):
        qtbot.keyClick(labelled.edit, Qt.Key.Key_Tab)
    assert other.hasFocus()


def test_what_is_said_is_dressed_anew_with_the_look(labelled, look):
    labelled.tell("Wrong")
    look.choose("dark")

    assert labelled._below.palette().color(labelled._below.foregroundRole()) == look.color("overdue_fg")


def test_a_form_field_needs_its_own_value(look, qtbot):
    made = FormField(look, Caption("a", "A"), QLineEdit())
    qtbot.addWidget(made)

    with pytest.raises(NotImplementedError):
        made.value()
    with pytest.raises(NotImplementedError):
        made.show_value("")
