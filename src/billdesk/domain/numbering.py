"""Document numbers: a pattern such as INV-{year}-{counter:05}, filled from a counter without gaps."""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from billdesk.domain.swift import altered

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
    """The code of what is wrong with a number pattern, or None: it needs {counter} once."""
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

    fields = {"year": day.year, "month": day.month, "counter": counter}
    texts, names, widths = _parts(pattern)
    filled = [str(fields[name]).rjust(width, "0") for name, width in zip(names, widths, strict=True)]
    return "".join(text + field for text, field in zip(texts, (*filled, ""), strict=True))


@lru_cache(maxsize=64)
def _parts(pattern: str) -> tuple[tuple[str, ...], tuple[str, ...], tuple[int, ...]]:
    """The texts of a pattern, and between them the fields with their widths; a run asks for it very often."""
    found = _FIELD.split(pattern)  # text, name, width, text, name, width, … text
    widths = [
        int(width or (2 if name == "month" else 0))
        for name, width in zip(found[1::3], found[2::3], strict=True)
    ]
    return tuple(found[::3]), tuple(found[1::3]), tuple(widths)


def counter_of(pattern: str, found: str) -> int | None:
    """The counter in a number that the pattern made; None when it made no such number."""
    digits = {"counter": r"(\d{1,15})", "year": r"\d{4}", "month": r"\d{1,2}"}
    parts = _FIELD.split(pattern)  # text, name, width, text, name, width, … text
    shapes = (digits[part] if at % 3 else re.escape(part) for at, part in enumerate(parts) if at % 3 != 2)
    shape = "".join(shapes)
    match = re.fullmatch(shape, found, re.ASCII)
    return int(match.group(1)) if match else None


def next_counter(series: Series, day: date) -> Series:
    """The series with its next number taken, for a document of that day.

    A document dated in a year before the counter's takes its number from the counter as it stands:
    starting that year anew would give its numbers twice.
    """
    if series.yearly and day.year > series.year:
        return altered(series, year=day.year, counter=1)
    return altered(series, counter=series.counter + 1)


def take(series: Series, day: date) -> tuple[Series, str]:
    """The series after giving out its next number, and that number, for a document of that day."""
    after = next_counter(series, day)
    behind = after.yearly and day.year < after.year
    return after, number(after.pattern, after.counter, date(after.year, 1, 1) if behind else day)
