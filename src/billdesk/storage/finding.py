"""What the command box looks up: a few customers, invoices, schedules and tickets for what was typed."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from billdesk.domain.finds import Finds, FoundCustomer, FoundInvoice, FoundSchedule, FoundTicket
from billdesk.storage.invoice_filters import status_of
from billdesk.storage.reader import Piece, Reader
from billdesk.storage.search import folded, has_words, matching_ids, typed

YEARS = 20
"""So many years back the bare counter of a number is looked for; the age of whole numbers doesn't matter."""
INDEXED = 4
WALKED = 1000
"""So many of the newest invoices are looked through before the whole index is asked."""
LARGEST = 2**31 - 1
LAST = "\ud7ff"
"""Signs from here on have no next one that is a letter."""


def find(reader: Reader, words: str, today: date, limit: int) -> Finds:
    """Customers by name, invoices by number or any word, schedules by title, tickets by number or subject."""
    wanted = typed(words)
    if not wanted:
        return Finds()
    ids = [*_by_number(reader, words, today, limit), *_newest(reader, wanted, limit)]
    return Finds(
        _customers(reader, wanted, limit),
        _invoices(reader, list(dict.fromkeys(ids))[:limit], today),
        _schedules(reader, wanted, limit),
        _tickets(reader, wanted, limit),
    )


def find_numbers(reader: Reader, words: str, today: date, limit: int) -> Finds:
    """Invoices, credit notes and tickets by the beginning of their number or by its counter, nothing else."""
    found = _invoices(reader, _by_number(reader, words, today, limit), today)
    return Finds(invoices=found, tickets=_numbered_tickets(reader, words, limit))


def _by_number(reader: Reader, words: str, today: date, limit: int) -> list[int]:
    """Ids by number, newest first; the counter alone ("412" for INV-2026-00412) comes before."""
    begun = "".join(sign for sign in words if sign.isprintable()).strip()
    found: list[int] = []
    if re.fullmatch(r"[0-9]{1,10}", begun) and int(begun) <= LARGEST:
        found = _by_counter(reader, int(begun), today, limit)
    last = begun[-1:]
    for start in dict.fromkeys((begun, begun.upper())) if last and last < LAST else ():
        after = start[:-1] + chr(ord(start[-1]) + 1)
        order = f"ORDER BY number_sort DESC, id DESC LIMIT {int(limit)}"
        sql = f"SELECT id FROM invoices WHERE number_sort >= ? AND number_sort < ? {order}"  # noqa: S608 words of ours
        found += _ids(reader, Piece(sql, (start, after)))
    return list(dict.fromkeys(found))[:limit]


def _by_counter(reader: Reader, counter: int, today: date, limit: int) -> list[int]:
    years = (0, *range(today.year + 1, today.year - YEARS, -1))  # 0: counters that never start anew
    found: list[int] = []
    # Asked in one, the database would walk along all invoices.
    for place, values in ((f"IN ({_marks(years)})", years), ("IS NULL", ())):
        sql = (
            "SELECT id FROM invoices WHERE kind IN ('invoice', 'credit_note')"  # noqa: S608 words of ours
            f" AND series_year {place} AND counter = ? ORDER BY id DESC LIMIT {int(limit)}"
        )
        found += _ids(reader, Piece(sql, (*values, counter)))
    return found


def _newest(reader: Reader, wanted: list[str], limit: int) -> list[int]:
    """The newest invoices in which every word begins a word; one letter alone says too little."""
    if all(len(word) < 2 for word in wanted):
        return []
    if reader.is_sqlite:
        walked, whole = _walked(reader, wanted, limit)
        if whole or len(walked) == limit:
            return walked
    return _ids(reader, _first(matching_ids(wanted, reader.is_sqlite), limit))


def _walked(reader: Reader, wanted: list[str], limit: int) -> tuple[list[int], bool]:
    """The same, looked for among the newest that have the words' first letters; whether those were all.

    Beginnings of up to four letters have an index of their own. A longer one that a million invoices have
    costs a fifth of a second, though the newest of them are at hand.
    """
    short = list(dict.fromkeys(word[:INDEXED] for word in wanted if len(word) > 1))
    newest = _ids(reader, _first(matching_ids(short), WALKED))
    if not newest:
        return [], True
    has = has_words(wanted)
    order = f"ORDER BY id DESC LIMIT {int(limit)}"
    sql = f"SELECT id FROM invoices WHERE id IN ({_marks(newest)}) AND {has.sql} {order}"  # noqa: S608 words of ours
    return _ids(reader, Piece(sql, (*newest, *has.values))), len(newest) < WALKED


def _first(query: Piece, limit: int) -> Piece:
    """The first ids of a query, the newest before; the search index walks backwards by itself."""
    name = "rowid" if " MATCH " in query.sql else "id"
    return Piece(f"{query.sql} ORDER BY {name} DESC LIMIT {int(limit)}", query.values)


def _customers(reader: Reader, wanted: list[str], limit: int) -> tuple[FoundCustomer, ...]:
    has = " AND ".join(["search_name LIKE ?"] * len(wanted))
    order = f"ORDER BY CASE WHEN search_name LIKE ? THEN 0 ELSE 1 END, search_name, id LIMIT {int(limit)}"
    values = (*[f"%{word}%" for word in wanted], f"{wanted[0]}%")
    sql = f"SELECT id, name FROM customers WHERE {has} {order}"  # noqa: S608 words of ours
    rows = [(key, name) for key, name in reader.rows(Piece(sql, values))]
    owed = _owed(reader, [key for key, _ in rows])
    return tuple(
        FoundCustomer(
            key,
            name,
            tuple((currency, balance) for currency, _, balance in owed.get(key, ())),
            sum(count for _, count, _ in owed.get(key, ())),
        )
        for key, name in rows
    )


def _owed(reader: Reader, ids: list[int]) -> dict[int, list[tuple[str, int, int]]]:
    """What is open by customer: currency, how many invoices, minor units."""
    if not ids:
        return {}
    # By itself SQLite would walk along everything that is open.
    source = f"invoices{reader.hint('INDEXED BY ix_invoices_customer_id_day_id')}"
    sql = (
        f"SELECT customer_id, currency, count(*), sum(balance) FROM {source}"  # noqa: S608 words of ours
        f" WHERE customer_id IN ({_marks(ids)}) AND bucket IN ('open', 'partly_paid')"
        " GROUP BY customer_id, currency ORDER BY currency"
    )
    found: dict[int, list[tuple[str, int, int]]] = {}
    for customer, currency, count, balance in reader.rows(Piece(sql, tuple(ids))):
        found.setdefault(customer, []).append((currency, int(count), int(balance)))
    return found


def _invoices(reader: Reader, ids: list[int], today: date) -> tuple[FoundInvoice, ...]:
    if not ids:
        return ()
    columns = "id, number, customer_name, title, bucket, due_day, currency, total"
    sql = f"SELECT {columns} FROM invoices WHERE id IN ({_marks(ids)})"  # noqa: S608 words of ours
    rows = {row[0]: row for row in reader.rows(Piece(sql, tuple(ids)))}
    return tuple(_invoice(rows[key], reader, today) for key in ids if key in rows)


def _invoice(row: Sequence[Any], reader: Reader, today: date) -> FoundInvoice:
    key, number, customer, title, bucket, due_day, currency, total = row
    status = status_of(bucket, reader.day(due_day), today)
    return FoundInvoice(key, number, customer, title, status, currency, int(total))


def _schedules(reader: Reader, wanted: list[str], limit: int) -> tuple[FoundSchedule, ...]:
    has = " AND ".join(["(s.words LIKE ? OR c.search_name LIKE ?)"] * len(wanted))
    ended = "CASE WHEN s.state IN ('completed', 'cancelled') THEN 1 ELSE 0 END"
    sql = (
        "SELECT s.id, c.name, s.title, s.state FROM schedules s JOIN customers c ON c.id = s.customer_id"  # noqa: S608 words of ours
        f" WHERE {has} ORDER BY {ended}, c.search_name, s.title_sort, s.id LIMIT {int(limit)}"
    )
    values = tuple(f"%{word}%" for word in wanted for _ in range(2))
    return tuple(FoundSchedule(*row) for row in reader.rows(Piece(sql, values)))


def _tickets(reader: Reader, wanted: list[str], limit: int) -> tuple[FoundTicket, ...]:
    """Tickets in which every word is, the newest before; beside them those of the customer."""
    has = " AND ".join(["(t.words LIKE ? OR k.search_name LIKE ?)"] * len(wanted))
    return _found_tickets(reader, Piece(has, tuple(f"%{word}%" for word in wanted for _ in range(2))), limit)


def _numbered_tickets(reader: Reader, words: str, limit: int) -> tuple[FoundTicket, ...]:
    begun = folded("".join(sign for sign in words if sign.isprintable())).strip()
    if not begun or begun[-1] >= LAST:
        return ()
    padded = re.sub(r"[0-9]+", lambda found: found[0].zfill(12), begun)
    condition = Piece("t.number_sort LIKE ?", (f"%{padded}",))
    if not begun.isascii() or not begun.isdecimal():
        after = padded[:-1] + chr(ord(padded[-1]) + 1)
        condition = Piece("t.number_sort >= ? AND t.number_sort < ?", (padded, after))
    return _found_tickets(reader, condition, limit)


def _found_tickets(reader: Reader, condition: Piece, limit: int) -> tuple[FoundTicket, ...]:
    # SQLite reads in the order that CROSS names: the newest tickets, until there are enough.
    sql = (
        "SELECT t.id, coalesce(t.number, t.ref), t.subject, k.name, t.status"  # noqa: S608 words of ours
        f" FROM tickets t{reader.hint('CROSS')} JOIN customers k ON k.id = t.customer_id"
        f" WHERE {condition.sql} ORDER BY t.id DESC LIMIT {int(limit)}"
    )
    return tuple(FoundTicket(*row) for row in reader.rows(Piece(sql, condition.values)))


def _ids(reader: Reader, query: Piece) -> list[int]:
    return [int(row[0]) for row in reader.rows(query)]


def _marks(values: Sequence[int]) -> str:
    return ", ".join("?" * len(values))
