"""Stored cards and charges on file."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, Select, and_, exists, or_, select, update

from billdesk.domain.card import Charge, StoredCard
from billdesk.storage.mapping import insert_rows, pick, plain, table, take_ids
from billdesk.storage.tables import CardChargeRow, CustomerRow, InvoiceRow, ScheduleRow, StoredCardRow

_C, _S, _I = table(CardChargeRow), table(StoredCardRow), table(InvoiceRow)
_R, _P = table(ScheduleRow), table(CustomerRow)
_LATER = _C.alias("later")


class Tried(NamedTuple):
    """A try to charge an invoice, with what is told of it."""

    charge: Charge
    number: str
    schedule_id: int
    schedule: str  # ref
    title: str
    customer_id: int
    customer: str
    card: str  # brand and last four, "" for none
    billing_date: date | None


class Cards:
    """The cards of customers, and what is charged to them."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def keep(self, card: StoredCard) -> int:
        """Write a card, a new one or one by the same token; its id."""
        mine = (_S.c.processor == card.processor) & (_S.c.token == card.token)
        values = plain(card, "id")
        key = self._connection.execute(select(_S.c.id).where(mine)).scalar()
        if key is not None:
            self._connection.execute(update(_S).where(_S.c.id == key).values(values))
            return int(key)
        key = take_ids(self._connection, StoredCardRow, 1)[0]
        insert_rows(self._connection, StoredCardRow, [values | {"id": key}])
        return key

    def by_id(self, card_id: int) -> StoredCard:
        """One card."""
        return _card(self._connection.execute(select(_S).where(_S.c.id == card_id)).one())

    def of(self, customer_id: int, processor: str) -> StoredCard | None:
        """The card of a customer that is charged: the newest one in use."""
        mine = (_S.c.customer_id == customer_id) & (_S.c.processor == processor) & _S.c.active
        row = self._connection.execute(select(_S).where(mine).order_by(_S.c.id.desc()).limit(1)).first()
        return None if row is None else _card(row)

    def queue(self, charges: Sequence[Charge], at: datetime) -> None:
        """Write new tries; the database refuses a second one for an invoice unless the first is refused."""
        ids = take_ids(self._connection, CardChargeRow, len(charges))
        rows = [
            plain(one) | {"id": key, "process": None, "made_at": at, "changed_at": at}
            for one, key in zip(charges, ids, strict=True)
        ]
        insert_rows(self._connection, CardChargeRow, rows)

    def ready(self, schedules: Collection[int] = ()) -> list[int]:
        """The tries that can be made: of issued invoices with a balance, and those that were asked before."""
        owing = (_I.c.state == "issued") & (_I.c.settled < _I.c.total)
        query = select(_C.c.id).join_from(_C, _I, _I.c.id == _C.c.invoice_id).order_by(_C.c.id)
        query = query.where(_C.c.state == "queued", or_(_C.c.key != "", owing))
        if schedules:
            query = query.where(_I.c.schedule_id.in_(schedules))
        return list(self._connection.execute(query).scalars())

    def locked(self, charge_id: int, *states: str) -> Charge | None:
        """One try in one of the states, which nobody else changes meanwhile; None where it isn't."""
        mine = (_C.c.id == charge_id) & _C.c.state.in_(states)
        query = select(_C).where(mine).with_for_update(skip_locked=True)
        row = self._connection.execute(query).first()
        return None if row is None else _charge(row)

    def write(self, charge: Charge, at: datetime, process: str | None = None) -> None:
        """Write how a try stands, and which process is asking."""
        values = plain(charge, "id", "invoice_id", "attempt", "made_at") | {
            "changed_at": at,
            "process": process,
        }
        self._connection.execute(update(_C).where(_C.c.id == charge.id).values(values))

    def asking(self) -> list[tuple[Charge, str]]:
        """Tries that some process asks for, with that process."""
        query = select(_C).where(_C.c.state == "asking").order_by(_C.c.id)
        return [(_charge(row), row.process or "") for row in self._connection.execute(query)]

    def uncharged(self, limit: int, schedules: Collection[int] = ()) -> list[Tried]:
        """The last tries that are refused while their invoice is open, or unknown; the oldest first."""
        open_still = (_I.c.state == "issued") & (_I.c.settled < _I.c.total)
        last = ~exists().where(_LATER.c.invoice_id == _C.c.invoice_id, _LATER.c.attempt > _C.c.attempt)
        failed = or_(_C.c.state == "unknown", and_(_C.c.state == "refused", open_still, last))
        query = _tried(schedules).where(failed).order_by(_C.c.id).limit(limit)
        return [_told(row) for row in self._connection.execute(query)]

    def tried(self, charge_id: int) -> Tried:
        """A try as it is told of, however it went."""
        return _told(self._connection.execute(_tried().where(_C.c.id == charge_id)).one())


def _tried(schedules: Collection[int] = ()) -> Select[Any]:
    """Tries with what is told of them, of some schedules or of all."""
    query = (
        select(
            _C,
            _I.c.number,
            _I.c.schedule_id,
            _I.c.billing_date,
            _R.c.ref,
            _R.c.title,
            _I.c.customer_id,
            _P.c.name,
            _S.c.brand,
            _S.c.last_four,
        )
        .join_from(_C, _I, _I.c.id == _C.c.invoice_id)
        .join(_R, _R.c.id == _I.c.schedule_id)
        .join(_P, _P.c.id == _I.c.customer_id)
        .outerjoin(_S, _S.c.id == _C.c.card_id)
    )
    return query.where(_I.c.schedule_id.in_(schedules)) if schedules else query


def _card(row: Row[Any]) -> StoredCard:
    return StoredCard(**pick(row, StoredCard))


def _charge(row: Row[Any]) -> Charge:
    return Charge(**pick(row, Charge))


def _told(row: Row[Any]) -> Tried:
    card = f"{row.brand} •••• {row.last_four}" if row.brand else ""
    names = (row.schedule_id, row.ref, row.title, row.customer_id, row.name)
    return Tried(_charge(row), row.number or "", *names, card, row.billing_date)
