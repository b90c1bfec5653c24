"""Pages and sums of the list of customers, and what customers owe."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Row,
    Select,
    TextClause,
    case,
    exists,
    func,
    literal,
    literal_column,
    or_,
    select,
    text,
    tuple_,
)

from billdesk.domain.customer import place_of
from billdesk.domain.customer_list import CustomerFilter, CustomerRow, Owed
from billdesk.domain.lists import TOP, CurrencySum, Page, PageKey, Part, Sort
from billdesk.storage import tables
from billdesk.storage.mapping import chunks, table
from billdesk.storage.search import typed
from billdesk.storage.tables.invoices import OWED

_C, _I = table(tables.CustomerRow), table(tables.InvoiceRow)
_S, _P = table(tables.ScheduleRow), table(tables.ContactRow)
_OWED: ColumnElement[bool] = text(OWED)  # type: ignore[assignment]  # written out, so that the index fits
_OWNER: ColumnElement[int] = literal_column("customer_id")
_CURRENCY: ColumnElement[str] = literal_column("currency")
_BALANCE: ColumnElement[int] = literal_column("balance")
_DUE: ColumnElement[date] = literal_column("due_day", _I.c.due_day.type)
_OPEN = {"sqlite": text("invoices INDEXED BY ix_invoices_owed")}
"""The invoices, with what SQLite is told of the index to take; others find it themselves."""
SORTS = ("name", "owes")


@dataclass(frozen=True, slots=True)
class CustomerQuestion:
    """One list of customers as it is asked for; `home` is the currency of those that name none."""

    wanted: CustomerFilter
    sort: Sort
    today: date
    home: str


def customer_page(connection: Connection, question: CustomerQuestion, part: Part) -> Page[CustomerRow]:
    """The rows of one part of the list."""
    backwards = part.before is not None
    start = part.before if backwards else part.after
    query = _query(question, start, backwards, connection.dialect.name)
    query = query.limit(part.limit).offset(0 if start else part.offset)
    found = list(connection.execute(query))
    found = found[::-1] if backwards else found
    if not found:
        return Page((), None, None)
    rows = _rows(connection, question, found)
    return Page(rows, PageKey(found[0].sort_key, found[0].id), PageKey(found[-1].sort_key, found[-1].id))


def customer_sums(connection: Connection, wanted: CustomerFilter, home: str) -> tuple[CurrencySum, ...]:
    """How many customers a filter finds, counted with the home currency, and what they owe by currency."""
    dialect = connection.dialect.name
    mine = select(_C.c.id).where(*_conditions(wanted, dialect))
    count = int(connection.execute(select(func.count()).select_from(mine.subquery())).scalar_one())
    query = select(_CURRENCY, func.sum(_BALANCE)).select_from(_open(dialect)).where(_OWED).group_by(_CURRENCY)
    if wanted != CustomerFilter():
        query = query.where(_OWNER.in_(mine))
    sums = {currency: int(balance) for currency, balance in connection.execute(query)}
    first = CurrencySum(home, count, 0, sums.pop(home, 0))
    return (first, *(CurrencySum(currency, 0, 0, balance) for currency, balance in sorted(sums.items())))


def owed_by(connection: Connection, customer_ids: Iterable[int], today: date) -> dict[int, list[Owed]]:
    """What customers owe by currency, in its order; those who owe nothing are left out."""
    late = today > _DUE
    found: dict[int, list[Owed]] = defaultdict(list)
    for some in chunks(customer_ids):
        query = (
            select(
                _OWNER,
                _CURRENCY,
                func.sum(_BALANCE),
                func.sum(case((late, _BALANCE), else_=0)),
                func.count(),
                func.sum(case((late, 1), else_=0)),
            )
            .select_from(_open(connection.dialect.name))
            .where(_OWED, _OWNER.in_(some))
            .group_by(_OWNER, _CURRENCY)
            .order_by(_OWNER, _CURRENCY)
        )
        for key, currency, *figures in connection.execute(query):
            found[key].append(Owed(currency, *map(int, figures)))
    return dict(found)


def days_to_pay(connection: Connection, customer_id: int, limit: int) -> list[int]:
    """How many days after its date each of the newest paid invoices of a customer was paid."""
    query = (
        select(_I.c.day, _I.c.settled_on)
        .where(_I.c.customer_id == customer_id, _I.c.kind == "invoice", _I.c.bucket == "paid")
        .where(_I.c.settled_on.is_not(None))
        .order_by(_I.c.day.desc(), _I.c.id.desc())
        .limit(limit)
    )
    return [max(0, (settled - day).days) for day, settled in connection.execute(query)]


def _open(dialect: str) -> TextClause:
    return _OPEN.get(dialect, text("invoices"))


def _query(question: CustomerQuestion, start: PageKey | None, backwards: bool, dialect: str) -> Select[Any]:
    key, source = _order(question, dialect)
    reachable = or_(_C.c.email != "", _has_billing_contact())
    columns = (_C.c.id, _C.c.ref, _C.c.name, _C.c.address, _C.c.active, _currency(question.home))
    query = select(*columns, reachable.label("reachable"), key.label("sort_key")).select_from(source)
    query = query.where(*_conditions(question.wanted, dialect))
    descending = question.sort.descending != backwards
    if start is not None:
        here = tuple_(key, _C.c.id)
        there = tuple_(literal(start.value, key.type), literal(start.id))
        query = query.where(here < there if descending else here > there)
    order = (key, _C.c.id)
    return query.order_by(*[one.desc() if descending else one for one in order])


def _order(question: CustomerQuestion, dialect: str) -> tuple[ColumnElement[Any], FromClause]:
    """What the list is ordered by; what is owed is summed up along the index of what is open."""
    if question.sort.key != "owes":
        return _C.c.search_name, _C
    sums = (
        select(_OWNER.label("customer_id"), _CURRENCY.label("currency"), func.sum(_BALANCE).label("owes"))
        .select_from(_open(dialect))
        .where(_OWED)
        .group_by(_OWNER, _CURRENCY)
        .subquery()
    )
    own = (sums.c.customer_id == _C.c.id) & (sums.c.currency == func.coalesce(_C.c.currency, question.home))
    return func.coalesce(sums.c.owes, literal_column("0")), _C.outerjoin(sums, own)


def _currency(home: str) -> ColumnElement[Any]:
    return func.coalesce(_C.c.currency, home).label("in_currency")


def _has_billing_contact() -> ColumnElement[bool]:
    mine = (_P.c.customer_id == _C.c.id) & _P.c.billing & _P.c.active & (_P.c.email != "")
    return exists(select(literal(1)).where(mine))


def _conditions(wanted: CustomerFilter, dialect: str) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.ids:
        found.append(_C.c.id.in_(wanted.ids))
    if wanted.active is not None:
        found.append(_C.c.active if wanted.active else ~_C.c.active)
    if wanted.owes is not None:
        owing = _C.c.id.in_(select(_OWNER).select_from(_open(dialect)).where(_OWED))
        found.append(owing if wanted.owes else ~owing)
    if wanted.has_schedules is not None:
        billed = exists(select(literal(1)).where(_S.c.customer_id == _C.c.id, _S.c.state.in_(_LASTING)))
        found.append(billed if wanted.has_schedules else ~billed)
    kept = literal_column("' '").concat(_C.c.words)
    return found + [kept.contains(f" {word}") for word in typed(wanted.text)]


_LASTING = ("active", "paused")


def _rows(
    connection: Connection, question: CustomerQuestion, found: Sequence[Row[Any]]
) -> tuple[CustomerRow, ...]:
    ids = [row.id for row in found]
    owed = owed_by(connection, ids, question.today)
    schedules = _active_schedules(connection, ids)
    return tuple(
        CustomerRow(
            row.id,
            row.ref,
            row.name,
            place_of(row.address),
            row.active,
            row.reachable,
            row.in_currency,
            tuple(sorted(owed.get(row.id, ()), key=lambda one, own=row.in_currency: one.currency != own)),
            schedules.get(row.id, 0),
        )
        for row in found
    )


def _active_schedules(connection: Connection, ids: Iterable[int]) -> dict[int, int]:
    found: dict[int, int] = {}
    for some in chunks(ids):
        query = select(_S.c.customer_id, func.count()).group_by(_S.c.customer_id)
        query = query.where(_S.c.customer_id.in_(some), _S.c.state == "active")
        found |= {key: int(count) for key, count in connection.execute(query)}
    return found


class CustomerLists:
    """The list of customers, and how they stand."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def page(self, question: CustomerQuestion, part: Part = TOP) -> Page[CustomerRow]:
        """One part of the list of customers; their monthly recurring revenue isn't known here (None)."""
        return customer_page(self._connection, question, part)

    def sums(self, wanted: CustomerFilter, home: str) -> tuple[CurrencySum, ...]:
        """How many customers a filter finds, and what they owe by currency, the home currency first."""
        return customer_sums(self._connection, wanted, home)

    def owed_by(self, customer_ids: Iterable[int], today: date) -> dict[int, list[Owed]]:
        """What customers owe by currency; those who owe nothing are left out."""
        return owed_by(self._connection, customer_ids, today)

    def days_to_pay(self, customer_id: int, limit: int = 12) -> list[int]:
        """After how many days each of a customer's newest paid invoices was paid."""
        return days_to_pay(self._connection, customer_id, limit)
