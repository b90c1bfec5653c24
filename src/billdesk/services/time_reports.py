"""The report of time: by customer, technician or labor rate, row by row, and as a file."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from billdesk.basics import words
from billdesk.domain.errors import Refused
from billdesk.domain.lists import TOP, Page, Part, Sort
from billdesk.domain.time_report import BY, STATES, TimeFilter, TimeGroup, TimeLine, TimeSums
from billdesk.exchange.sheets import write_csv
from billdesk.services.office import Office
from billdesk.services.pace import AT_ONCE, Pace
from billdesk.storage.sight import Sight
from billdesk.storage.time_pages import TimeQuestion

PART = 1_000
"""Rows that are read at once."""
COLUMNS = (
    "Date",
    "Ticket",
    "Subject",
    "Customer",
    "Technician",
    "Labor rate",
    "What was done",
    "Worked (min)",
    "Billable",
    "Billed (min)",
    "State",
)
GROUP_COLUMNS = (
    "Name",
    "Entries",
    "Worked (min)",
    "Billed (min)",
    "Not billable (min)",
    "Not charged (min)",
    "Charged (min)",
    "Invoiced (min)",
)


class TimeReports:
    """Looks at the whole labor log; nothing is ever written here."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def groups(self, wanted: TimeFilter, by: str, sort: Sort, part: Part = TOP) -> Page[TimeGroup]:
        """One part of the groups by customer, technician or labor; Refused for another word."""
        _check(wanted, by)
        with self._office.sight() as sight:
            return sight.lists.time_groups(TimeQuestion(wanted, sort, by), part)

    def lines(self, wanted: TimeFilter, sort: Sort, part: Part = TOP) -> Page[TimeLine]:
        """One part of the rows."""
        _check(wanted)
        with self._office.sight() as sight:
            return sight.lists.time_lines(TimeQuestion(wanted, sort), part)

    def sums(self, wanted: TimeFilter, by: str = "") -> tuple[int, TimeSums]:
        """How many groups (rows, where nothing groups them) a filter finds, and what all of it comes to."""
        _check(wanted, by)
        with self._office.sight() as sight:
            sums = sight.lists.time_sums(wanted)
            return (sight.lists.time_group_count(wanted, by) if by else sums.entries), sums

    def technicians(self) -> tuple[str, ...]:
        """Everybody who logged time, in order."""
        with self._office.reading() as work:
            return work.tickets.who_worked()

    def rates(self) -> tuple[tuple[int, str], ...]:
        """The labor rates by name, with their ids."""
        with self._office.reading() as work:
            found = [(one.id, one.name) for one in work.catalog.products().values() if one.kind == "labor"]
        return tuple(sorted(found, key=lambda one: words.sorting_key(one[1])))

    def export(
        self, wanted: TimeFilter, by: str, path: Path, language: str, pace: Pace = AT_ONCE
    ) -> int | None:
        """Write the groups, or ("") the rows, as a CSV file, over one that is there; how many they were.

        Minutes as whole numbers, dates ISO. Nothing is changed where it is stopped (None), and where Trouble
        file_cannot_be_written comes.
        """
        _check(wanted, by)
        head = [words.translate(title, language) for title in (GROUP_COLUMNS if by else COLUMNS)]
        go_on = pace.of(self.sums(wanted, by)[0])
        with self._office.sight() as sight:
            rows = _grouped(sight, wanted, by) if by else _listed(sight, wanted, language)
            return write_csv(path, head, rows, go_on)


def _check(wanted: TimeFilter, by: str = "") -> None:
    for value, known in ((by, BY), (wanted.state, STATES)):
        if value and value not in known:
            raise Refused("unknown_word", value=value[:60], allowed=", ".join(known))


def _all(page: Callable[[Part], Page[TimeGroup] | Page[TimeLine]]) -> Iterator[TimeGroup | TimeLine]:
    part = Part(PART)
    while True:
        found = page(part)
        yield from found.rows
        if len(found.rows) < PART:
            return
        part = Part(PART, after=found.last)


def _grouped(sight: Sight, wanted: TimeFilter, by: str) -> Iterator[Sequence[str]]:
    question = TimeQuestion(wanted, Sort("name", False), by)
    for one in _all(lambda part: sight.lists.time_groups(question, part)):
        assert isinstance(one, TimeGroup)
        sums = one.sums
        figures = (sums.entries, sums.worked, sums.billed, sums.free, sums.not_charged, sums.charged)
        yield (one.name, *map(str, figures), str(sums.invoiced))


def _listed(sight: Sight, wanted: TimeFilter, language: str) -> Iterator[Sequence[str]]:
    question = TimeQuestion(wanted, Sort("day", False))
    yes, no = words.translate("Yes", language), words.translate("No", language)
    for one in _all(lambda part: sight.lists.time_lines(question, part)):
        assert isinstance(one, TimeLine)
        yield (
            one.day.isoformat() if one.day else "",
            one.ticket,
            one.subject,
            one.customer,
            one.technician,
            one.labor,
            one.notes,
            str(one.worked),
            yes if one.billable else no,
            str(one.billed),
            one.state,
        )
