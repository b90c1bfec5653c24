"""Who names a product, a tax or terms: counted, listed, and moved to a newer version."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, Table, case, delete, func, or_, select, update

from billdesk.domain.products import ProductUse
from billdesk.storage import tables
from billdesk.storage.mapping import chunks, table

_SHOWN = 100
_S, _L, _C = table(tables.ScheduleRow), table(tables.ScheduleLineRow), table(tables.CustomerRow)
_P, _CHARGES, _LINES = table(tables.ProductRow), table(tables.ChargeRow), table(tables.InvoiceLineRow)
_INVOICES = table(tables.InvoiceRow)

_NAMES: dict[str, dict[str, Column[Any]]] = {
    "tax": {
        "product": _P.c.tax_id,
        "customer": _C.c.tax_id,
        "schedule": _S.c.tax_id,
        "schedule_line": _L.c.tax_id,
        "charge": _CHARGES.c.tax_id,
        "invoice": _LINES.c.tax_id,
    },
    "terms": {"customer": _C.c.terms_id, "schedule": _S.c.terms_id, "invoice": _INVOICES.c.terms_id},
}
"""Where a tax and terms are named, by what names them."""
_ROWS = {"tax": table(tables.TaxRow), "terms": table(tables.TermsRow)}


class Uses:
    """Looks for what names a thing of the catalog."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def counts(self, kind: str, key: int) -> dict[str, int]:
        """How many name a tax or terms, by what they are, invoices aside; none are left out."""
        found = {}
        for name, column in _NAMES[kind].items():
            if name != "invoice":
                query = select(func.count()).select_from(column.table).where(column == key)
                found[name] = int(self._connection.execute(query).scalar_one())
        return {name: count for name, count in found.items() if count}

    def on_invoices(self, kind: str, key: int) -> bool:
        """Whether an invoice (or a draft) names a tax or terms."""
        column = _NAMES[kind]["invoice"]
        return (
            self._connection.execute(
                select(1).select_from(column.table).where(column == key).limit(1)
            ).first()
            is not None
        )

    def is_replaced(self, kind: str, key: int) -> bool:
        """Whether a newer version takes the place of a tax or of terms, or it is one itself."""
        rows = _ROWS[kind]
        newer = or_(rows.c.replaces_id == key, (rows.c.id == key) & rows.c.replaces_id.is_not(None))
        return self._connection.execute(select(1).select_from(rows).where(newer).limit(1)).first() is not None

    def move(self, kind: str, old: int, new: int) -> dict[str, int]:
        """Let everything that is still to come name another tax or terms; how many of what did."""
        moved: dict[str, int] = {}
        if kind == "tax":
            self._renew_schedules(old)
        for name, column in _NAMES[kind].items():
            if name != "invoice":
                moved[name] = self._moved(column, old, new)
        return {name: count for name, count in moved.items() if count}

    def has_time(self, product_id: int) -> bool:
        """Whether time was logged at the rate of a product."""
        rows = table(tables.TimeEntryRow)
        query = select(1).select_from(rows).where(rows.c.labor_id == product_id).limit(1)
        return self._connection.execute(query).first() is not None

    def any_money(self) -> bool:
        """Whether there are invoices, drafts or payments."""
        found = (select(1).select_from(rows).limit(1) for rows in (_INVOICES, table(tables.PaymentRow)))
        return any(self._connection.execute(query).first() is not None for query in found)

    def any_prices(self) -> bool:
        """Whether prices or fees are written in the shop's currency without naming it."""
        priced = select(1).select_from(_P).where(_P.c.unit_price.is_not(None), _P.c.currency.is_(None))
        terms = _ROWS["terms"]
        fees = select(1).select_from(terms).where(terms.c.late_fee.is_not(None))
        return any(self._connection.execute(query.limit(1)).first() is not None for query in (priced, fees))

    def delete(self, kind: str, key: int) -> None:
        """Take a tax or terms that nobody names off the file."""
        rows = _ROWS[kind]
        self._connection.execute(delete(rows).where(rows.c.id == key))

    def schedule_counts(self, product_ids: Iterable[int]) -> dict[int, int]:
        """In how many schedules each product stands; those in none are left out."""
        found: dict[int, int] = {}
        for some in chunks(product_ids):
            times = func.count(_L.c.schedule_id.distinct())
            query = select(_L.c.product_id, times).where(_L.c.product_id.in_(some)).group_by(_L.c.product_id)
            found |= {int(key): int(count) for key, count in self._connection.execute(query)}
        return found

    def schedules_of(self, product_id: int) -> tuple[ProductUse, ...]:
        """The schedules that name a product, a hundred at most; one that follows in any line follows."""
        follows = func.max(_follows())
        query = (
            select(_S.c.id, _S.c.title, _C.c.name, _S.c.state, follows)
            .select_from(_L.join(_S, _S.c.id == _L.c.schedule_id).join(_C, _C.c.id == _S.c.customer_id))
            .where(_L.c.product_id == product_id)
            .group_by(_S.c.id, _S.c.title, _C.c.name, _C.c.search_name, _S.c.state)
            .order_by(_C.c.search_name, _S.c.id)
            .limit(_SHOWN)
        )
        found = self._connection.execute(query)
        return tuple(ProductUse(key, title, who, state, bool(does)) for key, title, who, state, does in found)

    def _renew_schedules(self, tax_id: int) -> None:
        """Whoever is editing a schedule whose lines name a tax shall look again."""
        with_it = select(_L.c.schedule_id).where(_L.c.tax_id == tax_id)
        values = {"version": _S.c.version + 1}
        self._connection.execute(update(_S).where(_S.c.id.in_(with_it)).values(values))

    def _moved(self, column: Column[Any], old: int, new: int) -> int:
        source = column.table
        assert isinstance(source, Table)
        values: dict[str, Any] = {column.name: new}
        if "version" in source.c:
            values["version"] = source.c.version + 1  # who is editing it shall look again
        wanted: ColumnElement[bool] = column == old
        if "invoice_id" in source.c:  # a charge that is billed stays as it is
            wanted = wanted & source.c.invoice_id.is_(None)
        return self._connection.execute(update(source).where(wanted).values(values)).rowcount


def _follows() -> ColumnElement[int]:
    """1 for a line whose price is the catalog's, on every database."""
    return case((or_(_L.c.unit_price.is_(None), _S.c.prices == "catalog"), 1), else_=0)
