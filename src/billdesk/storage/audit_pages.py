"""Pages of the audit trail, along its moments or the lines of one thing, with what the things are called."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, literal, select, text, tuple_

from billdesk.domain.audit import AuditLine
from billdesk.domain.lists import TOP, Page, PageKey, Part
from billdesk.storage.mapping import chunks, table
from billdesk.storage.tables import AuditRow

_NAMES = {
    "invoice": (
        "SELECT p.id, coalesce(p.number, p.title), c.name, p.currency FROM invoices p"
        " JOIN customers c ON c.id = p.customer_id"
    ),
    "payment": (
        "SELECT p.id, coalesce(p.number, ''), c.name, p.currency FROM payments p"
        " JOIN customers c ON c.id = p.customer_id"
    ),
    "customer": "SELECT id, name, '', '' FROM customers",
    "schedule": (
        "SELECT p.id, p.title, c.name, '' FROM schedules p JOIN customers c ON c.id = p.customer_id"
    ),
    "ticket": (
        "SELECT p.id, coalesce(p.number, p.ref), c.name, '' FROM tickets p"
        " JOIN customers c ON c.id = p.customer_id"
    ),
    "charge": (
        "SELECT p.id, p.description, c.name, '' FROM charges p JOIN customers c ON c.id = p.customer_id"
    ),
    "product": "SELECT id, name, '', '' FROM products",
    "tax": "SELECT id, name, '', '' FROM taxes",
    "terms": "SELECT id, name, '', '' FROM terms",
}
"""What things are called, by their kind: id, name, customer, currency."""
Names = dict[tuple[str, int], tuple[str, str, str]]


@dataclass(frozen=True, slots=True)
class AuditQuestion:
    """One list of lines as it is asked for: of a thing or all, between two moments, in which order."""

    kind: str = ""
    subject_id: int | None = None
    since: datetime | None = None
    until: datetime | None = None  # before this moment
    descending: bool = True


class AuditPages:
    """The trail as a list."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def page(self, question: AuditQuestion, part: Part = TOP) -> Page[AuditLine]:
        """One part of the list; an empty page beyond either end."""
        source, backwards = table(AuditRow), part.before is not None
        start = part.before if backwards else part.after
        query = _narrowed(select(source), question)
        descending = question.descending != backwards
        if start is not None:
            here = tuple_(source.c.at, source.c.id)
            there = tuple_(literal(start.value, source.c.at.type), literal(start.id))
            query = query.where(here < there if descending else here > there)
        order = [one.desc() if descending else one for one in (source.c.at, source.c.id)]
        query = query.order_by(*order).limit(part.limit).offset(0 if start else part.offset)
        found = list(self._connection.execute(query))
        found = found[::-1] if backwards else found
        if not found:
            return Page((), None, None)
        names = self._names((row.kind, row.subject_id) for row in found)
        rows = tuple(_line(row, names) for row in found)
        return Page(rows, PageKey(found[0].at, found[0].id), PageKey(found[-1].at, found[-1].id))

    def count(self, question: AuditQuestion) -> int:
        """How many lines there are."""
        query = _narrowed(select(func.count()).select_from(table(AuditRow)), question)
        return int(self._connection.execute(query).scalar_one())

    def _names(self, things: Iterable[tuple[str, int]]) -> Names:
        """What the things are called; those that are gone are left out."""
        ids: dict[str, set[int]] = defaultdict(set)
        for kind, key in things:
            if kind in _NAMES:
                ids[kind].add(key)
        names: Names = {}
        for kind, keys in ids.items():
            own = "p.id" if " p " in _NAMES[kind] else "id"
            for some in chunks(sorted(keys)):
                marks = ", ".join(map(str, some))  # whole numbers
                for key, *called in self._connection.execute(
                    text(f"{_NAMES[kind]} WHERE {own} IN ({marks})")
                ):
                    names[kind, key] = (called[0], called[1], called[2])
        return names


def _narrowed(query: Select[Any], question: AuditQuestion) -> Select[Any]:
    source = table(AuditRow)
    wanted: list[ColumnElement[bool]] = []
    if question.kind:
        wanted.append(source.c.kind == question.kind)
    if question.subject_id is not None:
        wanted.append(source.c.subject_id == question.subject_id)
    if question.since is not None:
        wanted.append(source.c.at >= question.since)
    if question.until is not None:
        wanted.append(source.c.at < question.until)
    return query.where(*wanted)


def _line(row: Any, names: Names) -> AuditLine:
    facts = row.change or {}
    called = names.get((row.kind, row.subject_id), ("", "", ""))
    name = called[0] or str(facts.get("number") or facts.get("name") or facts.get("title") or "")
    return AuditLine(
        row.id, row.at, row.desk, row.kind, row.subject_id, row.act, facts, name, called[1], called[2]
    )
