"""Work away from the GUI thread: jobs on a small pool, with answers, progress and Stop on the GUI thread."""

import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from types import FunctionType
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from shiboken6 import isValid

from billdesk.domain.errors import BillDeskError
from billdesk.services.pace import Pace

QUICK = 2
LONG = 2
BREATH_MS = 1
"""Between two answers, so that what was typed or is to be painted comes in between."""


class Work:
    """One job under way: it asks `stopped()` between its steps and may `report()` how far it is."""

    def __init__(self, words: str, tell: Callable[["Work"], None], can_stop: bool = True) -> None:
        self.words = words
        self.can_stop = can_stop
        self.job: Job | None = None
        self.done_of: tuple[int, int] = (0, 0)
        self._tell = tell
        self._stop = threading.Event()
        self._told = threading.Event()
        self._forgotten = False

    def stop(self) -> None:
        """Ask the job to end soon; what it has finished so far stays."""
        self._stop.set()

    def stopped(self) -> bool:
        """Say whether the job was asked to end; safe on any thread."""
        return self._stop.is_set()

    def report(self, done: int, total: int) -> None:
        """Say that `done` of `total` steps are finished; safe on any thread and cheap to call often."""
        self.done_of = (done, total)
        if not self._told.is_set():
            self._told.set()
            self._tell(self)

    def pace(self) -> Pace:
        """Both for services that take them together."""
        return Pace(self.stopped, self.report)

    def forget(self) -> None:
        """Stop the job and never call back: for an asker that goes away."""
        self._forgotten = True
        self.stop()

    @property
    def forgotten(self) -> bool:
        return self._forgotten

    def heard(self) -> tuple[int, int]:
        """Take the latest progress; the next report is told again."""
        self._told.clear()
        return self.done_of


Job = Callable[[Work], Any]
Done = Callable[[Any], None]
Failed = Callable[[Exception], None]
Progress = Callable[[int, int], None]
_Ears = tuple[Done | None, Failed | None, Progress | None]


class Background(QObject):
    """Runs jobs; `changed` says that the list of running work or the progress of one is another now.

    Answers that come at once are given one at each turn of the event loop: the parts of a place, each quickly
    shown, would be a long block together.
    """

    changed = Signal()
    _finished = Signal(object, object)
    _reported = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._quick = ThreadPoolExecutor(QUICK, "billdesk-quick")
        self._long = ThreadPoolExecutor(LONG, "billdesk-long")
        self._ears: dict[Work, _Ears] = {}
        self._answers: deque[tuple[Work, Future[Any]]] = deque()
        self._breath = QTimer(self, interval=BREATH_MS)
        self._breath.timeout.connect(self._answer)
        self._closed = False
        queued = Qt.ConnectionType.QueuedConnection
        self._finished.connect(self._on_finished, queued)
        self._reported.connect(self._on_reported, queued)

    def run(
        self,
        job: Job,
        done: Done | None = None,
        failed: Failed | None = None,
        progress: Progress | None = None,
        words: str = "",
    ) -> Work:
        """Start `job(work)` on another thread and call back on this one.

        A job with `words` is long: it has its own threads and stands in the status bar. `failed` gets any
        exception; one that isn't a BillDeskError is raised on the GUI thread besides, as it is our bug.
        Once closed, nothing is started any more.
        """
        return self._start(Work(words, self._reported.emit), job, (done, failed, progress))

    def run_to_end(self, job: Job, done: Done | None, failed: Failed | None, words: str) -> Work:
        """The same for a long job that can't be stopped on its way; so no Stop is offered for it."""
        return self._start(Work(words, self._reported.emit, can_stop=False), job, (done, failed, None))

    def _start(self, work: Work, job: Job, ears: _Ears) -> Work:
        if self._closed:  # a timer may still ask while the window goes away
            work.forget()
            return work
        self._ears[work], work.job = ears, job
        pool = self._long if work.words else self._quick
        pool.submit(_do, work).add_done_callback(lambda future: self._finished.emit(work, future))
        if work.words:
            self.changed.emit()
        return work

    def works(self) -> tuple[Work, ...]:
        """Name the long jobs under way, oldest first."""
        return tuple(work for work in self._ears if work.words)

    def busy(self) -> bool:
        """Say whether anything at all is under way."""
        return bool(self._ears)

    def is_reading(self) -> bool:
        """Say whether anything short is under way."""
        return any(not work.words for work in self._ears)

    def close(self) -> None:
        """Ask every job to stop, wait until each has, and call nobody back any more."""
        self._closed = True
        for work in tuple(self._ears):
            work.forget()
        self._quick.shutdown(wait=True, cancel_futures=True)
        self._long.shutdown(wait=True, cancel_futures=True)
        self._ears.clear()
        self._answers.clear()
        self._breath.stop()

    def _on_reported(self, work: Work) -> None:
        done, total = work.heard()
        progress = self._ears.get(work, (None, None, None))[2]
        if progress and not work.forgotten:
            progress(done, total)
        if work.words and work in self._ears:
            self.changed.emit()

    def _on_finished(self, work: Work, future: Future[Any]) -> None:
        self._answers.append((work, future))
        if not self._breath.isActive():
            self._answer()

    def _answer(self) -> None:
        """Give the next answer, if there is one."""
        if not self._answers:
            self._breath.stop()
            return
        self._breath.start()
        self._give(*self._answers.popleft())

    def _give(self, work: Work, future: Future[Any]) -> None:
        work.job = None  # here, and not on its own thread, goes what of Qt it was the last to know
        done, failed, progress = self._ears.pop(work, (None, None, None))
        if work.words:
            self.changed.emit()
        if self._closed or work.forgotten or future.cancelled() or _is_gone(done) or _is_gone(failed):
            return
        error = future.exception()
        if error is None:
            if progress and work.done_of[1]:
                progress(*work.done_of)
            if done:
                done(future.result())
            return
        if failed and isinstance(error, Exception):
            failed(error)
        if not failed or not isinstance(error, BillDeskError):
            raise error


def _do(work: Work) -> Any:
    assert work.job is not None
    return work.job(work)


def _is_gone(call: Callable[..., Any] | None) -> bool:
    """Whether a call would go to a page or list that was left meanwhile.

    It belongs to the object whose method it is or, made within a method, to that method's `self`.
    """
    owner = getattr(call, "__self__", None)
    if isinstance(call, FunctionType):
        enclosed = dict(zip(call.__code__.co_freevars, call.__closure__ or (), strict=True))
        owner = enclosed["self"].cell_contents if "self" in enclosed else None
    return isinstance(owner, QObject) and not isValid(owner)
