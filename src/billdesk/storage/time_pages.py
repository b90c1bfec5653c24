"""The report of time: groups and rows of the labor log by pages, counted in the database."""

from typing import Any, NamedTuple

from billdesk.domain.lists import Page, PageKey, Part, Sort
from billdesk.domain.time_report import TimeFilter, TimeGroup, TimeLine, TimeSums
from billdesk.storage.reader import Piece, Reader, chosen, joined, wrapped

NEVER = "0001-01-01"
"""The day of time of which nobody knows when it was."""
_SOURCE = (
    "time_entries e JOIN tickets t ON t.id = e.ticket_id JOIN customers k ON k.id = t.customer_id"
    " JOIN products a ON a.id = e.labor_id LEFT JOIN charges c ON c.time_entry_id = e.id"
)
_ROUNDED = (
    "CASE WHEN a.increment_minutes > 0 THEN"
    " (e.minutes + a.increment_minutes - 1) / a.increment_minutes * a.increment_minutes ELSE e.minutes END"
)
# As domain/ticket.py reckons it.
_BILLED = (
    "CASE WHEN NOT e.billable THEN 0 WHEN e.billed_minutes IS NOT NULL THEN e.billed_minutes"
    f" WHEN e.minutes <= 0 THEN 0 WHEN {_ROUNDED} > a.minimum_minutes THEN {_ROUNDED}"
    " ELSE a.minimum_minutes END"
)
_INVOICED = "(c.invoice_id IS NOT NULL OR c.billed_elsewhere)"
_STATES = {
    "not_charged": "c.id IS NULL",
    "charged": f"c.id IS NOT NULL AND NOT {_INVOICED}",
    "invoiced": f"c.id IS NOT NULL AND {_INVOICED}",
}
_STATE = f"CASE WHEN c.id IS NULL THEN 'not_charged' WHEN {_INVOICED} THEN 'invoiced' ELSE 'charged' END"
_SUMS = ", ".join(
    (
        "count(*) AS entries",
        "coalesce(sum(e.minutes), 0) AS worked",
        f"coalesce(sum({_BILLED}), 0) AS billed",
        "coalesce(sum(CASE WHEN e.billable THEN 0 ELSE e.minutes END), 0) AS free",
        *(
            f"coalesce(sum(CASE WHEN {there} THEN {_BILLED} ELSE 0 END), 0) AS {state}"
            for state, there in _STATES.items()
        ),
    )
)
_BY = {
    "customer": ("k.id", "k.name", "k.search_name"),
    "technician": ("e.technician", "e.technician", "e.technician"),
    "labor": ("a.id", "a.name", "a.name"),
}
_FIGURES = ("entries", "worked", "billed", "free", "not_charged", "charged", "invoiced")
GROUP_SORTS = ("name", *_FIGURES)
_SHOWN = (
    "e.id, e.day_sort, t.id, coalesce(t.number, t.ref), t.subject, k.id, k.name, e.technician, a.name,"
    f" e.notes, e.minutes, {_BILLED}, e.billable, {_STATE}"
)
_ORDERS = {
    "day": ("e.day_sort", "e.id"),
    "customer": ("k.search_name", "k.id", "e.id"),
    "technician": ("e.technician", "e.id"),
    "worked": ("e.minutes", "e.id"),
}
LINE_SORTS = tuple(_ORDERS)


class TimeQuestion(NamedTuple):
    """One list of the report as it is asked for; `by` groups it, "" lists the rows themselves."""

    wanted: TimeFilter
    sort: Sort
    by: str = ""


def time_groups(reader: Reader, question: TimeQuestion, part: Part) -> Page[TimeGroup]:
    """One part of the groups; an empty page beyond either end."""
    key, name, sort = _BY[question.by]
    head = f"SELECT min(e.id) AS id, {key} AS key, {name} AS name, {sort} AS sorted, {_SUMS} FROM {_SOURCE}"  # noqa: S608 words of ours
    grouped = chosen(head, _conditions(question.wanted))
    groups = wrapped(
        "SELECT * FROM (", grouped, f" GROUP BY {', '.join(dict.fromkeys((key, name, sort)))}) g"
    )
    order = ("sorted", "id") if question.sort.key == "name" else (question.sort.key, "id")
    found = _part(reader, groups, [], _Way(order, question.sort, part))
    rows = tuple(TimeGroup(int(one[0]), one[1], one[2], _sums(one[4:])) for one in found)
    place = 3 if question.sort.key == "name" else 4 + _FIGURES.index(question.sort.key)
    return _page(rows, [(_plain(one[place]), one[0]) for one in found])


def time_lines(reader: Reader, question: TimeQuestion, part: Part) -> Page[TimeLine]:
    """One part of the rows; an empty page beyond either end."""
    order = _ORDERS[question.sort.key]
    head = Piece(f"SELECT {_SHOWN}, {', '.join(order)} FROM {_SOURCE}")  # noqa: S608 words of ours
    conditions = _conditions(question.wanted)
    found = _part(reader, head, conditions, _Way(order, question.sort, part))
    keys = [tuple(map(_plain, one[14:])) for one in found]
    return _page(tuple(_line(reader, one) for one in found), keys)


def time_sums(reader: Reader, wanted: TimeFilter) -> TimeSums:
    """What all that a filter finds comes to."""
    return _sums(reader.rows(chosen(f"SELECT {_SUMS} FROM {_SOURCE}", _conditions(wanted)))[0])  # noqa: S608


def time_group_count(reader: Reader, wanted: TimeFilter, by: str) -> int:
    """How many groups there are."""
    head = f"SELECT count(DISTINCT {_BY[by][0]}) FROM {_SOURCE}"  # noqa: S608 words of ours
    return reader.number(chosen(head, _conditions(wanted)))


class _Way(NamedTuple):
    """In which order, and which part of it."""

    order: tuple[str, ...]
    sort: Sort
    part: Part


def _part(reader: Reader, head: Piece, conditions: list[Piece], way: _Way) -> list[Any]:
    """The rows of one part, in the order of the list."""
    backwards = way.part.before is not None
    start = way.part.before if backwards else way.part.after
    descending = way.sort.descending != backwards
    if start is not None:
        values = start.value if isinstance(start.value, tuple) else (start.value,)
        sign, marks = "<" if descending else ">", ", ".join("?" * len(way.order))
        conditions = [*conditions, Piece(f"({', '.join(way.order)}) {sign} ({marks})", (*values, start.id))]
    turn = " DESC" if descending else ""
    order = " ORDER BY " + ", ".join([f"{column}{turn}" for column in way.order])
    limit = f" LIMIT {int(way.part.limit)} OFFSET {0 if start else int(way.part.offset)}"
    found = list(reader.rows(joined((_narrowed(head, conditions), Piece(order + limit)), "")))
    return found[::-1] if backwards else found


def _narrowed(head: Piece, conditions: list[Piece]) -> Piece:
    """The rows of a SELECT that has values of its own, of which every condition holds."""
    return joined((head, chosen("", conditions)), "")


def _page(rows: tuple[Any, ...], keys: list[tuple[Any, ...]]) -> Page[Any]:
    if not rows:
        return Page((), None, None)
    first, last = keys[0], keys[-1]
    return Page(rows, PageKey(first[:-1], first[-1]), PageKey(last[:-1], last[-1]))


def _conditions(wanted: TimeFilter) -> list[Piece]:
    found: list[Piece] = []
    for sign, day in ((">=", wanted.date_from), ("<=", wanted.date_to)):
        if day is not None:
            found.append(Piece(f"e.day_sort {sign} ?", (day,)))
    if wanted.date_to is not None and wanted.date_from is None:
        found.append(Piece(f"e.day_sort > '{NEVER}'"))
    named = (("t.customer_id", wanted.customer_id), ("e.technician", wanted.technician))
    for column, value in (*named, ("e.labor_id", wanted.labor_id)):
        if value is not None:
            found.append(Piece(f"{column} = ?", (value,)))
    if wanted.billable is not None:
        found.append(Piece("e.billable" if wanted.billable else "NOT e.billable"))
    if wanted.state:
        found.append(Piece(_STATES[wanted.state]))
    if wanted.state == "not_charged":
        found.append(Piece("e.billable"))
    return found


def _sums(found: Any) -> TimeSums:
    return TimeSums(*(int(one) for one in found))


def _plain(value: Any) -> Any:
    return int(value) if type(value).__name__ == "Decimal" else value


def _line(reader: Reader, found: Any) -> TimeLine:
    key, day, *facts, billable, state = found[:14]
    known = reader.day(day)
    return TimeLine(*(key, known if known.year > 1 else None, *facts, bool(billable), state))
