"""Panes and pages on a little shop of their own, with what they told, asked for and complained of noted."""

import time
from datetime import date

import pytest
from PySide6.QtCore import Qt

DAY = date(2026, 2, 1)
LEFT = Qt.MouseButton.LeftButton
PAUSE = 0.09


def note_signals(part):
    """Note what a part tells, asks for and complains of."""
    part.told_words, part.asked_places, part.troubles, part.undo = [], [], [], []
    part.told.connect(lambda words, undo: (part.told_words.append(words), part.undo.append(undo)))
    part.troubled.connect(part.troubles.append)
    if hasattr(part, "asked"):
        part.asked.connect(lambda place, what: part.asked_places.append((place, what)))


@pytest.fixture
def open_on_shop(qtbot, qapp, make_bench):
    """Opens a pane or page on the little shop (or another one); its changes reach it as in the window."""
    from billdesk.ui.changes import Changes

    made = []

    def open_it(make, name="little", what=None, size=(1240, 800)):
        bench = make_bench(name, DAY)
        part = make(bench)
        note_signals(part)
        changes = Changes(part)
        changes.heard.connect(part.heard)
        bench.desk.announcer.listeners.append(changes.announce)
        made.append((part, bench))
        part.resize(*size)
        part.fold(size[0] + 200, size[1] + 100)
        part.show()
        part.activateWindow()
        part.show_what(what)
        part.entered()
        settle(qtbot, part)
        return part

    yield open_it
    for part, bench in made:
        bench.desk.announcer.listeners.clear()
        part.hide()  # keeps what was typed and not left
        while bench.background.busy():
            qapp.processEvents()
        part.deleteLater()


def settle(qtbot, part):
    """Wait until nothing has been under way for as long as a field or list waits before it asks."""
    calm_since = time.monotonic()

    def is_calm():
        nonlocal calm_since
        if part.bench.background.busy() or not getattr(part, "is_whole", True):
            calm_since = time.monotonic()
        return time.monotonic() > calm_since + PAUSE

    qtbot.waitUntil(is_calm, timeout=10_000)


def click(qtbot, part, name):
    """Click what has this object name, and wait for what comes of it."""
    from PySide6.QtWidgets import QWidget

    found = part.findChild(QWidget, name)
    assert found is not None, name
    assert found.isVisible(), f"{name} can't be seen"
    qtbot.mouseClick(found, LEFT)
    settle(qtbot, part)


def pick(qtbot, part, name):
    """Choose an action of an open menu by its object name."""
    from PySide6.QtGui import QAction

    found = part.findChild(QAction, name)
    assert found is not None, name
    found.trigger()
    found.parent().close()
    part.activateWindow()
    settle(qtbot, part)


def type_into(qtbot, field, text, leave=True):
    """Type into a field in place of what is there, and leave it by Tab."""
    field.edit.setFocus()
    field.edit.selectAll()
    qtbot.keyClick(field.edit, Qt.Key.Key_Delete)
    if len(text) > 200 or not (text.isascii() and text.isprintable()):  # no keyboard of Qt's tests has these
        field.edit.insert(text)
        field.edit.textEdited.emit(text)
    else:
        qtbot.keyClicks(field.edit, text)
    if leave:
        qtbot.keyClick(field.edit, Qt.Key.Key_Tab)
