"""What the window doesn't need at first comes a piece at a turn, and not while something is read."""

import threading

import pytest
from PySide6.QtCore import QObject

from billdesk.ui.coming import Coming
from billdesk.ui.places import Later


class FewPanes:
    """Two early panes and one that may come later."""

    def __init__(self, log):
        self.log, self.early, self.late = log, ["early 1", "early 2"], ["late"]

    def lack_early(self):
        return bool(self.early)

    def make_early(self):
        while self.early:
            self.prepare()

    def prepare(self):
        if not self.early and not self.late:
            return False
        self.log.append((self.early or self.late).pop(0))
        return True


@pytest.fixture
def log():
    return []


@pytest.fixture
def coming(qapp, background, log):
    def rooms():
        for name in ("rooms 1", "rooms 2"):
            log.append(f"import {name}")
            yield name

    owner = QObject()
    later = Later(lambda: log.append(f"services {threading.current_thread().name[:14]}"), rooms)
    made = Coming(later, FewPanes(log), background, owner)
    made.came.connect(log.append)
    made.completed.connect(lambda: log.append("completed"))
    yield made
    owner.deleteLater()


ROOMS = ["import rooms 1", "rooms 1", "import rooms 2", "rooms 2"]
IN_ORDER = [*ROOMS, "early 1", "early 2", "completed", "late"]


def test_services_come_in_the_background_then_rooms_then_what_tells_something_then_all_else(
    qtbot, coming, log
):
    coming.begin()
    assert log == []
    assert not coming.is_over
    qtbot.waitUntil(lambda: log[-1:] == ["late"])
    assert log == ["services billdesk-quick", *IN_ORDER]
    assert coming.is_over


def test_nothing_is_done_while_something_is_read(qtbot, coming, log, background):
    go = threading.Event()
    background.run(lambda _work: go.wait(10))
    coming.begin()
    qtbot.waitUntil(lambda: bool(log))
    qtbot.wait(50)
    assert log == ["services billdesk-quick"]
    go.set()
    qtbot.waitUntil(lambda: log[-1:] == ["late"])


def test_long_work_holds_nothing_up(qtbot, coming, log, background):
    go = threading.Event()
    background.run(lambda _work: go.wait(10), words="Generating")
    coming.begin()
    qtbot.waitUntil(lambda: log[-1:] == ["late"])
    go.set()
    qtbot.waitUntil(lambda: not background.busy())


def test_whoever_goes_there_before_gets_all_of_it_once(qtbot, coming, log):
    coming.came.connect(lambda _rooms: coming.complete())  # somebody goes there after the first ones
    coming.completed.connect(coming.complete)
    coming.begin()
    qtbot.waitUntil(lambda: log[-1:] == ["late"])
    assert log == ["services billdesk-quick", *IN_ORDER]


def test_whoever_goes_there_at_once_waits_for_the_services_too(coming, log):
    coming.complete()
    assert log == ["services MainThread", *IN_ORDER[:-1]]


def test_where_nothing_comes_later_it_is_over(qtbot, background, log):
    owner = QObject()
    coming = Coming(None, FewPanes(log), background, owner)
    coming.completed.connect(lambda: log.append("completed"))
    assert coming.is_over
    coming.complete()
    coming.begin()
    qtbot.waitUntil(lambda: len(log) == 3)
    assert log == ["early 1", "early 2", "late"]
