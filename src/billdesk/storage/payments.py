"""Payments, allocations, refunds and write-offs on file; rows are only added."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, func, select, text, update

from billdesk.domain.deposit import Held
from billdesk.domain.errors import Missing
from billdesk.domain.history import WriteOff
from billdesk.domain.payment import Allocation, Payment, Refund
from billdesk.domain.split import OpenInvoice
from billdesk.storage.mapping import chunks, insert_rows, key_of, pick, plain, rows_in, table, take_ids
from billdesk.storage.tables import AllocationRow, InvoiceRow, PaymentRow, RefundRow, WriteOffRow
from billdesk.storage.tables.invoices import OWED

_OPEN = ("id", "number", "title", "day", "due_day", "total", "balance", "currency")


def _payment(row: Row[Any]) -> Payment:
    return Payment(**pick(row, Payment, "ref"), ref=row.ref or "")


class Payments:
    """The money of a shop."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def take_ids(self, count: int) -> list[int]:
        """Keys for new payments."""
        return take_ids(self._connection, PaymentRow, count)

    def add(self, payments: Sequence[Payment], made_at: datetime) -> None:
        """Write new payments; what they are used for comes by allocations and refunds."""
        rows = [
            plain(payment) | {"ref": payment.ref or None, "used": 0, "made_at": made_at}
            for payment in payments
        ]
        insert_rows(self._connection, PaymentRow, rows)

    def allocate(self, allocations: Sequence[Allocation], made_at: datetime) -> None:
        """Write allocations; the database keeps both sides and refuses what goes beyond them."""
        ids = take_ids(self._connection, AllocationRow, len(allocations))
        rows = [
            plain(one) | {"id": key, "made_at": made_at} for one, key in zip(allocations, ids, strict=True)
        ]
        insert_rows(self._connection, AllocationRow, rows)

    def refund(self, refunds: Sequence[Refund], made_at: datetime) -> list[int]:
        """Write refunds and reversals; their ids."""
        ids = take_ids(self._connection, RefundRow, len(refunds))
        extra = {"made_at": made_at}
        rows = [
            plain(one) | {"id": key, "ref": one.ref or None} | extra
            for one, key in zip(refunds, ids, strict=True)
        ]
        insert_rows(self._connection, RefundRow, rows)
        return ids

    def write_off(self, invoice_id: int, amount: int, day: date, reason: str, made_at: datetime) -> None:
        """Give up a balance as bad debt."""
        key = take_ids(self._connection, WriteOffRow, 1)[0]
        row = {
            "id": key,
            "invoice_id": invoice_id,
            "amount": amount,
            "day": day,
            "reason": reason,
            "made_at": made_at,
        }
        insert_rows(self._connection, WriteOffRow, [row])

    def write_offs(self, invoice_id: int | None = None) -> list[WriteOff]:
        """Balances given up, of an invoice or all of them, oldest first."""
        source = table(WriteOffRow)
        query = select(source).order_by(source.c.id)
        if invoice_id is not None:
            query = query.where(source.c.invoice_id == invoice_id)
        return [WriteOff(**pick(row, WriteOff)) for row in self._connection.execute(query)]

    def release(self, payment_id: int) -> None:
        """Turn what is held for a ticket into ordinary credit."""
        source = table(PaymentRow)
        self._connection.execute(update(source).where(source.c.id == payment_id).values(released=True))

    def by_id(self, payment_id: int) -> Payment:
        """One payment; Missing when there is none."""
        for row in rows_in(self._connection, PaymentRow, "id", [payment_id]):
            return _payment(row)
        raise Missing("payment_missing", payment=payment_id)

    def by_ids(self, ids: Sequence[int]) -> tuple[Payment, ...]:
        """Payments in the order of their ids given; Missing where one isn't there."""
        found = {row.id: _payment(row) for row in rows_in(self._connection, PaymentRow, "id", ids)}
        for key in ids:
            if key not in found:
                raise Missing("payment_missing", payment=key)
        return tuple(found[key] for key in ids)

    def find(self, name: str) -> Payment:
        """The payment of that receipt number, ref or id; Missing when there is none."""
        source = table(PaymentRow)
        wanted = (source.c.number == name) | (source.c.ref == name) | (source.c.id == key_of(name))
        row = self._connection.execute(select(source).where(wanted).order_by(source.c.id).limit(1)).first()
        if row is None:
            raise Missing("payment_missing", payment=name)
        return _payment(row)

    def all(self) -> list[Payment]:
        """Every payment, oldest first."""
        source = table(PaymentRow)
        return [_payment(row) for row in self._connection.execute(select(source).order_by(source.c.id))]

    def lately(self, customer_id: int, limit: int) -> list[Payment]:
        """The newest payments of a customer, newest first."""
        source = table(PaymentRow)
        query = select(source).where(source.c.customer_id == customer_id)
        query = query.order_by(source.c.id.desc()).limit(limit)
        return [_payment(row) for row in self._connection.execute(query)]

    def with_credit(
        self, customer_ids: Iterable[int], currency: str | None = None
    ) -> dict[int, list[Payment]]:
        """Payments of customers that aren't used up, oldest first, by customer."""
        source, found = table(PaymentRow), defaultdict[int, list[Payment]](list)
        query = select(source).where(source.c.used < source.c.amount).order_by(source.c.day, source.c.id)
        query = query.where(source.c.customer_id.in_(list(customer_ids)))
        if currency is not None:
            query = query.where(source.c.currency == currency)
        for row in self._connection.execute(query):
            found[row.customer_id].append(_payment(row))
        return found

    def held_for(self, ticket_ids: Iterable[int]) -> list[Payment]:
        """Deposits that are held for tickets and not used up, oldest first."""
        source, found = table(PaymentRow), list[Payment]()
        for some in chunks(ticket_ids):
            held = source.c.ticket_id.in_(some) & ~source.c.released & (source.c.used < source.c.amount)
            query = select(source).where(held).order_by(source.c.id)
            found += [_payment(row) for row in self._connection.execute(query)]
        return found

    def granted(self, customer_ids: Iterable[int]) -> list[Payment]:
        """Store credit that was given by hand and isn't used up, oldest first; refunds to credit aren't."""
        source, refunds = table(PaymentRow), table(RefundRow)
        by_hand = (source.c.method == "store_credit") & source.c.number.is_(None)
        query = (
            select(source)
            .where(source.c.customer_id.in_(list(customer_ids)), by_hand, source.c.used < source.c.amount)
            .where(source.c.id.not_in(select(refunds.c.credit_id).where(refunds.c.credit_id.is_not(None))))
            .order_by(source.c.day, source.c.id)
        )
        return [_payment(row) for row in self._connection.execute(query)]

    def of_ticket(self, ticket_id: int) -> list[Held]:
        """Every deposit that was ever taken for a ticket, oldest first, and what became of it."""
        source, refunds = table(PaymentRow), table(RefundRow)
        query = select(source).where(source.c.ticket_id == ticket_id).order_by(source.c.id)
        payments = [_payment(row) for row in self._connection.execute(query)]
        back = (
            select(refunds.c.payment_id, func.sum(refunds.c.amount))
            .where(refunds.c.payment_id.in_([one.id for one in payments]))
            .group_by(refunds.c.payment_id)
        )
        given = {key: int(amount) for key, amount in self._connection.execute(back)} if payments else {}
        return [Held(one, one.used - given.get(one.id, 0), given.get(one.id, 0)) for one in payments]

    def settles(self, payment_id: int) -> dict[int, int]:
        """What a payment settles by invoice, the newest invoice last; reversed parts are taken off."""
        source = table(AllocationRow)
        amount = func.sum(source.c.amount)
        query = (
            select(source.c.invoice_id, amount)
            .where(source.c.payment_id == payment_id)
            .group_by(source.c.invoice_id)
            .having(amount > 0)
            .order_by(func.max(source.c.id))
        )
        return {key: int(part) for key, part in self._connection.execute(query)}

    def received_for(self, invoice_id: int) -> int:
        """The money (payments and store credit, no credit notes) that settles an invoice."""
        source = table(AllocationRow)
        query = select(func.coalesce(func.sum(source.c.amount), 0))
        query = query.where(source.c.invoice_id == invoice_id, source.c.payment_id.is_not(None))
        return int(self._connection.execute(query).scalar_one())

    def given_back_for(self, invoice_id: int) -> int:
        """What went out of the credit notes of an invoice: to the customer, to credit, for a fee."""
        notes = table(InvoiceRow)
        found = 0
        for source in (table(RefundRow), table(AllocationRow)):
            query = select(func.coalesce(func.sum(source.c.amount), 0)).join_from(
                source, notes, notes.c.id == source.c.credit_note_id
            )
            query = query.where(notes.c.corrects_id == invoice_id)
            if source.name == "allocations":
                query = query.where(source.c.invoice_id != invoice_id)
            found += int(self._connection.execute(query).scalar_one())
        return found

    def allocations(
        self, invoice_id: int | None = None, payment_id: int | None = None, credit_note_id: int | None = None
    ) -> list[Allocation]:
        """Allocations to an invoice, of a payment, of a credit note, or all of them, oldest first."""
        source = table(AllocationRow)
        query = select(source).order_by(source.c.id)
        wanted = {"invoice_id": invoice_id, "payment_id": payment_id, "credit_note_id": credit_note_id}
        for name, key in wanted.items():
            if key is not None:
                query = query.where(source.c[name] == key)
        return [Allocation(**pick(row, Allocation)) for row in self._connection.execute(query)]

    def refunds(
        self, payment_id: int | None = None, credit_note_ids: Iterable[int] | None = None
    ) -> list[Refund]:
        """Refunds and reversals of a payment, of credit notes, or all of them, oldest first."""
        source = table(RefundRow)
        query = select(source).order_by(source.c.id)
        if payment_id is not None:
            query = query.where(source.c.payment_id == payment_id)
        if credit_note_ids is not None:
            query = query.where(source.c.credit_note_id.in_(list(credit_note_ids)))
        return [
            Refund(**pick(row, Refund, "ref"), ref=row.ref or "") for row in self._connection.execute(query)
        ]

    def credit_of(self, customer_id: int) -> dict[str, int]:
        """Free credit of a customer by currency: what isn't allocated, given back or held for a ticket."""
        source = table(PaymentRow)
        free = (source.c.used < source.c.amount) & (source.c.ticket_id.is_(None) | source.c.released)
        query = (
            select(source.c.currency, func.sum(source.c.amount - source.c.used))
            .where(source.c.customer_id == customer_id, free)
            .group_by(source.c.currency)
        )
        return {currency: int(amount) for currency, amount in self._connection.execute(query)}

    def unpaid(self, customer_id: int) -> list[OpenInvoice]:
        """A customer's unpaid invoices in every currency, the oldest due first."""
        source = table(InvoiceRow)
        query = (
            select(*(source.c[name] for name in _OPEN))
            .where(source.c.customer_id == customer_id, text(OWED))
            .order_by(source.c.due_day, source.c.id)
        )
        return [OpenInvoice(*row) for row in self._connection.execute(query)]

    def settled_numbers(self, payment_ids: Sequence[int]) -> dict[int, list[str]]:
        """The numbers of the invoices that payments settle, by payment; reversed parts are taken off."""
        source, invoices = table(AllocationRow), table(InvoiceRow)
        query = (
            select(source.c.payment_id, invoices.c.number)
            .join_from(source, invoices, invoices.c.id == source.c.invoice_id)
            .where(source.c.payment_id.in_(payment_ids))
            .group_by(source.c.payment_id, invoices.c.id, invoices.c.number)
            .having(func.sum(source.c.amount) > 0)
            .order_by(source.c.payment_id, func.min(source.c.id))
        )
        found = defaultdict[int, list[str]](list)
        for key, number in self._connection.execute(query):
            found[key].append(number)
        return dict(found)

    def open_invoices(self, customer_id: int, currency: str) -> list[tuple[int, int]]:
        """Id and balance of a customer's unpaid invoices, the oldest due first."""
        source = table(InvoiceRow)
        query = (
            select(source.c.id, source.c.balance)
            .where(source.c.customer_id == customer_id, source.c.currency == currency)
            .where(source.c.bucket.in_(["open", "partly_paid"]))
            .order_by(source.c.due_day, source.c.id)
        )
        return [(key, balance) for key, balance in self._connection.execute(query)]
