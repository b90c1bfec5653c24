"""Draws many PDFs at once, in processes of their own that know nothing but how to draw."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing, contextmanager
from threading import Lock, Timer
from typing import TYPE_CHECKING

from billdesk.basics import processes

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor

    from billdesk.domain.document import PrintedInvoice, PrintedStatement

    Printed = PrintedInvoice | PrintedStatement

LEAST = 8
"""Of fewer documents a process would take longer to start than they take to draw."""
MOST_PROCESSES = 4
AT_A_TIME = 2
"""Documents that a process is handed at once."""
IDLE_SECONDS = 15.0
"""So long the processes wait for more to draw."""

log = logging.getLogger(__name__)


class Press:
    """Draws many documents without keeping Python's lock from the window; any number of threads may ask.

    The processes are started by the first job of `least` documents, and end when nothing was drawn for a
    while. They get values and give bytes: no database, no secret, no clock. Where one is killed, or none can
    be started, the rest is drawn here.
    """

    def __init__(self, least: int = LEAST, idle: float = IDLE_SECONDS) -> None:
        self._least, self._idle = least, idle
        self._lock = Lock()
        self._pool: ProcessPoolExecutor | None = None
        self._users = 0
        self._timer: Timer | None = None

    def render_all(self, documents: Sequence[Printed]) -> Generator[bytes, None, None]:
        """The PDFs in their order. Whoever asks no further (closes it) stops the drawing of the rest."""
        done = 0
        if len(documents) >= self._least:
            from concurrent.futures import BrokenExecutor, CancelledError

            try:
                with self._working() as pool, closing(_drawn(pool, documents)) as pdfs:
                    for pdf in pdfs:
                        yield pdf
                        done += 1
            except (BrokenExecutor, CancelledError, OSError) as error:
                log.warning("the processes that draw are gone (%r); the rest is drawn here", error)
                self.close()
        for document in documents[done:]:
            yield _render(document)

    def close(self, wait: bool = False) -> None:
        """End the processes; what they are drawing is given up. `wait` until they have ended."""
        with self._lock:
            self._end(wait)

    @contextmanager
    def _working(self) -> Iterator[ProcessPoolExecutor]:
        with self._lock:
            self._users += 1
            self._wait_no_more()
            self._pool = self._pool or _started()
            pool = self._pool
        try:
            yield pool
        finally:
            with self._lock:
                self._users -= 1
                if not self._users and self._pool is not None:
                    self._timer = Timer(self._idle, self._close_if_idle)
                    self._timer.daemon = True
                    self._timer.start()

    def _close_if_idle(self) -> None:
        with self._lock:
            if not self._users:
                self._end(wait=True)

    def _end(self, wait: bool = False) -> None:
        pool, self._pool = self._pool, None
        self._wait_no_more()
        if pool is not None:
            pool.shutdown(wait=wait, cancel_futures=True)

    def _wait_no_more(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None


def _started() -> ProcessPoolExecutor:
    """New processes begin from nothing, as everywhere but on Linux: a fork would copy locks that are held."""
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    count = min(os.cpu_count() or 1, MOST_PROCESSES)
    return ProcessPoolExecutor(count, get_context("spawn"), processes.serve)


def _drawn(pool: ProcessPoolExecutor, documents: Sequence[Printed]) -> Generator[bytes, None, None]:
    yield from pool.map(_render, documents, chunksize=AT_A_TIME)


def _render(document: Printed) -> bytes:
    from billdesk.documents import invoice, statement
    from billdesk.domain.document import PrintedStatement

    if isinstance(document, PrintedStatement):
        return statement.render(document)
    return invoice.render(document)


HERE = Press(least=sys.maxsize)
"""Draws everything in this process."""
