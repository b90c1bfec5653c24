"""Timers on file: each a row, so that closing the program, or a crash, ends none."""

from typing import Any

from sqlalchemy import Connection, Row, delete, select

from billdesk.domain.errors import Missing
from billdesk.domain.timer import Reading, Timer
from billdesk.storage.mapping import Values, insert_rows, pick, plain, rows_in, table, update_rows
from billdesk.storage.search import folded
from billdesk.storage.tables import TimerRow


def technician_key(technician: str) -> str:
    """Who somebody is, however the name is written."""
    return folded(technician).strip()


class Timers:
    """The timers of a shop; the database lets one run for each technician."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, timer: Timer) -> None:
        """Write a new timer."""
        insert_rows(self._connection, TimerRow, [_timer_row(timer)])

    def change(self, timer: Timer) -> None:
        """Write what became of a timer."""
        update_rows(self._connection, TimerRow, [_timer_row(timer)])

    def remove(self, timer_id: int) -> None:
        """Take a timer away whose time is in the log."""
        source = table(TimerRow)
        self._connection.execute(delete(source).where(source.c.id == timer_id))

    def by_id(self, timer_id: int) -> Timer:
        """A timer, locked until the end of the transaction; Missing when there is none."""
        source = table(TimerRow)
        self._connection.execute(select(source.c.id).where(source.c.id == timer_id).with_for_update())
        for row in rows_in(self._connection, TimerRow, "id", [timer_id]):
            return _timer(row)
        raise Missing("timer_missing", timer=timer_id)

    def of_ticket(self, ticket_id: int) -> tuple[Timer, ...]:
        """The timers of a ticket, oldest first."""
        return tuple(_timer(row) for row in rows_in(self._connection, TimerRow, "ticket_id", [ticket_id]))

    def of(self, technician: str) -> tuple[Timer, ...]:
        """The timers of somebody, running or not."""
        keys = [technician_key(technician)]
        return tuple(_timer(row) for row in rows_in(self._connection, TimerRow, "technician_key", keys))

    def running(self, locked: bool = False) -> tuple[Timer, ...]:
        """Those that run, oldest first; `locked` until the end of the transaction."""
        source = table(TimerRow)
        query = select(source).where(source.c.wall.is_not(None)).order_by(source.c.id)
        found = self._connection.execute(query.with_for_update() if locked else query)
        return tuple(_timer(row) for row in found)


def _timer(row: Row[Any]) -> Timer:
    seen = None if row.wall is None else Reading(row.wall, row.steady or 0, row.epoch)
    return Timer(**pick(row, Timer, "seen"), seen=seen)


def _timer_row(timer: Timer) -> Values:
    seen = timer.seen
    return plain(timer, "seen") | {
        "technician_key": technician_key(timer.technician),
        "wall": seen.wall if seen else None,
        "steady": seen.steady if seen else None,
        "epoch": seen.epoch if seen else "",
    }
