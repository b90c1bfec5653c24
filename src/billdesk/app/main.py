"""The start: words that only open the window do so at once, all others are a command."""

import sys
from collections.abc import Sequence
from datetime import date


def main(argv: Sequence[str] | None = None) -> int:
    """Do what the words ask for; the exit status: 0 done, 1 done but look at it, 2 nothing was written."""
    words = list(sys.argv[1:] if argv is None else argv)
    told = plainly_opens(words)
    if told is None:
        from billdesk.app import command  # takes as long to import as half a window to be painted

        return command.commanded(words)
    try:
        from billdesk.app.build import run_window
        from billdesk.app.config import Config

        return run_window(Config(*told))
    except BaseException as error:
        from billdesk.app import command

        return command.ended(error)


def plainly_opens(words: Sequence[str]) -> tuple[str, date | None] | None:
    """Database and day of a window, where nothing else is asked for and both are well written; else None.

    The grammar of commands would read them as well, and says what is wrong with those that aren't.
    """
    found = {"--database": "", "--today": ""}
    rest = iter(words)
    for word in rest:
        name, joined, value = word.partition("=")
        value = value if joined else next(rest, "")
        if name not in found or not value.strip() or not value.isprintable():
            return None
        if value.startswith("-") and not joined:
            return None
        found[name] = value
    day = _day(found["--today"])
    return None if found["--today"] and day is None else (found["--database"], day)


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day.isoformat() == text else None  # weeks and the like aren't how a day is written here
