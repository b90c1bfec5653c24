"""What the command box looks up: a few customers, invoices and schedules for what somebody typed."""

import re
from datetime import date

from sqlalchemy import ColumnElement, Connection, Select, and_, func, literal_column, or_, select, text

from billdesk.domain.finds import Finds, FoundCustomer, FoundInvoice, FoundSchedule
from billdesk.storage.invoice_filters import status_of
from billdesk.storage.mapping import table
from billdesk.storage.search import has_words, matching_ids, typed
from billdesk.storage.tables import CustomerRow, InvoiceRow, ScheduleRow

_C, _I, _S = table(CustomerRow).c, table(InvoiceRow).c, table(ScheduleRow).c
_OPEN: tuple[ColumnElement[str], ...] = (literal_column("'open'"), literal_column("'partly_paid'"))
_KINDS = ("invoice", "credit_note")
YEARS = 20
"""So many years back the bare counter of a number is looked for; the age of whole numbers doesn't matter."""
INDEXED = 4
WALKED = 1000
"""So many of the newest invoices are looked through before the whole index is asked."""
LARGEST = 2**31 - 1
LAST = "\ud7ff"
"""Signs from here on have no next one that is a letter."""


def find(connection: Connection, words: str, today: date, limit: int) -> Finds:
    """Customers by name, invoices by number or any of their words, schedules by title or customer."""
    wanted = typed(words)
    if not wanted:
        return Finds()
    numbered = _by_number(connection, words, today, limit)
    worded = _newest(connection, wanted, limit)
    ids = list(dict.fromkeys([*numbered, *worded]))[:limit]
    return Finds(
        _customers(connection, wanted, limit),
        _invoices(connection, ids, today),
        _schedules(connection, wanted, limit),
    )


def find_numbers(connection: Connection, words: str, today: date, limit: int) -> Finds:
    """Invoices and credit notes by the beginning of their number or by its counter, nothing else."""
    return Finds(invoices=_invoices(connection, _by_number(connection, words, today, limit), today))


def _by_number(connection: Connection, words: str, today: date, limit: int) -> list[int]:
    """Ids by number, newest first; the counter alone ("412" for INV-2026-00412) comes before."""
    begun = "".join(sign for sign in words if sign.isprintable()).strip()
    found: list[int] = []
    if re.fullmatch(r"[0-9]{1,10}", begun) and int(begun) <= LARGEST:
        years = [0, *range(today.year + 1, today.year - YEARS, -1)]  # 0: counters that never start anew
        # Asked in one, the database would walk along all invoices.
        for place in (_I.series_year.in_(years), _I.series_year.is_(None)):
            query = select(_I.id).where(_I.kind.in_(_KINDS), place, _I.counter == int(begun))
            found += connection.scalars(query.order_by(_I.id.desc()).limit(limit))
    last = begun[-1:]
    for start in dict.fromkeys((begun, begun.upper())) if last and last < LAST else ():
        after = start[:-1] + chr(ord(start[-1]) + 1)
        query = select(_I.id).where(and_(_I.number_sort >= start, _I.number_sort < after))
        found += connection.scalars(query.order_by(_I.number_sort.desc(), _I.id.desc()).limit(limit))
    return list(dict.fromkeys(found))[:limit]


def _newest(connection: Connection, wanted: list[str], limit: int) -> list[int]:
    """The newest invoices in which every word begins a word; one letter alone says too little."""
    if all(len(word) < 2 for word in wanted):
        return []
    if connection.dialect.name == "sqlite":
        walked, whole = _walked(connection, wanted, limit)
        if whole or len(walked) == limit:
            return walked
    query = matching_ids(connection.dialect.name, wanted)
    order = text("rowid DESC" if connection.dialect.name == "sqlite" else "id DESC")
    return list(connection.scalars(query.order_by(order).limit(limit)))


def _walked(connection: Connection, wanted: list[str], limit: int) -> tuple[list[int], bool]:
    """The same, looked for among the newest that have the words' first letters; whether those were all.

    Beginnings of up to four letters have an index of their own. A longer one that a million invoices have
    costs a fifth of a second, though the newest of them are at hand.
    """
    short = list(dict.fromkeys(word[:INDEXED] for word in wanted if len(word) > 1))
    newest = list(
        connection.scalars(matching_ids("sqlite", short).order_by(text("rowid DESC")).limit(WALKED))
    )
    found = list(connection.scalars(_having(newest, wanted, limit)))
    return found, len(newest) < WALKED


def _having(ids: list[int], wanted: list[str], limit: int) -> Select[tuple[int]]:
    return select(_I.id).where(_I.id.in_(ids), has_words(wanted, _I.id)).order_by(_I.id.desc()).limit(limit)


def _customers(connection: Connection, wanted: list[str], limit: int) -> tuple[FoundCustomer, ...]:
    query = select(_C.id, _C.name).where(*[_C.search_name.contains(word) for word in wanted])
    begins = _C.search_name.startswith(wanted[0])
    rows = list(connection.execute(query.order_by(begins.desc(), _C.search_name, _C.id).limit(limit)))
    owed = _owed(connection, [row.id for row in rows])
    return tuple(
        FoundCustomer(
            row.id,
            row.name,
            tuple((currency, balance) for currency, _, balance in owed.get(row.id, ())),
            sum(count for _, count, _ in owed.get(row.id, ())),
        )
        for row in rows
    )


def _owed(connection: Connection, ids: list[int]) -> dict[int, list[tuple[str, int, int]]]:
    """What is open by customer: currency, how many invoices, minor units."""
    if not ids:
        return {}
    query = select(_I.customer_id, _I.currency, func.count(), func.sum(_I.balance)).where(
        _I.customer_id.in_(ids), _I.bucket.in_(_OPEN)
    )
    # By itself SQLite would walk along everything that is open.
    query = query.with_hint(table(InvoiceRow), "INDEXED BY ix_invoices_customer_id_day_id", "sqlite")
    found: dict[int, list[tuple[str, int, int]]] = {}
    for customer, currency, count, balance in connection.execute(
        query.group_by(_I.customer_id, _I.currency).order_by(_I.currency)
    ):
        found.setdefault(customer, []).append((currency, int(count), int(balance)))
    return found


def _invoices(connection: Connection, ids: list[int], today: date) -> tuple[FoundInvoice, ...]:
    columns = (_I.id, _I.number, _I.customer_name, _I.title, _I.bucket, _I.due_day, _I.currency, _I.total)
    rows = {row.id: row for row in connection.execute(select(*columns).where(_I.id.in_(ids)))}
    return tuple(
        FoundInvoice(
            row.id,
            row.number,
            row.customer_name,
            row.title,
            status_of(row.bucket, row.due_day, today),
            row.currency,
            row.total,
        )
        for row in (rows[key] for key in ids if key in rows)
    )


def _schedules(connection: Connection, wanted: list[str], limit: int) -> tuple[FoundSchedule, ...]:
    query = select(_S.id, _C.name, _S.title, _S.state)
    query = query.select_from(table(ScheduleRow).join(table(CustomerRow), _S.customer_id == _C.id))
    for word in wanted:
        query = query.where(or_(_S.words.contains(word), _C.search_name.contains(word)))
    ended = _S.state.in_(("completed", "cancelled"))
    rows = connection.execute(query.order_by(ended, _C.search_name, _S.title_sort, _S.id).limit(limit))
    return tuple(FoundSchedule(*row) for row in rows)
