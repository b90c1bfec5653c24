"""Undo and redo in any field are those of the draft, not of the field."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from billdesk.ui.editors.undo_keys import UndoKeys


def test_fields_hand_undo_and_redo_over_and_keep_their_text(qtbot):
    page = QWidget()
    column = QVBoxLayout(page)
    line, text, own = QLineEdit(), QPlainTextEdit(), QLineEdit()
    for widget in (line, text, own):
        column.addWidget(widget)
    qtbot.addWidget(page)
    page.show()
    keys = UndoKeys()
    heard = []
    keys.undo.connect(lambda: heard.append("undo"))
    keys.redo.connect(lambda: heard.append("redo"))
    keys.watch(page, but=own)
    for field in (line, text, own):
        qtbot.keyClicks(field, "abc")
    for field in (line, text):
        qtbot.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(
        line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    assert heard == ["undo", "undo", "redo"]
    assert (line.text(), text.toPlainText()) == ("abc", "abc")
    qtbot.keyClick(own, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert own.text() == ""
