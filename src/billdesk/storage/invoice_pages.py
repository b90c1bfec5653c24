"""Pages and sums of the invoice list: by key along an index, or sorted where a filter leaves few rows."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    and_,
    case,
    func,
    literal,
    literal_column,
    or_,
    select,
    tuple_,
    union_all,
)

from billdesk.domain.lists import STATUSES, CurrencySum, InvoiceFilter, InvoiceRow, Page, PageKey, Part, Sort
from billdesk.storage.invoice_filters import (
    ARMS,
    SOURCE,
    Arm,
    Condition,
    Narrowing,
    any_status,
    arms_of,
    narrowings,
    plain_conditions,
    status_of,
    word_conditions,
)
from billdesk.storage.mapping import table
from billdesk.storage.tables import TallyRow

_OF = SOURCE.c
_KEYS = {
    "number": _OF.number_sort,
    "customer": _OF.customer_sort,
    "date": _OF.day,
    "due_date": _OF.due_day,
    "status": _OF.due_day,
    "total": _OF.total,
    "balance": _OF.balance,
}
SORTS = tuple(_KEYS)
_SHOWN = (
    _OF.id,
    _OF.kind,
    _OF.number,
    _OF.customer_id,
    _OF.customer_name,
    _OF.title,
    _OF.day,
    _OF.due_day,
    _OF.bucket,
    _OF.currency,
    _OF.total,
    _OF.balance,
    _OF.schedule_id,
    _OF.sent,
)
_NOT_INDEXED = "NOT INDEXED"  # by the ids that the narrowing gives


@dataclass(frozen=True, slots=True)
class Question:
    """One list as it is asked for."""

    wanted: InvoiceFilter
    sort: Sort
    today: date


@dataclass(frozen=True, slots=True)
class Way:
    """How the rows are found: conditions, in what groups of arms, along which index (a hint for SQLite)."""

    conditions: tuple[Condition, ...]
    groups: tuple[tuple[Arm | None, ...], ...]
    hint: str


def invoice_page(connection: Connection, question: Question, part: Part) -> Page[InvoiceRow]:
    """The rows of one part of the list."""
    walk = _Walk(connection, question, _way(connection, question))
    backwards = part.before is not None
    start = part.before if backwards else part.after
    if start is None and part.offset:
        start = walk.key_at(part.offset - 1)
        if start is None:
            return Page((), None, None)
    found = walk.rows(start, backwards, part.limit)
    if not found:
        return Page((), None, None)
    rows = tuple(_row(one, question.today) for one in found)
    return Page(rows, walk.key_of(found[0]), walk.key_of(found[-1]))


def invoice_sums(connection: Connection, wanted: InvoiceFilter, today: date) -> tuple[CurrencySum, ...]:
    """Count, total and balance by currency; credit notes count against invoices.

    Taken from the kept sums where only statuses are asked for, else counted.
    """
    kept = InvoiceFilter(statuses=wanted.statuses, paid_from=wanted.paid_from)
    query = _kept_sums(wanted, today) if wanted == kept else _counted_sums(connection, wanted, today)
    return tuple(
        CurrencySum(currency, int(count), int(total), int(balance))
        for currency, count, total, balance in sorted(tuple(row) for row in connection.execute(query))
        if count
    )


def _kept_sums(wanted: InvoiceFilter, today: date) -> Select[Any]:
    source = table(TallyRow).c
    sign = case((source.bucket == "credit", -1), else_=1)
    day, found = source.day, []
    for arm in arms_of(wanted):
        mine = [source.bucket == arm.bucket]
        if arm.late is not None:
            mine.append(day < today if arm.late else day >= today)
        if wanted.paid_from is not None:
            mine.append(and_(source.bucket == "paid", day >= wanted.paid_from))
        found.append(and_(*mine))
    sums = (func.sum(source.count), func.sum(sign * source.total), func.sum(sign * source.balance))
    return select(source.currency, *sums).where(or_(*found)).group_by(source.currency)


def _counted_sums(connection: Connection, wanted: InvoiceFilter, today: date) -> Select[Any]:
    sign = case((_OF.kind == "credit_note", -1), else_=1)
    query = select(
        _OF.currency, func.count(), func.sum(sign * _OF.total), func.sum(sign * _OF.balance)
    ).group_by(_OF.currency)
    few = _few(connection, wanted, today)
    if few is not None:
        query = query.where(_OF.id.in_(few.ids)).with_hint(SOURCE, _NOT_INDEXED, "sqlite")
    words = [] if few is not None and few.by_words else word_conditions(connection.dialect.name, wanted)
    return query.where(*plain_conditions(wanted), *any_status(wanted, today), *words)


def _few(connection: Connection, wanted: InvoiceFilter, today: date) -> Narrowing | None:
    """The narrowest of the wishes, if it leaves few invoices; only SQLite needs telling."""
    if connection.dialect.name != "sqlite":
        return None
    found = list(narrowings(wanted, today))
    if not found:
        return None
    counts = [
        select(func.count()).select_from(one.ids.limit(one.few + 1).subquery()).scalar_subquery()
        for one in found
    ]
    answer = connection.execute(select(*counts)).one()
    few = [(count, at) for at, (count, one) in enumerate(zip(answer, found, strict=True)) if count <= one.few]
    return found[min(few)[1]] if few else None


def _way(connection: Connection, question: Question) -> Way:
    """How to find the rows: sorted where few are left, else along the index of the order."""
    wanted, key, today = question.wanted, question.sort.key, question.today
    arms: tuple[Arm | None, ...] = tuple(arms_of(wanted))
    groups: tuple[tuple[Arm | None, ...], ...]
    narrow = None if wanted.ids or _is_straight(question) else _few(connection, wanted, today)
    words = [] if narrow is not None and narrow.by_words else word_conditions(connection.dialect.name, wanted)
    conditions = (*plain_conditions(wanted), *words)
    if key == "status":
        found = (tuple(arm for arm in arms_of(wanted) if arm.status == status) for status in STATUSES)
        groups = tuple(group for group in found if group)
    elif _goes_by_arms(question) and narrow is None and not wanted.ids:
        groups = (arms,)
    else:
        groups, conditions = ((None,),), (*conditions, *any_status(wanted, today))
    if narrow is not None:
        return Way((*conditions, _OF.id.in_(narrow.ids)), groups, _NOT_INDEXED)
    return Way(conditions, groups, _NOT_INDEXED if wanted.ids else _index(question, groups))


def _is_straight(question: Question) -> bool:
    """Whether an index gives just these rows in just this order, so that nothing needs narrowing."""
    wanted, key = question.wanted, question.sort.key
    if wanted == InvoiceFilter(customer_id=wanted.customer_id):
        return wanted.customer_id is None or key == "date"
    return wanted == InvoiceFilter(statuses=wanted.statuses) and key in ("date", "due_date", "status")


def _goes_by_arms(question: Question) -> bool:
    wanted, key = question.wanted, question.sort.key
    return bool(wanted.statuses) and key in ("date", "due_date") and not _by_customer(question)


def _by_customer(question: Question) -> bool:
    return question.wanted.customer_id is not None and question.sort.key == "date"


def _index(question: Question, groups: tuple[tuple[Arm | None, ...], ...]) -> str:
    column = _KEYS[question.sort.key].name
    if _by_customer(question):
        column = "customer_id_day"
    elif groups[0][0] is not None:
        column = f"bucket_{column}"
    return f"INDEXED BY ix_invoices_{column}_id"


@dataclass(frozen=True, slots=True)
class _Walk:
    """Goes through the groups of a list in their order, either way."""

    connection: Connection
    question: Question
    way: Way

    def rows(self, start: PageKey | None, backwards: bool, limit: int) -> list[Row[Any]]:
        """The rows beyond a key, in the list's order."""
        found: list[Row[Any]] = []
        for group, key in self._from(start, backwards):
            query = self._query(group, key, backwards, _SHOWN).limit(limit - len(found))
            found += self.connection.execute(query).fetchall()
            if len(found) >= limit:
                break
        return found[::-1] if backwards else found

    def key_at(self, offset: int) -> PageKey | None:
        """The key of the row at an offset, out of the index alone; None beyond the end."""
        for group, _ in self._from(None, backwards=False):
            query = self._query(group, None, False, (_OF.id,))
            row = self.connection.execute(query.limit(1).offset(offset)).first()
            if row is not None:
                return PageKey(self._value(row.sort_key, group[0]), row.id)
            counted = select(func.count()).select_from(query.order_by(None).subquery())
            offset -= int(self.connection.execute(counted).scalar_one())
        return None

    def key_of(self, row: Row[Any]) -> PageKey:
        """The key of a row of a page."""
        status = status_of(row.bucket, row.due_day, self.question.today)
        return PageKey(self._value(row.sort_key, next(arm for arm in ARMS if arm.status == status)), row.id)

    def _value(self, value: object, arm: Arm | None) -> object:
        by_status = self.question.sort.key == "status" and arm is not None
        return (STATUSES.index(arm.status), value) if by_status and arm is not None else value

    def _from(
        self, start: PageKey | None, backwards: bool
    ) -> list[tuple[tuple[Arm | None, ...], tuple[Any, int] | None]]:
        """The groups that a key leaves, each with the key to start from in it."""
        descending = self.question.sort.descending != backwards
        groups = self.way.groups[::-1] if descending else self.way.groups
        if start is None:
            return [(group, None) for group in groups]
        if self.question.sort.key != "status":
            return [(group, (start.value, start.id)) for group in groups]
        assert isinstance(start.value, tuple)
        rank, value = start.value
        ranked = [(STATUSES.index(group[0].status), group) for group in groups if group[0] is not None]
        return [
            (group, (value, start.id) if mine == rank else None)
            for mine, group in ranked
            if mine == rank or (mine < rank) == descending
        ]

    def _query(
        self,
        group: tuple[Arm | None, ...],
        key: tuple[Any, int] | None,
        backwards: bool,
        shown: tuple[ColumnElement[Any], ...],
    ) -> Any:
        """The rows of a group in order; several arms are merged by the database."""
        column = _KEYS[self.question.sort.key]
        descending = self.question.sort.descending != backwards
        query = select(column.label("sort_key"), *shown).with_hint(SOURCE, self.way.hint, "sqlite")
        query = query.where(*self.way.conditions)
        if key is not None:
            here, there = tuple_(column, _OF.id), tuple_(literal(key[0], column.type), literal(key[1]))
            query = query.where(here < there if descending else here > there)
        arms = [query if arm is None else query.where(arm.condition(self.question.today)) for arm in group]
        merged: list[ColumnElement[Any]] = [literal_column("sort_key"), literal_column("id")]
        order = merged if len(arms) > 1 else [column, _OF.id]
        ordered = [one.desc() for one in order] if descending else order
        return (union_all(*arms) if len(arms) > 1 else arms[0]).order_by(*ordered)


def _row(row: Row[Any], today: date) -> InvoiceRow:
    """One line of the list; unpacked at once, for there are many."""
    (
        _,
        key,
        kind,
        number,
        customer_id,
        name,
        title,
        day,
        due,
        bucket,
        currency,
        total,
        balance,
        schedule,
        sent,
    ) = tuple(row)
    status = status_of(bucket, due, today)
    late = (today - due).days if status == "overdue" else 0
    recurring = schedule is not None
    found = (key, kind, number, customer_id, name, title, day, due, status, late, currency, total, balance)
    return InvoiceRow(*found, recurring, sent)
