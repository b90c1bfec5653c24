"""What values and rows have in common: discounts, named taxes, rates, evidence; and bulk writes."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from datetime import date
from functools import cache, lru_cache
from itertools import starmap
from operator import attrgetter, itemgetter
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, Row, Select, Table, func, select, text

from billdesk.domain.counting import Evidence
from billdesk.domain.tax import INHERIT, Choice, Rate
from billdesk.domain.totals import Discount
from billdesk.storage.tables import Base
from billdesk.storage.types import Json

Values = dict[str, Any]
Value = TypeVar("Value")

CHUNK = 500
"""How many rows or ids one statement handles at most."""


BIGGEST = 2**31
"""Keys are below this on every database."""


def key_of(name: str) -> int:
    """The key that a text is, or −1, which nothing has."""
    key = int(name) if name.isascii() and name.isdigit() and len(name) < 12 else -1
    return key if key < BIGGEST else -1


def table(row_class: type[Base]) -> Table:
    """The table of a mapped class."""
    found = row_class.__table__
    assert isinstance(found, Table)
    return found


def insert_rows(connection: Connection, row_class: type[Base], rows: Sequence[Values]) -> None:
    """Write many rows in one go, all with the columns of the first; nothing for none.

    The statement is put together by hand: what SQLAlchemy does for each row took as long as the database.
    """
    if rows:
        source, names = table(row_class), tuple(rows[0])
        marks = ", ".join([_mark(connection)] * len(names))
        sql = f"INSERT INTO {source.name} ({', '.join(names)}) VALUES ({marks})"  # noqa: S608 names of ours
        connection.exec_driver_sql(sql, bound(connection, row_class, names, rows))


def update_rows(
    connection: Connection, row_class: type[Base], rows: Sequence[Values], kept: Sequence[str] = ()
) -> None:
    """Change rows by their `id`, all in the same columns; a column of `kept` stays where None is given."""
    if rows:
        source, mark = table(row_class), _mark(connection)
        names = (*(name for name in rows[0] if name != "id"), "id")
        parts = [
            f"{one} = coalesce({mark}, {one})" if one in kept else f"{one} = {mark}" for one in names[:-1]
        ]
        sql = f"UPDATE {source.name} SET {', '.join(parts)} WHERE id = {mark}"  # noqa: S608 names of ours
        connection.exec_driver_sql(sql, bound(connection, row_class, names, rows))


def _mark(connection: Connection) -> str:
    return "?" if connection.dialect.name == "sqlite" else "%s"


def bound(
    connection: Connection, row_class: type[Base], names: Sequence[str], rows: Iterable[Values]
) -> list[tuple[Any, ...]]:
    """Rows as the database's driver takes them, in the order of the names (at least two)."""
    dialect, source = connection.dialect, table(row_class)
    columns = list(zip(*map(itemgetter(*names), rows), strict=True))
    for place, name in enumerate(names):
        kind = source.c[name].type
        process = kind.dialect_impl(dialect).bind_processor(dialect)
        if process is not None:
            columns[place] = _converted(columns[place], process, id if isinstance(kind, Json) else None)
    return list(zip(*columns, strict=True))


def _converted(
    values: Sequence[Any], process: Callable[[Any], Any], key: Callable[[Any], Any] | None
) -> tuple[Any, ...]:
    """Values of a column as the driver takes them, each different one converted once.

    Days, moments and flags of a group are mostly equal. Values of JSON are told apart by what they are (their
    `key` is `id`), for 1 equals True, and lists can't be looked up.
    """
    keys = values if key is None else tuple(map(key, values))
    different = dict(zip(keys, values, strict=True))
    found = {one: process(value) for one, value in different.items()}
    return tuple(map(found.__getitem__, keys))


def take_ids(connection: Connection, row_class: type[Base], count: int) -> list[int]:
    """Keys for rows to be written in this transaction, ascending; never used before."""
    if not count:
        return []
    name = row_class.__tablename__
    if connection.dialect.name == "postgresql":
        query = text("SELECT nextval(pg_get_serial_sequence(:name, 'id')) FROM generate_series(1, :count)")
        return list(connection.execute(query, {"name": name, "count": count}).scalars())
    found = connection.exec_driver_sql("SELECT seq FROM sqlite_sequence WHERE name = ?", (name,)).first()
    first = (found[0] if found else 0) + 1
    return list(range(first, first + count))


def chunks(items: Iterable[Value]) -> Iterator[list[Value]]:
    """Items in lists of CHUNK at most."""
    found = list(items)
    for start in range(0, len(found), CHUNK):
        yield found[start : start + CHUNK]


def rows_in(
    connection: Connection, row_class: type[Base], column: str, keys: Iterable[Any]
) -> Iterator[Row[Any]]:
    """The rows whose column is one of the keys, in order of their id; numbers too big for keys have none."""
    source = table(row_class)
    for some in chunks(key for key in dict.fromkeys(keys) if not isinstance(key, int) or abs(key) < BIGGEST):
        query = select(source).where(source.c[column].in_(some)).order_by(source.c.id)
        yield from connection.execute(query).all()


def values_in(
    connection: Connection,
    kind: Callable[..., Value],
    row_class: type[Base],
    keys: Iterable[int] | None,
    *only: ColumnElement[bool],
) -> list[Value]:
    """The values of some customers, or of all; every field of the kind is a column of the same name."""
    source = table(row_class)
    query = select(*(source.c[name] for name in field_names(kind))).where(*only)
    if keys is None:
        return list(starmap(kind, connection.execute(query.order_by(source.c.id))))
    query = query.order_by(source.c.customer_id, source.c.id)  # as the index has them
    found: list[Value] = []
    for some in chunks(dict.fromkeys(keys)):
        found += starmap(kind, connection.execute(query.where(source.c.customer_id.in_(some))).all())
    return found


@cache
def field_names(kind: Any, *leave_out: str) -> tuple[str, ...]:
    """The names of the fields of a kind, in their order."""
    return tuple(item.name for item in fields(kind) if item.name not in leave_out)


def all_rows(connection: Connection, row_class: type[Base]) -> Iterator[Row[Any]]:
    """Every row of a table, in order of its id."""
    yield from connection.execute(_all_rows(row_class))


@cache
def _all_rows(row_class: type[Base]) -> Select[Any]:
    source = table(row_class)
    return select(source).order_by(source.c.id)


def count_rows(connection: Connection, row_class: type[Base]) -> int:
    """How many rows a table has."""
    return int(connection.execute(select(func.count()).select_from(table(row_class))).scalar_one())


def plain(value: Any, *leave_out: str) -> Values:
    """The fields (at least two) of a value by name, without those that are mapped by hand."""
    names, read = _fields(value.__class__, leave_out)
    return dict(zip(names, read(value), strict=True))


@cache
def _fields(
    kind: Any, leave_out: tuple[str, ...]
) -> tuple[tuple[str, ...], Callable[[Any], tuple[Any, ...]]]:
    names = field_names(kind, *leave_out)
    return names, attrgetter(*names)


def at(row: Row[Any], row_class: type[Base], names: tuple[str, ...]) -> tuple[Any, ...]:
    """Some columns (at least two) of a row of a whole table; each by its name would take ten times longer."""
    return _places(row_class, names)(row)


@cache
def _places(row_class: type[Base], names: tuple[str, ...]) -> Callable[[Row[Any]], tuple[Any, ...]]:
    found = table(row_class).c.keys()
    return itemgetter(*map(found.index, names))


def pick(row: Row[Any], kind: type, *leave_out: str) -> Values:
    """The columns of a row that have the name of a field of `kind`."""
    names, values = _columns(row._fields, kind, leave_out)
    return dict(zip(names, values(row), strict=True))


@cache
def _columns(
    found: tuple[str, ...], kind: Any, leave_out: tuple[str, ...]
) -> tuple[tuple[str, ...], Callable[[Row[Any]], tuple[Any, ...]]]:
    """Where the fields of a kind stand in rows of such columns; looked up once, for a run reads many."""
    names = tuple(name for name in field_names(kind, *leave_out) if name in found)
    return names, itemgetter(*map(found.index, names))


def discount_columns(discount: Discount | None) -> Values:
    """A discount as two columns."""
    return {
        "discount_percent": discount.percent if discount else None,
        "discount_fixed": discount.amount if discount else None,
    }


def discount_of(row: Row[Any]) -> Discount | None:
    """The discount in a row."""
    return as_discount(row.discount_percent, row.discount_fixed)


def as_discount(percent: int | None, amount: int | None) -> Discount | None:
    """The discount that two columns hold."""
    return None if percent is None and amount is None else Discount(percent, amount)


def tax_columns(choice: Choice) -> Values:
    """A named tax as two columns."""
    return {"tax_named": choice.named, "tax_id": choice.tax_id}


def tax_of(row: Row[Any]) -> Choice:
    """The tax that a row names."""
    return as_choice(row.tax_named, row.tax_id)


def as_choice(named: bool, tax_id: int | None) -> Choice:
    """The named tax that two columns hold."""
    return Choice(True, tax_id) if named else INHERIT


@lru_cache(maxsize=4096)
def rates_json(rates: tuple[Rate, ...]) -> tuple[tuple[Any, ...], ...]:
    """Rates as JSON: [name, percent × 10⁴, compound]; the same value for the same rates."""
    return tuple((rate.name, rate.percent, rate.compound) for rate in rates)


def rates_of(found: Iterable[Sequence[Any]]) -> tuple[Rate, ...]:
    """Rates from JSON."""
    return tuple(Rate(name, percent, bool(compound)) for name, percent, compound in found)


def evidence_json(evidence: Evidence | None) -> Values | None:
    """What was counted, as JSON without what is empty."""
    if evidence is None:
        return None
    found: Values = {"kind": evidence.kind, "quantity": evidence.quantity}
    if evidence.items:
        found["items"] = evidence.items
    if evidence.as_of:
        found["as_of"] = evidence.as_of.isoformat()
    if evidence.usage_id is not None:
        found["usage"] = evidence.usage_id
    return found


def evidence_of(found: Mapping[str, Any] | None) -> Evidence | None:
    """What was counted, from JSON."""
    if found is None:
        return None
    as_of = found.get("as_of")
    return Evidence(
        found["kind"],
        found["quantity"],
        tuple((key, name) for key, name in found.get("items", ())),
        date.fromisoformat(as_of) if as_of else None,
        found.get("usage"),
    )
