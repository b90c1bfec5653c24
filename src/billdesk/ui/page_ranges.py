"""Which pages somebody means: "1-3, 5", typed as in every printing window."""

import re

_PART = re.compile(r"(\d{1,6})?\s*(?:([-–—])\s*(\d{1,6})?)?")


def pages_of(text: str, count: int) -> tuple[int, ...] | None:
    """The numbers from 0 on, in order and once each; all for nothing typed, None for what means no page.

    "3-" is all from the third page on, "-3" the first three; what is beyond the last page is left out.
    """
    if not text.strip():
        return tuple(range(count))
    found: set[int] = set()
    for part in text.replace(";", ",").split(","):
        match = _PART.fullmatch(part.strip())
        if match is None or not (match[1] or match[3]):
            return None
        first = int(match[1] or 1)
        last = int(match[3]) if match[3] else count if match[2] else first
        if first < 1 or last < first:
            return None
        found.update(range(first - 1, min(last, count)))
    return tuple(sorted(found)) or None
