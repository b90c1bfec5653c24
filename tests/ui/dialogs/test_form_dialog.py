"""A small form in a dialog."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from billdesk.domain.errors import Problem
from billdesk.ui.dialogs.form_dialog import FormDialog, Question
from billdesk.ui.widgets.forms import LongText, TextField
from billdesk.ui.widgets.labelled import Caption
from billdesk.ui.widgets.numbers import NumberField, amounts


@pytest.fixture
def dialog(qtbot, look):
    over = QWidget()
    qtbot.addWidget(over)
    fields = {
        "name": TextField(look, Caption("x.name", "Name")),
        "price": NumberField(look, Caption("x.price", "Price"), amounts("USD", "en"), "en"),
        "notes": LongText(look, Caption("x.notes", "Notes")),
    }
    question = Question("x", "New thing", "Add thing", "It is added.")
    made = FormDialog(look, question, fields, over, [("name", "price"), ("notes",)])
    made.over = over
    made.told, made.ends = [], []
    made.submitted.connect(made.told.append)
    made.finished.connect(made.ends.append)
    made.open()
    qtbot.waitUntil(made.isVisible)
    return made


def test_enter_in_a_line_and_ctrl_enter_in_a_text_submit(qtbot, dialog):
    qtbot.keyClicks(dialog.form.fields["name"].edit, "A")
    qtbot.keyClick(dialog.form.fields["name"].edit, Qt.Key.Key_Return)
    qtbot.keyClick(dialog.form.fields["notes"].edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(dialog, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)

    assert [one["name"] for one in dialog.told] == ["A", "A", "A"]
    assert dialog.isVisible()


def test_what_cannot_be_read_is_not_submitted(qtbot, dialog):
    qtbot.keyClicks(dialog.form.fields["price"].edit, "abc")
    dialog.keep.click()

    assert dialog.told == []
    assert dialog.form.fields["price"].told()


def test_what_is_refused_is_said_and_can_be_submitted_again(qtbot, dialog):
    dialog.show_busy(True)
    dialog.submit()
    assert dialog.told == []
    dialog.refuse([Problem("name", "empty"), Problem("line 2", "too_long")], lambda one: f"{one.code}!")
    assert dialog.form.fields["name"].told() == "empty!"
    assert dialog.wrong.text() == "too_long!"
    qtbot.keyClicks(dialog.form.fields["name"].edit, "A")
    assert dialog.wrong.isHidden()
    dialog.keep.click()

    assert len(dialog.told) == 1


def test_cancel_and_esc_close_it(qtbot, dialog):
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: dialog.ends == [0])
