"""Schedules, their lines and their occurrences on file."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from functools import cache, lru_cache
from typing import Any

from sqlalchemy import Connection, Row, Select, Text, delete, func, select, type_coerce, update

from billdesk.domain.calendar import Recurrence
from billdesk.domain.counting import AS_COUNTED, Counter, Measure, Tier
from billdesk.domain.errors import Missing
from billdesk.domain.history import Occurrence
from billdesk.domain.schedule import Pending, Schedule, ScheduleLine, generate_on
from billdesk.storage.mapping import (
    CHUNK,
    Values,
    all_rows,
    as_choice,
    as_discount,
    at,
    chunks,
    discount_columns,
    field_names,
    insert_rows,
    pick,
    plain,
    rows_in,
    table,
    take_ids,
    tax_columns,
    update_rows,
)
from billdesk.storage.search import as_words, folded
from billdesk.storage.tables import OccurrenceRow, ScheduleLineRow, ScheduleRow
from billdesk.storage.types import Json


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


_LINE = (
    "schedule_id",
    "id",
    "type",
    "description",
    "sort",
    "product_id",
    "quantity",
    "unit",
    "unit_price",
    "discount_percent",
    "discount_fixed",
    "tax_named",
    "tax_id",
    "counter",
    "measure",
    "tier_mode",
    "tiers",
    "when_zero",
    "effective_from",
    "effective_to",
    "one_time",
    "used_on",
    "every",
)
"""The columns that a line is read from: those of JSON as texts, for the same texts come again and again."""


@cache
def _reading_lines() -> Select[Any]:
    source = table(ScheduleLineRow)
    columns = [source.c[name] for name in _LINE]
    texts = [type_coerce(one, Text) if isinstance(one.type, Json) else one for one in columns]
    return select(*texts).order_by(source.c.schedule_id, source.c.position)


def _line(row: Sequence[Any]) -> ScheduleLine:
    """By place, not by name: a run reads more of these than of anything else."""
    _, key, kind, description, sort, product_id, quantity, unit, unit_price, *rest = row
    percent, fixed, named, tax_id, counter, measure, tier_mode, tiers, when_zero, *times = rest
    return ScheduleLine(
        key,
        kind,
        description,
        sort,
        product_id,
        quantity,
        unit,
        unit_price,
        as_discount(percent, fixed),
        as_choice(named, tax_id),
        _counter(counter),
        _measure(measure),
        tier_mode,
        _tiers(tiers),
        when_zero,
        *times,
    )


@lru_cache(maxsize=4096)
def _counter(found: str | None) -> Counter | None:
    return None if found is None else Counter(**json.loads(found))


@lru_cache(maxsize=4096)
def _measure(found: str | None) -> Measure:
    return AS_COUNTED if found is None else Measure(**json.loads(found))


@lru_cache(maxsize=4096)
def _tiers(found: str | None) -> tuple[Tier, ...]:
    return () if found is None else tuple(Tier(up_to, price) for up_to, price in json.loads(found))


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
        "failing_since": None,
    }


_GRID = (
    "frequency",
    "repeat_every",
    "start_date",
    "billing_day",
    "anchor",
    "anchor_index",
    "implicit_day",
)
_OTHERS = ("tax_named", "tax_id", "discount_percent", "discount_fixed", "end_date", "pending")
_SAME = field_names(Schedule, "recurrence", "lines", "tax", "discount", "end", "pending")


def _schedule(row: Row[Any], lines: Sequence[ScheduleLine]) -> Schedule:
    named, tax_id, percent, fixed, end, pending = at(row, ScheduleRow, _OTHERS)
    return Schedule(
        **dict(zip(_SAME, at(row, ScheduleRow, _SAME), strict=True)),
        recurrence=Recurrence(*at(row, ScheduleRow, _GRID)),
        lines=tuple(lines),
        tax=as_choice(named, tax_id),
        discount=as_discount(percent, fixed),
        end=end,
        pending=Pending(**(pending | {"statuses": tuple(pending["statuses"])})) if pending else None,
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

    def count_due(self, today: date) -> int:
        """How many schedules `due` would give."""
        source = table(ScheduleRow)
        query = select(func.count()).select_from(source).where(source.c.generate_on <= today)
        return int(self._connection.execute(query).scalar_one())

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

    def of_customers(self, customer_ids: Iterable[int]) -> list[Schedule]:
        """The schedules of customers with their lines, oldest first."""
        source, ids = table(ScheduleRow), list[int]()
        for some in chunks(customer_ids):
            query = select(source.c.id).where(source.c.customer_id.in_(some))
            ids += self._connection.execute(query).scalars()
        return list(self.by_ids(sorted(ids)).values())

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

    def remember_invoice(self, schedule_id: int, billing_date: date | None, invoice_id: int) -> None:
        """A deleted draft is about to come back: it bills its date again, where nothing else does by now."""
        source, schedules = table(OccurrenceRow), table(ScheduleRow)
        mine = (source.c.schedule_id == schedule_id) & (source.c.billing_date == billing_date)
        statement = update(source).where(mine, source.c.invoice_id.is_(None), source.c.state == "billed")
        self._connection.execute(statement.values(invoice_id=invoice_id))
        newer = (schedules.c.last_invoice_id.is_(None)) | (schedules.c.last_invoice_id < invoice_id)
        wanted = update(schedules).where(schedules.c.id == schedule_id, newer)
        self._connection.execute(wanted.values(last_invoice_id=invoice_id))

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

    def keep_used(self, line_ids: Sequence[int], billing_date: date) -> None:
        """Mark one-time lines as billed."""
        source = table(ScheduleLineRow)
        statement = update(source).where(source.c.id.in_(line_ids)).values(used_on=billing_date)
        self._connection.execute(statement)

    def replace(self, schedule: Schedule) -> None:
        """Write a changed schedule with its lines over the one on file."""
        source, lines = table(ScheduleRow), table(ScheduleLineRow)
        row = _row(schedule)
        for name in ("id", "last_invoice_id", "failure_facts", "failing_since"):
            row.pop(name)
        self._connection.execute(update(source).where(source.c.id == schedule.id).values(row))
        self._connection.execute(delete(lines).where(lines.c.schedule_id == schedule.id))
        rows = [_line_row(schedule.id, position, line) for position, line in enumerate(schedule.lines)]
        insert_rows(self._connection, ScheduleLineRow, rows)

    def _lines(self, schedule_ids: Iterable[int]) -> dict[int, list[ScheduleLine]]:
        """The lines of schedules, in the order in which they were written down."""
        source = table(ScheduleLineRow)
        found: dict[int, list[ScheduleLine]] = defaultdict(list)
        for some in chunks(dict.fromkeys(schedule_ids)):
            query = _reading_lines().where(source.c.schedule_id.in_(some))
            for row in self._connection.execute(query).all():
                found[row[0]].append(_line(row))
        return found
