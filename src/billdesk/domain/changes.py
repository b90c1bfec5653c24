"""What a finished use case announces, so that whoever shows the rows can fetch them again."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Changed:
    """Which kinds of rows changed ("invoice", "schedule" …), and which ids where that is known."""

    kinds: frozenset[str]
    ids: tuple[int, ...] = ()
