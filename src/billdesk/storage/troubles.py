"""The database's errors in our words, whoever raised them: SQLAlchemy, or SQLite itself."""

from collections.abc import Iterator
from contextlib import contextmanager

from billdesk.domain.errors import Conflict, Refused, Trouble

_SPEAKERS = ("sqlalchemy", "sqlite3")


@contextmanager
def errors_in_our_words() -> Iterator[None]:
    """Turn the database's errors into ours."""
    try:
        yield
    except Exception as error:
        # By name, for importing SQLAlchemy to know its errors takes longer than a window takes to be painted.
        if type(error).__module__.partition(".")[0] in _SPEAKERS:
            raise _in_our_words(error) from error
        raise


_TROUBLES = (
    ("database is locked", "database_is_busy", True),
    ("deadlock detected", "database_is_busy", True),
    ("disk is full", "disk_is_full", True),
    ("readonly database", "file_is_read_only", False),
    ("unable to open database file", "file_cannot_be_opened", False),
    ("not a database", "file_is_damaged", False),
    ("malformed", "file_is_damaged", False),
    ("no such column", "not_this_version", False),
    ("no such table", "not_this_version", False),
    ("has no column named", "not_this_version", False),
    ("disk i/o error", "disk_failed", True),
)

_LIMITS = (
    ("ck_invoices_settled", "above_balance"),
    ("ck_invoices_unsettled", "invoice_is_not_issued"),
    ("ck_invoices_written_off", "above_written_off"),
    ("ck_payments_used", "above_credit"),
)
"""Constraints of money, and the code of what they refuse."""
_UNDEFINED = ("42703", "42P01")
"""What PostgreSQL says of a column and of a table that it doesn't have, in whatever language."""


def _in_our_words(error: Exception) -> Exception:
    words = str(getattr(error, "orig", error))
    if "rule:" in words:
        return Refused(words.split("rule:", 1)[1].split(maxsplit=1)[0])
    for part, code in _LIMITS:
        if part in words:
            return Refused(code)
    for part, code, retry in _TROUBLES:
        if part in words.lower():
            return Trouble(code, retry)
    if getattr(getattr(error, "orig", None), "sqlstate", None) in _UNDEFINED:
        return Trouble("not_this_version")
    if "unique" in words.lower():
        return Conflict("already_there", what=words.splitlines()[0][:200])
    if getattr(error, "connection_invalidated", False):
        return Trouble("database_is_away", retry=True)
    if type(getattr(error, "orig", None)).__name__ in ("OperationalError", "AdminShutdown", "InterfaceError"):
        return Trouble("database_is_away", retry=True)
    return error
