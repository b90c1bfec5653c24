"""Garbage is looked for on the GUI thread, a little at a time, and Python's lock is given away soon."""

import gc
import sys
import threading
import weakref

import pytest

from billdesk.ui.smooth import MANY, QUIET, START, SWITCH_SECONDS, YOUNG, Smooth


class Knot:
    """Refers to itself, so that only a search finds that nobody needs it."""

    def __init__(self):
        self.own = self


@pytest.fixture
def smooth(qapp):
    made = Smooth()
    made.settle()
    made._timer.stop()  # looks are the test's own, unless it starts it again
    yield made
    made.end()


@pytest.fixture
def looks():
    """The generations that were looked at."""
    found = []

    def note(when, facts):
        if when == "start":
            found.append(facts["generation"])

    gc.callbacks.append(note)
    yield found
    gc.callbacks.remove(note)


@pytest.mark.parametrize("was_on", [True, False])
def test_threads_give_the_lock_away_sooner_until_it_ends_and_then_all_is_as_before(qapp, was_on):
    gc.enable() if was_on else gc.disable()
    before, frozen = sys.getswitchinterval(), gc.get_freeze_count()
    smooth = Smooth()
    smooth.settle()
    assert sys.getswitchinterval() == pytest.approx(SWITCH_SECONDS)
    assert not gc.isenabled()
    assert gc.get_freeze_count() > frozen
    smooth.end()
    assert sys.getswitchinterval() == pytest.approx(before)
    assert gc.isenabled() is was_on
    assert gc.get_freeze_count() == 0


def test_what_another_thread_leaves_behind_is_thrown_away_on_the_gui_thread(qtbot, smooth):
    gone = []

    def leave():
        knots = [Knot() for _ in range(MANY)]
        for knot in knots[:3]:
            weakref.finalize(knot, lambda: gone.append(threading.current_thread()))

    thread = threading.Thread(target=leave)
    thread.start()
    thread.join()
    assert gone == []
    smooth._timer.start()
    qtbot.waitUntil(lambda: len(gone) == 3)
    assert set(gone) == {threading.main_thread()}


def test_while_much_goes_on_only_new_objects_are_looked_at_and_only_when_there_are_many(smooth, looks):
    smooth.look()
    looks.clear()
    some = [Knot() for _ in range(YOUNG + QUIET)]
    smooth.look()
    assert looks == []
    some += [Knot() for _ in range(MANY)]
    smooth.look()
    assert looks == [0]


def test_until_everything_is_there_hardly_anything_is_looked_at_and_then_all(qapp, looks, monkeypatch):
    smooth = Smooth()
    monkeypatch.setattr(gc, "get_count", lambda: (YOUNG + MANY, 50, 50))
    smooth.look()
    assert looks == []
    monkeypatch.setattr(gc, "get_count", lambda: (START, 50, 50))
    smooth.look()
    assert looks == [0]
    smooth.settle()
    monkeypatch.setattr(gc, "get_count", lambda: (START, 50, 50))
    smooth.look()
    assert looks == [0, 2]
    smooth.end()
