"""Deliveries on file: what waits, what is being handed over, what became of it."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, func, select, update

from billdesk.domain.errors import Missing
from billdesk.domain.history import Delivery
from billdesk.storage.mapping import insert_rows, pick, plain, rows_in, table, take_ids, update_rows
from billdesk.storage.tables import DeliveryRow


def _delivery(row: Row[Any]) -> Delivery:
    return Delivery(**pick(row, Delivery, "recipients"), recipients=tuple(row.recipients))


def _is_ready(now: datetime) -> ColumnElement[bool]:
    source = table(DeliveryRow)
    return (source.c.state == "queued") & (source.c.not_before.is_(None) | (source.c.not_before <= now))


class Outbox:
    """The deliveries of a shop."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, deliveries: Sequence[Delivery], at: datetime) -> list[int]:
        """Write new deliveries; their ids."""
        ids = take_ids(self._connection, DeliveryRow, len(deliveries))
        rows = [
            plain(one)
            | {
                "id": key,
                "recipients": list(one.recipients),
                "made_at": one.made_at or at,
                "changed_at": one.changed_at or at,
                "sender_process": None,
            }
            for one, key in zip(deliveries, ids, strict=True)
        ]
        insert_rows(self._connection, DeliveryRow, rows)
        return ids

    def ready(self, now: datetime, limit: int) -> list[Delivery]:
        """Deliveries whose time has come, oldest first; they aren't taken by it."""
        source = table(DeliveryRow)
        query = select(source).where(_is_ready(now)).order_by(source.c.id).limit(limit)
        return [_delivery(row) for row in self._connection.execute(query)]

    def claim(
        self, now: datetime, process: str, limit: int, ids: Sequence[int] | None = None
    ) -> list[Delivery]:
        """Take deliveries whose time has come, oldest first, of all or of some: *sending* from now on.

        Two senders never get the same one: SQLite has one writer, PostgreSQL skips locked rows.
        """
        source = table(DeliveryRow)
        ready = _is_ready(now) if ids is None else _is_ready(now) & source.c.id.in_(ids)
        query = (
            select(source).where(ready).order_by(source.c.id).limit(limit).with_for_update(skip_locked=True)
        )
        found = [_delivery(row) for row in self._connection.execute(query)]
        values = {
            "state": "sending",
            "tries": source.c.tries + 1,
            "changed_at": now,
            "sender_process": process,
        }
        keys = [one.id for one in found]
        self._connection.execute(update(source).where(source.c.id.in_(keys)).values(values))
        return found

    def settle(
        self, delivery_id: int, state: str, reply: str, at: datetime, not_before: datetime | None = None
    ) -> None:
        """Write what became of a delivery."""
        source = table(DeliveryRow)
        values = {
            "state": state,
            "reply": reply,
            "changed_at": at,
            "not_before": not_before,
            "sender_process": None,
        }
        self._connection.execute(update(source).where(source.c.id == delivery_id).values(values))

    def settle_all(self, deliveries: Sequence[Delivery]) -> None:
        """Write what became of many deliveries: state, tries, reply and when."""
        names = ("id", "state", "tries", "reply", "changed_at")
        rows = [{name: getattr(one, name) for name in names} for one in deliveries]
        update_rows(self._connection, DeliveryRow, rows)

    def put_back(self, delivery_id: int, at: datetime) -> None:
        """A claimed delivery that was never handed over waits again, as if it hadn't been tried."""
        source = table(DeliveryRow)
        values = {
            "state": "queued",
            "tries": source.c.tries - 1,
            "changed_at": at,
            "sender_process": None,
        }
        found = (source.c.id == delivery_id) & (source.c.state == "sending")
        self._connection.execute(update(source).where(found).values(values))

    def holds(self, delivery_id: int, process: str) -> bool:
        """Whether a process is still the one to say what became of a delivery; locks it where it is."""
        source = table(DeliveryRow)
        query = select(source.c.sender_process).where(source.c.id == delivery_id).with_for_update()
        return self._connection.execute(query).scalar() == process

    def lose(self, delivery_id: int, reply: str, at: datetime) -> None:
        """Nobody knows what became of it; its process may still tell, until somebody decides."""
        source = table(DeliveryRow)
        values = {"state": "unknown", "reply": reply, "changed_at": at}
        self._connection.execute(update(source).where(source.c.id == delivery_id).values(values))

    def requeue(self, delivery_id: int, recipients: Sequence[str], at: datetime) -> None:
        """Let a delivery wait again as if it were new, under its old Message-ID."""
        source = table(DeliveryRow)
        values = {
            "state": "queued",
            "recipients": list(recipients),
            "tries": 0,
            "not_before": None,
            "changed_at": at,
            "sender_process": None,
        }
        self._connection.execute(update(source).where(source.c.id == delivery_id).values(values))

    def handed_over_since(self, moment: datetime) -> int:
        """How many deliveries were tried since then and not put off."""
        source = table(DeliveryRow)
        tried = source.c.state.in_(("sending", "sent", "failed", "unknown")) & (source.c.tries > 0)
        query = select(func.count()).where(tried, source.c.changed_at > moment)
        return int(self._connection.execute(query).scalar_one())

    def next_due(self) -> datetime | None:
        """When the first of the queued deliveries that were put off may be tried; None for none."""
        source = table(DeliveryRow)
        query = select(func.min(source.c.not_before)).where(source.c.state == "queued")
        return self._connection.execute(query).scalar()

    def sending(self) -> list[tuple[Delivery, str]]:
        """Deliveries that some process is handing over, with that process."""
        source = table(DeliveryRow)
        query = select(source).where(source.c.state == "sending").order_by(source.c.id)
        return [(_delivery(row), row.sender_process or "") for row in self._connection.execute(query)]

    def by_id(self, delivery_id: int) -> Delivery:
        """One delivery; Missing when there is none."""
        source = table(DeliveryRow)
        return self._one(delivery_id, select(source).where(source.c.id == delivery_id))

    def locked(self, delivery_id: int) -> Delivery:
        """One delivery, which nobody else changes until the end of the transaction."""
        source = table(DeliveryRow)
        return self._one(delivery_id, select(source).where(source.c.id == delivery_id).with_for_update())

    def _one(self, delivery_id: int, query: Select[Any]) -> Delivery:
        row = self._connection.execute(query).first()
        if row is None:
            raise Missing("delivery_missing", delivery=delivery_id)
        return _delivery(row)

    def of_invoice(self, invoice_id: int) -> list[Delivery]:
        """The deliveries of an invoice, oldest first."""
        source = table(DeliveryRow)
        query = select(source).where(source.c.invoice_id == invoice_id).order_by(source.c.id)
        return [_delivery(row) for row in self._connection.execute(query)]

    def of_ticket(self, ticket_id: int, *states: str) -> list[Delivery]:
        """The deliveries of a ticket's work orders that are in one of the states, oldest first."""
        rows = rows_in(self._connection, DeliveryRow, "ticket_id", [ticket_id])
        return [_delivery(row) for row in rows if row.state in states]

    def of_invoices(self, invoice_ids: Iterable[int], *states: str) -> list[Delivery]:
        """The deliveries of some invoices that are in one of the states."""
        rows = rows_in(self._connection, DeliveryRow, "invoice_id", invoice_ids)
        return [_delivery(row) for row in rows if row.state in states]

    def of_payments(self, payment_ids: Iterable[int], *states: str) -> list[Delivery]:
        """The deliveries of the receipts of some payments that are in one of the states."""
        rows = rows_in(self._connection, DeliveryRow, "payment_id", payment_ids)
        return [_delivery(row) for row in rows if row.state in states]

    def newest(self, limit: int, *states: str) -> list[Delivery]:
        """The newest deliveries in one of the states (in any, where none is named), newest first."""
        source = table(DeliveryRow)
        query = select(source).order_by(source.c.id.desc()).limit(limit)
        if states:
            query = query.where(source.c.state.in_(states))
        return [_delivery(row) for row in self._connection.execute(query)]

    def all(self, *states: str) -> list[Delivery]:
        """Every delivery in one of the states (in any, where none is named), oldest first."""
        source = table(DeliveryRow)
        query = select(source).order_by(source.c.id)
        if states:
            query = query.where(source.c.state.in_(states))
        return [_delivery(row) for row in self._connection.execute(query)]

    def counts_since(self, moment: datetime, before: int) -> dict[str, int]:
        """How many e-mails of invoices made since then, and before that delivery, are in each state."""
        source = table(DeliveryRow)
        mine = (source.c.id < before) & (source.c.made_at >= moment) & source.c.invoice_id.is_not(None)
        query = select(source.c.state, func.count()).where(mine).group_by(source.c.state)
        return {state: int(count) for state, count in self._connection.execute(query)}

    def counts(self) -> dict[str, int]:
        """How many deliveries there are in each state."""
        source = table(DeliveryRow)
        query = select(source.c.state, func.count()).group_by(source.c.state)
        return {state: int(count) for state, count in self._connection.execute(query)}
