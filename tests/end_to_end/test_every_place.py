"""Every place of the window for everybody: named, spoken, reached by Tab, legible, and nothing cut off."""

from collections import Counter

import pytest
from PySide6.QtGui import QAccessible

from support import walking
from support.places import PLACES, settle

SIZES = {"wide": (1440, 900), "small": (1024, 640)}
LARGEST = 150  # percent of the usual text
TOGETHER = [tuple(PLACES)[at : at + 6] for at in range(0, len(PLACES), 6)]
"""What is visited in one window, as opening one takes longer than to walk through a place."""


@pytest.fixture
def visit(qtbot, make_window, monkeypatch):
    """Opens places one after the other, and says what is wrong in each by `look(window, pen)`."""

    def go(names, look, language="en"):
        window, pen = make_window("little", language=language), walking.Pen(monkeypatch)
        wrong = {}
        for name in names:
            place = PLACES[name]
            window.shell.resize(*SIZES["wide"])
            window.look.choose("light", 100)
            window.go_to(place.go_to, place.what)
            qtbot.waitUntil(lambda: not window.background.busy())
            place.act(window.shown)
            settle(qtbot, window)
            pen.written.clear()  # by widgets of the place before that are gone
            wrong |= {(name, key): found for key, found in look(window, pen).items() if found}
        return wrong

    return go


@pytest.mark.parametrize("names", TOGETHER, ids=", ".join)
def test_all_that_one_can_operate_is_named_spoken_and_reached_by_tab_and_every_text_is_legible_and_whole(
    qtbot, visit, names
):
    assert visit(names, lambda window, pen: unfit(qtbot, window, pen)) == {}


def unfit(qtbot, window, pen):
    """What can't be operated, read or seen whole in either theme, any size of the window, and larger text."""
    wrong = {"operated": unreachable(window.shell)}
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
    return wrong | {"larger by half": walking.cut_labels(window.shell)}


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


@pytest.mark.parametrize("names", TOGETHER, ids=", ".join)
def test_no_german_words_are_cut(qtbot, visit, names):
    assert visit(names, lambda window, pen: painted_short(qtbot, window, pen), "de") == {}


def painted_short(qtbot, window, pen):
    """Words without room, as their widgets have it and as they are painted."""
    wrong = cut(qtbot, window)
    for size, pixels in SIZES.items():
        window.shell.resize(*pixels)
        settle(qtbot, window)
        pen.lines(window.shell)
        window.shell.grab()
        wrong[f"painted, {size}"] = walking.cut_buttons(pen, window.shell)
    return wrong


def cut(qtbot, window):
    """Words without room, by the size of the window."""
    found = {}
    for size, pixels in SIZES.items():
        window.shell.resize(*pixels)
        settle(qtbot, window)
        found[size] = walking.cut_labels(window.shell)
    return found
