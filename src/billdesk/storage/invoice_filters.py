"""What one asks of the invoice list, as conditions, and as what narrows a question down to few invoices."""

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from billdesk.domain.lists import STATUSES, InvoiceFilter
from billdesk.storage.reader import Piece, Reader, chosen, either, joined
from billdesk.storage.search import has_words, matching_ids, typed

PAID_ON = "coalesce(settled_on, day)"  # the very words of the index
_PAID = "bucket = 'paid'"  # written out, for the partial index asks for just this

FEW = 5_000
"""As many rows are sorted faster than an index of a million is walked in search of them."""
FEW_CUT = 500
"""The same where the index on the way says itself which rows are due."""
FEW_MATCHES = 20_000
"""The same where each row on the way would have its words looked through."""


class Arm(NamedTuple):
    """A status as the table knows it: a bucket, and whether its due day is past (None: it doesn't matter)."""

    status: str
    bucket: str
    late: bool | None = None

    def condition(self, today: date, day: str = "due_day") -> Piece:
        """Whether an invoice has this status; `day` is the column of its due day."""
        if self.late is None:
            return Piece("bucket = ?", (self.bucket,))
        return Piece(f"bucket = ? AND {day} {'<' if self.late else '>='} ?", (self.bucket, today))


ARMS = (
    Arm("draft", "draft"),
    Arm("open", "open", late=False),
    Arm("partly_paid", "partly_paid", late=False),
    Arm("overdue", "open", late=True),
    Arm("overdue", "partly_paid", late=True),
    Arm("paid", "paid"),
    Arm("credit", "credit"),
    Arm("void", "void"),
)


def arms_of(wanted: InvoiceFilter) -> list[Arm]:
    """The arms of the statuses asked for; of all where none is named."""
    names = wanted.statuses or frozenset(STATUSES)
    return [arm for arm in ARMS if arm.status in names]


def status_of(bucket: str, due_day: date, today: date) -> str:
    """The word for a bucket on a day."""
    return "overdue" if bucket in ("open", "partly_paid") and due_day < today else bucket


def any_status(wanted: InvoiceFilter, today: date) -> list[Piece]:
    """The condition on the status, none where any will do."""
    return [either(arm.condition(today) for arm in arms_of(wanted))] if wanted.statuses else []


def plain_conditions(wanted: InvoiceFilter) -> list[Piece]:
    """What is asked of an invoice besides its status and its words."""
    compared = (
        ("customer_id = ?", wanted.customer_id),
        ("schedule_id = ?", wanted.schedule_id),
        ("ticket_id = ?", wanted.ticket_id),
        ("day >= ?", wanted.date_from),
        ("day <= ?", wanted.date_to),
        ("total >= ?", wanted.amount_from),
        ("total <= ?", wanted.amount_to),
        ("waiting = ?", wanted.waiting or None),
        (f"{_PAID} AND {PAID_ON} >= ?", wanted.paid_from),
    )
    # What is merely given up is no payment.
    yes_or_no = (
        ("sent = 'sent'", "sent <> 'sent'", wanted.emailed),
        ("schedule_id IS NOT NULL", "schedule_id IS NULL", wanted.recurring),
        ("settled > written_off", "settled <= written_off", wanted.has_payment),
    )
    found = [Piece(sql, (value,)) for sql, value in compared if value is not None]
    found += [Piece(yes if answer else no) for yes, no, answer in yes_or_no if answer is not None]
    if wanted.ids:
        found.append(Piece(f"id IN ({', '.join('?' * len(wanted.ids))})", wanted.ids))
    return found


def word_conditions(reader: Reader, wanted: InvoiceFilter) -> list[Piece]:
    """Whether an invoice has the words typed, asked one invoice at a time where the database is SQLite."""
    words = typed(wanted.text)
    if not words:
        return []
    return [has_words(words)] if reader.is_sqlite else [within(matching_ids(words, is_sqlite=False))]


def within(ids: Piece) -> Piece:
    """Whether an invoice is one of those."""
    return Piece(f"id IN ({ids.sql})", ids.values)


class Narrowing(NamedTuple):
    """Something asked for that few invoices may have: their ids by an index, and how many are few.

    `dated` gives their days as well, where the index has them: it can put the ids in that order.
    """

    ids: Piece
    few: int = FEW
    by_words: bool = False
    dated: Piece | None = None


def narrowings(wanted: InvoiceFilter, today: date) -> Iterator[Narrowing]:
    """What may narrow a question down, on SQLite; each one's ids come out of one index."""
    words = typed(wanted.text)
    if words:
        yield Narrowing(matching_ids(words), FEW_MATCHES, by_words=True)
    for value, index, column in (
        (wanted.customer_id, "customer_id_day_id", "customer_id"),
        (wanted.schedule_id, "schedule_id_billing_date", "schedule_id"),
        (wanted.ticket_id, "ticket_id", "ticket_id"),
    ):
        if value is not None:
            yield Narrowing(by_index(index, Piece(f"{column} = ?", (value,))))
    for index, column, low, high in (
        ("day_id", "day", wanted.date_from, wanted.date_to),
        ("total_id_day", "total", wanted.amount_from, wanted.amount_to),
    ):
        if low is not None or high is not None:
            yield _dated(index, *_between(column, low, high))
    if wanted.waiting:
        yield Narrowing(by_index("bucket_due_day_id_day", Piece("bucket = 'draft'")))
    if wanted.paid_from is not None:
        yield _dated("paid_on", Piece(f"{_PAID} AND {PAID_ON} >= ?", (wanted.paid_from,)))
    if wanted.statuses and wanted.paid_from is None:  # what is paid since then is the narrower
        found = [_dated("bucket_due_day_id_day", arm.condition(today)) for arm in arms_of(wanted)]
        dated = [one.dated for one in found if one.dated is not None]
        yield Narrowing(joined([one.ids for one in found], " UNION ALL "), dated=joined(dated, " UNION ALL "))


def _dated(index: str, *conditions: Piece) -> Narrowing:
    """A narrowing by an index that has the day of the invoice."""
    return Narrowing(by_index(index, *conditions), dated=by_index(index, *conditions, shown="id, day"))


def _between(column: str, low: Any, high: Any) -> Iterator[Piece]:
    if low is not None:
        yield Piece(f"{column} >= ?", (low,))
    if high is not None:
        yield Piece(f"{column} <= ?", (high,))


def by_index(name: str, *conditions: Piece, shown: str = "id") -> Piece:
    """Ids of invoices out of one index of SQLite's."""
    return chosen(f"SELECT {shown} FROM invoices INDEXED BY ix_invoices_{name}", conditions)  # noqa: S608 words of ours
