"""Does long work in a process of its own, which opens the same database, so that the window isn't held up."""

from __future__ import annotations

import atexit
import logging
import traceback
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from logging.handlers import QueueHandler
from threading import Lock, Timer
from time import monotonic
from typing import TYPE_CHECKING, Any

from billdesk.basics import processes
from billdesk.documents.press import Press
from billdesk.domain.errors import BillDeskError, Trouble
from billdesk.services.office import Office
from billdesk.storage.engine import open_store

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnProcess

    from billdesk.cards.processor import Terminal
    from billdesk.domain.changes import Changed

IDLE_SECONDS = 15.0
"""So long a process waits for more to do."""
LOOK_SECONDS = 0.1
"""How soon a wish to stop is passed on, and how often progress is told."""
STOP = "stop"

log = logging.getLogger(__name__)


def no_terminal() -> None:
    """Where no stored cards are charged."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where the work is done: the path or URL of the database, the clock, the desk, its card terminal."""

    target: str
    now: Callable[[], datetime]
    desk: str
    terminal: Callable[[], Terminal | None] = no_terminal


class Line:
    """The way from the process back to the one that asked."""

    def __init__(self, line: Connection) -> None:
        self._line, self._lock = line, Lock()
        self._stopped = False
        self._told = 0.0

    def begin(self) -> None:
        """For the next piece of work."""
        self._stopped, self._told = False, 0.0

    def stopped(self) -> bool:
        """Whether the work shall end soon."""
        while not self._stopped and self._line.poll():
            self._stopped = self._line.recv() == STOP
        return self._stopped

    def tell(self, *progress: object) -> None:
        """Say how far it is; cheap to call often, as only some of it is passed on."""
        if monotonic() - self._told >= LOOK_SECONDS:
            self._told = monotonic()
            self.send("progress", progress)

    def send(self, kind: str, what: object) -> None:
        """Say anything; safe on any thread."""
        with self._lock:
            self._line.send((kind, what))


Task = Callable[..., Any]
"""A function of a module, `task(office, line, *args)`: it gets and gives plain values."""


class Backroom:
    """Any number of threads may ask; each piece of work has a process to itself, which is used again.

    What the work announces and logs is announced and logged here. Its BillDeskErrors are raised here, any
    other mistake as RuntimeError with the trace of where it happened.
    """

    def __init__(self, place: Place, announce: Callable[[Changed], None], idle: float = IDLE_SECONDS) -> None:
        self._place, self._announce, self._idle_seconds = place, announce, idle
        self._lock = Lock()
        self._idle: list[_Clerk] = []
        self._timer: Timer | None = None
        self._closed = False

    def do(self, task: Task, *args: object, stop: Callable[[], bool], progress: Callable[..., object]) -> Any:
        """Have a task done and wait for it; Trouble("work_broken_off") where its process is killed meanwhile.

        What was committed until then stays; what wasn't is as if it had never begun.
        """
        clerk = self._taken()
        try:
            found = clerk.do((task, args), stop, {"progress": lambda said: progress(*said), **self._ears()})
        except (EOFError, OSError) as error:
            log.warning("a process that works for the window has ended: %r", error)
            clerk.end()
            raise Trouble("work_broken_off", retry=True) from None
        except BaseException:
            clerk.end()  # it is still at it
            raise
        self._put_back(clerk)
        return _opened(*found)

    def close(self) -> None:
        """End the processes that do nothing; those that work end when they are through."""
        with self._lock:
            self._closed = True
            self._end_idle()

    def _ears(self) -> dict[str, Callable[[Any], object]]:
        return {"changed": self._announce, "logged": logging.getLogger().handle}

    def _taken(self) -> _Clerk:
        with self._lock:
            self._wait_no_more()
            if self._idle:
                return self._idle.pop()
        return _Clerk(self._place)

    def _put_back(self, clerk: _Clerk) -> None:
        with self._lock:
            self._idle.append(clerk)
            self._wait_no_more()
            if self._closed:
                self._end_idle()
            else:
                self._timer = Timer(self._idle_seconds, self._on_idle)
                self._timer.daemon = True
                self._timer.start()

    def _on_idle(self) -> None:
        with self._lock:
            self._end_idle()

    def _end_idle(self) -> None:
        self._wait_no_more()
        while self._idle:
            self._idle.pop().end()

    def _wait_no_more(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None


class _Clerk:
    """One process, as seen from here."""

    def __init__(self, place: Place) -> None:
        from multiprocessing import get_context

        spawning = get_context("spawn")  # a fork would copy locks that are held
        self._line, there = spawning.Pipe()
        # It has processes of its own that draw, so it can't be a daemon.
        self._process: SpawnProcess = spawning.Process(target=_serve, args=(there, place), daemon=False)
        self._process.start()
        there.close()  # so that the line breaks when the process ends
        atexit.register(self.end)  # before Python waits for it

    def do(
        self, work: tuple[Task, tuple[object, ...]], stop: Callable[[], bool], ears: dict[str, Any]
    ) -> tuple[str, Any]:
        """Pass on what it says, until it says how the work ended."""
        self._line.send(work)
        stopped = False
        while True:
            if not stopped and stop():
                stopped = True
                self._line.send(STOP)
            if self._line.poll(LOOK_SECONDS):
                kind, what = self._line.recv()
                if kind not in ears:
                    return kind, what
                ears[kind](what)

    def end(self) -> None:
        """It ends by itself when nobody holds the line any more."""
        atexit.unregister(self.end)
        self._line.close()


def _opened(kind: str, what: Any) -> Any:
    if kind == "done":
        return what
    if kind == "refused":
        raise what
    raise RuntimeError(what)


def _serve(line: Connection, place: Place) -> None:
    """What the process does: one piece of work after the other, until the line is cut."""
    processes.serve()
    said = Line(line)
    logging.getLogger().addHandler(_Passing(said))
    open_office = cache(lambda: _office(place, said))
    with suppress(EOFError, OSError):
        while True:
            order = line.recv()
            if order != STOP:  # which came when the work before was through
                said.begin()
                said.send(*_ended(open_office, said, order))
    if open_office.cache_info().currsize:
        # At its end Python waits for processes that draw, but takes away before what tells them to end.
        open_office().press.close(wait=True)
        open_office().close()


def _office(place: Place, said: Line) -> Office:
    def announce(changed: Changed) -> None:
        said.send("changed", changed)

    store = open_store(place.target, make=False)
    return Office(store, place.now, announce, place.desk, Press(), place.terminal())


def _ended(
    open_office: Callable[[], Office], said: Line, order: tuple[Task, tuple[object, ...]]
) -> tuple[str, object]:
    """Do it; how it ended, and what came of it."""
    task, args = order
    try:
        return "done", task(open_office(), said, *args)
    except BillDeskError as error:
        return "refused", error
    except Exception:
        return "broken", traceback.format_exc()


class _Passing(QueueHandler):
    """What is logged there is logged here."""

    def __init__(self, line: Line) -> None:
        super().__init__(None)  # type: ignore[arg-type]
        self._line = line

    def enqueue(self, record: logging.LogRecord) -> None:
        self._line.send("logged", record)
