"""Invoices and credit notes on file: written once, and changed only in what the rules allow."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from operator import attrgetter
from typing import Any

from sqlalchemy import Connection, Row, and_, delete, literal_column, select, update

from billdesk.domain.calendar import Period
from billdesk.domain.errors import Conflict, Missing
from billdesk.domain.invoice import Invoice, InvoiceLine
from billdesk.domain.tax import Rate
from billdesk.domain.totals import Rules, TaxTotal
from billdesk.storage.mapping import (
    Values,
    chunks,
    discount_columns,
    discount_of,
    evidence_json,
    evidence_of,
    insert_rows,
    key_of,
    pick,
    rates_json,
    rates_of,
    rows_in,
    table,
    take_ids,
)
from billdesk.storage.search import as_words, folded
from billdesk.storage.tables import InvoiceLineRow, InvoiceRow, InvoiceTaxRow, InvoiceTextRow


@dataclass(frozen=True, slots=True)
class Issue:
    """What an invoice gets when it is issued."""

    number: str
    year: int
    counter: int | None  # None where a loaded number fits no pattern
    letterhead_id: int
    at: datetime
    sent: str = ""  # "queued" where a delivery is written with it
    on: date | None = None  # what was today


_COPIED = [
    "id",
    "kind",
    "state",
    "number",
    "ref",
    "customer_id",
    "contact_id",
    "schedule_id",
    "billing_date",
    "ticket_id",
    "corrects_id",
    "title",
    "currency",
    "terms_id",
    "terms_name",
    "subtotal",
    "discount_amount",
    "tax",
    "rounding",
    "total",
    "settled",
    "written_off",
    "notes",
    "internal_notes",
    "reference",
    "language",
    "waiting",
    "paid_at_issue",
    "credit_at_issue",
    "apply_credit",
    "template",
    "ship_to",
    "version",
]


_copied = attrgetter(*_COPIED)


def invoice_row(invoice: Invoice, made_at: datetime | None, issue: Issue | None = None) -> Values:
    """The columns of an invoice; settled amounts start at 0 and are kept by the money rows."""
    row: Values = dict(zip(_COPIED, _copied(invoice), strict=True))
    row |= discount_columns(invoice.discount)
    return row | {
        "ref": invoice.ref or None,
        "settled": 0,
        "written_off": 0,
        "settled_on": None,
        "customer_name": invoice.addressee[0] if invoice.addressee else "",
        "customer_sort": folded(invoice.addressee[0]) if invoice.addressee else "",
        "day": invoice.date,
        "due_day": invoice.due_date,
        "period_start": invoice.period.start if invoice.period else None,
        "period_end": invoice.period.end if invoice.period else None,
        "includes_tax": invoice.rules.includes_tax,
        "tax_per_line": invoice.rules.per_line,
        "cash_rounding": invoice.rules.cash_rounding,
        "addressee": list(invoice.addressee),
        "state": "issued" if issue else invoice.state,
        "number": issue.number if issue else invoice.number,
        "series_year": issue.year if issue else None,
        "counter": issue.counter if issue else None,
        "letterhead_id": issue.letterhead_id if issue else None,
        "issued_at": issue.at if issue else None,
        "issued_on": issue.on if issue else None,
        "made_at": made_at,
        "sent": issue.sent if issue else "",
    }


def _line_row(invoice_id: int, position: int, line: InvoiceLine, key: int) -> Values:
    return {
        "id": key,
        "invoice_id": invoice_id,
        "position": position,
        "kind": line.kind,
        "source": line.source,
        "description": line.description,
        "note": line.note,
        "quantity": line.quantity,
        "unit": line.unit,
        "unit_price": line.unit_price,
        "discount_percent": line.discount.percent if line.discount else None,
        "discount_fixed": line.discount.amount if line.discount else None,
        "tax_id": line.tax_id,
        "tax_name": line.tax_name,
        "rates": rates_json(line.rates),
        "gross": line.gross,
        "net": line.net,
        "taxable": line.taxable,
        "product_id": line.product_id,
        "schedule_line_id": line.schedule_line_id,
        "charge_id": line.charge_id,
        "corrects_line": line.corrects_line,
        "evidence": evidence_json(line.evidence),
    }


def _tax_row(invoice_id: int, position: int, tax: TaxTotal, key: int) -> Values:
    return {
        "id": key,
        "invoice_id": invoice_id,
        "position": position,
        "name": tax.rate.name,
        "percent": tax.rate.percent,
        "compound": tax.rate.compound,
        "base": tax.base,
        "amount": tax.amount,
    }


def search_words(invoice: Invoice, number: str | None) -> str:
    """What a search for an invoice looks through."""
    parts = [number or "", *invoice.addressee[:1], invoice.title, invoice.reference]
    parts += [line.description for line in invoice.lines]
    return as_words(*parts)


def _line(row: Row[Any]) -> InvoiceLine:
    return InvoiceLine(
        **pick(row, InvoiceLine, "rates", "evidence"),
        discount=discount_of(row),
        rates=rates_of(row.rates),
        evidence=evidence_of(row.evidence),
    )


def _invoice(row: Row[Any], lines: Sequence[InvoiceLine], taxes: Sequence[TaxTotal]) -> Invoice:
    return Invoice(
        **{name: getattr(row, name) for name in _COPIED if name != "ref"},
        ref=row.ref or "",
        date=row.day,
        due_date=row.due_day,
        period=Period(row.period_start, row.period_end) if row.period_start else None,
        discount=discount_of(row),
        rules=Rules(row.includes_tax, row.tax_per_line, row.cash_rounding),
        lines=tuple(lines),
        taxes=tuple(taxes),
        addressee=tuple(row.addressee),
    )


class Invoices:
    """The invoices and credit notes of a shop."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def take_ids(self, count: int) -> list[int]:
        """Keys for new invoices."""
        return take_ids(self._connection, InvoiceRow, count)

    def add(self, invoices: Sequence[tuple[Invoice, Issue | None]], made_at: datetime) -> None:
        """Write new invoices with their lines, drafts or issued at once.

        Lines go first: the database takes none for an invoice that is issued.
        """
        self._add_lines([invoice for invoice, _ in invoices])
        rows = [invoice_row(invoice, made_at, issue) for invoice, issue in invoices]
        insert_rows(self._connection, InvoiceRow, rows)
        texts = [
            {"id": invoice.id, "words": search_words(invoice, issue.number if issue else invoice.number)}
            for invoice, issue in invoices
        ]
        insert_rows(self._connection, InvoiceTextRow, texts)

    def replace_draft(self, invoice: Invoice) -> None:
        """Write a changed draft over the one on file; Conflict when that one is newer."""
        source = table(InvoiceRow)
        row = invoice_row(invoice, None)
        for name in ("id", "ref", "made_at", "sent", "settled", "written_off", "settled_on"):
            row.pop(name)
        found = (source.c.id == invoice.id) & (source.c.version == invoice.version)
        statement = update(source).where(found).values(row | {"version": invoice.version + 1})
        if self._connection.execute(statement).rowcount != 1:
            raise Conflict("invoice_changed", invoice=invoice.id)
        for row_class in (InvoiceLineRow, InvoiceTaxRow):
            part = table(row_class)
            self._connection.execute(delete(part).where(part.c.invoice_id == invoice.id))
        self._add_lines([invoice])
        self._keep_words(invoice, None)

    def issue(self, invoice: Invoice, issue: Issue) -> None:
        """Give a draft on file its number for good."""
        source = table(InvoiceRow)
        values = {
            "state": "issued",
            "number": issue.number,
            "series_year": issue.year,
            "counter": issue.counter,
            "letterhead_id": issue.letterhead_id,
            "issued_at": issue.at,
            "issued_on": issue.on,
            "paid_at_issue": invoice.paid_at_issue,
            "credit_at_issue": invoice.credit_at_issue,
            "waiting": "",
            "sent": issue.sent or source.c.sent,
            "version": source.c.version + 1,
        }
        found = (
            (source.c.id == invoice.id) & (source.c.state == "draft") & (source.c.version == invoice.version)
        )
        if self._connection.execute(update(source).where(found).values(values)).rowcount != 1:
            raise Conflict("invoice_changed", invoice=invoice.id)
        self._keep_words(invoice, issue.number)

    def void(self, invoice_id: int) -> None:
        """Void an issued invoice; triggers release its charges and refuse one that has payments."""
        self._set(invoice_id, state="void")

    def set_sent(self, invoice_id: int, mark: str) -> None:
        """The mark in lists that says whether it went out."""
        self._set(invoice_id, sent=mark)

    def mark_sent(self, ids: Iterable[int], mark: str) -> None:
        """The same mark for many."""
        source = table(InvoiceRow)
        for some in chunks(ids):
            values = {"sent": mark, "version": source.c.version + 1}
            self._connection.execute(update(source).where(source.c.id.in_(some)).values(values))

    def mark_printed(self, ids: Iterable[int]) -> None:
        """The mark of those that have gone out on paper only; one for an e-mail stays."""
        source = table(InvoiceRow)
        for some in chunks(ids):
            unsent = source.c.id.in_(some) & source.c.sent.in_(["", "failed"])
            values = {"sent": "printed", "version": source.c.version + 1}
            self._connection.execute(update(source).where(unsent).values(values))

    def set_notes(self, invoice_id: int, internal_notes: str, reference: str) -> None:
        """What may change on an issued invoice: internal notes and the customer's order number."""
        self._set(invoice_id, internal_notes=internal_notes, reference=reference)

    def delete_draft(self, invoice_id: int) -> None:
        """Remove a draft; its charges are pending again. The database refuses any other."""
        for row_class in (InvoiceLineRow, InvoiceTaxRow):
            part = table(row_class)
            self._connection.execute(delete(part).where(part.c.invoice_id == invoice_id))
        source = table(InvoiceRow)
        self._connection.execute(delete(source).where(source.c.id == invoice_id))

    def by_id(self, invoice_id: int) -> Invoice:
        """One invoice with its lines; Missing when there is none."""
        found = self.by_ids([invoice_id])
        if not found:
            raise Missing("invoice_missing", invoice=invoice_id)
        return found[0]

    def by_ids(self, ids: Iterable[int]) -> list[Invoice]:
        """Invoices with their lines, in order of their ids."""
        rows = list(rows_in(self._connection, InvoiceRow, "id", ids))
        keys = [row.id for row in rows]
        lines: dict[int, list[tuple[int, InvoiceLine]]] = defaultdict(list)
        for row in rows_in(self._connection, InvoiceLineRow, "invoice_id", keys):
            lines[row.invoice_id].append((row.position, _line(row)))
        taxes: dict[int, list[tuple[int, TaxTotal]]] = defaultdict(list)
        for row in rows_in(self._connection, InvoiceTaxRow, "invoice_id", keys):
            rate = Rate(row.name, row.percent, row.compound)
            taxes[row.invoice_id].append((row.position, TaxTotal(rate, row.base, row.amount)))
        return [_invoice(row, _in_order(lines[row.id]), _in_order(taxes[row.id])) for row in rows]

    def all(self) -> list[Invoice]:
        """Every invoice and credit note, oldest first."""
        source = table(InvoiceRow)
        return self.by_ids(self._connection.execute(select(source.c.id).order_by(source.c.id)).scalars())

    def letterhead_ids(self, ids: Iterable[int]) -> dict[int, int]:
        """The letterhead that each document was issued under; documents without one are left out."""
        rows = rows_in(self._connection, InvoiceRow, "id", ids)
        return {row.id: row.letterhead_id for row in rows if row.letterhead_id is not None}

    def id_by_number(self, number: str) -> int | None:
        """The id of an invoice or credit note by its number alone."""
        source = table(InvoiceRow)
        query = select(source.c.id).where(source.c.number == number).order_by(source.c.kind.desc()).limit(1)
        return self._connection.execute(query).scalar()

    def open_of(self, customer_id: int) -> list[Invoice]:
        """A customer's unpaid invoices in any currency, the oldest due first."""
        source = table(InvoiceRow)
        query = select(source.c.id).where(
            source.c.customer_id == customer_id, source.c.bucket.in_(["open", "partly_paid"])
        )
        found = self.by_ids(self._connection.execute(query).scalars())
        return sorted(found, key=lambda one: (one.due_date, one.id))

    def notes_of(self, invoice_id: int) -> list[Invoice]:
        """The credit notes of an invoice that count, oldest first: voided ones don't."""
        source = table(InvoiceRow)
        query = select(source.c.id).where(source.c.corrects_id == invoice_id, source.c.state == "issued")
        return self.by_ids(self._connection.execute(query).scalars())

    def balances(self, ids: Iterable[int]) -> dict[int, int]:
        """What is still to be paid of some invoices, in minor units."""
        return {row.id: row.balance for row in rows_in(self._connection, InvoiceRow, "id", ids)}

    def waiting(self, why: str = "") -> list[int]:
        """Generated drafts that wait to be released, for any reason or for one, oldest first."""
        source = table(InvoiceRow)
        waits = source.c.waiting != literal_column("''")  # in the words of its index
        reason = and_(waits, source.c.waiting == why) if why else waits
        query = select(source.c.id).where(source.c.state == "draft", reason)
        return list(self._connection.execute(query.order_by(source.c.id)).scalars())

    def set_waiting(self, invoice_id: int, why: str) -> None:
        """Why a draft waits for the biller."""
        self._set(invoice_id, waiting=why)

    def id_of(self, name: str) -> int:
        """The id of an invoice by its number, or by its id as text; Missing when there is none."""
        source = table(InvoiceRow)
        found = self.id_by_number(name)
        if found is None:
            found = self._connection.execute(select(source.c.id).where(source.c.id == key_of(name))).scalar()
        if found is None:
            raise Missing("invoice_missing", invoice=name)
        return int(found)

    def _set(self, invoice_id: int, **values: Any) -> None:
        source = table(InvoiceRow)
        changed = values | {"version": source.c.version + 1}
        self._connection.execute(update(source).where(source.c.id == invoice_id).values(changed))

    def _keep_words(self, invoice: Invoice, number: str | None) -> None:
        source = table(InvoiceTextRow)
        words = search_words(invoice, number)
        self._connection.execute(update(source).where(source.c.id == invoice.id).values(words=words))

    def _add_lines(self, invoices: Sequence[Invoice]) -> None:
        lines = [(one.id, at, line) for one in invoices for at, line in enumerate(one.lines)]
        keys = take_ids(self._connection, InvoiceLineRow, len(lines))
        rows = [_line_row(*line, key) for line, key in zip(lines, keys, strict=True)]
        insert_rows(self._connection, InvoiceLineRow, rows)
        taxes = [(one.id, at, tax) for one in invoices for at, tax in enumerate(one.taxes)]
        keys = take_ids(self._connection, InvoiceTaxRow, len(taxes))
        insert_rows(
            self._connection,
            InvoiceTaxRow,
            [_tax_row(*tax, key) for tax, key in zip(taxes, keys, strict=True)],
        )


def _in_order(found: list[tuple[int, Any]]) -> list[Any]:
    return [value for _, value in sorted(found, key=lambda one: one[0])]
