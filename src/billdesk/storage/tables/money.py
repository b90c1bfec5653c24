"""Tables of money: payments, allocations, refunds, write-offs, of which rows are only added; and cards."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, LargeBinary, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from billdesk.storage.tables.base import Base, Key, Money, Word, refers

_NOT_REFUSED = text("state <> 'refused'")
UNUSED = "used < amount"
"""Which payments something is left of: credit, or held for a ticket."""


class PaymentRow(Base):
    """Money received; `used` is kept by triggers and never leaves 0 … amount."""

    __tablename__ = "payments"
    __table_args__ = (
        CheckConstraint("amount > 0", name="amount"),
        CheckConstraint("used >= 0 AND used <= amount", name="used"),
        UniqueConstraint("number"),
        Index(None, "customer_id", "id"),
        Index(None, "customer_id", "day", "id"),
        Index(None, "day", "id"),
        Index(None, "amount", "id"),
        Index(
            "ix_payments_unused",
            "customer_id",
            "day",
            "id",
            sqlite_where=text(UNUSED),
        ),
        Index(
            "ix_payments_unused_day",
            "day",
            "id",
            sqlite_where=text(UNUSED),
        ),
        {"sqlite_autoincrement": True},
    )
    id: Mapped[Key]
    ref: Mapped[str | None] = mapped_column(unique=True)
    number: Mapped[str | None]
    customer_id: Mapped[int] = mapped_column(refers("customers.id"))
    amount: Mapped[Money]
    used: Mapped[Money]
    currency: Mapped[str]
    day: Mapped[date]
    method: Mapped[str]
    reference: Mapped[str]
    note: Mapped[str]
    ticket_id: Mapped[int | None] = mapped_column(refers("tickets.id"), index=True)
    released: Mapped[bool]
    made_at: Mapped[datetime]


class TakingRow(Base):
    """What came in on a day by a method, kept by triggers; `valid` and `amount` are without reversed ones."""

    __tablename__ = "takings"
    __table_args__ = ()
    day: Mapped[date] = mapped_column(primary_key=True)
    method: Mapped[str] = mapped_column(primary_key=True)
    currency: Mapped[str] = mapped_column(Word, primary_key=True)
    count: Mapped[int]
    valid: Mapped[int]
    amount: Mapped[Money]


class ReceiptRow(Base):
    """The frozen PDF of a receipt: zlib-compressed bytes, and the SHA-256 of what they unpack to."""

    __tablename__ = "receipts"
    __table_args__ = (UniqueConstraint("payment_id"), {"sqlite_autoincrement": True})
    id: Mapped[Key]
    payment_id: Mapped[int] = mapped_column(refers("payments.id"))
    sha256: Mapped[str]
    content: Mapped[bytes] = mapped_column(LargeBinary)
    made_at: Mapped[datetime]


class AllocationRow(Base):
    """The part of a payment or of a credit note that settles an invoice; reversed by a negative row."""

    __tablename__ = "allocations"
    __table_args__ = (
        CheckConstraint("amount <> 0", name="amount"),
        CheckConstraint("(payment_id IS NULL) <> (credit_note_id IS NULL)", name="source"),
        {"sqlite_autoincrement": True},
    )
    id: Mapped[Key]
    payment_id: Mapped[int | None] = mapped_column(refers("payments.id"), index=True)
    credit_note_id: Mapped[int | None] = mapped_column(refers("invoices.id"), index=True)
    invoice_id: Mapped[int] = mapped_column(refers("invoices.id", late=True), index=True)
    amount: Mapped[Money]
    day: Mapped[date]
    made_at: Mapped[datetime]


class RefundRow(Base):
    """What went back out of a payment, or out of a credit note."""

    __tablename__ = "refunds"
    __table_args__ = (
        CheckConstraint("amount > 0", name="amount"),
        CheckConstraint("(payment_id IS NULL) <> (credit_note_id IS NULL)", name="source"),
        CheckConstraint("kind IN ('refund', 'to_credit', 'reversal', 'withdrawn')", name="kind"),
        Index(None, "day"),
        {"sqlite_autoincrement": True},
    )
    id: Mapped[Key]
    ref: Mapped[str | None] = mapped_column(unique=True)
    payment_id: Mapped[int | None] = mapped_column(refers("payments.id"), index=True)
    credit_note_id: Mapped[int | None] = mapped_column(refers("invoices.id"), index=True)
    credit_id: Mapped[int | None] = mapped_column(refers("payments.id"))  # the store credit that it became
    kind: Mapped[str] = mapped_column(Word)
    amount: Mapped[Money]
    day: Mapped[date]
    method: Mapped[str]
    reference: Mapped[str]
    reason: Mapped[str]
    made_at: Mapped[datetime]


class WriteOffRow(Base):
    """A balance given up as bad debt: settles the invoice without being income; negative where it is taken
    back."""

    __tablename__ = "write_offs"
    __table_args__ = (
        CheckConstraint("amount <> 0", name="amount"),
        Index(None, "day"),
        {"sqlite_autoincrement": True},
    )
    id: Mapped[Key]
    invoice_id: Mapped[int] = mapped_column(refers("invoices.id"), index=True)
    amount: Mapped[Money]
    day: Mapped[date]
    reason: Mapped[str]
    made_at: Mapped[datetime]


class StoredCardRow(Base):
    """A card that a processor keeps for a customer: by which token, and what tells it apart from others."""

    __tablename__ = "stored_cards"
    __table_args__ = (
        CheckConstraint("length(last_four) = 4", name="last_four"),
        UniqueConstraint("processor", "token"),
        {"sqlite_autoincrement": True},
    )
    id: Mapped[Key]
    customer_id: Mapped[int] = mapped_column(refers("customers.id", cascade=True), index=True)
    processor: Mapped[str] = mapped_column(Word)
    token: Mapped[str]
    brand: Mapped[str]
    last_four: Mapped[str]
    expires: Mapped[date]
    active: Mapped[bool]


class CardChargeRow(Base):
    """One try to charge an invoice to a card; an invoice has one at most that isn't refused."""

    __tablename__ = "card_charges"
    __table_args__ = (
        CheckConstraint("state IN ('queued', 'asking', 'taken', 'refused', 'unknown')", name="state"),
        CheckConstraint("(state = 'taken') = (payment_id IS NOT NULL)", name="payment"),
        UniqueConstraint("invoice_id", "attempt"),
        Index(
            "uq_card_charges_invoice_id",
            "invoice_id",
            unique=True,
            sqlite_where=_NOT_REFUSED,
        ),
        Index(None, "state", "id"),
        {"sqlite_autoincrement": True},
    )
    id: Mapped[Key]
    invoice_id: Mapped[int] = mapped_column(refers("invoices.id", cascade=True, late=True))
    attempt: Mapped[int]
    state: Mapped[str] = mapped_column(Word)
    card_id: Mapped[int | None] = mapped_column(refers("stored_cards.id"))
    key: Mapped[str]
    amount: Mapped[Money]
    currency: Mapped[str]
    reason: Mapped[str] = mapped_column(Word)
    said: Mapped[str]
    payment_id: Mapped[int | None] = mapped_column(refers("payments.id"))
    process: Mapped[str | None]  # who is asking
    made_at: Mapped[datetime]
    changed_at: Mapped[datetime]
