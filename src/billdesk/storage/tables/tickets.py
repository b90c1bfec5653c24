"""Tables of tickets, the labor log and charges."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from billdesk.storage.tables.base import Base, Key, Money, refers


class TicketRow(Base):
    """One job for a customer."""

    __tablename__ = "tickets"
    __table_args__ = (Index(None, "customer_id", "id"), {"sqlite_autoincrement": True})
    id: Mapped[Key]
    ref: Mapped[str] = mapped_column(unique=True)
    number: Mapped[str | None] = mapped_column(unique=True)
    customer_id: Mapped[int] = mapped_column(refers("customers.id"))
    contact_id: Mapped[int | None] = mapped_column(refers("contacts.id"))
    subject: Mapped[str]
    description: Mapped[str]
    status: Mapped[str]
    priority: Mapped[str]
    technician: Mapped[str]
    due: Mapped[date | None]
    opened: Mapped[date | None]
    version: Mapped[int]


class TimeEntryRow(Base):
    """A row of the labor log."""

    __tablename__ = "time_entries"
    __table_args__ = (CheckConstraint("minutes >= 0", name="minutes"), {"sqlite_autoincrement": True})
    id: Mapped[Key]
    ticket_id: Mapped[int] = mapped_column(refers("tickets.id"), index=True)
    labor_id: Mapped[int] = mapped_column(refers("products.id"))
    technician: Mapped[str]
    started: Mapped[datetime | None]
    minutes: Mapped[int]
    billed_minutes: Mapped[int | None]
    billable: Mapped[bool]
    notes: Mapped[str]


class ChargeRow(Base):
    """A ticket line; `invoice_id` is the one live invoice that bills it, kept by triggers."""

    __tablename__ = "charges"
    __table_args__ = (
        Index(
            "ix_charges_pending",
            "customer_id",
            "id",
            sqlite_where=text("invoice_id IS NULL AND NOT billed_elsewhere"),
            postgresql_where=text("invoice_id IS NULL AND NOT billed_elsewhere"),
        ),
        {"sqlite_autoincrement": True},
    )
    id: Mapped[Key]
    ref: Mapped[str] = mapped_column(unique=True)
    ticket_id: Mapped[int] = mapped_column(refers("tickets.id"), index=True)
    customer_id: Mapped[int] = mapped_column(refers("customers.id"))
    time_entry_id: Mapped[int | None] = mapped_column(refers("time_entries.id"), unique=True)
    product_id: Mapped[int | None] = mapped_column(refers("products.id"))
    description: Mapped[str]
    note: Mapped[str]
    quantity: Mapped[Money]
    unit: Mapped[str]
    unit_price: Mapped[Money | None]
    discount_percent: Mapped[Money | None]
    discount_fixed: Mapped[Money | None]
    tax_named: Mapped[bool]
    tax_id: Mapped[int | None] = mapped_column(refers("taxes.id"))
    billed_elsewhere: Mapped[bool]
    invoice_id: Mapped[int | None] = mapped_column(refers("invoices.id", late=True), index=True)
