"""From bytes or text to JSON values, with what is wrong named by line and column."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from functools import partial
from typing import Any

from billdesk.domain.errors import Problem, Rejected

DEEPEST = 40
"""More levels of lists and objects than any document of ours has."""

_BRACKETS = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|[\[\]{}]', re.DOTALL)


def step(place: str, key: str) -> str:
    """The place of a key in the object at a place; odd keys are shown as something that can be printed."""
    shown = key if len(key) <= 60 else key[:60] + "…"
    if not shown.isprintable():
        shown = "".join(character if character.isprintable() else "?" for character in shown)
    return f"{place}.{shown}" if place else shown


class _Doubled(dict[str, Any]):
    """An object of the text in which keys stand twice."""

    keys_twice: tuple[str, ...] = ()


def parse(text: str | bytes) -> object:
    """The value of a JSON text; Rejected for what isn't JSON, not UTF-8, too deep, or has doubled keys."""
    try:
        decoded = text.decode("utf-8-sig") if isinstance(text, bytes) else text.removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise _rejected("not_utf8", byte=error.start) from None
    _require_shallow(decoded)
    doubled: list[_Doubled] = []
    try:
        value: object = json.loads(decoded, object_pairs_hook=partial(_object, doubled))
    except json.JSONDecodeError as error:
        raise _rejected("not_json", line=error.lineno, column=error.colno, reason=error.msg) from None
    except RecursionError:
        raise _rejected("too_deep", deepest=DEEPEST) from None
    except ValueError:  # an integer with thousands of digits
        raise _rejected("number_too_long") from None
    if doubled:
        raise Rejected(tuple(_doubled_keys(value, "")))
    return value


def _rejected(code: str, **facts: object) -> Rejected:
    return Rejected((Problem("", code, facts),))


def _require_shallow(text: str) -> None:
    """Count brackets outside of strings, so that the parser never recurses too far."""
    depth = 0
    for found in _BRACKETS.finditer(text):
        character = found.group()[0]
        depth += (character in "[{") - (character in "]}")
        if depth > DEEPEST:
            raise _rejected("too_deep", deepest=DEEPEST, line=text.count("\n", 0, found.start()) + 1)


def _object(seen: list[_Doubled], pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object; one with doubled keys is noted in `seen`."""
    found = dict(pairs)
    if len(found) == len(pairs):
        return found
    doubled = _Doubled(found)
    doubled.keys_twice = tuple(
        name for name, times in Counter(name for name, _ in pairs).items() if times > 1
    )
    seen.append(doubled)
    return doubled


def _doubled_keys(value: object, place: str) -> Iterator[Problem]:
    if isinstance(value, _Doubled):
        yield from (Problem(place, "key_doubled", {"key": key}) for key in value.keys_twice)
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _doubled_keys(inner, step(place, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _doubled_keys(inner, f"{place}[{index}]")
