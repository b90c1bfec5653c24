"""The database: opening it, its schema's version, its transactions.

SQLAlchemy takes longer to import than a window takes to be painted. A file that is up to date is opened, and
its lists are read, without it; it comes with the first transaction.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from billdesk.domain.errors import Missing, Refused, Trouble
from billdesk.storage.readers import Readers
from billdesk.storage.sight import Sight
from billdesk.storage.troubles import errors_in_our_words

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

HEAD = "0001"
"""The schema that this program writes; a test holds it equal to the newest migration."""


class Store:
    """One open database: a file of SQLite's, or what a URL means."""

    def __init__(self, target: Path | str) -> None:
        self.path = target if isinstance(target, Path) else None  # None for a server
        self.is_sqlite = self.path is not None
        self._target = target
        self._readers = None if self.path is None else Readers(self.path)
        self._engine: Engine | None = None
        self._lock = Lock()

    @property
    def engine(self) -> Engine:
        """SQLAlchemy's engine, made when it is first needed."""
        from billdesk.storage.alchemy import make_engine

        with self._lock:
            self._engine = self._engine or make_engine(self._target)
        return self._engine

    @property
    def name(self) -> str:
        """What people know it by: the file's name, or the database's on its server."""
        return self.path.name if self.path else f"{self.engine.url.database} on {self.engine.url.host}"

    @property
    def url(self) -> str:
        """What it was opened by, without a password."""
        return f"sqlite:///{self.path}" if self.path else self.engine.url.render_as_string()

    def transaction(self, writes: bool = True) -> AbstractContextManager[Connection]:
        """A transaction that ends with commit() by its user, or is rolled back.

        Writers queue up from the start on SQLite (BEGIN IMMEDIATE); readers see one state throughout.
        """
        from billdesk.storage.alchemy import transaction

        return transaction(self.engine, writes)

    def hurried(self) -> AbstractContextManager[None]:
        """While a new file is filled that can be filled again: faster; a crash may spoil it."""
        from billdesk.storage.alchemy import hurried

        return hurried(self.engine)

    @contextmanager
    def sight(self) -> Iterator[Sight]:
        """A look at lists and settings, all of one state."""
        if self._readers is not None:
            with errors_in_our_words(), self._readers.reader() as reader:
                yield Sight(reader)
        else:
            from billdesk.storage.alchemy import reader_on

            with self.transaction(writes=False) as connection:
                yield Sight(reader_on(connection))

    def bring_up_to_date(self) -> None:
        """Make or migrate the tables where needed."""
        if self._readers is not None and self._readers.is_at(HEAD):
            return
        from billdesk.storage.alchemy import bring_up_to_date

        with errors_in_our_words():
            bring_up_to_date(self.engine, HEAD)

    def close(self) -> None:
        """Let go of every connection."""
        if self._readers is not None:
            self._readers.close()
        if self._engine is not None:
            self._engine.dispose()


def open_store(target: str | Path, make: bool = True) -> Store:
    """Open, and make or migrate where needed, the database at a path or URL.

    With `make` False a file must be there already, else Missing("no_database").
    Raises Refused("file_is_newer") for one of a newer program, Trouble for one that can't be opened.
    """
    path = _file(target)
    if path is not None:
        _require_file(path, make)
    store = Store(path or str(target))
    try:
        store.bring_up_to_date()
    except BaseException:
        store.close()
        raise
    return store


def revision(store: Store) -> str | None:
    """The schema that is on file; None for a database that isn't a shop yet."""
    from billdesk.storage.alchemy import revision as found

    return found(store.engine)


def _file(target: str | Path) -> Path | None:
    """The file that is meant; None for a server."""
    if isinstance(target, Path) or "://" not in target:
        if not str(target) or str(target) == ":memory:":
            raise Refused("bad_database_url")
        return Path(target).absolute()
    from billdesk.storage.alchemy import file_of

    return file_of(target)


def _require_file(path: Path, make: bool) -> None:
    if not make and not path.exists():
        raise Missing("no_database", path=str(path))
    _make_private(path)


def _make_private(path: Path) -> None:
    """A new file is readable by its owner only, from its first byte on."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600))
    except OSError as error:
        raise Trouble("file_cannot_be_made", path=str(path), reason=error.strerror) from None
