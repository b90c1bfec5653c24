"""What may be typed into a field of text: how long, on how many lines, and without invisible characters."""

from collections.abc import Iterator

from billdesk.domain.errors import Problem

LONGEST_LINE = 1_000
LONGEST_TEXT = 10_000


def line_problems(
    place: str, text: str, filled: bool = False, longest: int = LONGEST_LINE
) -> Iterator[Problem]:
    """What is wrong with a text of one line; `filled` ones must say something."""
    if filled and not text.strip():
        yield Problem(place, "nothing_typed")
    if len(text) > longest:
        yield Problem(place, "too_long", {"longest": longest, "length": len(text)})
    elif not text.isprintable():
        yield Problem(place, "control_character", {"value": text[:60]})


def text_problems(place: str, text: str, longest: int = LONGEST_TEXT) -> Iterator[Problem]:
    """What is wrong with a text of several lines."""
    yield from line_problems(place, text.replace("\n", " ").replace("\t", " "), longest=longest)


def range_problems(place: str, value: int, least: int, most: int, scale: int = 1) -> Iterator[Problem]:
    """What is wrong with a number (× `scale`) that must lie between two bounds."""
    if not least <= value <= most:
        yield Problem(place, "out_of_range", {"least": least // scale, "most": most // scale})
