"""SQLAlchemy's side of a store: its engine, its transactions, and the schema on the way up."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from billdesk.domain.errors import Refused
from billdesk.storage.reader import Reader
from billdesk.storage.readers import BUSY_SECONDS
from billdesk.storage.schema import known, upgrade
from billdesk.storage.troubles import errors_in_our_words


def make_engine(target: Path | str) -> Engine:
    """An engine for the file at a path, or for a URL; Refused("bad_database_url") for one of neither."""
    try:
        url = URL.create("sqlite", database=str(target)) if isinstance(target, Path) else make_url(target)
        engine = create_engine(url, connect_args=_arguments(url))
    except (NoSuchModuleError, ArgumentError, ImportError, ValueError):
        raise Refused("bad_database_url") from None
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    elif engine.dialect.name != "postgresql":
        raise Refused("bad_database_url")
    return engine


def file_of(address: str) -> Path | None:
    """The file that a URL means; None for a server's. Raises Refused for what is no URL."""
    try:
        url = make_url(address)
    except (ArgumentError, ValueError):
        raise Refused("bad_database_url") from None
    if url.get_backend_name() != "sqlite":
        return None
    if not url.database or url.database == ":memory:":
        raise Refused("bad_database_url")
    return Path(url.database)


def _arguments(url: URL) -> dict[str, object]:
    return {"timeout": BUSY_SECONDS} if url.get_backend_name() == "sqlite" else {"connect_timeout": 10}


def _prepare_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # transactions are begun by _begin_sqlite, not by the driver
    for pragma in ("synchronous = FULL", "foreign_keys = ON", "cache_size = -32768"):
        connection.execute(f"PRAGMA {pragma}")


def _hurry(connection: sqlite3.Connection, _record: object) -> None:
    """No waiting for the disk, 256 MB of pages at hand, and each page copied out of the log less often."""
    for pragma in ("synchronous = OFF", "cache_size = -262144", "wal_autocheckpoint = 20000"):
        connection.execute(f"PRAGMA {pragma}")
    _leave_out_the_log(connection)


def _leave_out_the_log(connection: sqlite3.Connection) -> None:
    """Write pages but once, to their place; a file that somebody else has open keeps its log."""
    connection.execute("PRAGMA busy_timeout = 0")
    with suppress(sqlite3.OperationalError):
        connection.execute("PRAGMA journal_mode = MEMORY")
    connection.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}")


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", True)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def transaction(engine: Engine, writes: bool) -> Iterator[Connection]:
    """A transaction that ends with commit() by its user, or is rolled back.

    Writers queue up from the start on SQLite (BEGIN IMMEDIATE); readers see one state throughout.
    """
    with errors_in_our_words(), engine.connect() as connection:
        connection = connection.execution_options(writes=writes)
        if not writes and engine.dialect.name != "sqlite":
            connection = connection.execution_options(isolation_level="REPEATABLE READ")
        with connection.begin() as work:
            yield connection
            if work.is_active:
                work.rollback()


@contextmanager
def hurried(engine: Engine) -> Iterator[None]:
    """While a new file is filled that can be filled again: nothing waits for the disk until the end.

    A crash on the way may spoil the file; afterwards everything is on the disk, and is written as ever.
    """
    if engine.dialect.name != "sqlite":
        yield
        return
    event.listen(engine, "connect", _hurry)
    engine.dispose()
    try:
        yield
    finally:
        event.remove(engine, "connect", _hurry)
        engine.dispose()  # so that the file is nobody's, and can have its log again
        _write_down(engine)
        engine.dispose()


def _write_down(engine: Engine) -> None:
    """One checkpoint that waits for the disk; it brings there whatever the file was given before."""
    with engine.connect() as connection:
        driver = connection.connection.driver_connection
        assert isinstance(driver, sqlite3.Connection)
        for pragma in ("synchronous = FULL", "journal_mode = WAL", "wal_checkpoint"):
            driver.execute(f"PRAGMA {pragma}")


def reader_on(connection: Connection) -> Reader:
    """Asks in the database's own words, within the transaction of a connection."""
    return Reader(
        lambda sql, values: connection.exec_driver_sql(sql, values).fetchall(),
        connection.dialect.name == "sqlite",
    )


def revision(engine: Engine) -> str | None:
    """The schema that is on file; None for a database that isn't a shop yet."""
    with engine.connect().execution_options(writes=False) as connection:
        names = inspect(connection).get_table_names()
        if "alembic_version" not in names:
            if names:
                raise Refused("not_a_shop")
            return None
        return str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar())


def bring_up_to_date(engine: Engine, head: str) -> None:
    """Make or migrate the tables where needed; Refused("file_is_newer") for those of a newer program."""
    found = revision(engine)
    if found not in (head, None) and found not in known():
        raise Refused("file_is_newer", found=found, known=head)
    if engine.dialect.name == "sqlite":
        _let_read_while_writing(engine)
    if found != head:
        upgrade(engine)


def _let_read_while_writing(engine: Engine) -> None:
    """Write ahead; this changes the file, and so it is done to none but ours."""
    with engine.connect() as connection:
        driver = connection.connection.driver_connection
        assert isinstance(driver, sqlite3.Connection)
        driver.execute("PRAGMA journal_mode = WAL")
