"""What is remembered of what was done: the audit trail, the runs, and frozen documents."""

import hashlib
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, func, select, update

from billdesk.domain.errors import Trouble
from billdesk.storage.mapping import Values, insert_rows, rows_in, table, take_ids
from billdesk.storage.tables import AuditRow, Base, DocumentRow, InvoiceRow, ReceiptRow, RunRow, StatementRow


@dataclass(frozen=True, slots=True)
class Trace:
    """One line of the audit trail: what was done to what, and what changed."""

    kind: str  # invoice payment schedule charge …
    subject_id: int
    act: str
    change: Values | None = None
    at: datetime | None = None
    desk: str = ""


@dataclass(frozen=True, slots=True)
class SentStatement:
    """A statement as it was e-mailed; `facts` are what its letter tells."""

    customer_id: int
    facts: Values
    pdf: bytes
    id: int = 0


@dataclass(frozen=True, slots=True)
class RunRecord:
    """One run as it is remembered."""

    id: int
    today: date
    started_at: datetime
    ended_at: datetime | None
    generated: int
    skipped: int
    failed: int
    stopped: bool
    late_fees: int = 0  # invoices for late fees, not counted in `generated`
    report: Values | None = None


class Traces:
    """The memory of a shop; what is written here stays."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, traces: Sequence[Trace], at: datetime, desk: str) -> None:
        """Write lines of the audit trail."""
        rows = [
            {
                "at": at,
                "desk": desk,
                "kind": one.kind,
                "subject_id": one.subject_id,
                "act": one.act,
                "change": one.change,
            }
            for one in traces
        ]
        insert_rows(self._connection, AuditRow, rows)

    def note_settings(self, change: Values, at: datetime, desk: str) -> None:
        """Write what was changed in the settings: before and after, by name."""
        self.add([Trace("settings", 0, "changed", change)], at, desk)

    def of(self, kind: str, subject_id: int) -> list[Trace]:
        """The history of one thing, oldest first."""
        source = table(AuditRow)
        query = (
            select(source)
            .where(source.c.kind == kind, source.c.subject_id == subject_id)
            .order_by(source.c.id)
        )
        return [
            Trace(row.kind, row.subject_id, row.act, row.change, row.at, row.desk)
            for row in self._connection.execute(query)
        ]

    def begin_run(self, today: date, at: datetime) -> int:
        """Remember that a run has begun; its id."""
        key = take_ids(self._connection, RunRow, 1)[0]
        row: dict[str, Any] = {"id": key, "today": today, "started_at": at, "ended_at": None}
        insert_rows(
            self._connection,
            RunRow,
            [row | {"generated": 0, "skipped": 0, "failed": 0, "stopped": False, "report": None}],
        )
        return key

    def end_run(self, run_id: int, at: datetime, counts: Values) -> None:
        """Remember how a run ended: generated, skipped, failed, stopped, late_fees."""
        source = table(RunRow)
        values = counts | {"ended_at": at}
        self._connection.execute(update(source).where(source.c.id == run_id).values(values))

    def keep_report(self, run_id: int, report: Values) -> None:
        """Keep what the e-mail about a run says."""
        source = table(RunRow)
        self._connection.execute(update(source).where(source.c.id == run_id).values(report=report))

    def runs(self, ids: Iterable[int]) -> dict[int, RunRecord]:
        """Some runs by id."""
        source = table(RunRow)
        query = select(source).where(source.c.id.in_(list(ids)))
        return {row.id: RunRecord(**row._mapping) for row in self._connection.execute(query)}

    def last_run(self) -> RunRecord | None:
        """The newest run, by its day and then by its id."""
        source = table(RunRow)
        row = self._connection.execute(select(source).order_by(source.c.id.desc()).limit(1)).first()
        return None if row is None else RunRecord(**row._mapping)

    def last_run_day(self) -> date | None:
        """The latest day for which a run was made."""
        source = table(RunRow)
        return self._connection.execute(select(func.max(source.c.today))).scalar()

    def freeze(self, invoice_id: int, pdf: bytes, at: datetime) -> None:
        """Keep the PDF of an issued document for good."""
        self._freeze(DocumentRow, {"invoice_id": invoice_id}, pdf, at)

    def frozen(self, invoice_id: int) -> bytes | None:
        """The frozen PDF of a document; Trouble when it isn't what was frozen, None when there is none."""
        return self._frozen(DocumentRow, "invoice_id", invoice_id)

    def freeze_receipt(self, payment_id: int, pdf: bytes, at: datetime) -> None:
        """Keep the PDF of a receipt for good."""
        self._freeze(ReceiptRow, {"payment_id": payment_id}, pdf, at)

    def frozen_receipt(self, payment_id: int) -> bytes | None:
        """The frozen PDF of a receipt; Trouble when it isn't what was frozen, None when there is none."""
        return self._frozen(ReceiptRow, "payment_id", payment_id)

    def keep_statements(self, sent: Sequence[SentStatement], at: datetime) -> list[int]:
        """Keep statements that are e-mailed for good; their ids."""
        return [
            self._freeze(StatementRow, {"customer_id": one.customer_id, "facts": one.facts}, one.pdf, at)
            for one in sent
        ]

    def statements(self, ids: Iterable[int]) -> dict[int, SentStatement]:
        """Statements that were e-mailed, by id; Trouble for one that is damaged."""
        return {
            row.id: SentStatement(row.customer_id, row.facts, _whole(row, statement=row.id), row.id)
            for row in rows_in(self._connection, StatementRow, "id", ids)
        }

    def statement_facts(self, ids: Iterable[int]) -> dict[int, SentStatement]:
        """The same without their PDFs."""
        source = table(StatementRow)
        query = select(source.c.id, source.c.customer_id, source.c.facts).where(source.c.id.in_(list(ids)))
        return {
            row.id: SentStatement(row.customer_id, row.facts, b"", row.id)
            for row in self._connection.execute(query)
        }

    def _freeze(self, row_class: type[Base], of: Values, pdf: bytes, at: datetime) -> int:
        key = take_ids(self._connection, row_class, 1)[0]
        digest = hashlib.sha256(pdf).hexdigest()
        row = {"id": key, **of, "sha256": digest, "content": zlib.compress(pdf, 6), "made_at": at}
        insert_rows(self._connection, row_class, [row])
        return key

    def _frozen(self, row_class: type[Base], column: str, key: int) -> bytes | None:
        source = table(row_class)
        row = self._connection.execute(select(source).where(source.c[column] == key)).first()
        return None if row is None else _whole(row, **{column.removesuffix("_id"): key})

    def unfrozen(self, limit: int) -> list[int]:
        """Issued documents whose PDF isn't frozen yet, oldest first."""
        invoices, documents = table(InvoiceRow), table(DocumentRow)
        query = (
            select(invoices.c.id)
            .join_from(invoices, documents, documents.c.invoice_id == invoices.c.id, isouter=True)
            .where(invoices.c.state != "draft", documents.c.id.is_(None))
            .order_by(invoices.c.id)
            .limit(limit)
        )
        return list(self._connection.execute(query).scalars())


def _whole(row: Row[Any], **of: int) -> bytes:
    """The bytes that a row holds; Trouble where they aren't what was put there."""
    try:
        pdf = zlib.decompress(row.content)
    except zlib.error:
        pdf = b""
    if hashlib.sha256(pdf).hexdigest() != row.sha256:
        raise Trouble("document_is_damaged", False, **of)
    return pdf
