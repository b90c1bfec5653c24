"""Tables of invoices and credit notes, their lines, taxes, frozen documents, search texts and kept sums."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, Computed, Index, LargeBinary, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from billdesk.storage.tables.base import Base, Key, Money, Ordered, Word, refers

_BUCKET = """CASE WHEN state <> 'issued' THEN state WHEN kind = 'credit_note' THEN 'credit'
WHEN settled >= total THEN 'paid' WHEN settled = 0 THEN 'open' ELSE 'partly_paid' END"""

PAID_ON = "coalesce(settled_on, day)"
"""The day on which a paid invoice became so; one of nothing was paid on its own day."""

OWED = "bucket IN ('open', 'partly_paid')"
"""Which invoices something is to be paid on."""

UNSPENT = "bucket = 'credit' AND balance > 0"
"""Which credit notes something is left of."""


class InvoiceRow(Base):
    """An invoice or credit note. Issued ones change only in what settles them; triggers hold that.

    `bucket`, `balance` and `number_sort` are worked out by the database, so that lists can be ordered and
    filtered by them; drafts, which have no number, come first in order of numbers.
    """

    __tablename__ = "invoices"
    __table_args__ = (
        UniqueConstraint("kind", "number"),
        UniqueConstraint("kind", "series_year", "counter"),
        CheckConstraint("kind IN ('invoice', 'credit_note')", name="kind"),
        CheckConstraint("state IN ('draft', 'issued', 'void')", name="state"),
        CheckConstraint("(state = 'draft') = (number IS NULL)", name="numbered"),
        CheckConstraint("number IS NOT NULL OR counter IS NULL", name="counted"),
        CheckConstraint("state <> 'issued' OR (settled >= 0 AND settled <= total)", name="settled"),
        CheckConstraint("state = 'issued' OR settled = 0", name="unsettled"),
        CheckConstraint("written_off >= 0", name="written_off"),
        CheckConstraint(
            "total = subtotal - discount_amount + rounding + CASE WHEN includes_tax THEN 0 ELSE tax END",
            name="total",
        ),
        Index(None, "day", "id"),
        Index(None, "due_day", "id"),
        Index(None, "customer_id", "day", "id"),
        Index(None, "customer_sort", "id"),
        Index(None, "bucket", "day", "id", "due_day"),  # the due day tells what of it is overdue
        Index(None, "bucket", "due_day", "id", "day"),  # the day orders what of it is due, or its total
        Index(None, "total", "id", "day"),
        Index(None, "balance", "id"),
        Index(None, "number_sort", "id"),
        Index(None, "schedule_id", "billing_date"),
        Index(
            "ix_invoices_waiting",
            "id",
            "waiting",
            sqlite_where=text("waiting != ''"),
        ),
        Index(
            "ix_invoices_owed",
            "customer_id",
            "currency",
            "due_day",
            "balance",
            sqlite_where=text(OWED),
        ),
        Index(
            "ix_invoices_unspent",
            "customer_id",
            "currency",
            "balance",
            sqlite_where=text(UNSPENT),
        ),
        Index(
            "ix_invoices_paid_on",
            text(PAID_ON),
            "day",
            sqlite_where=text("bucket = 'paid'"),
        ),
        {"sqlite_autoincrement": True},
    )
    id: Mapped[Key]
    kind: Mapped[str] = mapped_column(Word)
    state: Mapped[str] = mapped_column(Word)
    number: Mapped[str | None]
    series_year: Mapped[int | None]
    counter: Mapped[int | None]
    ref: Mapped[str | None] = mapped_column(unique=True)
    customer_id: Mapped[int] = mapped_column(refers("customers.id"))
    customer_name: Mapped[str]
    customer_sort: Mapped[str] = mapped_column(Ordered)  # the name, folded
    contact_id: Mapped[int | None] = mapped_column(refers("contacts.id"))
    schedule_id: Mapped[int | None] = mapped_column(refers("schedules.id"))
    billing_date: Mapped[date | None]
    ticket_id: Mapped[int | None] = mapped_column(refers("tickets.id"), index=True)
    corrects_id: Mapped[int | None] = mapped_column(refers("invoices.id"), index=True)
    title: Mapped[str]
    currency: Mapped[str]
    day: Mapped[date]
    due_day: Mapped[date]
    period_start: Mapped[date | None]
    period_end: Mapped[date | None]
    terms_id: Mapped[int | None] = mapped_column(refers("terms.id"))
    terms_name: Mapped[str]
    discount_percent: Mapped[Money | None]
    discount_fixed: Mapped[Money | None]
    includes_tax: Mapped[bool]
    tax_per_line: Mapped[bool]
    cash_rounding: Mapped[int]
    subtotal: Mapped[Money]
    discount_amount: Mapped[Money]
    tax: Mapped[Money]
    rounding: Mapped[Money]
    total: Mapped[Money]
    settled: Mapped[Money]
    written_off: Mapped[Money]
    settled_on: Mapped[date | None]
    bucket: Mapped[str] = mapped_column(Word, Computed(_BUCKET, persisted=True))
    balance: Mapped[Money] = mapped_column(
        Computed("CASE WHEN state = 'void' THEN 0 ELSE total - settled END", persisted=True)
    )
    number_sort: Mapped[str] = mapped_column(Ordered, Computed("coalesce(number, '')", persisted=True))
    notes: Mapped[str]
    internal_notes: Mapped[str]
    reference: Mapped[str]
    language: Mapped[str] = mapped_column(Word)
    addressee: Mapped[list[Any]]
    letterhead_id: Mapped[int | None] = mapped_column(refers("letterheads.id"))
    paid_at_issue: Mapped[Money]
    credit_at_issue: Mapped[Money]
    apply_credit: Mapped[bool]
    template: Mapped[str] = mapped_column(Word)  # its look, "" = the letterhead's
    ship_to: Mapped[str]
    waiting: Mapped[str] = mapped_column(Word)
    sent: Mapped[str] = mapped_column(Word)  # "" queued sent printed failed unknown: the mark in lists
    issued_at: Mapped[datetime | None]
    issued_on: Mapped[date | None]  # the day that was today then; None where it was loaded
    made_at: Mapped[datetime]
    version: Mapped[int]


class InvoiceLineRow(Base):
    """A line as it stands on the invoice; rates and evidence are snapshots as JSON."""

    __tablename__ = "invoice_lines"
    id: Mapped[Key]
    invoice_id: Mapped[int] = mapped_column(refers("invoices.id", cascade=True, late=True), index=True)
    position: Mapped[int]
    kind: Mapped[str] = mapped_column(Word)
    source: Mapped[str] = mapped_column(Word)
    description: Mapped[str]
    note: Mapped[str]
    quantity: Mapped[Money]
    unit: Mapped[str]
    unit_price: Mapped[Money]
    discount_percent: Mapped[Money | None]
    discount_fixed: Mapped[Money | None]
    tax_id: Mapped[int | None]
    tax_name: Mapped[str]
    rates: Mapped[list[Any]]
    gross: Mapped[Money]
    net: Mapped[Money]
    taxable: Mapped[Money]
    product_id: Mapped[int | None]
    schedule_line_id: Mapped[int | None]
    charge_id: Mapped[int | None] = mapped_column(refers("charges.id"))
    corrects_line: Mapped[int | None]
    evidence: Mapped[dict[str, Any] | None]


class InvoiceTaxRow(Base):
    """What one rate charges on an invoice."""

    __tablename__ = "invoice_taxes"
    id: Mapped[Key]
    invoice_id: Mapped[int] = mapped_column(refers("invoices.id", cascade=True, late=True), index=True)
    position: Mapped[int]
    name: Mapped[str]
    percent: Mapped[Money]
    compound: Mapped[bool]
    base: Mapped[Money]
    amount: Mapped[Money]


class LateFeeRow(Base):
    """A late fee that is billed: the pair of invoice and number is unique, and so billed once at most."""

    __tablename__ = "late_fees"
    __table_args__ = (
        UniqueConstraint("invoice_id", "number"),
        UniqueConstraint("fee_invoice_id"),
        CheckConstraint("number >= 1", name="number"),
        {"sqlite_autoincrement": True},
    )
    id: Mapped[Key]
    invoice_id: Mapped[int] = mapped_column(refers("invoices.id"))
    number: Mapped[int]
    day: Mapped[date]  # on which it came due
    fee_invoice_id: Mapped[int] = mapped_column(refers("invoices.id"))
    made_at: Mapped[datetime]


class DocumentRow(Base):
    """The frozen PDF of an issued document: zlib-compressed bytes, and the SHA-256 of what they unpack to."""

    __tablename__ = "documents"
    __table_args__ = (UniqueConstraint("invoice_id"), {"sqlite_autoincrement": True})
    id: Mapped[Key]
    invoice_id: Mapped[int] = mapped_column(refers("invoices.id"))
    sha256: Mapped[str]
    content: Mapped[bytes] = mapped_column(LargeBinary)
    made_at: Mapped[datetime]


class InvoiceTextRow(Base):
    """What a search for an invoice looks through, folded; the search index of the database hangs on it."""

    __tablename__ = "invoice_texts"
    id: Mapped[int] = mapped_column(refers("invoices.id", cascade=True, late=True), primary_key=True)
    words: Mapped[str]


class TallyRow(Base):
    """Sums kept by triggers: invoices of a bucket by day (due day, or day of settlement), and by month.

    Days on which nothing is left have no row, so that reading them costs the same however old a shop is.
    """

    __tablename__ = "tallies"
    bucket: Mapped[str] = mapped_column(Word, primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    currency: Mapped[str] = mapped_column(Word, primary_key=True)
    count: Mapped[int]
    total: Mapped[Money]
    balance: Mapped[Money]


class TallyMonthRow(Base):
    """The same sums of each bucket by month, for all that isn't cut by a day."""

    __tablename__ = "tally_months"
    bucket: Mapped[str] = mapped_column(Word, primary_key=True)
    month: Mapped[date] = mapped_column(primary_key=True)  # its first day
    currency: Mapped[str] = mapped_column(Word, primary_key=True)
    count: Mapped[int]
    total: Mapped[Money]
    balance: Mapped[Money]
