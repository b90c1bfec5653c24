"""Generated drafts that the biller throws away: their date is skipped with a reason, and can be had back."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, Connection, update

from billdesk.storage.mapping import table
from billdesk.storage.tables import OccurrenceRow, ScheduleLineRow, ScheduleRow

DISCARDED = "discarded"
"""The reason of an occurrence whose draft was thrown away."""


class Discards:
    """Dates of schedules whose drafts were thrown away."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, schedule_id: int, day: date, note: str) -> None:
        """A billed date whose draft goes is skipped instead; it doesn't count as billed any more.

        Lines that are billed once and were on that draft are billed with the next invoice.
        """
        values = {"state": "skipped", "reason": DISCARDED, "note": note, "invoice_id": None}
        self._connection.execute(update(table(OccurrenceRow)).where(_is(schedule_id, day)).values(values))
        self._count(schedule_id, -1)
        lines = table(ScheduleLineRow)
        mine = (lines.c.schedule_id == schedule_id) & (lines.c.used_on == day)
        self._connection.execute(update(lines).where(mine).values(used_on=None))

    def take_back(self, schedule_id: int, day: date, invoice_id: int, line_ids: Sequence[int]) -> bool:
        """A discarded date is billed again by that draft with these lines; whether it still was discarded."""
        source = table(OccurrenceRow)
        found = _is(schedule_id, day) & (source.c.state == "skipped") & (source.c.reason == DISCARDED)
        values = {"state": "billed", "reason": "", "note": "", "invoice_id": invoice_id}
        if self._connection.execute(update(source).where(found).values(values)).rowcount != 1:
            return False
        self._count(schedule_id, 1, invoice_id)
        lines = table(ScheduleLineRow)
        once = (lines.c.schedule_id == schedule_id) & lines.c.one_time & lines.c.id.in_(list(line_ids))
        self._connection.execute(update(lines).where(once).values(used_on=day))
        return True

    def _count(self, schedule_id: int, more: int, invoice_id: int | None = None) -> None:
        """One billed date more or less."""
        source = table(ScheduleRow)
        values = {"generated": source.c.generated + more, "version": source.c.version + 1}
        mine = update(source).where(source.c.id == schedule_id)
        self._connection.execute(mine.values(values))
        if invoice_id is not None:
            newer = source.c.last_invoice_id.is_(None) | (source.c.last_invoice_id < invoice_id)
            self._connection.execute(mine.where(newer).values(last_invoice_id=invoice_id))


def _is(schedule_id: int, day: date) -> ColumnElement[bool]:
    source = table(OccurrenceRow)
    return (source.c.schedule_id == schedule_id) & (source.c.billing_date == day)
