"""Internal notes and the customer's order number: kept as typed, rubbish is told in its place."""

import pytest
from PySide6.QtWidgets import QWidget

from billdesk.ui.dialogs.invoice_notes import InvoiceNotes


@pytest.fixture
def form(qtbot, look):
    over = QWidget()
    qtbot.addWidget(over)
    over.show()
    made = InvoiceNotes(look, "INV-7", ("Call first", "PO 1"), over)
    made.heard, made.over = [], over
    made.kept.connect(lambda notes, number: made.heard.append((notes, number)))
    made.open()
    qtbot.waitUntil(made.isVisible)
    return made


def test_it_shows_what_is_on_file_and_tells_what_was_typed(form):
    assert (form.notes.value(), form.reference.value()) == ("Call first", "PO 1")
    form.notes.edit.setPlainText("Call\nlater")
    form.reference.edit.setText("PO 2")
    form.keep.click()
    assert form.heard == [("Call\nlater", "PO 2")]


@pytest.mark.parametrize(
    ("field", "text"), [("notes", "x" * 10_001), ("reference", "x" * 1_001), ("reference", "a\x07b")]
)
def test_rubbish_is_told_at_its_field_and_not_kept(form, field, text):
    part = getattr(form, field)
    part.edit.setPlainText(text) if field == "notes" else part.edit.setText(text)
    form.keep.click()
    assert form.heard == []
    assert part.told()
    assert form.isVisible()


def test_leaving_it_changes_nothing(form):
    form.notes.edit.setPlainText("Other")
    form.cancel.click()
    assert form.heard == []
