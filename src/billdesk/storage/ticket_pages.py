"""Pages of the list of tickets, each row with its customer, its open charges and whether a timer runs."""

from typing import Any, NamedTuple

from billdesk.domain.factory import DONE
from billdesk.domain.lists import Page, PageKey, Part, Sort
from billdesk.domain.ticket_list import Pending, TicketFilter, TicketRow
from billdesk.storage.reader import Piece, Reader, chosen, joined, wrapped
from billdesk.storage.search import typed

_NEVER = "0001-01-01"
_OPENED, _DUE = f"coalesce(t.opened, '{_NEVER}')", f"coalesce(t.due, '{_NEVER}')"
_PENDING = "coalesce(p.amount, 0)"
_ORDERS: dict[str, tuple[str, ...]] = {
    "number": ("t.number_sort", "t.id"),
    "subject": ("t.subject_sort", "t.id"),
    "customer": ("k.search_name", "k.id", "t.id"),
    "status": ("t.status", "t.id"),
    "technician": ("t.technician", "t.id"),
    "opened": (_OPENED, "t.id"),
    "due": (_DUE, "t.id"),
    "pending": (_PENDING, "t.id"),
}
SORTS = tuple(_ORDERS)
_TICKETS = "tickets t JOIN customers k ON k.id = t.customer_id"
# SQLite reads in the order that CROSS names.
_BY_TICKET = "tickets t{cross} JOIN customers k ON k.id = t.customer_id"
_BY_CUSTOMER = "customers k{cross} JOIN tickets t ON t.customer_id = k.id"
_SHOWN = (
    "t.id, t.ref, t.number, t.subject, t.customer_id, k.name, t.status, t.technician, t.priority, t.opened,"
    " t.due, coalesce(k.currency, ?), t.version"
)
_WAITS = "c.invoice_id IS NULL AND NOT c.billed_elsewhere AND NOT c.withdrawn"
_OPEN = f"EXISTS (SELECT 1 FROM charges c WHERE c.ticket_id = t.id AND {_WAITS})"  # noqa: S608 words of ours
_RUNS = "EXISTS (SELECT 1 FROM timers w WHERE w.ticket_id = t.id AND w.wall IS NOT NULL)"


class TicketQuestion(NamedTuple):
    """One list of tickets as it is asked for; `home` is the currency of customers that name none."""

    wanted: TicketFilter
    sort: Sort
    home: str


def ticket_page(reader: Reader, question: TicketQuestion, part: Part) -> Page[TicketRow]:
    """The rows of one part of the list; an empty page beyond either end."""
    backwards = part.before is not None
    start = part.before if backwards else part.after
    offset = 0 if start else part.offset
    query = _query(reader, question, start, backwards)
    found = list(reader.rows(wrapped("", query, f" LIMIT {int(part.limit)} OFFSET {int(offset)}")))
    found = found[::-1] if backwards else found
    if not found:
        return Page((), None, None)
    rows = _rows(reader, question.home, found)
    return Page(rows, _key(found[0]), _key(found[-1]))


def ticket_count(reader: Reader, wanted: TicketFilter) -> int:
    """How many tickets a filter finds."""
    return reader.number(chosen(f"SELECT count(*) FROM {_TICKETS}", _conditions(wanted)))  # noqa: S608 words of ours


def ticket_pending(reader: Reader, wanted: TicketFilter, home: str) -> tuple[Pending, ...]:
    """What the open charges of all that a filter finds come to, by currency in their order."""
    nets = _nets(reader, home, _conditions(wanted))
    summed = wrapped(
        "SELECT currency, count(*), coalesce(sum(net), 0) FROM (",
        nets,
        ") n GROUP BY currency ORDER BY currency",
    )
    return tuple(Pending(code, int(count), int(amount)) for code, count, amount in reader.rows(summed))


def _conditions(wanted: TicketFilter) -> list[Piece]:
    found: list[Piece] = []
    if wanted.statuses:
        statuses = tuple(sorted(wanted.statuses))
        found.append(Piece(f"t.status IN ({', '.join('?' * len(statuses))})", statuses))
    if wanted.open is not None:
        within = f"IN ({', '.join('?' * len(DONE))})"
        found.append(Piece(f"t.status {'NOT ' if wanted.open else ''}{within}", DONE))
    if wanted.technician is not None:
        found.append(Piece("t.technician = ?", (wanted.technician,)))
    if wanted.customer_id is not None:
        found.append(Piece("t.customer_id = ?", (wanted.customer_id,)))
    if wanted.has_charges is not None:
        found.append(Piece(_OPEN if wanted.has_charges else f"NOT {_OPEN}"))
    if wanted.timer_runs is not None:
        found.append(Piece(_RUNS if wanted.timer_runs else f"NOT {_RUNS}"))
    if wanted.ids:
        found.append(Piece(f"t.id IN ({', '.join('?' * len(wanted.ids))})", tuple(wanted.ids)))
    either_has = "(t.words LIKE ? OR k.search_name LIKE ?)"
    return found + [Piece(either_has, (f"%{word}%",) * 2) for word in typed(wanted.text)]


def _query(reader: Reader, question: TicketQuestion, start: PageKey | None, backwards: bool) -> Piece:
    """The rows in their order, from a key on; last in each the values that it is ordered by."""
    sort, order = question.sort, _ORDERS[question.sort.key]
    source = (_BY_CUSTOMER if sort.key == "customer" else _BY_TICKET).format(cross=reader.hint("CROSS"))
    head = Piece(f"SELECT {_SHOWN}, {', '.join(order)} FROM {source}", (question.home,))  # noqa: S608 words of ours
    if sort.key == "pending":
        sums = wrapped(
            " LEFT JOIN (SELECT ticket_id, sum(net) AS amount FROM (",
            _nets(reader, question.home, []),
            ") n GROUP BY ticket_id) p ON p.ticket_id = t.id",
        )
        head = joined((head, sums), "")
    conditions, descending = _conditions(question.wanted), sort.descending != backwards
    if start is not None:
        values = start.value if isinstance(start.value, tuple) else (start.value,)
        sign, marks = "<" if descending else ">", ", ".join("?" * len(order))
        conditions.append(Piece(f"({', '.join(order)}) {sign} ({marks})", (*values, start.id)))
    shown = joined((head, chosen("", conditions)), "")
    turn = " DESC" if descending else ""
    return wrapped("", shown, " ORDER BY " + ", ".join([f"{column}{turn}" for column in order]))


def _nets(reader: Reader, home: str, conditions: list[Piece]) -> Piece:
    """Each open charge of some tickets with what it comes to before tax, as domain/occurrence.py bills it.

    NULL where it has no price in the currency of its customer. SQLite is told to read what waits alone; it
    would read all that no invoice of ours bills.
    """
    price = (
        "coalesce(c.unit_price, CASE WHEN coalesce(a.currency, ?) = coalesce(k.currency, ?)"
        " THEN a.unit_price END)"
    )
    index = reader.hint("INDEXED BY ix_charges_waiting")
    priced = Piece(
        f"SELECT c.ticket_id, coalesce(k.currency, ?) AS currency, c.quantity, {price} AS price,"  # noqa: S608
        f" c.discount_percent, c.discount_fixed FROM charges c{index} JOIN tickets t ON t.id = c.ticket_id"
        " JOIN customers k ON k.id = t.customer_id LEFT JOIN products a ON a.id = c.product_id",
        (home, home, home),
    )
    priced = joined((priced, chosen("", [Piece(_WAITS), *conditions])), "")
    whole = _rounded(reader, "quantity", "price", 10**8)
    grossed = wrapped(
        f"SELECT ticket_id, currency, {whole} AS gross, discount_percent, discount_fixed FROM (",  # noqa: S608 words of ours
        priced,
        ") c1",
    )
    off = f"coalesce({_rounded(reader, 'gross', 'discount_percent', 10**6)}, discount_fixed, 0)"
    net = f"CASE WHEN gross >= 0 AND gross < {off} THEN 0 ELSE gross - {off} END"
    return wrapped(f"SELECT ticket_id, currency, {net} AS net FROM (", grossed, ") c2")  # noqa: S608 words of ours


def _rounded(reader: Reader, one: str, other: str, by: int) -> str:
    """A product over a power of ten, half away from zero; beyond 9 × 10¹⁰ minor units SQLite is inexact."""
    if not reader.is_sqlite:
        return f"round(CAST({one} AS numeric) * {other} / {by})"
    half = by // 2
    return f"({one} * {other} + CASE WHEN {one} * {other} < 0 THEN -{half} ELSE {half} END) / {by}"


def _key(found: Any) -> PageKey:
    *values, key = found[13:]
    plain = [int(one) if type(one).__name__ == "Decimal" else one for one in values]
    return PageKey(tuple(plain), key)


def _rows(reader: Reader, home: str, found: list[Any]) -> tuple[TicketRow, ...]:
    ids = tuple(one[0] for one in found)
    marks = ", ".join("?" * len(ids))
    mine = [Piece(f"c.ticket_id IN ({marks})", ids)]
    summed = wrapped(
        "SELECT ticket_id, count(*), coalesce(sum(net), 0) FROM (",
        _nets(reader, home, mine),
        ") n GROUP BY ticket_id",
    )
    pending = {key: (int(amount), int(count)) for key, count, amount in reader.rows(summed)}
    runs = "SELECT ticket_id, technician FROM timers WHERE wall IS NOT NULL AND ticket_id"
    running = dict(reader.rows(Piece(f"{runs} IN ({marks})", ids)))
    return tuple(_row(reader, one, pending.get(one[0], (0, 0)), running.get(one[0])) for one in found)


def _row(reader: Reader, found: Any, pending: tuple[int, int], running: str | None) -> TicketRow:
    *first, opened, due, currency, version = found[:13]
    days = tuple([None if day is None else reader.day(day) for day in (opened, due)])
    return TicketRow(*(*first, *days, currency, version, *pending, running))
