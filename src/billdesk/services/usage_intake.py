"""Vendors' files on their way in: read as the vendor's last ones, matched with what is on file, foreseen."""

import errno
import os
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from billdesk.basics import words
from billdesk.domain.errors import Problem, Refused, Rejected, Trouble
from billdesk.domain.usage import (
    ROLES,
    Alias,
    Columns,
    Entry,
    Filed,
    Likely,
    Names,
    Plan,
    Report,
    added_up,
    key_of_name,
    plan,
)
from billdesk.exchange import usage_csv
from billdesk.exchange.usage_csv import Contents, Manner, Table
from billdesk.services.settings import read_settings
from billdesk.storage.work import Work

MOST_TOLD = 200
"""Problems that are told one by one; who has more mends the file itself."""


@dataclass(frozen=True, slots=True)
class Intake:
    """A vendor's file as it is to be read; columns that aren't given are guessed by their titles.

    `aliases` say whom names of the vendor mean from now on, besides those known already.
    """

    vendor: str
    content: bytes
    as_of: date
    columns: Columns | None = None
    aliases: tuple[Alias, ...] = ()
    file: str = ""


@dataclass(frozen=True, slots=True)
class Stranger:
    """A name of the vendor that nobody is mapped to: on how many rows, and who may be meant."""

    name: str
    rows: int
    likely: tuple[Likely, ...]


@dataclass(frozen=True, slots=True)
class ItemSum:
    """All units (× 10⁴) of an item in the file, before it the newest on file, and whether lines count it."""

    item: str
    quantity: int
    before: int
    counted: bool


@dataclass(frozen=True, slots=True)
class Outlook:
    """What taking a file in would bring; nothing was written."""

    titles: tuple[str, ...]
    columns: Columns
    entries: tuple[Entry, ...] = ()
    strangers: tuple[Stranger, ...] = ()
    items: tuple[ItemSum, ...] = ()
    problems: tuple[Problem, ...] = ()
    bad: int = 0  # rows that can't be read
    named: int = 0  # names that mean somebody else than on file
    names: Mapping[int, str] = field(default_factory=dict)  # of the customers concerned

    def count(self, *fates: str) -> int:
        """How many rows have one of these fates."""
        return sum(one.fate in fates for one in self.entries)

    @property
    def writes(self) -> int:
        """How many rows would be written."""
        return self.count("new", "changed", "unmapped")


def content_of(path: Path) -> bytes:
    """What a file holds; Trouble where it can't be read, Refused where it is far too large."""
    try:
        if not path.is_file():
            raise Trouble(
                "file_cannot_be_read",
                path=str(path),
                reason=os.strerror(errno.EISDIR if path.is_dir() else errno.ENOENT),
            )
        with path.open("rb") as file:
            found = file.read(usage_csv.LARGEST + 1)
    except OSError as error:
        raise Trouble("file_cannot_be_read", path=str(path), reason=error.strerror or "") from error
    if len(found) > usage_csv.LARGEST:
        raise Refused("csv_too_large", most=usage_csv.LARGEST // 1024 // 1024)
    return found


def spelled(work: Work, intake: Intake) -> Intake:
    """The vendor as it is spelled on file, for counter lines look for it as it is."""
    vendor = " ".join(intake.vendor.split())
    known = {key_of_name(one): one for one in reversed(work.usage.vendors())}
    return replace(intake, vendor=known.get(key_of_name(vendor), vendor))


def columns_of(work: Work, intake: Intake, table: Table) -> Columns:
    """The columns that are asked for, else those of the vendor's last file, else those guessed."""
    if intake.columns is not None:
        width = max((len(table.titles), *(len(cells) for _, cells in table.rows[:1000])))
        places = (getattr(intake.columns, role) for role in ROLES)
        if any(at is not None and not 0 <= at < width for at in places):
            raise Rejected((Problem("", "csv_no_such_column", {"columns": width}),))
        return intake.columns
    last = work.usage.last_import(intake.vendor)
    known = usage_csv.columns_by_title(table.titles, last.columns) if last and last.columns else None
    return known or table.guessed


def contents_of(work: Work, intake: Intake, table: Table, columns: Columns) -> Contents:
    """The reports of a file, their items as they are spelled on file."""
    language = read_settings(work).language
    manner = Manner(words.point(language), day_first=language != "en")
    contents = usage_csv.read(table, columns, intake.as_of, manner)
    known = {key_of_name(one): one for one in reversed(work.usage.items(intake.vendor))}
    written: dict[str, str] = {}
    for one in contents.reports:
        if one.item not in written:
            key = key_of_name(one.item)
            written[one.item] = known.setdefault(key, one.item)
    reports = [
        one if written[one.item] == one.item else one._replace(item=written[one.item])
        for one in contents.reports
    ]
    return replace(contents, reports=added_up(reports))


@dataclass(frozen=True, slots=True)
class Made:
    """A plan with what it was made from."""

    plan: Plan
    rows: Sequence[Report]
    filed: Filed


def planned(work: Work, vendor: str, rows: Sequence[Report], decided: Mapping[str, Alias]) -> Made:
    filed = work.usage.filed(vendor, {row.as_of for row in rows}, decided)
    first = plan(rows, filed)
    changed = {slot: filed.usage[slot][0] for slot in first.targets if slot in filed.usage}
    counted = work.usage.counted(changed) if changed else set()
    return Made(plan(rows, filed, counted) if counted else first, rows, filed)


def counted_problem(entry: Entry) -> Problem:
    facts = {"row": entry.id, "name": entry.name, "item": entry.item, "day": entry.as_of}
    return Problem(f"row {entry.id}", "usage_is_counted", facts)


def outlook_of(work: Work, intake: Intake, made: Made, contents: Contents, start: Outlook) -> Outlook:
    entries = made.plan.entries
    owners = {one.customer_id for one in entries if one.customer_id is not None}
    counted, aliases = set(work.usage.items_counted(intake.vendor)), work.usage.aliases(intake.vendor)
    refused = tuple(counted_problem(one) for one in entries if one.fate == "refused")
    return replace(
        start,
        entries=entries,
        strangers=_strangers(work, entries),
        items=_item_sums(entries, counted),
        problems=(contents.problems + refused)[:MOST_TOLD],
        bad=contents.bad,
        named=sum(aliases.get(key_of_name(one.name)) != one for one in intake.aliases),
        names={key: one.name for key, one in work.customers.by_ids(owners).items()},
    )


def _strangers(work: Work, entries: Sequence[Entry]) -> tuple[Stranger, ...]:
    """The names that nobody is mapped to, those with most rows first."""
    names: dict[str, str] = {}
    counts: Counter[str] = Counter()
    for one in entries:
        if one.fate == "unmapped":
            key = key_of_name(one.name)
            names.setdefault(key, one.name)
            counts[key] += 1
    if not counts:
        return ()
    known = Names((one.id, one.name) for one in work.customers.all() if one.active)
    ordered = sorted(counts, key=lambda key: (-counts[key], key))
    return tuple(
        Stranger(names[key], counts[key], known.likely(names[key]) if place < MOST_TOLD else ())
        for place, key in enumerate(ordered)
    )


def _item_sums(entries: Sequence[Entry], counted: set[str]) -> tuple[ItemSum, ...]:
    now: Counter[str] = Counter()
    before: Counter[str] = Counter()
    for one in entries:
        now[one.item] += one.quantity
        known = one.before if one.before is not None else one.last
        before[one.item] += known or 0
    return tuple(ItemSum(item, now[item], before[item], item in counted) for item in sorted(now))
