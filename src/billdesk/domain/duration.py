"""Durations as people type them, in minutes: 75, 1:15, 1.25h, 1 h 15 min."""

import re
from fractions import Fraction

from billdesk.domain.errors import Refused

LONGEST = 1_000_000
"""Minutes in one row of the labor log; nobody works so long."""
_DECIMAL = r"\d{1,9}(?:[.,]\d{1,4})?|[.,]\d{1,4}"
_CLOCK = re.compile(r"(\d{1,7}):(\d{2})(?:\s*h)?")
_HOURS = re.compile(rf"({_DECIMAL})\s*(?:h|hours?|hrs?|std\.?|stunden?)", re.IGNORECASE)
_BOTH = re.compile(
    r"(\d{1,7})\s*(?:h|hours?|std\.?|stunden?)\s*(\d{1,2})\s*(?:m|min\.?|minutes?|minuten)?", re.IGNORECASE
)
_MINUTES = re.compile(r"(\d{1,9})\s*(?:m|min\.?|minutes?|minuten?)?", re.IGNORECASE)


def minutes(text: str) -> int:
    """The minutes of a typed duration, parts of an hour to the nearest minute; Refused with an example."""
    said = text.strip()
    if not said.isascii():
        raise Refused("not_a_duration", example="1:15")
    found = _read(said)
    if found is None:
        raise Refused("not_a_duration", example="1:15")
    if found > LONGEST:
        raise Refused("too_large", value=said[:60])
    return found


def _read(said: str) -> int | None:
    if match := _MINUTES.fullmatch(said):
        return int(match[1])
    if match := _CLOCK.fullmatch(said) or _BOTH.fullmatch(said):
        return int(match[1]) * 60 + int(match[2]) if int(match[2]) < 60 else None
    if match := _HOURS.fullmatch(said):
        return int(Fraction(match[1].replace(",", ".")) * 60 + Fraction(1, 2))
    return None


def duration_text(found: int) -> str:
    """Minutes as they are typed again: 1:15."""
    return f"{found // 60}:{found % 60:02}"
