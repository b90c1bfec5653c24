"""Tables of tickets, the labor log and charges."""

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from billdesk.storage.tables.base import Base, Key, Money, Ordered, refers

_WAITS = text("invoice_id IS NULL AND NOT billed_elsewhere AND NOT withdrawn")
_RUNS = text("wall IS NOT NULL")


class TicketRow(Base):
    """One job for a customer."""

    __tablename__ = "tickets"
    __table_args__ = (
        Index(None, "customer_id", "id"),
        Index(None, "number_sort", "id"),
        Index(None, "subject_sort", "id"),
        Index(None, "status", "id"),
        Index(None, "technician", "id"),
        Index("ix_tickets_due", text("coalesce(due, '0001-01-01')"), "id"),
        Index("ix_tickets_opened", text("coalesce(opened, '0001-01-01')"), "id"),
        {"sqlite_autoincrement": True},
    )
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
    number_sort: Mapped[str] = mapped_column(Ordered)
    subject_sort: Mapped[str] = mapped_column(Ordered)
    words: Mapped[str]  # what searches look at, folded


class TicketAssetRow(Base):
    """An asset that a ticket is about."""

    __tablename__ = "ticket_assets"
    __table_args__ = (
        Index("uq_ticket_assets", "ticket_id", "asset_id", unique=True),
        {"sqlite_autoincrement": True},
    )
    id: Mapped[Key]
    ticket_id: Mapped[int] = mapped_column(refers("tickets.id"))
    asset_id: Mapped[int] = mapped_column(refers("assets.id"), index=True)


class NoteRow(Base):
    """A line of a ticket's notes; append-only."""

    __tablename__ = "ticket_notes"
    id: Mapped[Key]
    ticket_id: Mapped[int] = mapped_column(refers("tickets.id"), index=True)
    at: Mapped[datetime]
    author: Mapped[str]
    text: Mapped[str]


class TimerRow(Base):
    """Work that is clocked: a row, so that no crash ends it; while it runs, `wall` is the last look at it."""

    __tablename__ = "timers"
    __table_args__ = (
        CheckConstraint("worked >= 0 AND doubtful >= 0", name="seconds"),
        Index("uq_timers_running", "technician_key", unique=True, sqlite_where=_RUNS),
        Index("uq_timers_ticket", "ticket_id", "technician_key", unique=True),
        {"sqlite_autoincrement": True},
    )
    id: Mapped[Key]
    ticket_id: Mapped[int] = mapped_column(refers("tickets.id"))
    technician: Mapped[str]
    technician_key: Mapped[str]  # folded
    labor_id: Mapped[int] = mapped_column(refers("products.id"))
    began: Mapped[datetime]
    billable: Mapped[bool]
    notes: Mapped[str]
    worked: Mapped[int]
    doubtful: Mapped[int]
    unsure: Mapped[bool]
    wall: Mapped[datetime | None]
    steady: Mapped[int | None] = mapped_column(BigInteger)
    epoch: Mapped[str]
    desk: Mapped[str]


class TimeEntryRow(Base):
    """A row of the labor log."""

    __tablename__ = "time_entries"
    __table_args__ = (
        CheckConstraint("minutes >= 0", name="minutes"),
        Index(None, "day_sort", "id"),
        Index(None, "technician", "id"),
        {"sqlite_autoincrement": True},
    )
    id: Mapped[Key]
    ticket_id: Mapped[int] = mapped_column(refers("tickets.id"), index=True)
    labor_id: Mapped[int] = mapped_column(refers("products.id"), index=True)
    technician: Mapped[str]
    started: Mapped[datetime | None]
    day: Mapped[date | None]
    day_sort: Mapped[date]  # the day on which it counts, 0001-01-01 where nobody knows
    minutes: Mapped[int]
    billed_minutes: Mapped[int | None]
    billable: Mapped[bool]
    notes: Mapped[str]
    version: Mapped[int]


class ChargeRow(Base):
    """A ticket line; `invoice_id` is the one live invoice that bills it, kept by triggers."""

    __tablename__ = "charges"
    __table_args__ = (
        Index(
            "ix_charges_pending",
            "customer_id",
            "id",
            sqlite_where=_WAITS,
        ),
        Index("ix_charges_waiting", "ticket_id", sqlite_where=_WAITS),
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
    withdrawn: Mapped[bool]
    version: Mapped[int]
    invoice_id: Mapped[int | None] = mapped_column(refers("invoices.id", late=True), index=True)
