"""The database: opening it, its schema's version, its transactions, and its errors in our words."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, SQLAlchemyError

from billdesk.domain.errors import BillDeskError, Conflict, Missing, Refused, Trouble
from billdesk.storage.reader import Reader
from billdesk.storage.schema import known, upgrade

HEAD = "0001"
"""The schema that this program writes; a test holds it equal to the newest migration."""

BUSY_SECONDS = 60
"""How long a writer waits for another one before it gives up."""


class Store:
    """One open database. `url` is what it was opened by, without a password."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.url = engine.url.render_as_string(hide_password=True)
        self.is_sqlite = engine.dialect.name == "sqlite"

    @property
    def name(self) -> str:
        """What people know it by: the file's name, or the database's on its server."""
        url = self.engine.url
        return Path(url.database or "").name if self.is_sqlite else f"{url.database} on {url.host}"

    @property
    def path(self) -> Path | None:
        """The file of an SQLite database; None for a server."""
        return Path(self.engine.url.database) if self.is_sqlite and self.engine.url.database else None

    @contextmanager
    def transaction(self, writes: bool = True) -> Iterator[Connection]:
        """A transaction that ends with commit() by its user, or is rolled back.

        Writers queue up from the start on SQLite (BEGIN IMMEDIATE); readers see one state throughout.
        """
        with errors_in_our_words(), self.engine.connect() as connection:
            connection = connection.execution_options(writes=writes)
            if not writes and not self.is_sqlite:
                connection = connection.execution_options(isolation_level="REPEATABLE READ")
            with connection.begin() as work:
                yield connection
                if work.is_active:
                    work.rollback()

    def close(self) -> None:
        """Let go of every connection."""
        self.engine.dispose()


def reader_on(connection: Connection) -> Reader:
    """Asks in the database's own words, within the transaction of a connection."""
    return Reader(
        lambda sql, values: connection.exec_driver_sql(sql, values).fetchall(),
        connection.dialect.name == "sqlite",
    )


def open_store(target: str | Path, make: bool = True) -> Store:
    """Open, and make or migrate where needed, the database at a path or URL.

    With `make` False a file must be there already, else Missing("no_database").
    Raises Refused("file_is_newer") for one of a newer program, Trouble for one that can't be opened.
    """
    url = _url(target)
    with errors_in_our_words():
        if url.get_backend_name() == "sqlite":
            _require_file(url, make)
        store = Store(_engine(url))
        try:
            _bring_up_to_date(store)
        except BaseException:
            store.close()
            raise
    return store


def _url(target: str | Path) -> URL:
    if isinstance(target, Path) or "://" not in target:
        return URL.create("sqlite", database=str(Path(target).absolute()))
    try:
        return make_url(target)
    except (ArgumentError, ValueError):
        raise Refused("bad_database_url") from None


def _require_file(url: URL, make: bool) -> None:
    if not url.database or url.database == ":memory:":
        raise Refused("bad_database_url")
    path = Path(url.database)
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


def _engine(url: URL) -> Engine:
    try:
        engine = create_engine(url, connect_args=_arguments(url))
    except (NoSuchModuleError, ArgumentError, ImportError):
        raise Refused("bad_database_url") from None
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    elif engine.dialect.name != "postgresql":
        raise Refused("bad_database_url")
    return engine


def _arguments(url: URL) -> dict[str, object]:
    return {"timeout": BUSY_SECONDS} if url.get_backend_name() == "sqlite" else {"connect_timeout": 10}


def _prepare_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # transactions are begun by _begin_sqlite, not by the driver
    for pragma in ("synchronous = FULL", "foreign_keys = ON", "cache_size = -32768"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", True)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def revision(store: Store) -> str | None:
    """The schema that is on file; None for a database that isn't a shop yet."""
    with store.engine.connect().execution_options(writes=False) as connection:
        names = inspect(connection).get_table_names()
        if "alembic_version" not in names:
            if names:
                raise Refused("not_a_shop")
            return None
        return str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar())


def _bring_up_to_date(store: Store) -> None:
    found = revision(store)
    if found not in (HEAD, None) and found not in known():
        raise Refused("file_is_newer", found=found, known=HEAD)
    if store.is_sqlite:
        _let_read_while_writing(store.engine)
    if found != HEAD:
        upgrade(store.engine)


def _let_read_while_writing(engine: Engine) -> None:
    """Write ahead; this changes the file, and so it is done to none but ours."""
    with engine.connect() as connection:
        driver = connection.connection.driver_connection
        assert isinstance(driver, sqlite3.Connection)
        driver.execute("PRAGMA journal_mode = WAL")


@contextmanager
def errors_in_our_words() -> Iterator[None]:
    """Turn the database's errors into ours."""
    try:
        yield
    except BillDeskError:
        raise
    except SQLAlchemyError as error:
        raise _in_our_words(error) from error


_TROUBLES = (
    ("database is locked", "database_is_busy", True),
    ("deadlock detected", "database_is_busy", True),
    ("disk is full", "disk_is_full", True),
    ("readonly database", "file_is_read_only", False),
    ("unable to open database file", "file_cannot_be_opened", False),
    ("not a database", "file_is_damaged", False),
    ("malformed", "file_is_damaged", False),
    ("disk i/o error", "disk_failed", True),
)


_LIMITS = (
    ("ck_invoices_settled", "above_balance"),
    ("ck_invoices_unsettled", "invoice_is_not_issued"),
    ("ck_payments_used", "above_credit"),
)
"""Constraints of money, and the code of what they refuse."""


def _in_our_words(error: SQLAlchemyError) -> Exception:
    words = str(getattr(error, "orig", error))
    if "rule:" in words:
        return Refused(words.split("rule:", 1)[1].split(maxsplit=1)[0])
    for part, code in _LIMITS:
        if part in words:
            return Refused(code)
    for part, code, retry in _TROUBLES:
        if part in words.lower():
            return Trouble(code, retry)
    if "unique" in words.lower():
        return Conflict("already_there", what=words.splitlines()[0][:200])
    if isinstance(error, DBAPIError) and error.connection_invalidated:
        return Trouble("database_is_away", retry=True)
    if type(getattr(error, "orig", None)).__name__ in ("OperationalError", "AdminShutdown", "InterfaceError"):
        return Trouble("database_is_away", retry=True)
    return error
