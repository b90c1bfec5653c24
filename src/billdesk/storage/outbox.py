"""Deliveries on file: what waits, what is being handed over, what became of it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, func, select, update

from billdesk.domain.errors import Missing
from billdesk.domain.history import Delivery
from billdesk.storage.mapping import insert_rows, pick, plain, table, take_ids
from billdesk.storage.tables import DeliveryRow


def _delivery(row: Row[Any]) -> Delivery:
    return Delivery(**pick(row, Delivery, "recipients"), recipients=tuple(row.recipients))


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

    def claim(self, now: datetime, process: str, limit: int) -> list[Delivery]:
        """Take deliveries whose time has come, oldest first: they are *sending* from now on.

        Two senders never get the same one: SQLite has one writer, PostgreSQL skips locked rows.
        """
        source = table(DeliveryRow)
        ready = (source.c.state == "queued") & (source.c.not_before.is_(None) | (source.c.not_before <= now))
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
        if not deliveries:
            return
        source = table(DeliveryRow)
        names = ("state", "tries", "reply", "changed_at")
        values = {name: bindparam(f"new_{name}", type_=source.c[name].type) for name in names}
        statement = update(source).where(source.c.id == bindparam("key")).values(values)
        rows = [{f"new_{name}": getattr(one, name) for name in names} | {"key": one.id} for one in deliveries]
        self._connection.execute(statement, rows)

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

    def sending(self) -> list[tuple[Delivery, str]]:
        """Deliveries that some process is handing over, with that process."""
        source = table(DeliveryRow)
        query = select(source).where(source.c.state == "sending").order_by(source.c.id)
        return [(_delivery(row), row.sender_process or "") for row in self._connection.execute(query)]

    def by_id(self, delivery_id: int) -> Delivery:
        """One delivery; Missing when there is none."""
        source = table(DeliveryRow)
        row = self._connection.execute(select(source).where(source.c.id == delivery_id)).first()
        if row is None:
            raise Missing("delivery_missing", delivery=delivery_id)
        return _delivery(row)

    def of_invoice(self, invoice_id: int) -> list[Delivery]:
        """The deliveries of an invoice, oldest first."""
        source = table(DeliveryRow)
        query = select(source).where(source.c.invoice_id == invoice_id).order_by(source.c.id)
        return [_delivery(row) for row in self._connection.execute(query)]

    def all(self, *states: str) -> list[Delivery]:
        """Every delivery in one of the states (in any, where none is named), oldest first."""
        source = table(DeliveryRow)
        query = select(source).order_by(source.c.id)
        if states:
            query = query.where(source.c.state.in_(states))
        return [_delivery(row) for row in self._connection.execute(query)]

    def counts(self) -> dict[str, int]:
        """How many deliveries there are in each state."""
        source = table(DeliveryRow)
        query = select(source.c.state, func.count()).group_by(source.c.state)
        return {state: int(count) for state, count in self._connection.execute(query)}
