"""Rows as lines of text: columns as wide as what stands in them, amounts to the right."""

import unicodedata
from collections.abc import Iterable, Sequence


def table(titles: Sequence[str], rows: Iterable[Sequence[object]], right: str = "") -> list[str]:
    """Lines of a table; the columns whose titles are in `right` (split at spaces) end at the right."""
    cells = [[_shown(cell) for cell in row] for row in rows]
    if not cells:
        return []
    ends = set(right.split())
    widths = [max(map(_width, column)) for column in zip(titles, *cells, strict=True)]
    return [_line(row, widths, [title in ends for title in titles]) for row in [list(titles), *cells]]


def pairs(values: Iterable[tuple[str, object]]) -> list[str]:
    """One line for each name and value that says something."""
    known = [(name, _shown(value)) for name, value in values if value not in (None, "")]
    widest = max((len(name) for name, _ in known), default=0)
    return [f"{name.ljust(widest)}  {value}" for name, value in known]


def _shown(value: object) -> str:
    """One printable line: what people typed must not move the cursor of a terminal."""
    text = "" if value is None else str(value)
    return "".join(letter if letter.isprintable() else " " for letter in text)


def _width(text: str) -> int:
    """Columns of a terminal: two for wide characters, none for those that combine."""
    return sum(
        0 if unicodedata.combining(letter) else 1 + (unicodedata.east_asian_width(letter) in "WF")
        for letter in text
    )


def _line(cells: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> str:
    parts = []
    for cell, width, at_end in zip(cells, widths, right, strict=True):
        gap = " " * (width - _width(cell))
        parts.append(gap + cell if at_end else cell + gap)
    return "  ".join(parts).rstrip()
