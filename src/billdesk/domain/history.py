"""What has happened: occurrences dealt with, balances written off, e-mails handed over."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

from billdesk.domain.swift import swift


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One billing date of a schedule that is dealt with; `index` is its place on the grid."""

    schedule_id: int
    index: int
    billing_date: datetime.date
    state: str = "billed"  # billed skipped
    invoice_id: int | None = None
    reason: str = ""  # why it was skipped: a code
    id: int = 0
    note: str = ""  # what the biller said of it


@dataclass(frozen=True, slots=True)
class WriteOff:
    """A balance (minor units) given up as bad debt; negative where that is taken back."""

    invoice_id: int
    amount: int
    day: datetime.date
    reason: str = ""
    id: int = 0


@swift
@dataclass(frozen=True, slots=True)
class Delivery:
    """One e-mail: queued → sending → sent | failed; *sending* after a crash is *unknown*."""

    recipients: tuple[str, ...]
    kind: str = "invoice"  # invoice run receipt statement work_order
    invoice_id: int | None = None
    message_id: str = ""
    state: str = "queued"  # queued sending sent failed unknown
    tries: int = 0
    reply: str = ""
    not_before: datetime.datetime | None = None
    made_at: datetime.datetime | None = None
    changed_at: datetime.datetime | None = None
    id: int = 0
    run_id: int | None = None  # what the biller is told about it
    statement_id: int | None = None
    ticket_id: int | None = None  # whose work order it is
    payment_id: int | None = None  # whose receipt it brings


@dataclass(frozen=True, slots=True)
class Happened:
    """One line of the history of a thing: what was done when, from which desk, and the facts of it."""

    at: datetime.datetime
    desk: str
    act: str
    facts: Mapping[str, object] = field(default_factory=dict)
