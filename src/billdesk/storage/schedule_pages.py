"""Pages of the list of schedules, each row with its customer and its last invoice."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    func,
    literal,
    or_,
    select,
    tuple_,
)

from billdesk.domain.lists import Page, PageKey, Part, ScheduleFilter, ScheduleRow, Sort
from billdesk.storage import tables
from billdesk.storage.invoice_filters import status_of
from billdesk.storage.mapping import table
from billdesk.storage.search import typed

_S, _C, _I = table(tables.ScheduleRow), table(tables.CustomerRow), table(tables.InvoiceRow)
_ORDERS: dict[str, tuple[ColumnElement[Any], ...]] = {
    "next_date": (_S.c.next_date, _S.c.id),
    "customer": (_C.c.search_name, _C.c.id, _S.c.id),
    "title": (_S.c.title_sort, _S.c.id),
}
SORTS = tuple(_ORDERS)
_FROM = {"customer": _C.join(_S, _S.c.customer_id == _C.c.id).outerjoin(_I, _I.c.id == _S.c.last_invoice_id)}
_OTHERWISE = _S.join(_C, _S.c.customer_id == _C.c.id).outerjoin(_I, _I.c.id == _S.c.last_invoice_id)


@dataclass(frozen=True, slots=True)
class ScheduleQuestion:
    """One list of schedules as it is asked for; `home` is the currency of those that name none."""

    wanted: ScheduleFilter
    sort: Sort
    today: date
    home: str


def schedule_page(connection: Connection, question: ScheduleQuestion, part: Part) -> Page[ScheduleRow]:
    """The rows of one part of the list; those without a next date come last, or first where it descends."""
    backwards = part.before is not None
    start = part.before if backwards else part.after
    left, offset = part.limit, 0 if start else part.offset
    found: list[Row[Any]] = []
    for dated, key in _groups(question.sort, start, backwards):
        query = _query(question, dated, key, backwards).limit(left).offset(offset)
        rows = list(connection.execute(query))
        if offset and not rows:
            offset -= _count(connection, question, dated)
            continue
        found, left, offset = found + rows, left - len(rows), 0
        if not left:
            break
    found = found[::-1] if backwards else found
    if not found:
        return Page((), None, None)
    rows_shown = tuple(_row(row, question) for row in found)
    return Page(rows_shown, _key(question.sort, found[0]), _key(question.sort, found[-1]))


def schedule_sums(connection: Connection, wanted: ScheduleFilter) -> dict[str, int]:
    """How many schedules there are in each state, by the filter without its states."""
    query = select(_S.c.state, func.count()).select_from(_S.join(_C, _S.c.customer_id == _C.c.id))
    query = query.where(*_conditions(wanted)).group_by(_S.c.state)
    return {state: int(count) for state, count in connection.execute(query)}


def _conditions(wanted: ScheduleFilter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.customer_id is not None:
        found.append(_S.c.customer_id == wanted.customer_id)
    if wanted.failed is not None:
        found.append(_S.c.failures > 0 if wanted.failed else _S.c.failures == 0)
    if wanted.ids:
        found.append(_S.c.id.in_(wanted.ids))
    words = typed(wanted.text)
    return found + [or_(_S.c.words.contains(word), _C.c.search_name.contains(word)) for word in words]


def _groups(
    sort: Sort, start: PageKey | None, backwards: bool
) -> list[tuple[bool | None, tuple[Any, ...] | None]]:
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


def _query(
    question: ScheduleQuestion, dated: bool | None, key: tuple[Any, ...] | None, backwards: bool
) -> Any:
    sort, order = question.sort, _ORDERS[question.sort.key]
    query = select(
        _S,
        _C.c.name.label("customer"),
        _C.c.search_name.label("customer_sort"),
        func.coalesce(_S.c.currency, _C.c.currency, question.home).label("in_currency"),
        _I.c.bucket,
        _I.c.due_day,
    ).select_from(_FROM.get(sort.key, _OTHERWISE))
    query = query.where(*_wanted(question.wanted, dated))
    order = order[1:] if dated is False else order
    descending = sort.descending != backwards
    if key is not None:
        here = tuple_(*order)
        there = tuple_(*[literal(value, column.type) for value, column in zip(key, order, strict=True)])
        query = query.where(here < there if descending else here > there)
    return query.order_by(*[column.desc() if descending else column for column in order])


def _wanted(wanted: ScheduleFilter, dated: bool | None) -> list[ColumnElement[bool]]:
    found = _conditions(wanted)
    if wanted.states:
        found.append(_S.c.state.in_(sorted(wanted.states)))
    if dated is not None:
        found.append(_S.c.next_date.is_not(None) if dated else _S.c.next_date.is_(None))
    return found


def _count(connection: Connection, question: ScheduleQuestion, dated: bool | None) -> int:
    query = select(func.count()).select_from(_S.join(_C, _S.c.customer_id == _C.c.id))
    return int(connection.execute(query.where(*_wanted(question.wanted, dated))).scalar_one())


def _key(sort: Sort, row: Row[Any]) -> PageKey:
    if sort.key == "customer":
        return PageKey((row.customer_sort, row.customer_id), row.id)
    return PageKey(row.next_date if sort.key == "next_date" else row.title_sort, row.id)


def _row(row: Row[Any], question: ScheduleQuestion) -> ScheduleRow:
    last = status_of(row.bucket, row.due_day, question.today) if row.bucket is not None else None
    return ScheduleRow(
        id=row.id,
        ref=row.ref,
        customer_id=row.customer_id,
        customer=row.customer,
        title=row.title,
        frequency=row.frequency,
        interval=row.repeat_every,
        billing_day=row.billing_day,
        next_date=row.next_date,
        state=row.state,
        currency=row.in_currency,
        amount=None,
        failures=row.failures,
        failure=row.failure,
        last_invoice_id=row.last_invoice_id,
        last_status=last,
        auto_send=row.auto_send,
        generated=row.generated,
        max_occurrences=row.max_occurrences,
    )
