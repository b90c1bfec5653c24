"""Pages of the list of products, each row with its tax and in how many schedules it stands."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, func, literal, select, tuple_

from billdesk.domain.lists import Page, PageKey, Part, Sort
from billdesk.domain.products import ProductFilter, ProductLine
from billdesk.storage import tables
from billdesk.storage.catalog_uses import Uses
from billdesk.storage.mapping import table, tax_of
from billdesk.storage.search import typed

_P, _T = table(tables.ProductRow), table(tables.TaxRow)
_NO_PRICE = -(2**62)
"""Below every price: products without one come first, or last where the list descends."""
_ORDERS: dict[str, tuple[ColumnElement[Any], ...]] = {
    "name": (_P.c.name_sort, _P.c.id),
    "kind": (_P.c.kind, _P.c.name_sort, _P.c.id),
    "price": (func.coalesce(_P.c.unit_price, _NO_PRICE), _P.c.id),
}
SORTS = tuple(_ORDERS)


@dataclass(frozen=True, slots=True)
class ProductQuestion:
    """One list of products as it is asked for; `home` is the currency of those that name none."""

    wanted: ProductFilter
    sort: Sort
    home: str


class ProductPages:
    """The list of products."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def page(self, question: ProductQuestion, part: Part) -> Page[ProductLine]:
        """One part of the list; an empty page beyond either end."""
        return product_page(self._connection, question, part)

    def count(self, wanted: ProductFilter) -> int:
        """How many products a filter shows."""
        return product_count(self._connection, wanted)


def product_page(connection: Connection, question: ProductQuestion, part: Part) -> Page[ProductLine]:
    """The rows of one part of the list; an empty page beyond either end."""
    backwards = part.before is not None
    start = part.before if backwards else part.after
    query = _ordered(question.sort, start, backwards).where(*_conditions(question.wanted))
    found = list(connection.execute(query.limit(part.limit).offset(0 if start else part.offset)))
    found = found[::-1] if backwards else found
    if not found:
        return Page((), None, None)
    schedules = Uses(connection).schedule_counts(row.id for row in found)
    rows = tuple(_line(row, question.home, schedules.get(row.id, 0)) for row in found)
    return Page(rows, _key(question.sort, found[0]), _key(question.sort, found[-1]))


def product_count(connection: Connection, wanted: ProductFilter) -> int:
    """How many products a filter shows."""
    query = select(func.count()).select_from(_P).where(*_conditions(wanted))
    return int(connection.execute(query).scalar_one())


def _conditions(wanted: ProductFilter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = [_P.c.words.contains(word) for word in typed(wanted.text)]
    if wanted.kinds:
        found.append(_P.c.kind.in_(sorted(wanted.kinds)))
    if wanted.active is not None:
        found.append(_P.c.active == wanted.active)
    if wanted.tax is not None:
        found.append(_P.c.tax_named == wanted.tax.named)
        if wanted.tax.named:
            found.append(_P.c.tax_id == wanted.tax.tax_id)  # None: IS NULL
    return found


def _ordered(sort: Sort, start: PageKey | None, backwards: bool) -> Any:
    order = _ORDERS[sort.key]
    query = select(_P, _T.c.name.label("tax_name"), _T.c.archived.label("tax_archived"))
    query = query.select_from(_P.outerjoin(_T, _T.c.id == _P.c.tax_id))
    descending = sort.descending != backwards
    if start is not None:
        values = (*start.value, start.id) if isinstance(start.value, tuple) else (start.value, start.id)
        here = tuple_(*order)
        there = tuple_(*[literal(value, column.type) for value, column in zip(values, order, strict=True)])
        query = query.where(here < there if descending else here > there)
    return query.order_by(*[column.desc() if descending else column for column in order])


def _key(sort: Sort, row: Row[Any]) -> PageKey:
    if sort.key == "kind":
        return PageKey((row.kind, row.name_sort), row.id)
    price = _NO_PRICE if row.unit_price is None else row.unit_price
    return PageKey(price if sort.key == "price" else row.name_sort, row.id)


def _line(row: Row[Any], home: str, schedules: int) -> ProductLine:
    return ProductLine(
        id=row.id,
        ref=row.ref,
        name=row.name,
        kind=row.kind,
        description=row.description,
        unit=row.unit,
        unit_price=row.unit_price,
        currency=row.currency or home,
        deposit_percent=row.deposit_percent,
        tax=tax_of(row),
        tax_name=row.tax_name or "",
        tax_archived=bool(row.tax_archived),
        active=row.active,
        schedules=schedules,
    )
