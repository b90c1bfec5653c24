"""Pages of the list of payments, by key along an index, and their sums by method."""

from typing import Any

from billdesk.domain.lists import Page, PageKey, Part, Sort
from billdesk.domain.payment_list import MethodSum, PaymentFilter, PaymentRow
from billdesk.storage.reader import Piece, Reader, chosen, either, wrapped
from billdesk.storage.search import typed
from billdesk.storage.tables.money import UNUSED

_ORDERS = {"date": ("p.day",), "customer": ("c.search_name", "c.id"), "amount": ("p.amount",)}
SORTS = tuple(_ORDERS)
_PAYMENTS = "payments p JOIN customers c ON c.id = p.customer_id"
_REVERSED = "EXISTS (SELECT 1 FROM refunds r WHERE r.payment_id = p.id AND r.kind = 'reversal')"
_HELD = "p.ticket_id IS NOT NULL AND NOT p.released"
_SHOWN = (
    "p.id, p.number, p.day, p.customer_id, c.name, p.method, p.reference, p.currency, p.amount,"
    f" p.amount - p.used, CASE WHEN {_HELD} THEN 1 ELSE 0 END, CASE WHEN {_REVERSED} THEN 1 ELSE 0 END"
)


def payment_page(reader: Reader, wanted: PaymentFilter, sort: Sort, part: Part) -> Page[PaymentRow]:
    """The rows of one part of the list; an empty page beyond either end."""
    backwards = part.before is not None
    start = part.before if backwards else part.after
    order = (*_ORDERS[sort.key], "p.id")
    descending = sort.descending != backwards
    conditions = _conditions(wanted)
    if start is not None:
        key = (*_values(start.value), start.id)
        sign, marks = "<" if descending else ">", ", ".join("?" * len(key))
        conditions.append(Piece(f"({', '.join(order)}) {sign} ({marks})", key))
    turn = " DESC" if descending else ""
    head = f"SELECT {_SHOWN}, {', '.join(order[:-1])} FROM {_PAYMENTS}"  # noqa: S608 words of ours
    offset = 0 if start else part.offset
    ordered = ", ".join(f"{column}{turn}" for column in order)
    limits = f" ORDER BY {ordered} LIMIT {int(part.limit)} OFFSET {int(offset)}"
    found = list(reader.rows(wrapped("", chosen(head, conditions), limits)))
    found = found[::-1] if backwards else found
    if not found:
        return Page((), None, None)
    rows = tuple([_row(row, reader) for row in found])
    return Page(rows, _key(found[0]), _key(found[-1]))


def payment_sums(reader: Reader, wanted: PaymentFilter) -> tuple[MethodSum, ...]:
    """What all that a filter finds comes to, by method and currency; reversed ones don't count."""
    return _kept_sums(reader, wanted) if _is_kept(wanted) else _counted_sums(reader, wanted)


def payment_count(reader: Reader, wanted: PaymentFilter) -> int:
    """How many payments a filter finds."""
    if _is_kept(wanted):
        return reader.number(chosen("SELECT coalesce(sum(count), 0) FROM takings", _days(wanted, "")))
    return reader.number(chosen(f"SELECT count(*) FROM {_PAYMENTS}", _conditions(wanted)))  # noqa: S608 words of ours


def _is_kept(wanted: PaymentFilter) -> bool:
    """Whether only method and days are asked for, whose sums the database keeps."""
    return wanted == PaymentFilter(method=wanted.method, date_from=wanted.date_from, date_to=wanted.date_to)


def _kept_sums(reader: Reader, wanted: PaymentFilter) -> tuple[MethodSum, ...]:
    """Out of the kept sums of days; what isn't allocated is read along its own index."""
    kept = chosen("SELECT method, currency, sum(valid), sum(amount) FROM takings", _days(wanted, ""))
    unused = "SELECT method, currency, sum(amount - used) FROM payments"
    left = chosen(unused, [Piece(UNUSED), *_days(wanted, "")])
    grouped = " GROUP BY method, currency"
    credit = {(row[0], row[1]): int(row[2]) for row in reader.rows(wrapped("", left, grouped))}
    found = sorted(tuple(row) for row in reader.rows(wrapped("", kept, f"{grouped} HAVING sum(valid) > 0")))
    return tuple(
        MethodSum(method, currency, int(count), int(amount), credit.get((method, currency), 0))
        for method, currency, count, amount in found
    )


def _counted_sums(reader: Reader, wanted: PaymentFilter) -> tuple[MethodSum, ...]:
    head = f"SELECT p.method, p.currency, count(*), sum(p.amount), sum(p.amount - p.used) FROM {_PAYMENTS}"  # noqa: S608 words of ours
    kept = [*_conditions(wanted), Piece(f"NOT {_REVERSED}")]
    rows = reader.rows(wrapped("", chosen(head, kept), " GROUP BY p.method, p.currency"))
    return tuple(
        MethodSum(method, currency, int(count), int(amount), int(credit))
        for method, currency, count, amount, credit in sorted(tuple(row) for row in rows)
    )


def _days(wanted: PaymentFilter, of: str) -> list[Piece]:
    """Method and days, of the table that these words stand for."""
    plain = (
        (f"{of}method = ?", wanted.method or None),
        (f"{of}day >= ?", wanted.date_from),
        (f"{of}day <= ?", wanted.date_to),
    )
    return [Piece(sql, (value,)) for sql, value in plain if value is not None]


def _conditions(wanted: PaymentFilter) -> list[Piece]:
    found = _days(wanted, "p.")
    plain = (
        ("p.customer_id = ?", wanted.customer_id),
        ("p.id IN (SELECT payment_id FROM allocations WHERE invoice_id = ?)", wanted.invoice_id),
    )
    found += [Piece(sql, (value,)) for sql, value in plain if value is not None]
    if wanted.unallocated is not None:
        found.append(Piece("p.used < p.amount" if wanted.unallocated else "p.used = p.amount"))
    if wanted.ids:
        found.append(Piece(f"p.id IN ({', '.join('?' * len(wanted.ids))})", tuple(wanted.ids)))
    return [*found, *(_has(word) for word in typed(wanted.text))]


def _has(word: str) -> Piece:
    """The customer, the receipt's number or the reference has it somewhere."""
    texts = ("c.search_name", "lower(coalesce(p.number, ''))", "lower(p.reference)")
    return either(Piece(f"{text} LIKE ?", (f"%{word}%",)) for text in texts)


def _values(value: object) -> tuple[object, ...]:
    return value if isinstance(value, tuple) else (value,)


def _key(row: Any) -> PageKey:
    return PageKey(tuple(row[12:]), row[0])


def _row(found: Any, reader: Reader) -> PaymentRow:
    key, number, day, customer_id, customer, method, reference, currency, amount, credit, held, gone = found[
        :12
    ]
    return PaymentRow(
        key, number, reader.day(day), customer_id, customer, method, reference, currency,
        amount, credit, bool(held) and credit > 0, bool(gone),
    )  # fmt: skip
