"""Tables of schedules, their lines, and their occurrences."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from billdesk.storage.tables.base import Base, Key, Money, Ordered, Word, refers


class ScheduleRow(Base):
    """A recurring invoice; `generate_on` is the day of its next invoice while it is active, else NULL."""

    __tablename__ = "schedules"
    __table_args__ = (
        CheckConstraint("state IN ('active', 'paused', 'completed', 'cancelled')", name="state"),
        CheckConstraint("repeat_every >= 1 AND lead_days >= 0", name="grid"),
        Index(None, "generate_on", "id"),
        Index(None, "customer_id", "id"),
        Index(None, "next_date", "id"),
        Index(None, "title_sort", "id"),
        {"sqlite_autoincrement": True},
    )
    id: Mapped[Key]
    ref: Mapped[str] = mapped_column(unique=True)
    customer_id: Mapped[int] = mapped_column(refers("customers.id"))
    contact_id: Mapped[int | None] = mapped_column(refers("contacts.id"))
    title: Mapped[str]
    title_sort: Mapped[str] = mapped_column(Ordered)  # folded
    words: Mapped[str]  # what a search looks through: title, ref, reference, lines
    currency: Mapped[str | None]
    tax_named: Mapped[bool]
    tax_id: Mapped[int | None] = mapped_column(refers("taxes.id"))
    discount_percent: Mapped[Money | None]
    discount_fixed: Mapped[Money | None]
    terms_id: Mapped[int | None] = mapped_column(refers("terms.id"))
    notes: Mapped[str]
    internal_notes: Mapped[str]
    template: Mapped[str]
    reference: Mapped[str]
    frequency: Mapped[str] = mapped_column(Word)
    repeat_every: Mapped[int]
    billing_day: Mapped[int | None]
    start_date: Mapped[date]
    anchor: Mapped[date | None]
    anchor_index: Mapped[int]
    implicit_day: Mapped[int | None]
    end_date: Mapped[date | None]
    max_occurrences: Mapped[int | None]
    lead_days: Mapped[int]
    auto_send: Mapped[bool]
    auto_charge: Mapped[bool]
    apply_credit: Mapped[bool]
    blank_invoices: Mapped[bool]
    period: Mapped[str | None] = mapped_column(Word)
    prices: Mapped[str] = mapped_column(Word)
    catch_up: Mapped[str] = mapped_column(Word)
    pending: Mapped[dict[str, Any] | None]
    state: Mapped[str] = mapped_column(Word)
    next_index: Mapped[int]
    next_date: Mapped[date | None]
    generate_on: Mapped[date | None]
    generated: Mapped[int]
    last_index: Mapped[int | None]
    last_invoice_id: Mapped[int | None]
    failures: Mapped[int]
    failure: Mapped[str]
    failure_facts: Mapped[dict[str, Any] | None]
    failing_since: Mapped[datetime | None]  # of failures in a row the first one; without any it says nothing
    version: Mapped[int]


class ScheduleLineRow(Base):
    """A line of a schedule; counter, measure and tiers as JSON."""

    __tablename__ = "schedule_lines"
    id: Mapped[Key]
    schedule_id: Mapped[int] = mapped_column(refers("schedules.id", cascade=True), index=True)
    position: Mapped[int]
    sort: Mapped[int]
    type: Mapped[str] = mapped_column(Word)
    description: Mapped[str]
    product_id: Mapped[int | None] = mapped_column(refers("products.id"), index=True)
    quantity: Mapped[Money]
    unit: Mapped[str]
    unit_price: Mapped[Money | None]
    discount_percent: Mapped[Money | None]
    discount_fixed: Mapped[Money | None]
    tax_named: Mapped[bool]
    tax_id: Mapped[int | None] = mapped_column(refers("taxes.id"))
    counter: Mapped[dict[str, Any] | None]
    measure: Mapped[dict[str, Any] | None]
    tier_mode: Mapped[str | None] = mapped_column(Word)
    tiers: Mapped[list[Any] | None]
    when_zero: Mapped[str] = mapped_column(Word)
    effective_from: Mapped[date | None]
    effective_to: Mapped[date | None]
    one_time: Mapped[bool]
    used_on: Mapped[date | None]
    every: Mapped[int]


class OccurrenceRow(Base):
    """One billing date of a schedule that is dealt with; the pair is unique, and so billed once at most."""

    __tablename__ = "occurrences"
    __table_args__ = (
        UniqueConstraint("schedule_id", "billing_date"),
        CheckConstraint("state IN ('billed', 'skipped')", name="state"),
        {"sqlite_autoincrement": True},
    )
    id: Mapped[Key]
    schedule_id: Mapped[int] = mapped_column(refers("schedules.id"))
    billing_date: Mapped[date]
    position: Mapped[int]  # the index on the grid
    state: Mapped[str] = mapped_column(Word)
    reason: Mapped[str] = mapped_column(Word)
    note: Mapped[str]
    invoice_id: Mapped[int | None] = mapped_column(refers("invoices.id", late=True), index=True)
    made_at: Mapped[datetime]


class PriceChangeRow(Base):
    """A change of prices in many schedules at once; rule and marks as JSON, enough to take it back."""

    __tablename__ = "price_changes"
    __table_args__ = (
        CheckConstraint("state IN ('made', 'taken_back')", name="state"),
        Index(None, "first_day"),
        {"sqlite_autoincrement": True},
    )
    id: Mapped[Key]
    made_at: Mapped[datetime]
    day: Mapped[date]
    first_day: Mapped[date]
    rule: Mapped[dict[str, Any]]
    marks: Mapped[dict[str, Any]]
    state: Mapped[str] = mapped_column(Word)
