"""Customers, contacts, assets, custom fields, saved searches and vendor usage on file."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Row, select

from billdesk.domain.customer import (
    Asset,
    Condition,
    Contact,
    Customer,
    CustomField,
    SavedSearch,
    Usage,
)
from billdesk.domain.errors import Missing
from billdesk.storage.mapping import (
    Values,
    all_rows,
    as_choice,
    at,
    field_names,
    insert_rows,
    plain,
    rows_in,
    table,
    tax_columns,
    values_in,
)
from billdesk.storage.search import folded
from billdesk.storage.tables import AssetRow, ContactRow, CustomerRow, FieldRow, SearchRow, UsageRow


def _customer_row(customer: Customer) -> Values:
    row = plain(customer, "tax", "cc") | tax_columns(customer.tax)
    return row | {
        "cc": list(customer.cc),
        "search_name": folded(customer.name),
        "version": 1,
    }


_SAME = field_names(Customer, "cc", "tax")
_OTHERS = ("cc", "tax_named", "tax_id")


def _customer(row: Row[Any]) -> Customer:
    cc, named, tax_id = at(row, CustomerRow, _OTHERS)
    same = dict(zip(_SAME, at(row, CustomerRow, _SAME), strict=True))
    return Customer(**same, cc=tuple(cc), tax=as_choice(named, tax_id))


def _search(row: Row[Any]) -> SavedSearch:
    conditions = tuple(Condition(*condition) for condition in row.conditions)
    return SavedSearch(row.id, row.ref, row.name, row.match, conditions)


class Customers:
    """The customers of a shop, and what they have."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, customers: Sequence[Customer]) -> None:
        """Write new customers; their ids are given."""
        insert_rows(self._connection, CustomerRow, [_customer_row(customer) for customer in customers])

    def add_contacts(self, contacts: Sequence[Contact]) -> None:
        """Write new contacts."""
        insert_rows(self._connection, ContactRow, [plain(contact) for contact in contacts])

    def add_assets(self, assets: Sequence[Asset]) -> None:
        """Write new assets."""
        insert_rows(self._connection, AssetRow, [plain(asset) for asset in assets])

    def add_fields(self, fields: Sequence[CustomField]) -> None:
        """Write new custom fields."""
        rows = [plain(field) | {"choices": list(field.choices)} for field in fields]
        for row in rows:
            row["on_kind"] = row.pop("on")
        insert_rows(self._connection, FieldRow, rows)

    def add_searches(self, searches: Sequence[SavedSearch]) -> None:
        """Write new saved searches."""
        rows = [
            plain(search) | {"conditions": [[one.field, one.op, one.value] for one in search.conditions]}
            for search in searches
        ]
        insert_rows(self._connection, SearchRow, rows)

    def add_usage(self, usage: Sequence[Usage]) -> None:
        """Write what vendors reported."""
        insert_rows(self._connection, UsageRow, [plain(report) for report in usage])

    def by_id(self, customer_id: int) -> Customer:
        """One customer; Missing when there is none."""
        found = self.by_ids([customer_id])
        if customer_id not in found:
            raise Missing("customer_missing", customer=customer_id)
        return found[customer_id]

    def by_ref(self, ref: str) -> Customer:
        """The customer of that ref; Missing when there is none."""
        source = table(CustomerRow)
        row = self._connection.execute(select(source).where(source.c.ref == ref)).first()
        if row is None:
            raise Missing("customer_missing", customer=ref)
        return _customer(row)

    def by_ids(self, ids: Iterable[int]) -> dict[int, Customer]:
        """Customers by id, those that exist."""
        return {row.id: _customer(row) for row in rows_in(self._connection, CustomerRow, "id", ids)}

    def all(self) -> list[Customer]:
        """Every customer, oldest first."""
        return [_customer(row) for row in all_rows(self._connection, CustomerRow)]

    def contacts_of(self, customer_ids: Iterable[int] | None = None) -> list[Contact]:
        """The contacts of some customers, or of all."""
        return values_in(self._connection, Contact, ContactRow, customer_ids)

    def assets_of(self, customer_ids: Iterable[int] | None = None) -> list[Asset]:
        """The assets of some customers, or of all."""
        return values_in(self._connection, Asset, AssetRow, customer_ids)

    def usage_of(self, customer_ids: Iterable[int] | None = None) -> list[Usage]:
        """What vendors reported for some customers, or for all."""
        return values_in(self._connection, Usage, UsageRow, customer_ids)

    def searches(self) -> dict[int, SavedSearch]:
        """Every saved search by id."""
        return {row.id: _search(row) for row in all_rows(self._connection, SearchRow)}

    def fields(self) -> list[CustomField]:
        """Every custom field."""
        return [
            CustomField(row.id, row.ref, row.on_kind, row.name, tuple(row.choices))
            for row in all_rows(self._connection, FieldRow)
        ]
