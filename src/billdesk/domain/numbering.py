"""Document numbers: a pattern such as INV-{year}-{counter:05}, filled from a counter without gaps."""

import re
from dataclasses import dataclass, replace
from datetime import date

_FIELD = re.compile(r"\{(year|month|counter)(?::0?(\d{1,2}))?\}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Series:
    """One row of numbers; `counter` is the last one given out, in `year` where it starts anew each year."""

    kind: str  # invoice credit_note ticket receipt
    pattern: str
    yearly: bool = False
    year: int = 0
    counter: int = 0


def pattern_problem(pattern: str) -> str | None:
    """The code of what is wrong with a number pattern, or None: it needs {counter} once, and no other braces."""
    fields = [found.group(1) for found in _FIELD.finditer(pattern)]
    if fields.count("counter") != 1:
        return "pattern_needs_counter"
    rest = _FIELD.sub("", pattern)
    if "{" in rest or "}" in rest or not (rest + pattern).isprintable() or len(pattern) > 60:
        return "pattern_has_unknown_field"
    return None


def resets_yearly(pattern: str) -> bool:
    """Whether a pattern names the year, so that a counter that starts anew each year stays unique."""
    return "{year" in pattern


def number(pattern: str, counter: int, day: date) -> str:
    """The number of a document of that day."""

    def fill(found: re.Match[str]) -> str:
        value = {"year": day.year, "month": day.month, "counter": counter}[found.group(1)]
        width = int(found.group(2) or (2 if found.group(1) == "month" else 0))
        return str(value).rjust(width, "0")

    return _FIELD.sub(fill, pattern)


def next_counter(series: Series, today: date) -> Series:
    """The series with its next number taken today.

    A yearly series starts anew with the first number of a later year, and never goes back to an earlier one.
    """
    if series.yearly and today.year > series.year:
        return replace(series, year=today.year, counter=1)
    return replace(series, counter=series.counter + 1)


def numbered(series: Series, today: date) -> str:
    """The number that a series stands at, as it was taken today."""
    return number(
        series.pattern, series.counter, date(series.year, today.month, 1) if series.yearly else today
    )
