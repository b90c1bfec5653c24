"""Tables of customers: contacts, assets, custom fields, saved searches, vendor usage."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from billdesk.storage.tables.base import Base, Key, Money, Ordered, Word, refers

_IMPORTED = text("import_id IS NOT NULL")


class CustomerRow(Base):
    """The organization billed; `emails` holds the copies, `search_name` folds the name for look-ups."""

    __tablename__ = "customers"
    __table_args__ = (Index(None, "search_name", "id"), {"sqlite_autoincrement": True})
    id: Mapped[Key]
    ref: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    search_name: Mapped[str] = mapped_column(Ordered)
    words: Mapped[str]  # what a search of the list looks through
    email: Mapped[str]
    cc: Mapped[list[Any]]
    phone: Mapped[str]
    address: Mapped[str]
    ship_to: Mapped[str]
    country: Mapped[str]
    currency: Mapped[str | None]
    language: Mapped[str | None]
    tax_named: Mapped[bool]
    tax_id: Mapped[int | None] = mapped_column(refers("taxes.id"))
    tax_exempt: Mapped[bool]
    tax_number: Mapped[str]
    terms_id: Mapped[int | None] = mapped_column(refers("terms.id"))
    notes: Mapped[str]
    active: Mapped[bool]
    version: Mapped[int]


class ContactRow(Base):
    """A person at a customer."""

    __tablename__ = "contacts"
    id: Mapped[Key]
    ref: Mapped[str] = mapped_column(unique=True)
    customer_id: Mapped[int] = mapped_column(refers("customers.id"), index=True)
    name: Mapped[str]
    email: Mapped[str]
    phone: Mapped[str]
    billing: Mapped[bool]
    active: Mapped[bool]
    fields: Mapped[dict[str, Any]]
    version: Mapped[int]


class AssetRow(Base):
    """A device managed for a customer."""

    __tablename__ = "assets"
    id: Mapped[Key]
    ref: Mapped[str] = mapped_column(unique=True)
    customer_id: Mapped[int] = mapped_column(refers("customers.id"), index=True)
    name: Mapped[str]
    type: Mapped[str]
    serial: Mapped[str]
    policy_folder: Mapped[str]
    active: Mapped[bool]
    fields: Mapped[dict[str, Any]]
    version: Mapped[int]


class FieldRow(Base):
    """A custom field of contacts or assets."""

    __tablename__ = "fields"
    __table_args__ = (UniqueConstraint("on_kind", "ref"), {"sqlite_autoincrement": True})
    id: Mapped[Key]
    ref: Mapped[str]
    on: Mapped[str] = mapped_column("on_kind", Word)
    name: Mapped[str]
    choices: Mapped[list[Any]]
    archived: Mapped[bool]
    version: Mapped[int]


class SearchRow(Base):
    """A saved asset search; conditions as JSON."""

    __tablename__ = "saved_searches"
    id: Mapped[Key]
    ref: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    match: Mapped[str] = mapped_column(Word)
    conditions: Mapped[list[Any]]
    version: Mapped[int]


class UsageRow(Base):
    """What a vendor reported for a customer and item as of a day."""

    __tablename__ = "vendor_usage"
    __table_args__ = (
        Index(None, "customer_id", "vendor", "item", "as_of"),
        Index(
            "uq_vendor_usage_imported",
            "customer_id",
            "vendor",
            "item",
            "as_of",
            unique=True,
            sqlite_where=_IMPORTED,
        ),
        {"sqlite_autoincrement": True},
    )
    id: Mapped[Key]
    customer_id: Mapped[int] = mapped_column(refers("customers.id"))
    vendor: Mapped[str]
    item: Mapped[str]
    quantity: Mapped[Money]
    as_of: Mapped[date]
    import_id: Mapped[int | None] = mapped_column(refers("vendor_imports.id"), index=True)


class VendorImportRow(Base):
    """A vendor's file that was taken in, and all that takes it back; the last one of a vendor can be."""

    __tablename__ = "vendor_imports"
    __table_args__ = (Index(None, "vendor", "id"), {"sqlite_autoincrement": True})
    id: Mapped[Key]
    vendor: Mapped[str]
    file: Mapped[str]
    columns: Mapped[dict[str, Any]]  # by role the titles that were chosen
    rows: Mapped[int]
    before: Mapped[dict[str, Any]]  # what was there in place of what it changed
    made_at: Mapped[datetime]
    desk: Mapped[str]
    undone_at: Mapped[datetime | None]


class VendorCustomerRow(Base):
    """Whom a vendor means by a name: a customer, or nobody that matters."""

    __tablename__ = "vendor_customers"
    __table_args__ = (UniqueConstraint("vendor", "name_key"), {"sqlite_autoincrement": True})
    id: Mapped[Key]
    vendor: Mapped[str]
    name: Mapped[str]
    name_key: Mapped[str] = mapped_column(Ordered)  # without case and blanks
    customer_id: Mapped[int | None] = mapped_column(refers("customers.id"), index=True)


class VendorReportRow(Base):
    """One report as it came, under the vendor's name; without a customer while nobody is mapped to it."""

    __tablename__ = "vendor_reports"
    __table_args__ = (
        UniqueConstraint("vendor", "name_key", "item", "as_of"),
        Index(None, "vendor", "as_of"),
        Index(None, "customer_id", "vendor", "item", "as_of"),
        {"sqlite_autoincrement": True},
    )
    id: Mapped[Key]
    import_id: Mapped[int] = mapped_column(refers("vendor_imports.id"), index=True)
    vendor: Mapped[str]
    name: Mapped[str]
    name_key: Mapped[str] = mapped_column(Ordered)
    item: Mapped[str]
    quantity: Mapped[Money]
    as_of: Mapped[date]
    customer_id: Mapped[int | None] = mapped_column(refers("customers.id"))
