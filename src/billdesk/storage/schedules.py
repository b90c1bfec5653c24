"""Schedules, their lines and their occurrences on file."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, func, select, update

from billdesk.domain.calendar import Recurrence
from billdesk.domain.counting import AS_COUNTED, Counter, Measure, Tier
from billdesk.domain.errors import Missing
from billdesk.domain.history import Occurrence
from billdesk.domain.schedule import Pending, Schedule, ScheduleLine, generate_on
from billdesk.storage.mapping import (
    CHUNK,
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
    take_ids,
    tax_columns,
    tax_of,
    update_rows,
)
from billdesk.storage.search import as_words, folded
from billdesk.storage.tables import OccurrenceRow, ScheduleLineRow, ScheduleRow


def _measure_json(measure: Measure) -> Values | None:
    usual = plain(AS_COUNTED)
    found = {name: value for name, value in plain(measure).items() if value != usual[name]}
    return found or None


def _line_row(schedule_id: int, position: int, line: ScheduleLine) -> Values:
    row = plain(line, "discount", "tax", "counter", "measure", "tiers")
    row |= discount_columns(line.discount) | tax_columns(line.tax)
    counter = line.counter
    return row | {
        "schedule_id": schedule_id,
        "position": position,
        "counter": {name: value for name, value in plain(counter).items() if value is not None}
        if counter
        else None,
        "measure": _measure_json(line.measure),
        "tiers": [[tier.up_to, tier.unit_price] for tier in line.tiers] or None,
    }


def _line(row: Row[Any]) -> ScheduleLine:
    """Field by field, in their order: a run reads more of these than of anything else."""
    return ScheduleLine(
        row.id,
        row.type,
        row.description,
        row.sort,
        row.product_id,
        row.quantity,
        row.unit,
        row.unit_price,
        discount_of(row),
        tax_of(row),
        None if row.counter is None else Counter(**row.counter),
        AS_COUNTED if row.measure is None else Measure(**row.measure),
        row.tier_mode,
        tuple(Tier(up_to, price) for up_to, price in row.tiers or ()),
        row.when_zero,
        row.effective_from,
        row.effective_to,
        row.one_time,
        row.used_on,
        row.every,
    )


def _progress(schedule: Schedule) -> Values:
    """The columns that change while a schedule runs."""
    day = schedule.next_date
    active = schedule.state == "active" and day is not None
    return {
        "state": schedule.state,
        "next_index": schedule.next_index,
        "next_date": day,
        "generate_on": generate_on(schedule, day) if active and day is not None else None,
        "generated": schedule.generated,
        "last_index": schedule.last_index,
        "failures": schedule.failures,
        "failure": schedule.failure,
        "version": schedule.version,
    }


def search_words(schedule: Schedule) -> str:
    """What a search for a schedule looks through, apart from the customer's name."""
    parts = [schedule.ref, schedule.title, schedule.reference]
    return as_words(" ".join(parts + [line.description for line in schedule.lines]))


def _row(schedule: Schedule) -> Values:
    grid = schedule.recurrence
    row = plain(schedule, "recurrence", "lines", "tax", "discount", "pending", "end")
    row |= discount_columns(schedule.discount) | tax_columns(schedule.tax) | _progress(schedule)
    return row | {
        "title_sort": folded(schedule.title),
        "words": search_words(schedule),
        "frequency": grid.frequency,
        "repeat_every": grid.interval,
        "billing_day": grid.billing_day,
        "start_date": grid.start,
        "anchor": grid.anchor,
        "anchor_index": grid.anchor_index,
        "implicit_day": grid.implicit_day,
        "end_date": schedule.end,
        "pending": plain(schedule.pending) if schedule.pending else None,
        "last_invoice_id": None,
        "failure_facts": None,
    }


def _schedule(row: Row[Any], lines: Sequence[ScheduleLine]) -> Schedule:
    grid = Recurrence(
        row.frequency,
        row.repeat_every,
        row.start_date,
        row.billing_day,
        row.anchor,
        row.anchor_index,
        row.implicit_day,
    )
    pending = Pending(**(row.pending | {"statuses": tuple(row.pending["statuses"])})) if row.pending else None
    return Schedule(
        **pick(row, Schedule, "pending"),
        recurrence=grid,
        lines=tuple(lines),
        tax=tax_of(row),
        discount=discount_of(row),
        end=row.end_date,
        pending=pending,
    )


class Schedules:
    """The recurring invoices of a shop."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, schedules: Sequence[Schedule]) -> None:
        """Write new schedules with their lines; ids are given."""
        insert_rows(self._connection, ScheduleRow, [_row(schedule) for schedule in schedules])
        rows = [
            _line_row(schedule.id, position, line)
            for schedule in schedules
            for position, line in enumerate(schedule.lines)
        ]
        insert_rows(self._connection, ScheduleLineRow, rows)

    def add_occurrences(self, occurrences: Sequence[Occurrence], at: datetime) -> None:
        """Record billing dates as dealt with; the database refuses one that already is."""
        ids = take_ids(self._connection, OccurrenceRow, len(occurrences))
        rows = [
            plain(one, "index") | {"id": key, "position": one.index, "made_at": at}
            for one, key in zip(occurrences, ids, strict=True)
        ]
        insert_rows(self._connection, OccurrenceRow, rows)

    def due(self, today: date) -> Iterator[Schedule]:
        """The due schedules without their lines, enough to plan a run; read row by row."""
        source = table(ScheduleRow)
        query = select(source).where(source.c.generate_on <= today).order_by(source.c.id)
        for row in self._connection.execute(query.execution_options(yield_per=CHUNK)):
            yield _schedule(row, ())

    def lock(self, ids: Iterable[int]) -> None:
        """Let nobody else change these schedules until the end of the transaction; SQLite has one writer."""
        if self._connection.dialect.name == "sqlite":
            return
        source = table(ScheduleRow)
        for some in chunks(sorted(set(ids))):
            query = select(source.c.id).where(source.c.id.in_(some)).order_by(source.c.id)
            self._connection.execute(query.with_for_update())

    def dates(self) -> Iterator[tuple[Schedule, date | None, date | None]]:
        """Every schedule without its lines, with its next date and generation day as they are on file."""
        source = table(ScheduleRow)
        query = select(source).order_by(source.c.id).execution_options(yield_per=CHUNK)
        for row in self._connection.execute(query):
            yield _schedule(row, ()), row.next_date, row.generate_on

    def by_ids(self, ids: Iterable[int]) -> dict[int, Schedule]:
        """Schedules with their lines, by id."""
        rows = list(rows_in(self._connection, ScheduleRow, "id", ids))
        lines = self._lines(row.id for row in rows)
        return {row.id: _schedule(row, lines[row.id]) for row in rows}

    def by_ref(self, ref: str) -> Schedule:
        """The schedule of that ref; Missing when there is none."""
        source = table(ScheduleRow)
        key = self._connection.execute(select(source.c.id).where(source.c.ref == ref)).scalar()
        if key is None:
            raise Missing("schedule_missing", schedule=ref)
        return self.by_ids([key])[key]

    def all(self) -> list[Schedule]:
        """Every schedule, oldest first."""
        rows = list(all_rows(self._connection, ScheduleRow))
        lines = self._lines(row.id for row in rows)
        return [_schedule(row, lines[row.id]) for row in rows]

    def refs(self, ids: Iterable[int]) -> dict[int, str]:
        """The refs of schedules by id."""
        source = table(ScheduleRow)
        found: dict[int, str] = {}
        for some in chunks(ids):
            query = select(source.c.id, source.c.ref).where(source.c.id.in_(some))
            found |= {row.id: row.ref for row in self._connection.execute(query)}
        return found

    def occurrences_of(self, schedule_id: int | None = None) -> list[Occurrence]:
        """Billing dates that are dealt with, of one schedule or of all, in their order."""
        source = table(OccurrenceRow)
        query = select(source).order_by(source.c.schedule_id, source.c.billing_date)
        if schedule_id is not None:
            query = query.where(source.c.schedule_id == schedule_id)
        return [
            Occurrence(**pick(row, Occurrence), index=row.position) for row in self._connection.execute(query)
        ]

    def forget_skipped(self, schedule_id: int, billing_date: date) -> bool:
        """Remove the record of a skipped date so that it can be billed after all; whether there was one."""
        source = table(OccurrenceRow)
        found = (source.c.schedule_id == schedule_id) & (source.c.billing_date == billing_date)
        statement = delete(source).where(found & (source.c.state == "skipped"))
        return self._connection.execute(statement).rowcount == 1

    def forget_invoice(self, schedule_id: int, invoice_id: int) -> None:
        """A draft is about to go: its date stays dealt with, the invoice before it is the last one."""
        source, schedules = table(OccurrenceRow), table(ScheduleRow)
        mine = source.c.invoice_id == invoice_id
        self._connection.execute(update(source).where(mine).values(invoice_id=None))
        newest = select(func.max(source.c.invoice_id)).where(source.c.schedule_id == schedule_id)
        wanted = (schedules.c.id == schedule_id) & (schedules.c.last_invoice_id == invoice_id)
        statement = update(schedules).where(wanted).values(last_invoice_id=newest.scalar_subquery())
        self._connection.execute(statement)

    def keep_progress(self, schedules: Sequence[Schedule], invoices: dict[int, int] | None = None) -> None:
        """Write state, next date and counts of schedules, and the last invoice of those that got one."""
        rows = [
            _progress(schedule) | {"id": schedule.id, "last_invoice_id": (invoices or {}).get(schedule.id)}
            for schedule in schedules
        ]
        update_rows(self._connection, ScheduleRow, rows, kept=("last_invoice_id",))

    def last_invoices(self, ids: Iterable[int]) -> dict[int, int]:
        """The id of the newest invoice of each of some schedules that have one."""
        source = table(ScheduleRow)
        found: dict[int, int] = {}
        for some in chunks(sorted(ids)):
            query = select(source.c.id, source.c.last_invoice_id).where(source.c.id.in_(some))
            rows = self._connection.execute(query.where(source.c.last_invoice_id.is_not(None)))
            found |= {row.id: row.last_invoice_id for row in rows}
        return found

    def invoice_before(self, schedule_id: int, billing_date: date) -> int | None:
        """The id of the invoice of the last occurrence before a billing date; None for the first one."""
        source = table(OccurrenceRow)
        query = (
            select(source.c.invoice_id)
            .where(source.c.schedule_id == schedule_id, source.c.billing_date < billing_date)
            .where(source.c.state == "billed", source.c.invoice_id.is_not(None))
            .order_by(source.c.billing_date.desc())
            .limit(1)
        )
        return self._connection.execute(query).scalar()

    def keep_failure(self, schedule_id: int, code: str, facts: Values) -> int:
        """Record that billing a schedule failed; how many times in a row it has by now."""
        source = table(ScheduleRow)
        values = {"failures": source.c.failures + 1, "failure": code, "failure_facts": facts}
        self._connection.execute(update(source).where(source.c.id == schedule_id).values(values))
        query = select(source.c.failures).where(source.c.id == schedule_id)
        return int(self._connection.execute(query).scalar_one())

    def keep_used(self, line_ids: Sequence[int], billing_date: date) -> None:
        """Mark one-time lines as billed."""
        source = table(ScheduleLineRow)
        statement = update(source).where(source.c.id.in_(line_ids)).values(used_on=billing_date)
        self._connection.execute(statement)

    def failures_of(self, ids: Iterable[int] | None = None) -> list[tuple[int, str, Values]]:
        """Schedules that failed at their last run: id, code, facts."""
        source = table(ScheduleRow)
        query = select(source.c.id, source.c.failure, source.c.failure_facts).where(source.c.failures > 0)
        if ids is not None:
            query = query.where(source.c.id.in_(list(ids)))
        return [(key, code, facts or {}) for key, code, facts in self._connection.execute(query)]

    def replace(self, schedule: Schedule) -> None:
        """Write a changed schedule with its lines over the one on file."""
        source, lines = table(ScheduleRow), table(ScheduleLineRow)
        row = _row(schedule)
        for name in ("id", "last_invoice_id", "failure_facts"):
            row.pop(name)
        self._connection.execute(update(source).where(source.c.id == schedule.id).values(row))
        self._connection.execute(delete(lines).where(lines.c.schedule_id == schedule.id))
        rows = [_line_row(schedule.id, position, line) for position, line in enumerate(schedule.lines)]
        insert_rows(self._connection, ScheduleLineRow, rows)

    def _lines(self, schedule_ids: Iterable[int]) -> dict[int, list[ScheduleLine]]:
        """The lines of schedules, in the order in which they were written down."""
        found: dict[int, list[tuple[int, ScheduleLine]]] = defaultdict(list)
        for row in rows_in(self._connection, ScheduleLineRow, "schedule_id", schedule_ids):
            found[row.schedule_id].append((row.position, _line(row)))
        ordered: dict[int, list[ScheduleLine]] = defaultdict(list)
        for key, lines in found.items():
            ordered[key] = [line for _, line in sorted(lines, key=lambda one: one[0])]
        return ordered
