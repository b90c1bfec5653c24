"""Connections to one SQLite file that only read, without SQLAlchemy: what lists are asked through."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from billdesk.storage.reader import Reader, Values

BUSY_SECONDS = 60
"""How long a writer waits for another one before it gives up."""


class Readers:
    """They are opened when needed and used again, by any thread; each serves one asker at a time."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._idle: list[sqlite3.Connection] = []
        self._closed = False

    @contextmanager
    def reader(self) -> Iterator[Reader]:
        """Asks within one transaction, and so of one state of the file."""
        connection = self._take()
        try:
            connection.execute("BEGIN")

            def ask(sql: str, values: Values) -> list[tuple[object, ...]]:
                return connection.execute(sql, values).fetchall()

            yield Reader(ask, is_sqlite=True)
            connection.execute("ROLLBACK")
        except BaseException:
            connection.close()
            raise
        self._idle.append(connection)
        if self._closed:
            self.close()

    def is_at(self, revision: str) -> bool:
        """Whether the file is a shop of this schema that can be read while it is written to."""
        try:
            connection = self._take()
            found = connection.execute("SELECT version_num FROM alembic_version").fetchall()
            mode = connection.execute("PRAGMA journal_mode").fetchall()
        except sqlite3.Error:
            return False
        self._idle.append(connection)
        return found == [(revision,)] and mode == [("wal",)]

    def close(self) -> None:
        """Let go of the connections; those in use go when they are through."""
        self._closed = True
        while self._idle:
            self._idle.pop().close()

    def _take(self) -> sqlite3.Connection:
        try:
            return self._idle.pop()
        except IndexError:
            return self._open()

    def _open(self) -> sqlite3.Connection:
        connection = sqlite3.connect(
            self._path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
        )
        for pragma in ("query_only = ON", "cache_size = -8192"):  # the system keeps the file as well
            connection.execute(f"PRAGMA {pragma}")
        return connection
