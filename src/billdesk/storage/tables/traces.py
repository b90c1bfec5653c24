"""Tables that remember: deliveries, runs, and the audit trail."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, Index, LargeBinary, text
from sqlalchemy.orm import Mapped, mapped_column

from billdesk.storage.tables.base import Base, Key, Word, refers

_NAMED = text("message_id <> ''")


class DeliveryRow(Base):
    """One e-mail to be sent: queued → sending → sent | failed; *sending* after a crash is *unknown*."""

    __tablename__ = "deliveries"
    __table_args__ = (
        CheckConstraint("state IN ('queued', 'sending', 'sent', 'failed', 'unknown')", name="state"),
        Index(None, "state", "not_before", "id"),
        Index(None, "changed_at"),
        Index(
            "uq_deliveries_message_id",
            "message_id",
            unique=True,
            sqlite_where=_NAMED,
        ),
        {"sqlite_autoincrement": True},
    )
    id: Mapped[Key]
    kind: Mapped[str] = mapped_column(Word)  # invoice run receipt statement work_order, later reminder
    invoice_id: Mapped[int | None] = mapped_column(refers("invoices.id", late=True), index=True)
    run_id: Mapped[int | None] = mapped_column(refers("runs.id"), index=True)
    payment_id: Mapped[int | None] = mapped_column(refers("payments.id"), index=True)
    statement_id: Mapped[int | None] = mapped_column(refers("statements.id"), index=True)
    ticket_id: Mapped[int | None] = mapped_column(refers("tickets.id"), index=True)
    recipients: Mapped[list[Any]]
    message_id: Mapped[str]
    state: Mapped[str] = mapped_column(Word)
    tries: Mapped[int]
    reply: Mapped[str]
    not_before: Mapped[datetime | None]
    sender_process: Mapped[str | None]  # who is handing it over
    made_at: Mapped[datetime]
    changed_at: Mapped[datetime]


class StatementRow(Base):
    """A statement as it was e-mailed: its zlib-compressed PDF with SHA-256, and what its letter tells."""

    __tablename__ = "statements"
    __table_args__ = ({"sqlite_autoincrement": True},)
    id: Mapped[Key]
    customer_id: Mapped[int] = mapped_column(refers("customers.id"), index=True)
    facts: Mapped[dict[str, Any]]
    sha256: Mapped[str]
    content: Mapped[bytes] = mapped_column(LargeBinary)
    made_at: Mapped[datetime]


class RunRow(Base):
    """One pass over everything due."""

    __tablename__ = "runs"
    __table_args__ = (Index(None, "today"), {"sqlite_autoincrement": True})
    id: Mapped[Key]
    today: Mapped[date]
    started_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    generated: Mapped[int]
    skipped: Mapped[int]
    failed: Mapped[int]
    stopped: Mapped[bool]
    late_fees: Mapped[int] = mapped_column(server_default="0")  # invoices for late fees
    report: Mapped[dict[str, Any] | None]  # what its e-mail to the biller says


class SpellingRow(Base):
    """How a shop document that was loaded spelled a thing, so that it can be written back the same."""

    __tablename__ = "spellings"
    __table_args__ = ()
    kind: Mapped[str] = mapped_column(Word, primary_key=True)
    subject_id: Mapped[int] = mapped_column(primary_key=True)
    fragment: Mapped[dict[str, Any]]


class AuditRow(Base):
    """What was changed, when, and from which desk; append-only."""

    __tablename__ = "audit"
    __table_args__ = (
        Index(None, "kind", "subject_id"),
        Index(None, "at", "id"),
        {"sqlite_autoincrement": True},
    )
    id: Mapped[Key]
    at: Mapped[datetime]
    desk: Mapped[str]
    kind: Mapped[str] = mapped_column(Word)
    subject_id: Mapped[int]
    act: Mapped[str] = mapped_column(Word)
    change: Mapped[dict[str, Any] | None]
