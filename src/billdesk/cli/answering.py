"""Brings the answers of commands to standard output, and what is wrong to standard error."""

import sys
from argparse import Namespace
from datetime import date
from io import TextIOWrapper
from typing import TYPE_CHECKING, TextIO

from billdesk.cli.call import Answer, Call
from billdesk.domain.errors import BillDeskError, Rejected
from billdesk.services import wording

if TYPE_CHECKING:
    from billdesk.services.desk import Desk

_PLAIN = str.maketrans({"“": '"', "”": '"', "’": "'", "…": "...", "–": "-", "−": "-", "·": "-", "→": "->"})


class Unwritable(Exception):
    """Standard output takes no more, because a disk is full or a device is gone."""


def prepare(*streams: TextIO | None) -> None:
    """Letters that a terminal doesn't have are shown as escapes instead of ending the program."""
    for stream in streams:
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def call(typed: Namespace, desk: "Desk", today: date) -> Call:
    """A call whose shared options all have a value."""
    defaults = {"database": "", "json": False, "today": None, "yes": False}
    return Call(Namespace(**(defaults | vars(typed))), desk, today)


def show(answer: Answer, out: TextIO | None, as_json: bool) -> None:
    """Print an answer: one JSON document in ASCII, right on every terminal, or its lines; notes beside it."""
    complain(*answer.notes)
    if out is None:
        return
    import json  # no window has an answer

    lines = [json.dumps(answer.document, indent=1)] if as_json else answer.lines
    try:
        for line in lines:
            print(fitting(line, out), file=out)
        out.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise Unwritable(error.strerror) from None


def complain(*lines: str) -> None:
    """Say something on standard error; where nobody can hear it, nothing happens."""
    try:
        for line in lines:
            shown = "".join(letter if letter.isprintable() else "?" for letter in line)  # names are typed
            print(fitting(shown, sys.stderr), file=sys.stderr)
    except OSError:
        sys.stderr = None  # nothing may be flushed there at the end


def reasons(error: BillDeskError) -> list[str]:
    """One line for each thing that is wrong."""
    if isinstance(error, Rejected):
        return [wording.placed(problem) for problem in error.problems]
    return [wording.sentence(error)]


def fitting(text: str, stream: TextIO | None) -> str:
    """The text with plain quotes and dashes where the stream's encoding has no others."""
    encoding = getattr(stream, "encoding", None) or "utf-8"
    try:
        text.encode(encoding)
    except UnicodeError:
        return text.translate(_PLAIN)
    return text
