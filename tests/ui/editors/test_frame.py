"""What both editors share: keys that count until they are left, a drawer beside, failures that are told."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from billdesk.domain.errors import Refused
from billdesk.ui.editors.frame import EditorFrame


class Page(EditorFrame):
    key = "invoice"
    title = "Page"

    def __init__(self, bench):
        super().__init__(bench)
        self.done = []
        self.field, self.cell, self.beside = QLineEdit(), QLineEdit(), QWidget()
        self.lay_around(((self.field, 0), (self.cell, 1)), self.beside)
        self.have_keys(lambda: self.done.append("undo"), lambda: self.done.append("redo"), self.cell)
        self.have_shortcuts(("Ctrl+S", lambda: self.done.append("save")))


@pytest.fixture
def page(qtbot, make_bench):
    made = Page(make_bench("empty"))
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.field.setFocus()
    return made


def test_its_keys_count_until_it_is_left(qtbot, page):
    for key in (Qt.Key.Key_Z, Qt.Key.Key_Y, Qt.Key.Key_S):
        qtbot.keyClick(page.field, key, Qt.KeyboardModifier.ControlModifier)
    assert page.done == ["undo", "redo", "save"]
    page.end_keys()
    qtbot.keyClick(page.field, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert page.done == ["undo", "redo", "save"]


def test_what_goes_wrong_is_told_and_mistakes_are_left_to_others(page):
    troubles = []
    page.troubled.connect(troubles.append)
    page._on_failed(ValueError())
    page._on_failed(Refused("nothing_typed"))
    assert [one.code for one in troubles] == ["nothing_typed"]
