"""Questions that find what is wrong in a database: one pass over each table, no answer where all is well."""

import hashlib
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, select, text

from billdesk.storage.mapping import table
from billdesk.storage.tables import DocumentRow, InvoiceRow

MOST = 1000
"""Answers of one question that are told; a database that is wrong in more places is simply wrong."""


@dataclass(frozen=True, slots=True)
class Wrong:
    """One row that is wrong: its kind, id and name (number or ref), what is wrong, and the figures."""

    kind: str
    id: int
    name: str
    code: str
    facts: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Question:
    """A query whose rows are wrong; its columns are id, name, and facts."""

    kind: str
    code: str
    sql: str


_INVOICE = "SELECT i.id, coalesce(i.number, '') AS name"
_LINES = (
    "(SELECT invoice_id, sum(net) AS net, sum(taxable) AS taxable FROM invoice_lines WHERE kind = 'item'"
    " GROUP BY invoice_id)"
)
_SETTLED = (
    "(SELECT thing, sum(amount) AS amount FROM (SELECT invoice_id AS thing, amount FROM allocations"
    " UNION ALL SELECT credit_note_id, amount FROM allocations WHERE credit_note_id IS NOT NULL"
    " UNION ALL SELECT credit_note_id, amount FROM refunds WHERE credit_note_id IS NOT NULL"
    " UNION ALL SELECT invoice_id, amount FROM write_offs) AS parts GROUP BY thing)"
)
_USED = (
    "(SELECT payment_id, sum(amount) AS amount FROM"
    " (SELECT payment_id, amount FROM allocations WHERE payment_id IS NOT NULL"
    " UNION ALL SELECT payment_id, amount FROM refunds WHERE payment_id IS NOT NULL) AS parts"
    " GROUP BY payment_id)"
)
_TALLY_DAY = (
    "CASE WHEN bucket IN ('open', 'partly_paid') THEN due_day"
    " WHEN bucket = 'paid' THEN coalesce(settled_on, day) ELSE day END"
)
_DATES = (
    "(SELECT schedule_id, sum(CASE WHEN state = 'billed' THEN 1 ELSE 0 END) AS billed,"
    " max(CASE WHEN state = 'billed' THEN position END) AS last FROM occurrences GROUP BY schedule_id)"
)

INVOICES = (
    Question(
        "invoice",
        "total_is_wrong",
        f"{_INVOICE}, total FROM invoices i WHERE total <> subtotal - discount_amount + rounding"
        " + CASE WHEN includes_tax THEN 0 ELSE tax END",
    ),
    Question(
        "invoice",
        "lines_do_not_add_up",
        f"{_INVOICE}, i.subtotal AS expected, coalesce(l.net, 0) AS found FROM invoices i"
        f" LEFT JOIN {_LINES} l ON l.invoice_id = i.id WHERE i.subtotal <> coalesce(l.net, 0)"
        " OR i.subtotal - i.discount_amount <> coalesce(l.taxable, 0)",
    ),
    Question(
        "invoice",
        "taxes_do_not_add_up",
        f"{_INVOICE}, i.tax AS expected, coalesce(t.amount, 0) AS found FROM invoices i LEFT JOIN"
        " (SELECT invoice_id, sum(amount) AS amount FROM invoice_taxes GROUP BY invoice_id) t"
        " ON t.invoice_id = i.id WHERE i.tax <> coalesce(t.amount, 0)",
    ),
    Question(
        "invoice",
        "settled_is_wrong",
        f"{_INVOICE}, i.settled, coalesce(s.amount, 0) AS found FROM invoices i LEFT JOIN {_SETTLED} s"
        " ON s.thing = i.id WHERE i.settled <> coalesce(s.amount, 0)",
    ),
    Question(
        "invoice",
        "settled_out_of_bounds",
        f"{_INVOICE}, settled, total FROM invoices i"
        " WHERE (state = 'issued' AND (settled < 0 OR settled > total))"
        " OR (state <> 'issued' AND settled <> 0)",
    ),
    Question(
        "invoice",
        "written_off_is_wrong",
        f"{_INVOICE}, i.written_off, coalesce(w.amount, 0) AS found FROM invoices i LEFT JOIN"
        " (SELECT invoice_id, sum(amount) AS amount FROM write_offs GROUP BY invoice_id) w"
        " ON w.invoice_id = i.id WHERE i.written_off <> coalesce(w.amount, 0)",
    ),
    Question(
        "invoice",
        "credited_above_total",
        f"{_INVOICE}, i.total, n.total AS credited FROM invoices i JOIN"
        " (SELECT corrects_id, sum(total) AS total FROM invoices WHERE state = 'issued'"
        " AND kind = 'credit_note' AND corrects_id IS NOT NULL GROUP BY corrects_id) n"
        " ON n.corrects_id = i.id WHERE n.total > i.total",
    ),
    Question(
        "invoice",
        "overdrawn_by_reversals",
        f"{_INVOICE}, a.amount AS settled FROM invoices i JOIN (SELECT invoice_id, sum(amount) AS amount"
        " FROM allocations GROUP BY invoice_id, payment_id, credit_note_id HAVING sum(amount) < 0) a"
        " ON a.invoice_id = i.id",
    ),
)
PAYMENTS = (
    Question(
        "payment",
        "used_is_wrong",
        "SELECT p.id, coalesce(p.number, '') AS name, p.used, coalesce(u.amount, 0) AS found FROM payments p"
        f" LEFT JOIN {_USED} u ON u.payment_id = p.id WHERE p.used <> coalesce(u.amount, 0)",
    ),
    Question(
        "payment",
        "used_out_of_bounds",
        "SELECT id, coalesce(number, '') AS name, used, amount FROM payments WHERE used < 0 OR used > amount",
    ),
    Question(
        "payment",
        "pays_what_it_cannot",
        "SELECT p.id, coalesce(p.number, '') AS name, i.id AS invoice FROM allocations a"
        " JOIN payments p ON p.id = a.payment_id JOIN invoices i ON i.id = a.invoice_id"
        " WHERE i.currency <> p.currency OR i.customer_id <> p.customer_id OR i.kind <> 'invoice'",
    ),
    Question(
        "payment",
        "card_payment_differs",
        "SELECT p.id, coalesce(p.number, '') AS name, c.amount AS charged, p.amount AS found"
        " FROM card_charges c JOIN payments p ON p.id = c.payment_id"
        " WHERE c.amount <> p.amount OR c.currency <> p.currency",
    ),
    Question(
        "refund",
        "credit_is_missing",
        "SELECT r.id, coalesce(r.ref, '') AS name, r.amount FROM refunds r LEFT JOIN payments p"
        " ON p.id = r.credit_id WHERE r.kind = 'to_credit' AND (p.id IS NULL OR p.amount <> r.amount)",
    ),
)
LATE_FEES = (
    Question(
        "late_fee",
        "late_fee_does_not_fit",
        "SELECT l.id, coalesce(f.number, '') AS name, i.id AS invoice FROM late_fees l"
        " JOIN invoices i ON i.id = l.invoice_id JOIN invoices f ON f.id = l.fee_invoice_id"
        " WHERE i.customer_id <> f.customer_id OR i.currency <> f.currency OR i.kind <> 'invoice'"
        " OR f.kind <> 'invoice' OR i.state = 'draft' OR f.state = 'draft'"
        " OR i.id IN (SELECT fee_invoice_id FROM late_fees)",
    ),
)
NUMBERS = (
    Question(
        "number",
        "numbers_missing",
        "SELECT id, number AS name, kind AS series, before + 1 AS first, counter - 1 AS last FROM"
        " (SELECT id, number, kind, counter, lag(counter) OVER"
        " (PARTITION BY kind, series_year ORDER BY counter) AS before FROM invoices"
        " WHERE counter IS NOT NULL) AS following WHERE counter > before + 1",
    ),
    Question(
        "number",
        "number_doubled",
        "SELECT min(id) AS id, number AS name, kind AS series, count(*) AS times FROM invoices"
        " WHERE number IS NOT NULL GROUP BY kind, number HAVING count(*) > 1",
    ),
    Question(
        "number",
        "receipt_number_doubled",
        "SELECT min(id) AS id, number AS name, count(*) AS times FROM payments"
        " WHERE number IS NOT NULL GROUP BY number HAVING count(*) > 1",
    ),
    Question(
        "number",
        "number_and_state_differ",
        f"{_INVOICE}, state FROM invoices i WHERE (state = 'draft') <> (number IS NULL)",
    ),
    Question(
        "number",
        "counter_is_behind",
        "SELECT 0 AS id, s.kind AS name, s.counter, max(i.counter) AS used FROM series s JOIN invoices i"
        " ON i.kind = s.kind AND i.series_year = s.year AND i.counter > s.counter GROUP BY s.kind, s.counter",
    ),
    Question(
        "number",
        "numbered_invoice_is_gone",
        "SELECT a.subject_id AS id, '' AS name, a.id AS trace FROM audit a LEFT JOIN invoices i"
        " ON i.id = a.subject_id WHERE a.kind = 'invoice' AND a.act IN ('issued', 'generated', 'late_fee')"
        " AND a.change LIKE '%\"number\":\"%' AND (i.id IS NULL OR i.state = 'draft')",
    ),
)
SCHEDULES = (
    Question(
        "schedule",
        "progress_is_wrong",
        "SELECT s.id, s.ref AS name, s.generated, coalesce(o.billed, 0) AS billed, s.last_index,"
        f" o.last AS last_billed, s.next_index FROM schedules s JOIN {_DATES} o ON o.schedule_id = s.id"
        " WHERE s.generated < o.billed OR coalesce(s.last_index, -1) < coalesce(o.last, -1)"
        " OR s.next_index <= coalesce(o.last, -1)",
    ),
    Question(
        "schedule",
        "occurrence_is_missing",
        "SELECT s.id, s.ref AS name, i.id AS invoice FROM invoices i JOIN schedules s ON s.id = i.schedule_id"
        " LEFT JOIN occurrences o ON o.schedule_id = i.schedule_id AND o.billing_date = i.billing_date"
        " WHERE i.billing_date IS NOT NULL AND i.kind = 'invoice' AND (o.id IS NULL OR o.state <> 'billed')",
    ),
    Question(
        "schedule",
        "billed_twice",
        "SELECT s.id, s.ref AS name, count(*) AS times FROM invoices i"
        " JOIN schedules s ON s.id = i.schedule_id"
        " WHERE i.billing_date IS NOT NULL AND i.state <> 'void' AND i.kind = 'invoice'"
        " GROUP BY s.id, s.ref, i.billing_date HAVING count(*) > 1",
    ),
    Question(
        "schedule",
        "occurrence_of_another",
        "SELECT s.id, s.ref AS name, o.invoice_id AS invoice FROM occurrences o"
        " JOIN schedules s ON s.id = o.schedule_id JOIN invoices i ON i.id = o.invoice_id"
        " WHERE i.schedule_id IS NULL OR i.schedule_id <> o.schedule_id OR i.billing_date <> o.billing_date",
    ),
)
CHARGES = (
    Question(
        "charge",
        "charge_without_line",
        "SELECT c.id, c.ref AS name, c.invoice_id AS invoice FROM charges c"
        " JOIN invoices i ON i.id = c.invoice_id"
        " LEFT JOIN invoice_lines l ON l.invoice_id = c.invoice_id AND l.charge_id = c.id"
        " WHERE l.id IS NULL OR i.state = 'void'",
    ),
    Question(
        "charge",
        "line_without_charge",
        "SELECT c.id, c.ref AS name, l.invoice_id AS invoice FROM invoice_lines l"
        " JOIN invoices i ON i.id = l.invoice_id JOIN charges c ON c.id = l.charge_id"
        " WHERE i.state <> 'void' AND coalesce(c.invoice_id, 0) <> l.invoice_id",
    ),
)
DELIVERIES = (
    Question(
        "delivery",
        "delivery_of_draft",
        "SELECT d.id, d.message_id AS name, i.id AS invoice FROM deliveries d"
        " JOIN invoices i ON i.id = d.invoice_id WHERE i.state = 'draft'",
    ),
)
TAKINGS = (
    Question(
        "tally",
        "takings_are_wrong",
        "SELECT 0 AS id, method AS name, currency, day, sum(count) AS count, sum(valid) AS valid,"
        " sum(amount) AS amount FROM (SELECT method, currency, day, count, valid, amount FROM takings"
        " UNION ALL SELECT method, currency, day, -1, -1, -amount FROM payments"
        " UNION ALL SELECT method, currency, day, 0, 1, amount FROM payments p WHERE EXISTS"
        " (SELECT 1 FROM refunds r WHERE r.payment_id = p.id AND r.kind = 'reversal')) AS both_ways"
        " GROUP BY method, currency, day HAVING sum(count) <> 0 OR sum(valid) <> 0 OR sum(amount) <> 0",
    ),
)


def _tallies(dialect: str) -> Question:
    """The kept sums beside a recount."""
    start = "date({}, 'start of month')" if dialect == "sqlite" else "date_trunc('month', {})::date"
    month = start.format("day")
    return Question(
        "tally",
        "tally_is_wrong",
        "SELECT 0 AS id, bucket AS name, currency, day, sum(count) AS count, sum(total) AS total,"
        " sum(balance) AS balance FROM (SELECT bucket, currency, day, count, total, balance FROM tallies"
        f" UNION ALL SELECT bucket, currency, {_TALLY_DAY}, -1, -total, -balance FROM invoices"
        f" UNION ALL SELECT 'month', currency, {month}, -1,"
        " CASE WHEN kind = 'invoice' THEN -total ELSE total END, 0 FROM invoices WHERE state = 'issued'"
        " UNION ALL SELECT 'by month: ' || bucket, currency, month, count, total, balance FROM tally_months"
        f" UNION ALL SELECT 'by month: ' || bucket, currency, {start.format(_TALLY_DAY)}, -1, -total,"
        " -balance FROM invoices)"
        " AS both_ways GROUP BY bucket, currency, day"
        " HAVING sum(count) <> 0 OR sum(total) <> 0 OR sum(balance) <> 0",
    )


class Checking:
    """Looks for what is wrong; every method yields nothing for a sound database."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def file(self) -> Iterator[Wrong]:
        """What SQLite itself finds wrong with its file, and links to nothing; servers look after theirs."""
        if self._connection.dialect.name != "sqlite":
            return
        for (words,) in self._connection.execute(text(f"PRAGMA integrity_check({MOST})")):
            if words != "ok":
                yield Wrong("file", 0, "", "file_is_damaged", {"words": words})
        for name, row, parent, _ in self._connection.execute(text("PRAGMA foreign_key_check")).fetchmany(
            MOST
        ):
            yield Wrong("file", row or 0, name, "link_to_nothing", {"table": name, "to": parent})

    def rows(self) -> Iterator[Wrong]:
        """Every row that disagrees with what it is the sum, the count or the counterpart of."""
        tallies = _tallies(self._connection.dialect.name)
        groups = (INVOICES, PAYMENTS, LATE_FEES, NUMBERS, SCHEDULES, CHARGES, DELIVERIES, TAKINGS, (tallies,))
        for question in (one for group in groups for one in group):
            found = self._connection.execute(text(f"{question.sql} LIMIT {MOST}".replace(":", r"\:")))
            for row in found:
                facts = {name: _plain(value) for name, value in row._mapping.items()}
                key, name = facts.pop("id"), facts.pop("name")
                yield Wrong(question.kind, int(key), str(name), question.code, facts)

    def documents(self) -> Iterator[Wrong]:
        """Frozen PDFs that aren't what was frozen, read a few at a time."""
        source, invoices = table(DocumentRow), table(InvoiceRow)
        query = (
            select(source.c.invoice_id, invoices.c.number, source.c.sha256, source.c.content)
            .join_from(source, invoices, invoices.c.id == source.c.invoice_id, isouter=True)
            .order_by(source.c.id)
        )
        for row in self._connection.execute(query.execution_options(yield_per=50)):
            try:
                fingerprint = hashlib.sha256(zlib.decompress(row.content)).hexdigest()
            except zlib.error:
                fingerprint = ""
            if fingerprint != row.sha256:
                yield Wrong("document", row.invoice_id, row.number or "", "document_is_damaged", {})


def _plain(value: Any) -> Any:
    """Sums come as decimals from PostgreSQL."""
    return int(value) if isinstance(value, Decimal) else value
