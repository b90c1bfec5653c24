"""How commands are written: strict words and options, and messages that say what is wrong and where."""

import argparse
import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, NoReturn

from billdesk.cli.call import Answer, Call
from billdesk.domain.money import parse_decimal

_ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_WHOLE = re.compile(r"\d{1,9}", re.ASCII)
MOST_DECIMALS = 8  # of a unit price: four, and four more than the currency has


class WrongUsage(Exception):
    """The command can't be understood; the text says what is wrong with it and what to type."""


class Grammar(argparse.ArgumentParser):
    """A parser that raises WrongUsage; only --help and --version end the program by themselves."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options, allow_abbrev=False)

    def error(self, message: str) -> NoReturn:
        """Say what is wrong in one line, with where to read more."""
        said = message.removeprefix("argument ").rstrip(".")
        raise WrongUsage(f"{self.prog}: {said}. Type {self.prog} --help to see how it is written.")


class Commands:
    """Where a family of commands adds its words."""

    def __init__(self, grammar: Grammar, shared: Grammar, title: str = "commands") -> None:
        self._shared = shared
        self._words = grammar.add_subparsers(title=title, metavar="COMMAND")

    def add(
        self, word: str, does: str, act: Callable[[Call], Answer] | None, makes_file: bool = False
    ) -> Grammar:
        """A command; its own arguments are added to what is returned.

        `act` is None for the one that needs no shop; `makes_file` allows a database that isn't there yet.
        """
        grammar: Grammar = self._words.add_parser(word, help=does, description=does, parents=[self._shared])
        grammar.set_defaults(act=act, makes_file=makes_file)
        return grammar

    def group(self, word: str, does: str) -> "Commands":
        """A word that is followed by another one, as in `invoice list`."""
        grammar: Grammar = self._words.add_parser(word, help=does, description=does, parents=[self._shared])
        grammar.set_defaults(incomplete=grammar)
        return Commands(grammar, self._shared, f"what to do with a {word}")


def shared_options() -> Grammar:
    """What may stand before or behind the word of every command."""
    shared = Grammar(add_help=False, argument_default=argparse.SUPPRESS)
    options = shared.add_argument_group("options of every command")
    options.add_argument("--database", metavar="PATH_OR_URL", type=filled, help="the shop to work on")
    options.add_argument("--json", action="store_true", help="answer with one JSON document")
    options.add_argument("--today", metavar="DATE", type=day, help="what today is, to try things out")
    options.add_argument("--yes", action="store_true", help="go on where a question would be asked")
    return shared


def parsed(grammar: Grammar, words: Sequence[str]) -> argparse.Namespace:
    """The words of a call as values; WrongUsage where they can't be understood."""
    for place, word in enumerate(words, 1):
        if not word.isprintable() and not _is_text(word):
            raise WrongUsage(f"{grammar.prog}: word {place} ({word!a}) isn't text. Type it in UTF-8.")
    found = grammar.parse_args(words)
    if not hasattr(found, "act") and hasattr(found, "incomplete"):
        found.incomplete.error("a word is missing that says what to do")
    return found


def _is_text(word: str) -> bool:
    return "\0" not in word and not any("\ud800" <= letter <= "\udfff" for letter in word)


def day(text: str) -> date:
    """An ISO date."""
    try:
        if _ISO_DAY.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"there is no {text} in the calendar") from None
    raise argparse.ArgumentTypeError(f"{text!r} is not a date; write it like 2026-02-28")


def filled(text: str) -> str:
    """Any text but an empty one."""
    if not text.strip():
        raise argparse.ArgumentTypeError("nothing stands behind it")
    return text


def whole(least: int, most: int) -> Callable[[str], int]:
    """A whole number within bounds."""

    def read(text: str) -> int:
        if not _WHOLE.fullmatch(text) or not least <= int(text) <= most:
            raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from {least} to {most}")
        return int(text)

    return read


def decimal(text: str) -> str:
    """A decimal number above 0 in its own spelling; what its decimals mean depends on a currency."""
    value = parse_decimal(text, MOST_DECIMALS)
    if value is None:
        raise argparse.ArgumentTypeError(f"{text!r} is not an amount; write it like 12.50")
    if value <= 0:
        raise argparse.ArgumentTypeError(f"{text} is not above 0")
    return text
