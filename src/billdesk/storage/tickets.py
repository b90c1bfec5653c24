"""Tickets, the labor log and charges on file."""

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, date
from typing import Any

from sqlalchemy import Connection, Row, delete, func, not_, select, update

from billdesk.domain.errors import Missing
from billdesk.domain.ticket import Charge, Note, Ticket, TicketAsset, TimeEntry
from billdesk.storage.mapping import (
    Values,
    all_rows,
    chunks,
    discount_columns,
    discount_of,
    insert_rows,
    pick,
    plain,
    rows_in,
    table,
    tax_columns,
    tax_of,
)
from billdesk.storage.search import as_words, folded
from billdesk.storage.tables import (
    ChargeRow,
    InvoiceLineRow,
    NoteRow,
    TicketAssetRow,
    TicketRow,
    TimeEntryRow,
)
from billdesk.storage.tables.base import Base

_DIGITS = re.compile(r"\d+")


def _ticket_row(ticket: Ticket) -> Values:
    number = ticket.number or ""
    return plain(ticket) | {
        "number_sort": _DIGITS.sub(lambda found: found[0].zfill(12), folded(number)),
        "subject_sort": folded(ticket.subject),
        "words": as_words(f"{number} {ticket.ref} {ticket.subject} {ticket.description}"),
    }


def _charge(row: Row[Any]) -> Charge:
    return Charge(**pick(row, Charge, "tax", "discount"), tax=tax_of(row), discount=discount_of(row))


def _charge_row(charge: Charge) -> Values:
    row = plain(charge, "tax", "discount", "invoice_id") | tax_columns(charge.tax)
    row |= discount_columns(charge.discount)
    return row | {"invoice_id": None, "ref": charge.ref or f"charge-{charge.id}"}


def _time_row(entry: TimeEntry) -> Values:
    started = entry.started.astimezone(UTC).date() if entry.started else date.min
    return plain(entry, "state") | {"day_sort": entry.day or started}


class Tickets:
    """The tickets of a shop."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, tickets: Sequence[Ticket]) -> None:
        """Write new tickets."""
        insert_rows(self._connection, TicketRow, [_ticket_row(ticket) for ticket in tickets])

    def change(self, ticket: Ticket) -> bool:
        """Write an edited ticket, whose version goes up; False where it is another version by now."""
        source = table(TicketRow)
        values = _ticket_row(ticket) | {"version": ticket.version + 1}
        same = (source.c.id == ticket.id) & (source.c.version == ticket.version)
        return self._connection.execute(update(source).where(same).values(values)).rowcount == 1

    def assets_of(self, ticket_id: int) -> tuple[int, ...]:
        """The ids of the assets that a ticket is about."""
        source = table(TicketAssetRow)
        query = select(source.c.asset_id).where(source.c.ticket_id == ticket_id).order_by(source.c.asset_id)
        return tuple(self._connection.execute(query).scalars())

    def set_assets(self, ticket_id: int, asset_ids: Iterable[int]) -> None:
        """Say which assets a ticket is about."""
        source = table(TicketAssetRow)
        self._connection.execute(delete(source).where(source.c.ticket_id == ticket_id))
        rows = [{"ticket_id": ticket_id, "asset_id": key} for key in sorted(set(asset_ids))]
        insert_rows(self._connection, TicketAssetRow, rows)

    def add_assets(self, assets: Sequence[TicketAsset]) -> None:
        """Write which assets tickets are about."""
        insert_rows(self._connection, TicketAssetRow, [plain(one) for one in assets])

    def all_assets(self) -> tuple[TicketAsset, ...]:
        """Which assets all tickets are about."""
        rows = all_rows(self._connection, TicketAssetRow)
        return tuple(TicketAsset(**pick(row, TicketAsset)) for row in rows)

    def add_notes(self, notes: Sequence[Note]) -> None:
        """Write lines of tickets' notes."""
        insert_rows(self._connection, NoteRow, [plain(note) for note in notes])

    def notes_of(self, ticket_id: int | None = None) -> tuple[Note, ...]:
        """The notes of a ticket, the newest first, or of all, the oldest first."""
        source = table(NoteRow)
        query = select(source).order_by(source.c.id)
        if ticket_id is not None:
            query = select(source).where(source.c.ticket_id == ticket_id).order_by(source.c.id.desc())
        return tuple(Note(**pick(row, Note)) for row in self._connection.execute(query))

    def add_time(self, entries: Sequence[TimeEntry]) -> None:
        """Write new rows of the labor log; whether they are charged is told by their charge."""
        insert_rows(self._connection, TimeEntryRow, list(map(_time_row, entries)))

    def change_time(self, entry: TimeEntry) -> bool:
        """Write an edited row of the labor log, whose version goes up; False where it is another by now."""
        return self._change(TimeEntryRow, entry.id, _time_row(entry))

    def remove_time(self, entry_id: int) -> None:
        """Take a row off the labor log that isn't charged."""
        source = table(TimeEntryRow)
        self._connection.execute(delete(source).where(source.c.id == entry_id))

    def change_charge(self, charge: Charge) -> bool:
        """Write an edited charge, whose version goes up; False where it is another by now."""
        values = _charge_row(charge)
        del values["invoice_id"]  # told by the lines of invoices
        return self._change(ChargeRow, charge.id, values)

    def _change(self, row_class: type[Base], key: int, values: Values) -> bool:
        source = table(row_class)
        same = (source.c.id == key) & (source.c.version == values["version"])
        values = values | {"version": values["version"] + 1}
        return self._connection.execute(update(source).where(same).values(values)).rowcount == 1

    def add_charges(self, charges: Sequence[Charge]) -> None:
        """Write new charges, none of them billed; billing comes with the invoice line."""
        insert_rows(self._connection, ChargeRow, [_charge_row(charge) for charge in charges])

    def remove_charge(self, charge_id: int) -> None:
        """Take a charge back that isn't billed; the database refuses one that is.

        Where a voided invoice tells of it, it stays on file as withdrawn.
        """
        source, lines = table(ChargeRow), table(InvoiceLineRow)
        mine, told = source.c.id == charge_id, select(lines.c.id).where(lines.c.charge_id == charge_id)
        if self._connection.execute(told.limit(1)).first() is None:
            self._connection.execute(delete(source).where(mine))
        else:
            self.withdraw([charge_id])

    def withdraw(self, charge_ids: Iterable[int]) -> None:
        """Never bill charges again that voided invoices tell of."""
        source = table(ChargeRow)
        values = {"withdrawn": True, "time_entry_id": None}
        for some in chunks(charge_ids):
            self._connection.execute(update(source).where(source.c.id.in_(some)).values(values))

    def set_status(self, ticket_id: int, status: str) -> None:
        """Give a ticket another status."""
        source = table(TicketRow)
        values = {"status": status, "version": source.c.version + 1}
        self._connection.execute(update(source).where(source.c.id == ticket_id).values(values))

    def find(self, name: str) -> Ticket:
        """The ticket of that ref or number; Missing when there is none."""
        source = table(TicketRow)
        wanted = (source.c.ref == name) | (source.c.number == name)
        query = select(source).where(wanted).order_by(source.c.id).limit(1)
        row = self._connection.execute(query).first()
        if row is None:
            raise Missing("ticket_missing", ticket=name)
        return Ticket(**pick(row, Ticket))

    def by_id(self, ticket_id: int) -> Ticket:
        """The ticket of that id; Missing when there is none."""
        for row in rows_in(self._connection, TicketRow, "id", [ticket_id]):
            return Ticket(**pick(row, Ticket))
        raise Missing("ticket_missing", ticket=ticket_id)

    def is_taken(self, name: str) -> bool:
        """Whether a ticket has that ref or number."""
        found = (rows_in(self._connection, TicketRow, column, [name]) for column in ("ref", "number"))
        return any(any(rows) for rows in found)

    def technicians(self) -> tuple[str, ...]:
        """Everybody who is named as a technician of a ticket, in order."""
        source = table(TicketRow)
        query = select(source.c.technician).where(source.c.technician != "").distinct()
        return tuple(sorted(self._connection.execute(query).scalars(), key=folded))

    def who_worked(self) -> tuple[str, ...]:
        """Everybody who logged time, in order."""
        source = table(TimeEntryRow)
        query = select(source.c.technician).where(source.c.technician != "").distinct()
        return tuple(sorted(self._connection.execute(query).scalars(), key=folded))

    def choices(self, words: str, limit: int) -> tuple[Ticket, ...]:
        """Tickets whose number or subject has every word, the newest first."""
        source = table(TicketRow)
        text = func.coalesce(source.c.number, "") + " " + source.c.subject
        query = select(source).where(*[text.icontains(word, autoescape=True) for word in words.split()])
        query = query.order_by(source.c.id.desc()).limit(limit)
        return tuple(Ticket(**pick(row, Ticket)) for row in self._connection.execute(query))

    def all(self, customer_id: int | None = None, ids: Iterable[int] | None = None) -> list[Ticket]:
        """Tickets, oldest first: every one, of a customer, or by their ids."""
        source = table(TicketRow)
        query = select(source).order_by(source.c.id)
        if customer_id is not None:
            query = query.where(source.c.customer_id == customer_id)
        if ids is not None:
            query = query.where(source.c.id.in_(list(ids)))
        return [Ticket(**pick(row, Ticket)) for row in self._connection.execute(query)]

    def charges_of(self, ticket_id: int | None = None) -> list[Charge]:
        """Charges of a ticket, or of all with those that were withdrawn, oldest first."""
        source = table(ChargeRow)
        query = select(source).order_by(source.c.id)
        if ticket_id is not None:
            query = query.where(source.c.ticket_id == ticket_id, not_(source.c.withdrawn))
        return [_charge(row) for row in self._connection.execute(query)]

    def charges(self, ids: Iterable[int]) -> dict[int, Charge]:
        """Charges by id."""
        return {row.id: _charge(row) for row in rows_in(self._connection, ChargeRow, "id", ids)}

    def time(self, entry_id: int) -> TimeEntry:
        """One row of the labor log with its state; Missing when there is none."""
        for row in rows_in(self._connection, TimeEntryRow, "id", [entry_id]):
            found = [one for one in self.time_of(row.ticket_id) if one.id == entry_id]
            return found[0]
        raise Missing("time_missing", time=entry_id)

    def charge_of_time(self, entry_id: int) -> Charge | None:
        """The charge that a time entry has become; None while it isn't charged."""
        found = rows_in(self._connection, ChargeRow, "time_entry_id", [entry_id])
        return next((_charge(row) for row in found), None)

    def lock(self, entry_id: int) -> None:
        """Wait for others who charge the same time."""
        source = table(TimeEntryRow)
        self._connection.execute(select(source.c.id).where(source.c.id == entry_id).with_for_update())

    def time_of(self, ticket_id: int | None = None) -> list[TimeEntry]:
        """The labor log of a ticket, or of all, with the state that each entry's charge gives it."""
        log, charge = table(TimeEntryRow), table(ChargeRow)
        query = (
            select(log, charge.c.id.label("charge_id"), charge.c.invoice_id, charge.c.billed_elsewhere)
            .join_from(log, charge, charge.c.time_entry_id == log.c.id, isouter=True)
            .order_by(log.c.id)
        )
        if ticket_id is not None:
            query = query.where(log.c.ticket_id == ticket_id)
        return [
            TimeEntry(**pick(row, TimeEntry), state=_state(row)) for row in self._connection.execute(query)
        ]

    def pending(self, customer_ids: Iterable[int]) -> list[tuple[Ticket, Charge]]:
        """Charges of customers that no live invoice bills, oldest first, each with its ticket."""
        source = table(ChargeRow)
        found: list[Charge] = []
        for some in chunks(customer_ids):
            elsewhere = source.c.billed_elsewhere | source.c.withdrawn
            waiting = source.c.invoice_id.is_(None) & not_(elsewhere)
            query = select(source).where(source.c.customer_id.in_(some), waiting).order_by(source.c.id)
            found += [_charge(row) for row in self._connection.execute(query)]
        tickets: dict[int, Ticket] = {}
        for part in chunks({charge.ticket_id for charge in found}):
            tickets |= {ticket.id: ticket for ticket in self.all(ids=part)}
        return [(tickets[charge.ticket_id], charge) for charge in found]


def _state(row: Row[Any]) -> str:
    if row.charge_id is None:
        return "not_charged"
    return "invoiced" if row.invoice_id is not None or row.billed_elsewhere else "charged"
