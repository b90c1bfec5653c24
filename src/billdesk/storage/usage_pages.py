"""Pages of the list of vendor usage: the newest report of each customer and item, and unmapped ones."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import (
    JSON,
    ColumnElement,
    Connection,
    Integer,
    Row,
    Select,
    and_,
    cast,
    func,
    literal,
    null,
    or_,
    select,
    tuple_,
    union_all,
)

from billdesk.domain.lists import Page, PageKey, Part, Sort
from billdesk.domain.usage import UsageFilter, UsageLine
from billdesk.storage.mapping import table
from billdesk.storage.search import typed
from billdesk.storage.tables import (
    CustomerRow,
    ScheduleLineRow,
    ScheduleRow,
    UsageRow,
    VendorCustomerRow,
    VendorReportRow,
)

_U, _R, _C = table(UsageRow), table(VendorReportRow), table(CustomerRow)
_A, _L, _S = table(VendorCustomerRow), table(ScheduleLineRow), table(ScheduleRow)
_ORDERS = {
    "customer": ("mapped", "sort", "vendor", "item", "id"),
    "vendor": ("vendor", "mapped", "sort", "item", "id"),
    "item": ("item", "mapped", "sort", "id"),
    "units": ("quantity", "id"),
    "as_of": ("as_of", "id"),
}
SORTS = tuple(_ORDERS)
_SAID = ("vendor", "item", "quantity", "as_of")


@dataclass(frozen=True, slots=True)
class UsageQuestion:
    """One list of usage as it is asked for."""

    wanted: UsageFilter
    sort: Sort
    today: date


class UsagePages:
    """The list of vendor usage."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def page(self, question: UsageQuestion, part: Part) -> Page[UsageLine]:
        """One part of the list; an empty page beyond either end."""
        backwards = part.before is not None
        start = part.before if backwards else part.after
        source = self._newest()
        query = _ordered(source, question.sort, start, backwards).where(*self._conditions(source, question))
        found = list(self._connection.execute(query.limit(part.limit).offset(0 if start else part.offset)))
        found = found[::-1] if backwards else found
        if not found:
            return Page((), None, None)
        rows = self._with_lines([_line(row) for row in found], question.today)
        order = _ORDERS[question.sort.key]
        return Page(rows, _key(order, found[0]), _key(order, found[-1]))

    def count(self, question: UsageQuestion) -> int:
        """How many rows a filter shows."""
        source = self._newest()
        query = select(func.count()).select_from(source).where(*self._conditions(source, question))
        return int(self._connection.execute(query).scalar_one())

    def _newest(self) -> Any:
        """One row for each customer and item, and for each name and item that nobody is mapped to."""
        mapped = select(
            _U.c.id,
            literal(1).label("mapped"),
            _U.c.customer_id,
            _C.c.name.label("customer"),
            _C.c.search_name.label("sort"),
            *(_U.c[name] for name in _SAID),
        ).join_from(_U, _C, _U.c.customer_id == _C.c.id)
        known = and_(_A.c.vendor == _R.c.vendor, _A.c.name_key == _R.c.name_key)
        unmapped = (
            select(
                (-_R.c.id).label("id"),
                literal(0).label("mapped"),
                cast(null(), Integer).label("customer_id"),
                _R.c.name.label("customer"),
                _R.c.name_key.label("sort"),
                *(_R.c[name] for name in _SAID),
            )
            .join_from(_R, _A, known, isouter=True)
            .where(_R.c.customer_id.is_(None), _A.c.id.is_(None))
        )
        newest = (
            mapped.where(~_newer(_U, ("customer_id", "vendor", "item"))),
            unmapped.where(~_newer(_R, ("vendor", "name_key", "item"))),
        )
        return union_all(*newest).subquery("newest")

    def _conditions(self, source: Any, question: UsageQuestion) -> list[ColumnElement[bool]]:
        wanted, of = question.wanted, source.c
        found: list[ColumnElement[bool]] = []
        for word in typed(wanted.text):
            places = (of.sort, func.lower(of.item), func.lower(of.vendor))
            found.append(or_(*[place.contains(word, autoescape=True) for place in places]))
        if wanted.vendor:
            found.append(of.vendor == wanted.vendor)
        if wanted.state == "unmapped":
            found.append(of.mapped == 0)
        if wanted.state == "uncounted":
            counts = and_(
                _S.c.customer_id == of.customer_id,
                self._in_counter("vendor") == of.vendor,
                self._in_counter("item") == of.item,
            )
            found += [of.mapped == 1, of.quantity > 0, ~self._lines(question.today).where(counts).exists()]
        return found

    def _lines(self, today: date) -> Select[Any]:
        """The lines that count what a vendor reports, now or later."""
        query = select(_S.c.customer_id, _S.c.title, _S.c.ref, _L.c.description, _L.c.counter)
        query = query.join_from(_L, _S, _L.c.schedule_id == _S.c.id)
        in_force = or_(_L.c.effective_to.is_(None), _L.c.effective_to >= today)
        used = and_(_L.c.one_time, _L.c.used_on.is_not(None))
        return query.where(_L.c.type == "vendor_usage", _S.c.state.in_(("active", "paused")), in_force, ~used)

    def _in_counter(self, name: str) -> ColumnElement[str]:
        """A text out of what a line counts by, which is kept as JSON."""
        if self._connection.dialect.name == "sqlite":
            return func.json_extract(_L.c.counter, f"$.{name}")
        return func.json_extract_path_text(cast(_L.c.counter, JSON), name)

    def _with_lines(self, rows: list[UsageLine], today: date) -> tuple[UsageLine, ...]:
        """The rows with the lines that count them."""
        customers = {row.customer_id for row in rows if row.customer_id is not None}
        query = self._lines(today).where(_S.c.customer_id.in_(customers)).order_by(_S.c.id, _L.c.id)
        found: dict[tuple[int | None, str, str], list[str]] = {}
        for customer_id, title, ref, description, counter in self._connection.execute(query):
            key = (customer_id, counter.get("vendor", ""), counter.get("item", ""))
            found.setdefault(key, []).append(f"{title or ref}: {description}")
        before = self._before(rows)
        return tuple(
            replace(
                row,
                by=tuple(dict.fromkeys(found.get((row.customer_id, row.vendor, row.item), ()))),
                before=before.get(row.id),
            )
            for row in rows
        )

    def _before(self, rows: list[UsageLine]) -> dict[int, int]:
        """The units reported before, by the rows' ids."""
        found: dict[int, int] = {}
        for source, sign in ((_U, 1), (_R, -1)):
            ids = [sign * row.id for row in rows if sign * row.id > 0]
            older, group = source.alias(), ("customer_id", "vendor", "item")
            if source is _R:
                group = ("vendor", "name_key", "item")
            same = [older.c[name] == source.c[name] for name in group]
            query = (
                select(source.c.id, older.c.quantity)
                .where(source.c.id.in_(ids), *same, older.c.as_of < source.c.as_of)
                .order_by(older.c.as_of, older.c.id)
            )
            found |= {sign * key: units for key, units in self._connection.execute(query)}
        return found


def _newer(source: Any, group: tuple[str, ...]) -> ColumnElement[bool]:
    """Whether there is a newer report of the same."""
    later = source.alias()
    same = [later.c[name] == source.c[name] for name in group]
    same_day = and_(later.c.as_of == source.c.as_of, later.c.id > source.c.id)
    return select(later.c.id).where(*same, or_(later.c.as_of > source.c.as_of, same_day)).exists()


def _ordered(source: Any, sort: Sort, start: PageKey | None, backwards: bool) -> Select[Any]:
    order = [source.c[name] for name in _ORDERS[sort.key]]
    descending = sort.descending != backwards
    query = select(source)
    if start is not None:
        values = start.value if isinstance(start.value, tuple) else (start.value,)
        there = tuple_(*[literal(value, column.type) for value, column in zip(values, order, strict=True)])
        here = tuple_(*order)
        query = query.where(here < there if descending else here > there)
    return query.order_by(*[column.desc() if descending else column for column in order])


def _key(order: tuple[str, ...], row: Row[Any]) -> PageKey:
    return PageKey(tuple(getattr(row, name) for name in order), row.id)


def _line(row: Row[Any]) -> UsageLine:
    facts = (row.id, row.vendor, row.customer_id, row.customer, row.item, row.quantity, row.as_of)
    return UsageLine(*facts, None)
