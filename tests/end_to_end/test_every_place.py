"""Every place of the window for everybody: named, spoken, reached by Tab, legible, and nothing cut off."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from support import walking


@dataclass(frozen=True)
class Place:
    """A pane or page and what is done there before it is looked at."""

    go_to: str
    what: object = None
    act: Callable = lambda _pane: None


def first_row(pane):
    pane.table.choose(0)


def type_a_line(page):
    """A line from the catalog, and the totals below it."""
    page.grid.open(0, "description")
    for letter in "ssd":
        QTest.keyClick(page.grid.cell, letter)
    QTest.keyClick(page.grid.cell, Qt.Key.Key_Return)


PLACES = {
    "invoices": Place("invoices", act=first_row),
    "invoices ticked": Place("invoices", act=lambda pane: pane.model.ticks.set_all(True)),
    "recurring": Place("recurring", act=lambda pane: pane.list.table.choose(0)),
    "preview run": Place("preview_run"),
    "new invoice": Place("invoice"),
    "invoice editor": Place("invoice", {"customer": 1}, act=type_a_line),
    "credit note": Place("credit_note", 1),
}
SIZES = {"wide": (1440, 900), "small": (1024, 640)}


@pytest.fixture
def visit(qtbot, make_window, monkeypatch):
    """Opens a place in a window of some size, theme and text size, and gives the window and its pen."""

    def go(name, size="wide", theme="light", percent=100, language="en"):
        place = PLACES[name]
        window = make_window("little", language=language)
        window.look.choose(theme, percent)
        window.go_to(place.go_to, place.what)
        window.shell.resize(*SIZES[size])
        qtbot.waitUntil(lambda: not window.background.busy())
        place.act(window.shown)
        qtbot.waitUntil(lambda: not window.background.busy())
        QApplication.sendPostedEvents()  # layouts follow a new size of text by such events
        QApplication.processEvents()
        pen = walking.Pen(monkeypatch)
        window.shell.grab()
        return window, pen

    return go


@pytest.mark.parametrize("name", PLACES)
def test_everything_that_one_can_operate_is_named_spoken_and_reached_by_tab(visit, name):
    window, _pen = visit(name)
    reached = walking.reached_by_tab(window.shell)
    wrong = []
    for widget in walking.operated(window.shell):
        said, role = walking.spoken(widget)
        what = widget.objectName() or f"{type(widget).__name__} {said!r}"
        if not widget.objectName():
            wrong.append(f"{what} has no objectName")
        if not said:
            wrong.append(f"{what} has no accessible name")
        if role in (QAccessible.Role.NoRole, QAccessible.Role.Client):
            wrong.append(f"{what} has no role")
        if not walking.is_reached(widget, reached):
            wrong.append(f"{what} isn't reached by Tab")
    assert wrong == []


@pytest.mark.parametrize("name", PLACES)
def test_names_are_given_once(visit, name):
    window, _pen = visit(name)
    names = [widget.objectName() for widget in walking.operated(window.shell)]
    assert sorted({one for one in names if names.count(one) > 1}) == []


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("name", PLACES)
def test_every_text_stands_out_from_what_it_stands_on(visit, name, theme):
    window, pen = visit(name, theme=theme)
    assert walking.pale_texts(window.shell, pen.lines(window.shell)) == []


@pytest.mark.parametrize(
    ("size", "percent", "language"),
    [
        ("wide", 100, "en"),
        ("wide", 150, "en"),
        ("small", 100, "en"),
        ("wide", 100, "de"),
        ("small", 100, "de"),
    ],
)
@pytest.mark.parametrize("name", PLACES)
def test_no_words_of_labels_and_buttons_are_cut(visit, name, size, percent, language):
    window, _pen = visit(name, size, percent=percent, language=language)
    assert walking.cut_labels(window.shell) == []
