"""The rows of numbers: what comes next in each, what a pattern would give, and raising a counter."""

from dataclasses import dataclass, replace
from datetime import date

from billdesk.domain.errors import Problem, Refused
from billdesk.domain.numbering import Series, pattern_problem, take
from billdesk.domain.settings import PATTERNS
from billdesk.services.office import Office
from billdesk.services.settings import read_settings
from billdesk.storage.traces import Trace
from billdesk.storage.work import Work

HIGHEST = 10**12
SHOWN = 3


@dataclass(frozen=True, slots=True)
class NumberSheet:
    """A row of numbers: its pattern, its next counter, and its next numbers as documents will show them."""

    kind: str  # invoice credit_note ticket receipt
    pattern: str
    counter: int  # the next one
    numbers: tuple[str, ...]


class Numbers:
    """Document numbers; patterns themselves are settings."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def all(self, today: date) -> tuple[NumberSheet, ...]:
        """Every row of numbers as it goes on today."""
        with self._office.reading() as work:
            return tuple(_sheet(_series(work, kind), today) for kind in PATTERNS)

    def preview(self, kind: str, pattern: str, yearly: bool, today: date) -> NumberSheet:
        """What would come next by another pattern; nothing is kept. Refused for one that can't be used."""
        problem = pattern_problem(pattern)
        if problem:
            raise Refused(problem, pattern=pattern[:80])
        with self._office.reading() as work:
            return _sheet(_patterned(_series(work, kind), pattern, yearly), today)

    def problems(self, kind: str, counter: int, today: date) -> tuple[Problem, ...]:
        """What keeps the next counter from being this one."""
        with self._office.reading() as work:
            return _problems(_series(work, kind), counter, today)

    def raise_counter(self, kind: str, counter: int, today: date) -> NumberSheet:
        """Let a row of numbers go on with this counter; Refused("counter_is_lower") below the next one."""
        with self._office.work() as work:
            series = _series(work, kind)
            for problem in _problems(series, counter, today):
                raise Refused(problem.code, **problem.facts)
            year = max(series.year, today.year) if series.yearly else series.year
            after = replace(series, year=year, counter=counter - 1)
            work.settings.keep_series(after)
            change = {
                "series": kind,
                "from": [series.year, series.counter],
                "to": [after.year, after.counter],
            }
            trace = Trace("settings", 0, "counter_raised", change)
            work.traces.add([trace], self._office.now(), self._office.desk)
            work.commit()
        self._office.tell("settings")
        return _sheet(after, today)


def _series(work: Work, kind: str) -> Series:
    """The row of numbers on file, or how it will begin."""
    settings = read_settings(work)
    found = work.settings.series(kind)
    pattern = getattr(settings, PATTERNS[kind])
    return found or _patterned(Series(kind, pattern), pattern, settings.number_reset_yearly)


def _patterned(series: Series, pattern: str, yearly: bool) -> Series:
    return replace(series, pattern=pattern, yearly=yearly and "{year" in pattern)


def _sheet(series: Series, today: date) -> NumberSheet:
    numbers, counters, going = [], [], series
    for _ in range(SHOWN):
        going, number = take(going, today)
        numbers.append(number)
        counters.append(going.counter)
    return NumberSheet(series.kind, series.pattern, counters[0], tuple(numbers))


def _problems(series: Series, counter: int, today: date) -> tuple[Problem, ...]:
    least = _sheet(series, today).counter
    if counter < least:
        return (Problem("counter", "counter_is_lower", {"last": least - 1, "least": least}),)
    if counter > HIGHEST:
        return (Problem("counter", "out_of_range", {"least": least, "most": HIGHEST}),)
    return ()
