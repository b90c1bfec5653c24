"""Work in a process of its own: the same answer as here, with Stop, and told where it is broken off."""

import logging
import multiprocessing
import os
import signal
import threading
import time
from datetime import UTC, datetime
from functools import partial

import pytest

from billdesk.domain.errors import Missing, Problem, Rejected, Trouble
from billdesk.services.backroom import Backroom, Place
from support.shops import laid_out

NOON = datetime(2026, 2, 1, 12, tzinfo=UTC)


def noon():
    return NOON


# What the process does; a task is a function of a module.


def tell_all(office, line, name):
    office.tell("invoice", ids=(1, 2))
    logging.getLogger("there").warning("said by %s", name)
    line.tell(3, 7)
    return name, office.now(), os.getpid(), os.nice(0) if hasattr(os, "nice") else 5


def tell_who_waits(_office, line):
    line.tell(os.getpid())
    while not line.stopped():
        time.sleep(0.01)
    return os.getpid()


def refuse(_office, _line):
    raise Rejected((Problem("lines.1", "bad_amount", {"amount": "x"}),))


def fail(_office, _line):
    raise ZeroDivisionError("by mistake")


@pytest.fixture(scope="module")
def heard():
    """What was announced."""
    return []


@pytest.fixture(scope="module")
def backroom(heard, tmp_path_factory):
    """One for all, as a process takes half a second to begin."""
    path = laid_out(tmp_path_factory.mktemp("backroom") / "shop.billdesk")
    made = Backroom(Place(str(path), noon, "desk-1"), heard.append)
    yield made
    made.close()


@pytest.fixture
def do(backroom):
    """Have a task done that nobody stops."""
    return partial(backroom.do, stop=lambda: False, progress=lambda *_said: None)


def test_it_is_done_elsewhere_on_the_same_shop_and_what_it_says_is_heard_here(backroom, heard, caplog):
    said = []
    name, moment, pid, nice = backroom.do(
        tell_all, "Ada", stop=lambda: False, progress=lambda done, total: said.append((done, total))
    )

    assert (name, moment) == ("Ada", NOON)
    assert pid != os.getpid()
    assert nice >= 5  # the window goes before it
    assert said == [(3, 7)]
    assert [(one.kinds, one.ids) for one in heard] == [(frozenset({"invoice"}), (1, 2))]
    assert "said by Ada" in caplog.text


def test_a_wish_to_stop_gets_there_and_the_process_is_used_again(backroom, do):
    asked = threading.Event()

    pid = backroom.do(tell_who_waits, stop=asked.is_set, progress=lambda *_said: asked.set())

    assert do(tell_all, "Bob")[2] == pid


def test_what_is_refused_there_is_refused_here_with_all_its_problems(do):
    with pytest.raises(Rejected) as refused:
        do(refuse)
    assert refused.value.facts == {"count": 1}
    assert refused.value.problems == (Problem("lines.1", "bad_amount", {"amount": "x"}),)


def test_a_mistake_there_is_a_mistake_here_with_its_trace(do):
    with pytest.raises(RuntimeError, match=r"in fail\n.*\nZeroDivisionError: by mistake"):
        do(fail)


def until_ended(others):
    ends = time.monotonic() + 30
    while set(multiprocessing.active_children()) - others:
        assert time.monotonic() < ends
        time.sleep(0.02)


def test_a_process_that_is_killed_is_told(tmp_path, caplog):
    path = laid_out(tmp_path / "shop.billdesk")
    made = Backroom(Place(str(path), noon, "desk-1"), lambda _changed: None)
    with pytest.raises(Trouble) as trouble:
        made.do(tell_who_waits, stop=lambda: False, progress=lambda pid: os.kill(pid, signal.SIGTERM))

    assert (trouble.value.code, trouble.value.retry) == ("work_broken_off", True)
    assert "has ended" in caplog.text
    made.close()


def test_a_shop_that_is_not_there_is_told_and_the_process_ends_when_there_is_nothing_to_do(tmp_path):
    others = set(multiprocessing.active_children())
    made = Backroom(Place(str(tmp_path / "none"), noon, "desk-1"), lambda _changed: None, idle=0.05)

    with pytest.raises(Missing, match="no_database"):
        made.do(tell_all, "Ada", stop=lambda: False, progress=lambda *_said: None)

    until_ended(others)
