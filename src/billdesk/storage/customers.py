"""Customers, contacts, assets, custom fields, saved searches and vendor usage on file."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, delete, exists, func, select, update

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
from billdesk.storage.search import as_words, folded
from billdesk.storage.tables import (
    AssetRow,
    Base,
    ContactRow,
    CustomerRow,
    FieldRow,
    InvoiceRow,
    PaymentRow,
    ScheduleRow,
    SearchRow,
    StatementRow,
    TicketRow,
    UsageRow,
    VendorCustomerRow,
    VendorReportRow,
)

_BY_KIND: dict[str, type[Base]] = {
    "customer": CustomerRow,
    "contact": ContactRow,
    "asset": AssetRow,
    "field": FieldRow,
    "search": SearchRow,
}
_USES: dict[str, type[Base]] = {
    "invoice": InvoiceRow,
    "schedule": ScheduleRow,
    "ticket": TicketRow,
    "payment": PaymentRow,
    "statement": StatementRow,
}


def _customer_row(customer: Customer) -> Values:
    row = plain(customer, "tax", "cc") | tax_columns(customer.tax)
    return row | {
        "cc": list(customer.cc),
        "search_name": folded(customer.name),
        "words": search_words(customer),
    }


_SAME = field_names(Customer, "cc", "tax")
_OTHERS = ("cc", "tax_named", "tax_id")
_ASSET = field_names(Asset)


def search_words(customer: Customer) -> str:
    """What a search of the list of customers looks through."""
    parts = (customer.name, customer.ref, customer.email, *customer.cc, customer.phone, customer.address)
    return as_words(" ".join(parts))


def _customer(row: Row[Any]) -> Customer:
    cc, named, tax_id = at(row, CustomerRow, _OTHERS)
    same = dict(zip(_SAME, at(row, CustomerRow, _SAME), strict=True))
    return Customer(**same, cc=tuple(cc), tax=as_choice(named, tax_id))


def _field_row(field: CustomField) -> Values:
    row = plain(field, "on") | {"choices": list(field.choices)}
    return row | {"on_kind": field.on}


def _search_row(search: SavedSearch) -> Values:
    return plain(search) | {"conditions": [[one.field, one.op, one.value] for one in search.conditions]}


def _search(row: Row[Any]) -> SavedSearch:
    conditions = tuple(Condition(*condition) for condition in row.conditions)
    return SavedSearch(row.id, row.ref, row.name, row.match, conditions, row.version)


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
        insert_rows(self._connection, FieldRow, [_field_row(field) for field in fields])

    def add_searches(self, searches: Sequence[SavedSearch]) -> None:
        """Write new saved searches."""
        insert_rows(self._connection, SearchRow, [_search_row(search) for search in searches])

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

    def assets(self, ids: Iterable[int]) -> list[Asset]:
        """Assets by their ids, those that exist."""
        rows = rows_in(self._connection, AssetRow, "id", ids)
        return [Asset(*at(row, AssetRow, _ASSET)) for row in rows]

    def asset_words(self, column: str, limit: int = 500) -> list[str]:
        """What stands in a column of assets, such as type or policy_folder, each once, without empty ones."""
        source = table(AssetRow).c[column]
        query = select(source).distinct().where(source != "").order_by(source).limit(limit)
        return list(self._connection.execute(query).scalars())

    def usage_of(self, customer_ids: Iterable[int] | None = None, since: date | None = None) -> list[Usage]:
        """What vendors reported for some customers, or for all; from `since` on only what counts then."""
        if since is None:
            return values_in(self._connection, Usage, UsageRow, customer_ids)
        source = table(UsageRow)
        later = source.alias()
        same = [later.c[name] == source.c[name] for name in ("customer_id", "vendor", "item")]
        outdated = exists().where(*same, later.c.as_of > source.c.as_of, later.c.as_of <= since)
        return values_in(self._connection, Usage, UsageRow, customer_ids, ~outdated)

    def searches(self) -> dict[int, SavedSearch]:
        """Every saved search by id."""
        return {row.id: _search(row) for row in all_rows(self._connection, SearchRow)}

    def fields(self) -> list[CustomField]:
        """Every custom field."""
        return [
            CustomField(row.id, row.ref, row.on_kind, row.name, tuple(row.choices), row.archived, row.version)
            for row in all_rows(self._connection, FieldRow)
        ]

    # Changes: each writes over the version it was made from, and says False where that is gone.

    def keep(self, customer: Customer) -> bool:
        """Write a changed customer over the one on file."""
        return self._keep(CustomerRow, _customer_row(customer))

    def keep_contact(self, contact: Contact) -> bool:
        """Write a changed contact over the one on file."""
        return self._keep(ContactRow, plain(contact))

    def keep_asset(self, asset: Asset) -> bool:
        """Write a changed asset over the one on file."""
        return self._keep(AssetRow, plain(asset))

    def keep_field(self, field: CustomField) -> bool:
        """Write a changed custom field over the one on file."""
        return self._keep(FieldRow, _field_row(field))

    def keep_search(self, search: SavedSearch) -> bool:
        """Write a changed saved search over the one on file."""
        return self._keep(SearchRow, _search_row(search))

    def _keep(self, row_class: type[Base], row: Values) -> bool:
        source = table(row_class)
        same = (source.c.id == row["id"]) & (source.c.version == row["version"])
        values = {name: value for name, value in row.items() if name != "id"} | {
            "version": row["version"] + 1
        }
        return self._connection.execute(update(source).where(same).values(values)).rowcount == 1

    def taken(self, kind: str, refs: Iterable[str]) -> frozenset[str]:
        """Which of some refs are given out already; kind: customer contact asset search, or field."""
        found: set[str] = set()
        for row in rows_in(self._connection, _BY_KIND[kind], "ref", refs):
            found.add(row.ref)
        return frozenset(found)

    def uses(self, customer_id: int) -> dict[str, int]:
        """How many invoices, schedules, tickets, payments and sent statements there are; without zeros."""
        found: dict[str, int] = {}
        for kind, row_class in _USES.items():
            source = table(row_class)
            query = select(func.count()).select_from(source).where(source.c.customer_id == customer_id)
            found[kind] = int(self._connection.execute(query).scalar_one())
        return {kind: count for kind, count in found.items() if count}

    def remove(self, customer_id: int) -> None:
        """Take a customer that nothing refers to off the file, with contacts, assets and usage reports."""
        for row_class in (ContactRow, AssetRow, UsageRow, VendorReportRow, VendorCustomerRow):
            source = table(row_class)
            self._connection.execute(delete(source).where(source.c.customer_id == customer_id))
        source = table(CustomerRow)
        self._connection.execute(delete(source).where(source.c.id == customer_id))

    def remove_search(self, search: SavedSearch) -> bool:
        """Take a saved search off the file; False where it is another version by now."""
        source = table(SearchRow)
        same = (source.c.id == search.id) & (source.c.version == search.version)
        return self._connection.execute(delete(source).where(same)).rowcount == 1
