"""A command: the first word says which; and how what goes wrong is said."""

import contextlib
import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, TextIO

import billdesk
from billdesk.basics import places
from billdesk.cli import answering
from billdesk.cli.grammar import Commands, Grammar, WrongUsage, parsed, shared_options
from billdesk.domain.errors import BillDeskError

if TYPE_CHECKING:
    from argparse import Namespace

    from billdesk.app.config import Config
    from billdesk.services.desk import Desk

DONE, ATTENTION, WRONG = 0, 1, 2
WITH_VALUE = ("--database", "--today")
INTERRUPTED = 130  # what shells expect of a program that was stopped by Ctrl+C


def commanded(words: Sequence[str]) -> int:
    """Do what the words ask for; the exit status: 0 done, 1 done but look at it, 2 nothing was written."""
    answering.prepare(sys.stdout, sys.stderr)
    try:
        return _calculate(words) if first_word(words) == "calc" else _command(words)
    except BaseException as error:
        return ended(error)


def ended(error: BaseException) -> int:
    """Say why it ended; the exit status."""
    if isinstance(error, SystemExit):  # --help and --version
        return DONE if error.code in (None, 0) else WRONG
    if isinstance(error, BrokenPipeError):
        _close_quietly(sys.stdout)
        return ATTENTION
    return _said(error)


def _said(error: BaseException) -> int:
    if isinstance(error, WrongUsage):
        answering.complain(str(error))
        return WRONG
    if isinstance(error, BillDeskError):
        answering.complain(*answering.reasons(error))
        return WRONG
    if isinstance(error, KeyboardInterrupt):
        answering.complain("Stopped. What was finished before stays, the rest was not begun.")
        return INTERRUPTED
    if isinstance(error, answering.Unwritable):
        _close_quietly(sys.stdout)
        answering.complain(f"All was done, but the answer can't be written: {error}.")
        return ATTENTION
    from billdesk.app import crash

    answering.complain(crash.report(error))
    return ATTENTION


def first_word(words: Sequence[str]) -> str:
    """The first word that is neither an option nor the value of one."""
    rest = iter(words)
    for word in rest:
        if word in WITH_VALUE:
            next(rest, "")
        elif not word.startswith("-"):
            return word
    return ""


def _grammar() -> tuple[Grammar, Commands]:
    shared = shared_options()
    about = "Bills the customers of a service shop. Without a command the window opens."
    grammar = Grammar(prog="billdesk", description=about, parents=[shared])
    grammar.add_argument("--version", action="version", version=f"BillDesk {billdesk.__version__}")
    return grammar, Commands(grammar, shared)


def _calculate(words: Sequence[str]) -> int:
    """`calc` alone, so that it starts without a database, a window or a PDF."""
    from billdesk.cli import calc

    grammar, commands = _grammar()
    calc.add(commands)
    parsed(grammar, words)
    return DONE if calc.calculate(calc.standard_input(), sys.stdout, sys.stderr) else WRONG


def _command(words: Sequence[str]) -> int:
    from billdesk.cli import families  # `calc` does without

    grammar, commands = _grammar()
    for add in families.FAMILIES:
        add(commands)
    typed = parsed(grammar, words)
    if not hasattr(typed, "act") and hasattr(typed, "json"):
        grammar.error("--json goes with a command")
    if not hasattr(typed, "act"):
        return _window(typed)  # which begins the log once it is whole
    _start_log()
    if getattr(typed, "new_file", False) and not hasattr(typed, "database"):
        from billdesk.cli import demo

        typed.database = str(demo.new_file(places.data_file().parent))
    with contextlib.closing(_desk(typed)) as desk:
        answer = typed.act(answering.call(typed, desk, desk.today()))
    answering.show(answer, sys.stdout, as_json=getattr(typed, "json", False))
    if getattr(typed, "opens_window", False):
        return _window(typed)
    return ATTENTION if answer.attention else DONE


def _window(typed: "Namespace") -> int:
    from billdesk.app.build import run_window

    return run_window(_config(typed))


def _start_log() -> None:
    from billdesk.app import crash

    crash.start_log()


def _config(typed: "Namespace") -> "Config":
    from billdesk.app.config import Config

    return Config(getattr(typed, "database", ""), getattr(typed, "today", None))


def _desk(typed: "Namespace") -> "Desk":
    from billdesk.app.build import build

    return build(_config(typed), make=typed.makes_file)


def _close_quietly(out: TextIO | None) -> None:
    """Nobody reads any more: nothing may be flushed there when the program ends."""
    with contextlib.suppress(OSError, AttributeError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, out.fileno())  # type: ignore[union-attr]
        os.close(nowhere)
