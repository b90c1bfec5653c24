"""Schedules that failed at their last run: since when, how often in a row, and why."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import Connection, case, select, update

from billdesk.storage.mapping import Values, table
from billdesk.storage.tables import CustomerRow, ScheduleRow


class Failing(NamedTuple):
    """A schedule that fails, and the date that it can't bill."""

    id: int
    ref: str
    customer_id: int
    customer: str
    title: str
    times: int  # in a row
    since: datetime | None  # None where that was never written down
    billing_date: date | None
    code: str
    facts: Values
    number: str = ""  # of the invoice, where it is billed and only its card wasn't charged


class Failures:
    """The schedules of a shop that fail."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def keep(self, schedule_id: int, code: str, facts: Values, at: datetime) -> int:
        """Record that billing a schedule failed; how many times in a row it has by now."""
        source = table(ScheduleRow)
        values = {
            "failing_since": case((source.c.failures == 0, at), else_=source.c.failing_since),
            "failures": source.c.failures + 1,
            "failure": code,
            "failure_facts": facts,
        }
        self._connection.execute(update(source).where(source.c.id == schedule_id).values(values))
        query = select(source.c.failures).where(source.c.id == schedule_id)
        return int(self._connection.execute(query).scalar_one())

    def of(self, ids: Iterable[int] | None = None) -> list[tuple[int, str, Values]]:
        """Schedules that failed at their last run: id, code, facts."""
        source = table(ScheduleRow)
        query = select(source.c.id, source.c.failure, source.c.failure_facts).where(source.c.failures > 0)
        if ids is not None:
            query = query.where(source.c.id.in_(list(ids)))
        return [(key, code, facts or {}) for key, code, facts in self._connection.execute(query)]

    def all(self, limit: int, least: int = 1) -> list[Failing]:
        """The active ones that failed so often in a row, those that failed most often first."""
        source, customers = table(ScheduleRow), table(CustomerRow)
        query = (
            select(source, customers.c.name)
            .join_from(source, customers, customers.c.id == source.c.customer_id)
            .where(source.c.failures >= least, source.c.state == "active")
            .order_by(source.c.failures.desc(), source.c.id)
            .limit(limit)
        )
        return [
            Failing(
                row.id,
                row.ref,
                row.customer_id,
                row.name,
                row.title,
                row.failures,
                row.failing_since,
                row.next_date,
                row.failure,
                row.failure_facts or {},
            )
            for row in self._connection.execute(query)
        ]
