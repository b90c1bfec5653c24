"""The kept sums of invoices: whole months out of the sums by month, and single days where a month is cut."""

from collections.abc import Iterator
from datetime import date

from billdesk.storage.reader import Piece

NONE = Piece("SELECT bucket, currency, count, total, balance FROM tallies WHERE 1 = 0")
_LAST_MONTH = date(9999, 12, 1)


def spans(bucket: str, since: date | None = None, until: date | None = None) -> Iterator[Piece]:
    """Rows (bucket, currency, count, total, balance) that sum a bucket up from a day on, or before a day."""
    assert since is None or until is None, "nothing needs both"
    if since is not None:
        yield from _since(bucket, since)
    elif until is not None:
        first = until.replace(day=1)
        yield _months(bucket, Piece(" AND month < ?", (first,)))
        if first < until:
            yield _days(bucket, Piece(" AND day >= ? AND day < ?", (first, until)))
    else:
        yield _months(bucket, Piece(""))


def _since(bucket: str, since: date) -> Iterator[Piece]:
    if since.day == 1:
        yield _months(bucket, Piece(" AND month >= ?", (since,)))
    elif since > _LAST_MONTH:
        yield _days(bucket, Piece(" AND day >= ?", (since,)))
    else:
        following = date(since.year + since.month // 12, since.month % 12 + 1, 1)
        yield _days(bucket, Piece(" AND day >= ? AND day < ?", (since, following)))
        yield _months(bucket, Piece(" AND month >= ?", (following,)))


def _months(bucket: str, span: Piece) -> Piece:
    head = "SELECT bucket, currency, count, total, balance FROM tally_months WHERE bucket = ?"
    return Piece(head + span.sql, (bucket, *span.values))


def _days(bucket: str, span: Piece) -> Piece:
    head = "SELECT bucket, currency, count, total, balance FROM tallies WHERE bucket = ?"
    return Piece(head + span.sql, (bucket, *span.values))
