"""Vendors' usage files: tables of text with their columns guessed, and what is wrong by row and column."""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from io import StringIO
from typing import Any, NamedTuple

from billdesk.domain import typed
from billdesk.domain.bounds import LONGEST_LINE, line_problems
from billdesk.domain.errors import Problem, Refused, Rejected
from billdesk.domain.usage import ROLES, Columns, Report

LARGEST = 256 * 1024 * 1024
LONGEST_CELL = 10_000
MOST_ROWS = 2_000_000
MOST_COLUMNS = 500
MOST_PROBLEMS = 1_000
SAMPLED = 30
"""The titles stand in one of so many first rows."""
_SEPARATORS = (",", ";", "\t", "|")
_TITLES = {
    "customer": """customer customername account accountname tenant tenantname company companyname client
        clientname organization organisation organizationname kunde kundenname mandant firma unternehmen""",
    "item": """item itemname product productname sku skuname service servicename plan offer offername license
        subscription artikel produkt produktname dienst leistung lizenz tarif""",
    "quantity": """quantity qty units count seats users usage licenses licences total menge anzahl einheiten
        lizenzen plätze nutzer""",
    "as_of": """date asof asofdate month reportdate usagedate period periodend billingdate day datum stand
        stichtag monat tag zeitraum""",
}
_KNOWN = {role: frozenset(titles.split()) for role, titles in _TITLES.items()}
_ISO = re.compile(r"(\d{4})-(\d\d?)(?:-(\d\d?))?(?:[T ]\d.*)?", re.ASCII)
_DOTTED = re.compile(r"(\d\d?)\.(\d\d?)\.(\d{4})", re.ASCII)
_SLASHED = re.compile(r"(\d\d?)/(\d\d?)/(\d{4})", re.ASCII)
_MONTH = re.compile(r"(\d\d?)[./](\d{4})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Manner:
    """How figures and days are written where the file itself doesn't say."""

    point: str = "."
    day_first: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A file as a table: titles, the rows below them with their numbers, and the columns guessed."""

    titles: tuple[str, ...]
    rows: Sequence[tuple[int, Sequence[str]]]
    guessed: Columns
    separator: str
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Contents:
    """The reports of a file, and what is wrong with the other rows: `bad` of them."""

    reports: tuple[Report, ...]
    problems: tuple[Problem, ...] = ()
    bad: int = 0
    wrong: tuple[tuple[int, Problem], ...] = ()  # every row that is wrong, with the first thing that is


def table_of(content: bytes) -> Table:
    """The table in a file; Rejected where it isn't text, or its quotes don't close."""
    text = _decoded(content)
    separator = max(_SEPARATORS, key=lambda one: _fitness(text, one))
    rows = _rows(text, separator)
    head = max(range(min(len(rows), SAMPLED)), key=lambda at: (_score(rows[at][1]), -at))
    titles = tuple(" ".join(cell.split())[:200] for cell in rows[head][1])
    return Table(titles, rows[head + 1 :], guess(titles), separator)


def guess(titles: Sequence[str]) -> Columns:
    """What the columns are by their titles, the best known first; each column is one thing at most."""
    found: dict[str, int] = {}
    for exact in (True, False):
        for role in ROLES:
            for at, title in enumerate(titles):
                if role not in found and at not in found.values() and _means(title, role, exact):
                    found[role] = at
    return Columns(**found)


def columns_by_title(titles: Sequence[str], wanted: Mapping[str, str]) -> Columns | None:
    """The columns with the titles that were chosen the last time; None where one isn't there."""
    places = {title: at for at, title in reversed(list(enumerate(titles)))}
    if not wanted or any(title not in places for title in wanted.values()):
        return None
    return Columns(**{role: places[title] for role, title in wanted.items() if role in ROLES})


def read(table: Table, columns: Columns, as_of: date, manner: Manner) -> Contents:
    """The reports in a table; rows without a day of their own are as of the one given."""
    if not columns.enough:
        raise Rejected((Problem("", "csv_no_columns"),))
    reading = _Reading(table, columns, as_of, _manner_of(table, columns, manner))
    reports: list[Report] = []
    for number, cells in table.rows:
        report = reading.report(number, cells)
        if report is not None:
            reports.append(report)
    return Contents(tuple(reports), tuple(reading.problems), reading.bad, tuple(reading.wrong.items()))


# From bytes to rows


def _decoded(content: bytes) -> str:
    if len(content) > LARGEST:
        raise _rejected("csv_too_large", most=LARGEST // 1024 // 1024)
    if content.startswith(b"PK\x03\x04"):  # a zip, as which spreadsheets keep their books
        raise _rejected("csv_is_a_workbook")
    if b"\0" in content:  # also any text of two bytes for each letter
        raise _rejected("csv_holds_nul")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            text = content.decode("cp1252")
        except UnicodeDecodeError as error:
            raise _rejected("csv_not_text", byte=error.start + 1) from None
    if not text.strip():
        raise _rejected("csv_is_empty")
    return text


def _rejected(code: str, **facts: object) -> Rejected:
    return Rejected((Problem("", code, facts),))


def _rows(text: str, separator: str) -> list[tuple[int, list[str]]]:
    """Every row that has something in it, with its number as a spreadsheet counts it."""
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)
    found: list[tuple[int, list[str]]] = []
    number = 0
    try:
        for number, cells in enumerate(reader, 1):
            if any(cells) and any(cell.strip() for cell in cells):
                found.append((number, cells))
    except csv.Error as error:
        code = "csv_cell_endless" if "limit" in str(error) else "csv_quotes"
        raise _rejected(code, row=number + 1) from None
    if not found:
        raise _rejected("csv_is_empty")
    if len(found) > MOST_ROWS:
        raise _rejected("csv_too_many_rows", most=MOST_ROWS)
    if max(len(cells) for _, cells in found[: SAMPLED * 10]) > MOST_COLUMNS:
        raise _rejected("csv_too_many_columns", most=MOST_COLUMNS)
    return found


def _fitness(text: str, separator: str) -> tuple[int, int]:
    """How much looks like a table with this separator: titles that are known, then columns."""
    best, widths = 0, []
    reader = csv.reader(StringIO(text[:100_000], newline=""), delimiter=separator)
    try:
        for _number, cells in zip(range(SAMPLED), reader, strict=False):
            best = max(best, _score(cells))
            widths.append(len(cells))
    except csv.Error:
        pass  # the strict reading says where
    return best, min(sorted(widths)[len(widths) // 2], MOST_COLUMNS) if widths else 0


def _score(cells: Sequence[str]) -> int:
    """How many things are named by what stands in a row."""
    columns = guess([cell[:200] for cell in cells[:MOST_COLUMNS]])
    return sum(getattr(columns, role) is not None for role in ROLES)


def _means(title: str, role: str, exact: bool) -> bool:
    words = re.findall(r"[^\W_]+", title.casefold())
    if exact:
        return "".join(words) in _KNOWN[role]
    return len(words) < 6 and any(word in _KNOWN[role] for word in words)


# From rows to reports


class _Wrong(NamedTuple):
    """What is wrong with a cell."""

    code: str
    facts: dict[str, object]


@dataclass(slots=True)
class _Reading:
    """Reads rows one after the other; what a cell says is worked out once for each spelling."""

    table: Table
    columns: Columns
    as_of: date
    manner: Manner
    problems: list[Problem] = field(default_factory=list)
    bad: int = 0
    wrong: dict[int, Problem] = field(default_factory=dict)
    _known: dict[tuple[str, str], Any] = field(default_factory=dict)

    def report(self, number: int, cells: Sequence[str]) -> Report | None:
        """A row's report; None where something is wrong, which is noted."""
        if self._too_long(number, cells):
            self.bad += 1
            return None
        columns, wrong = self.columns, False
        found: list[Any] = []
        for role in ROLES:
            at = getattr(columns, role)
            if at is None:
                found.append(self.as_of)
                continue
            value = self._value(role, cells[at] if at < len(cells) else "")
            if isinstance(value, _Wrong):
                wrong = True
                self._note(number, at, value)
            found.append(value)
        self.bad += wrong
        return None if wrong else Report(number, *found)

    def _too_long(self, number: int, cells: Sequence[str]) -> bool:
        """Whether a cell is longer than any that means something."""
        for at, cell in enumerate(cells):
            if len(cell) > LONGEST_CELL:
                self._note(number, at, _Wrong("too_long", {"length": len(cell), "longest": LONGEST_CELL}))
                return True
        return False

    def _value(self, role: str, cell: str) -> Any:
        key = (role, cell)
        if key not in self._known:
            if len(self._known) > 100_000:
                self._known.clear()
            self._known[key] = self._read(role, cell)
        return self._known[key]

    def _read(self, role: str, cell: str) -> Any:
        text = " ".join(cell[: LONGEST_CELL + 1].split())
        if not text:
            return _Wrong("csv_cell_empty", {})
        if role == "quantity":
            return _figure(text, self.manner.point)
        if role == "as_of":
            return _day(text, self.manner.day_first)
        problem = next(line_problems("", text, longest=LONGEST_LINE), None)
        return text if problem is None else _Wrong(problem.code, dict(problem.facts))

    def _note(self, number: int, at: int, wrong: _Wrong) -> None:
        """Note what is wrong; of each row the first thing, of all things as many as somebody may read."""
        titles = self.table.titles
        column = titles[at] if at < len(titles) and titles[at] else str(at + 1)
        facts = wrong.facts | {"row": number, "column": column}
        problem = Problem(f"row {number}, {column}", wrong.code, facts)
        self.wrong.setdefault(number, problem)
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append(problem)


def _figure(text: str, point: str) -> Any:
    wrong = _Wrong("csv_not_a_quantity", {"value": text[:60], "example": f"1{point}5"})
    if text.startswith("="):  # what is typed may be a formula; what comes in a file never is
        return wrong
    try:
        found = typed.quantity(text, point)
    except Refused as refused:
        return wrong if refused.code == "not_a_quantity" else _Wrong(refused.code, dict(refused.facts))
    return found if found >= 0 else _Wrong("below_zero", {})


def _day(text: str, day_first: bool) -> Any:
    if found := _ISO.fullmatch(text):
        year, month, day = found.groups()
    elif found := _DOTTED.fullmatch(text):
        day, month, year = found.groups()
    elif found := _SLASHED.fullmatch(text):
        day, month, year = found.groups() if day_first else (found[2], found[1], found[3])
    elif found := _MONTH.fullmatch(text):
        day, (month, year) = None, found.groups()
    else:
        return _Wrong("not_a_date", {"value": text[:60]})
    try:
        if day is None:  # a month ends with its last day
            following = date(int(year) + int(month) // 12, int(month) % 12 + 1, 1)
            return date(int(year), int(month), 1) and following - timedelta(days=1)
        return date(int(year), int(month), int(day))
    except (ValueError, OverflowError):
        return _Wrong("no_such_date", {"value": text[:60]})


def _manner_of(table: Table, columns: Columns, manner: Manner) -> Manner:
    """How figures and days are written, by the cells that leave no doubt, else by the separator."""
    point = manner.point if table.separator != ";" else ","
    for cell in _cells(table, columns.quantity):
        marks = [mark for mark in cell if mark in ".,"]
        after = len(cell) - cell.rfind(marks[-1]) - 1 if marks else 3
        if marks and (len(set(marks)) == 2 or (len(marks) == 1 and after != 3)):
            point = marks[-1]
            break
    day_first = manner.day_first
    for cell in _cells(table, columns.as_of):
        found = _SLASHED.fullmatch(cell)
        if found and (int(found[1]) > 12) != (int(found[2]) > 12):
            day_first = int(found[1]) > 12
            break
    return Manner(point, day_first)


def _cells(table: Table, at: int | None) -> Iterator[str]:
    return (cells[at].strip() for _, cells in table.rows if at is not None and at < len(cells))
