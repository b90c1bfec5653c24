"""Panes and pages of the window alone on a shop, whose services note on which thread they are called."""

import threading
from dataclasses import fields, replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from billdesk.ui.background import LONG

LEFT = Qt.MouseButton.LeftButton


class Noting:
    """A service that notes which of its methods were called on which thread."""

    def __init__(self, service, calls):
        self._service, self._calls = service, calls

    def __getattr__(self, name):
        found = getattr(self._service, name)

        def called(*given, **named):
            self._calls.append((name, threading.current_thread()))
            return found(*given, **named)

        return called


def noted(desk, names, calls):
    """The same desk, of which the services of these names note their calls."""
    known = {field.name for field in fields(desk)}
    return replace(desk, **{name: Noting(getattr(desk, name), calls) for name in names if name in known})


def stopped_before_it_begins(background, act):
    """Do something that starts long work, and stop that work while others are still before it."""
    go_on = threading.Event()
    for _ in range(LONG):
        background.run_to_end(lambda _work: go_on.wait(20), None, None, "Before it")
    act()
    background.works()[-1].stop()
    go_on.set()


def off_the_gui_thread(calls):
    """No service was called on the GUI thread."""
    assert {name for name, thread in calls if thread is threading.main_thread()} == set()


@pytest.fixture
def open_part(qtbot, look, background):
    """Opens a pane or page on a shop, and lets its changes reach it as the window does."""
    from billdesk.ui.bench import Bench
    from billdesk.ui.changes import Changes
    from billdesk.ui.figures import Figures

    parts = []

    def open_it(make, shop, what=None, size=(1240, 800)):
        part = make(Bench(shop.desk, look, background, Figures("en", "USD"), "en"))
        part.told_words, part.asked_places, part.troubles, part.undo = [], [], [], []
        part.told.connect(lambda words, undo: (part.told_words.append(words), part.undo.append(undo)))
        part.asked.connect(lambda place, asked: part.asked_places.append((place, asked)))
        part.troubled.connect(part.troubles.append)
        changes = Changes(part)
        changes.heard.connect(part.heard, Qt.ConnectionType.DirectConnection)
        shop.real.announcer.listeners.append(changes.announce)
        qtbot.addWidget(part)
        parts.append((part, shop.real.announcer))
        part.resize(*size)
        part.fold(size[0] + 200, size[1] + 100)
        part.show()
        part.activateWindow()
        qtbot.waitUntil(part.isActiveWindow)
        part.show_what(what)
        part.entered()
        qtbot.waitUntil(lambda: getattr(getattr(part, "model", None), "loaded", True))
        calm(qtbot, part)
        return part

    yield open_it
    for part, announcer in parts:
        announcer.listeners.clear()
        part.hide()
    background.close()


def calm(qtbot, part):
    """Wait until nothing is under way."""
    waiting = getattr(part, "is_waiting", lambda: False)
    qtbot.waitUntil(lambda: not part.bench.background.busy() and not waiting())


def rows(part):
    """The rows that its list shows."""
    return [part.model.row(number) for number in range(part.model.rowCount())]


def choose_where(qtbot, pane, wanted):
    """Choose the first row that is wanted, and wait for its detail."""
    calm(qtbot, pane)
    row = next(row for row in rows(pane) if wanted(row))
    pane.table.choose(pane.model.number_of(row.id))
    qtbot.waitUntil(lambda: pane.shown_id() == row.id)
    calm(qtbot, pane)


def press(qtbot, part, name):
    """Click what has this object name, in the part or in a dialog over it."""
    widget = part.findChild(QWidget, name)
    assert widget is not None, name
    assert widget.isVisible(), name
    assert widget.isEnabled(), name
    qtbot.mouseClick(widget, LEFT)


def act(part, name):
    """The action of a menu by the end of its name."""
    found = [one for one in part.findChildren(QAction) if one.objectName().endswith(f".{name}")]
    assert len(found) == 1, [one.objectName() for one in found]
    return found[0]


def put_text(edit, text):
    """Type any text at once; qtbot's own typing knows Latin letters only."""
    edit.setFocus()
    edit.selectAll()
    edit.insert(text)
    edit.textEdited.emit(edit.text())
