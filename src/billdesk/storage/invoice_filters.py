"""What one asks of the invoice list, as conditions, and as what narrows a question down to few invoices."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, literal_column, or_, select, union_all
from sqlalchemy.sql.selectable import CompoundSelect

from billdesk.domain.lists import STATUSES, InvoiceFilter
from billdesk.storage.mapping import table
from billdesk.storage.search import has_words, matching_ids, typed
from billdesk.storage.tables import InvoiceRow

SOURCE = table(InvoiceRow)
_OF = SOURCE.c
_PAID = _OF.bucket == literal_column("'paid'")  # written out, for the partial index asks for these very words
PAID_ON = func.coalesce(_OF.settled_on, _OF.day)

FEW = 5_000
"""As many rows are sorted faster than an index of a million is walked in search of them."""
FEW_MATCHES = 20_000
"""The same where each row on the way would have its words looked through."""

Condition = ColumnElement[bool]
Ids = Select[tuple[int]] | CompoundSelect[tuple[int]]


@dataclass(frozen=True, slots=True)
class Arm:
    """A status as the table knows it: a bucket, and whether its due day is past (None: it doesn't matter)."""

    status: str
    bucket: str
    late: bool | None = None

    def condition(self, today: date, day: ColumnElement[date] = _OF.due_day) -> Condition:
        """Whether an invoice has this status."""
        mine = _OF.bucket == self.bucket
        if self.late is None:
            return mine
        return and_(mine, day < today if self.late else day >= today)


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


def any_status(wanted: InvoiceFilter, today: date) -> list[Condition]:
    """The condition on the status, none where any will do."""
    if not wanted.statuses:
        return []
    return [or_(*[arm.condition(today) for arm in arms_of(wanted)], literal_column("1 = 0"))]


def plain_conditions(wanted: InvoiceFilter) -> list[Condition]:
    """What is asked of an invoice besides its status and its words."""
    ranges: list[tuple[Any, Any]] = [
        (wanted.customer_id, lambda it: _OF.customer_id == it),
        (wanted.schedule_id, lambda it: _OF.schedule_id == it),
        (wanted.ticket_id, lambda it: _OF.ticket_id == it),
        (wanted.date_from, lambda it: _OF.day >= it),
        (wanted.date_to, lambda it: _OF.day <= it),
        (wanted.amount_from, lambda it: _OF.total >= it),
        (wanted.amount_to, lambda it: _OF.total <= it),
        (wanted.emailed, lambda it: (_OF.sent == "sent") if it else (_OF.sent != "sent")),
        (wanted.recurring, lambda it: _OF.schedule_id.is_not(None) if it else _OF.schedule_id.is_(None)),
        (wanted.has_payment, lambda it: _has_payment() if it else ~_has_payment()),
        (wanted.paid_from, lambda it: and_(_PAID, it <= PAID_ON)),
        (wanted.ids or None, _OF.id.in_),
    ]
    return [make(value) for value, make in ranges if value is not None]


def _has_payment() -> Condition:
    """Whether anything was paid or credited; what is merely given up is no payment."""
    return _OF.settled > _OF.written_off


def word_conditions(dialect: str, wanted: InvoiceFilter) -> list[Condition]:
    """Whether an invoice has the words typed, asked one invoice at a time where the database is SQLite."""
    words = typed(wanted.text)
    if not words:
        return []
    if dialect == "sqlite":
        return [has_words(words, _OF.id)]
    return [_OF.id.in_(matching_ids(dialect, words))]


@dataclass(frozen=True, slots=True)
class Narrowing:
    """Something asked for that few invoices may have: their ids by an index, and how many are few."""

    ids: Ids
    few: int = FEW
    by_words: bool = False


def narrowings(wanted: InvoiceFilter, today: date) -> Iterator[Narrowing]:
    """What may narrow a question down, on SQLite; each one's ids come out of one index."""
    words = typed(wanted.text)
    if words:
        yield Narrowing(matching_ids("sqlite", words), FEW_MATCHES, by_words=True)
    for value, name, column in (
        (wanted.customer_id, "customer_id_day_id", _OF.customer_id),
        (wanted.schedule_id, "schedule_id_billing_date", _OF.schedule_id),
        (wanted.ticket_id, "ticket_id", _OF.ticket_id),
    ):
        if value is not None:
            yield Narrowing(by_index(name).where(column == value))
    if wanted.date_from is not None or wanted.date_to is not None:
        yield Narrowing(_between("day_id", _OF.day, wanted.date_from, wanted.date_to))
    if wanted.amount_from is not None or wanted.amount_to is not None:
        yield Narrowing(_between("total_id", _OF.total, wanted.amount_from, wanted.amount_to))
    if wanted.paid_from is not None:
        yield Narrowing(by_index("paid_on").where(_PAID, wanted.paid_from <= PAID_ON))
    if wanted.statuses:
        found = [by_index("bucket_due_day_id").where(arm.condition(today)) for arm in arms_of(wanted)]
        yield Narrowing(union_all(*found) if len(found) > 1 else found[0])


def _between(name: str, column: ColumnElement[Any], low: Any, high: Any) -> Select[tuple[int]]:
    found = by_index(name)
    if low is not None:
        found = found.where(column >= low)
    return found if high is None else found.where(column <= high)


def by_index(name: str) -> Select[tuple[int]]:
    """Ids of invoices out of one index."""
    return select(_OF.id).with_hint(SOURCE, f"INDEXED BY ix_invoices_{name}", "sqlite")
