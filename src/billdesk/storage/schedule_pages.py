"""Pages of the list of schedules, each row with its customer and its last invoice."""

from datetime import date
from typing import Any, NamedTuple

from billdesk.domain.lists import Page, PageKey, Part, Sort
from billdesk.domain.schedule_list import ScheduleFilter, ScheduleRow
from billdesk.storage.invoice_filters import status_of
from billdesk.storage.reader import Piece, Reader, chosen, joined, wrapped
from billdesk.storage.search import typed

_ORDERS = {
    "next_date": ("s.next_date", "s.id"),
    "customer": ("c.search_name", "c.id", "s.id"),
    "title": ("s.title_sort", "s.id"),
}
SORTS = tuple(_ORDERS)
Group = tuple[bool | None, tuple[Any, ...] | None]  # whether with a next date, and the key to start from
_SCHEDULES = "schedules s JOIN customers c ON s.customer_id = c.id"
# SQLite reads in the order that CROSS names.
_BY_CUSTOMER = "customers c{cross} JOIN schedules s ON s.customer_id = c.id"
_LAST = " LEFT JOIN invoices i ON i.id = s.last_invoice_id"
_SHOWN = (
    "s.id, s.ref, s.customer_id, c.name, s.title, s.frequency, s.repeat_every, s.billing_day, s.next_date,"
    " s.state, coalesce(s.currency, c.currency, ?), s.failures, s.failure, s.last_invoice_id, s.auto_send,"
    " s.generated, s.max_occurrences, i.bucket, i.due_day, s.title_sort, c.search_name"
)


class ScheduleQuestion(NamedTuple):
    """One list of schedules as it is asked for; `home` is the currency of those that name none."""

    wanted: ScheduleFilter
    sort: Sort
    today: date
    home: str


def schedule_page(reader: Reader, question: ScheduleQuestion, part: Part) -> Page[ScheduleRow]:
    """The rows of one part of the list; those without a next date come last, or first where it descends."""
    backwards = part.before is not None
    start = part.before if backwards else part.after
    left, offset = part.limit, 0 if start else part.offset
    found: list[Any] = []
    for dated, key in _groups(question.sort, start, backwards):
        query = _query(reader, question, (dated, key), backwards)
        rows = list(reader.rows(wrapped("", query, f" LIMIT {left} OFFSET {offset}")))
        if offset and not rows:
            offset -= reader.number(_counted(question, dated))
            continue
        found, left, offset = found + rows, left - len(rows), 0
        if not left:
            break
    found = found[::-1] if backwards else found
    if not found:
        return Page((), None, None)
    rows_shown = tuple([_row(row, question.today, reader) for row in found])
    return Page(rows_shown, _key(question.sort, found[0]), _key(question.sort, found[-1]))


def schedule_sums(reader: Reader, wanted: ScheduleFilter) -> dict[str, int]:
    """How many schedules there are in each state, by the filter without its states."""
    query = chosen(f"SELECT s.state, count(*) FROM {_SCHEDULES}", _conditions(wanted))  # noqa: S608 words of ours
    return {state: int(count) for state, count in reader.rows(wrapped("", query, " GROUP BY s.state"))}


def _conditions(wanted: ScheduleFilter) -> list[Piece]:
    found: list[Piece] = []
    if wanted.customer_id is not None:
        found.append(Piece("s.customer_id = ?", (wanted.customer_id,)))
    if wanted.failed is not None:
        found.append(Piece("s.failures > 0" if wanted.failed else "s.failures = 0"))
    if wanted.ids:
        marks = ", ".join("?" * len(wanted.ids))
        found.append(Piece(f"s.id IN ({marks})", tuple(wanted.ids)))
    either_has = "(s.words LIKE ? OR c.search_name LIKE ?)"
    return found + [Piece(either_has, (f"%{word}%",) * 2) for word in typed(wanted.text)]


def _groups(sort: Sort, start: PageKey | None, backwards: bool) -> list[Group]:
    """Schedules with a next date and those without are two groups; other orders know only one (None)."""
    key = None if start is None else (*_values(start.value), start.id)
    if sort.key != "next_date":
        return [(None, key)]
    groups = [False, True] if sort.descending != backwards else [True, False]
    if key is None:
        return [(dated, None) for dated in groups]
    mine = key[0] is not None
    here = (mine, key if mine else key[1:])
    return [here] if groups.index(mine) else [here, (not mine, None)]


def _values(value: object) -> tuple[object, ...]:
    return value if isinstance(value, tuple) else (value,)


def _query(reader: Reader, question: ScheduleQuestion, group: Group, backwards: bool) -> Piece:
    (dated, key), sort, order = group, question.sort, _ORDERS[question.sort.key]
    source = _BY_CUSTOMER.format(cross=reader.hint("CROSS")) if sort.key == "customer" else _SCHEDULES
    conditions = _wanted(question.wanted, dated)
    order = order[1:] if dated is False else order
    descending = sort.descending != backwards
    if key is not None:
        sign, marks = "<" if descending else ">", ", ".join("?" * len(key))
        conditions.append(Piece(f"({', '.join(order)}) {sign} ({marks})", key))
    head = Piece(f"SELECT {_SHOWN} FROM {source}{_LAST}", (question.home,))  # noqa: S608 words of ours
    shown = joined((head, chosen("", conditions)), "")
    turn = " DESC" if descending else ""
    return wrapped("", shown, " ORDER BY " + ", ".join([f"{column}{turn}" for column in order]))


def _wanted(wanted: ScheduleFilter, dated: bool | None) -> list[Piece]:
    found = _conditions(wanted)
    if wanted.states:
        states = tuple(sorted(wanted.states))
        found.append(Piece(f"s.state IN ({', '.join('?' * len(states))})", states))
    if dated is not None:
        found.append(Piece("s.next_date IS NOT NULL" if dated else "s.next_date IS NULL"))
    return found


def _counted(question: ScheduleQuestion, dated: bool | None) -> Piece:
    return chosen(f"SELECT count(*) FROM {_SCHEDULES}", _wanted(question.wanted, dated))  # noqa: S608 words of ours


def _key(sort: Sort, row: Any) -> PageKey:
    key, customer_id, next_date, title, name = row[0], row[2], row[8], row[-2], row[-1]
    if sort.key == "customer":
        return PageKey((name, customer_id), key)
    return PageKey(next_date if sort.key == "next_date" else title, key)


def _row(found: Any, today: date, reader: Reader) -> ScheduleRow:
    *first, next_on, state, currency, failures, failure, last_id, sends, made, most, bucket, due, _, _ = found
    key, ref, customer_id, customer, title, frequency, interval, billing_day = first
    return ScheduleRow(
        id=key,
        ref=ref,
        customer_id=customer_id,
        customer=customer,
        title=title,
        frequency=frequency,
        interval=interval,
        billing_day=billing_day,
        next_date=None if next_on is None else reader.day(next_on),
        state=state,
        currency=currency,
        amount=None,
        failures=failures,
        failure=failure,
        last_invoice_id=last_id,
        last_status=None if bucket is None else status_of(bucket, reader.day(due), today),
        auto_send=bool(sends),
        generated=made,
        max_occurrences=most,
    )
