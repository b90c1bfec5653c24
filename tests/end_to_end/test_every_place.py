"""Every place of the window for everybody: named, spoken, reached by Tab, legible, and nothing cut off."""

from collections import Counter

import pytest
from PySide6.QtGui import QAccessible

from support import walking
from support.places import PLACES, settle

SIZES = {"wide": (1440, 900), "small": (1024, 640)}
LARGEST = 150  # percent of the usual text


@pytest.fixture
def visit(qtbot, make_window):
    """Opens a place, and gives the window."""

    def go(name, language="en"):
        place = PLACES[name]
        window = make_window("little", language=language)
        window.go_to(place.go_to, place.what)
        qtbot.waitUntil(lambda: not window.background.busy())
        place.act(window.shown)
        settle(qtbot, window)
        return window

    return go


@pytest.mark.parametrize("name", PLACES)
def test_all_that_one_can_operate_is_named_spoken_and_reached_by_tab_and_every_text_is_legible_and_whole(
    qtbot, visit, name, monkeypatch
):
    window = visit(name)
    assert unreachable(window.shell) == []
    pen = walking.Pen(monkeypatch)
    wrong = {}
    for theme in ("dark", "light"):
        window.look.choose(theme, 100)
        settle(qtbot, window)
        pen.lines(window.shell)
        window.shell.grab()
        wrong[theme] = walking.pale_texts(window.shell, pen.lines(window.shell))
    wrong |= cut(qtbot, window)
    window.shell.resize(*SIZES["wide"])
    window.look.choose("light", LARGEST)
    settle(qtbot, window)
    wrong["larger by half"] = walking.cut_labels(window.shell)
    assert {key: found for key, found in wrong.items() if found} == {}


def unreachable(shell):
    """Controls that tests, screen readers or the keyboard don't find."""
    reached = walking.reached_by_tab(shell)
    names = Counter(widget.objectName() for widget in walking.operated(shell))
    wrong = [f"{one} is the name of several" for one, count in names.items() if count > 1]
    for widget in walking.operated(shell):
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
    return wrong


@pytest.mark.parametrize("name", PLACES)
def test_no_german_words_are_cut(qtbot, visit, name, monkeypatch):
    window, pen = visit(name, "de"), walking.Pen(monkeypatch)
    wrong = cut(qtbot, window)
    for size, pixels in SIZES.items():
        window.shell.resize(*pixels)
        settle(qtbot, window)
        pen.lines(window.shell)
        window.shell.grab()
        wrong[f"painted, {size}"] = walking.cut_buttons(pen, window.shell)
    assert {key: found for key, found in wrong.items() if found} == {}


def cut(qtbot, window):
    """Words without room, by the size of the window."""
    found = {}
    for size, pixels in SIZES.items():
        window.shell.resize(*pixels)
        settle(qtbot, window)
        found[size] = walking.cut_labels(window.shell)
    return found
