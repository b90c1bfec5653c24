"""`billdesk calc`: JSON cases on standard input, one a line, and one answer a line; no database."""

import json
import sys
from collections.abc import Iterable, Iterator
from typing import TextIO

from billdesk.cli.grammar import Commands, WrongUsage
from billdesk.domain.errors import Problem, Rejected
from billdesk.services import wording
from billdesk.services.calc import answer

DEEPEST = 100  # about what is said when Python's parser gives up; how deep that is differs


def add(commands: Commands) -> None:
    """Make the command known; it is started apart from all others, because it needs no shop."""
    commands.add("calc", "answer JSON cases from standard input, one a line", None)


def calculate(cases: Iterable[bytes], out: TextIO, errors: TextIO) -> bool:
    """Answer each line as it comes; a wrong one gets {"error": …}. Returns whether all were right."""
    right = True
    for number, line in enumerate(cases, 1):
        if not line.strip():
            continue
        try:
            found = answer(_parsed(line))
        except Rejected as rejected:
            right = False
            said = [wording.placed(problem) for problem in rejected.problems]
            found = {"error": "\n".join(said)}
            for text in said:
                print(f"line {number}: {text}", file=errors)
        print(json.dumps(found), file=out, flush=True)
    return right


def standard_input() -> Iterator[bytes]:
    """The lines of standard input; nothing where there is none."""
    if sys.stdin is None:
        return
    try:
        yield from sys.stdin.buffer
    except OSError as error:
        raise WrongUsage(f"billdesk calc: standard input can't be read: {error.strerror}.") from None


def _parsed(line: bytes) -> object:
    try:
        return json.loads(line.decode("utf-8-sig"), parse_constant=_refuse)
    except UnicodeDecodeError as error:
        problem = Problem("", "not_utf8", {"byte": error.start})
    except json.JSONDecodeError as error:
        problem = Problem("", "not_json", {"line": 1, "column": error.colno, "reason": error.msg})
    except RecursionError:
        problem = Problem("", "too_deep", {"deepest": DEEPEST})
    except ValueError:  # NaN, or an integer with thousands of digits
        problem = Problem("", "number_too_long")
    raise Rejected((problem,))


def _refuse(name: str) -> None:
    raise ValueError(name)
