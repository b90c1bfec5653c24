"""Reads the cases of `billdesk calc`: each value with its type and bounds, each problem with its place."""

import re
import unicodedata
from collections.abc import Callable
from datetime import date
from typing import Any, Final, TypeVar

from billdesk.domain import money
from billdesk.domain.calendar import LAST_DAY
from billdesk.domain.errors import Problem

T = TypeVar("T")
REQUIRED: Final = object()
_DECIMAL = re.compile(r"-?\d+(\.\d+)?", re.ASCII)
_ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


class Case:
    """An object of a case while its keys are taken one by one; the whole case shares a list of problems.

    Every `take` gives the value, or the default where there is none or it is wrong: who reads goes on,
    and looks at `problems` before using anything.
    """

    def __init__(self, raw: object, place: str, problems: list[Problem]) -> None:
        self.place = place
        self.problems = problems
        self._left: dict[str, Any] = dict(raw) if isinstance(raw, dict) else {}
        self._is_object = isinstance(raw, dict)
        if not self._is_object:
            self.bad("", "wrong_type", wanted="object", found=type_name(raw))

    def at(self, key: str) -> str:
        """The place of a key, such as lines[2].taxes."""
        return f"{self.place}.{key}" if self.place and key else self.place or key

    def bad(self, key: str, code: str, **facts: object) -> None:
        """Report a problem with a key, or with the object itself."""
        self.problems.append(Problem(self.at(key), code, facts))

    def take(self, key: str, read: Callable[[Any], T], default: Any) -> Any:
        """The value of a key, read by a function that raises Wrong; null and nothing give the default."""
        raw = self._left.pop(key, None)
        if raw is None:
            if default is REQUIRED and self._is_object:
                self.bad(key, "missing")
            return None if default is REQUIRED else default
        try:
            return read(raw)
        except Wrong as wrong:
            self.bad(key, wrong.code, **wrong.facts)
            return None if default is REQUIRED else default

    def nullable(self, key: str, read: Callable[[Any], T], default: T) -> T | None:
        """Like `take` where null doesn't mean the default but nothing."""
        if key in self._left and self._left[key] is None:
            del self._left[key]
            return None
        found: T | None = self.take(key, read, default)
        return found

    def object(self, key: str) -> "Case | None":
        """The object behind a key, or None where there is none."""
        raw = self._left.pop(key, None)
        return None if raw is None else Case(raw, self.at(key), self.problems)

    def objects(self, key: str, default: Any) -> "list[Case]":
        """The objects of the list behind a key."""
        rows = self.take(key, _list, default) or []
        return [Case(raw, f"{self.at(key)}[{index}]", self.problems) for index, raw in enumerate(rows)]

    def names(self) -> tuple[str, ...]:
        """The keys that weren't taken yet, for objects whose keys are names."""
        return tuple(self._left)

    def done(self) -> None:
        """Report the keys that nobody took."""
        for key in self._left:
            self.bad(shown(key), "unknown_key")


class Wrong(Exception):
    """A value isn't what it should be; becomes a problem with its place."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


def type_name(raw: object) -> str:
    """A value's JSON type as a code: object, list, text, flag, null, number."""
    names = {dict: "object", list: "list", str: "text", bool: "flag", type(None): "null"}
    return next((name for kind, name in names.items() if isinstance(raw, kind)), "number")


def shown(text: str) -> str:
    """A wrong text, short and printable enough for a message."""
    return "".join(character if character.isprintable() else "?" for character in text[:60])


def _typed(raw: Any, kind: type, wanted: str) -> Any:
    if not isinstance(raw, kind) or (isinstance(raw, bool) and kind is not bool):
        raise Wrong("wrong_type", wanted=wanted, found=type_name(raw))
    return raw


def _list(raw: Any) -> list[Any]:
    return list(_typed(raw, list, "list"))


def flag(raw: Any) -> bool:
    """True or false."""
    return bool(_typed(raw, bool, "flag"))


def text(raw: Any) -> str:
    """A text of at most 1,000 characters, none of them a control character or half of one."""
    found = str(_typed(raw, str, "text"))
    if len(found) > 1_000:
        raise Wrong("too_long", longest=1_000, length=len(found))
    if any(unicodedata.category(character) in ("Cc", "Cs") for character in found):
        raise Wrong("control_character", value=shown(found))
    return found


def currency(raw: Any) -> str:
    """An ISO 4217 code."""
    if not money.is_currency(text(raw)):
        raise Wrong("unknown_currency", value=shown(raw))
    return str(raw)


def word(*allowed: str) -> Callable[[Any], str]:
    """One word of a list."""

    def read(raw: Any) -> str:
        if text(raw) not in allowed:
            raise Wrong("unknown_word", value=shown(raw), allowed=", ".join(allowed))
        return str(raw)

    return read


def whole(least: int, most: int) -> Callable[[Any], int]:
    """A whole number within bounds."""

    def read(raw: Any) -> int:
        if not least <= _typed(raw, int, "whole_number") <= most:
            raise Wrong("out_of_range", least=least, most=most)
        return int(raw)

    return read


def decimal(
    places: int, limit: int, least: int | None = None, most: int | None = None
) -> Callable[[Any], int]:
    """A decimal string × 10**places, below a limit; least and most are in the same measure."""

    def read(raw: Any) -> int:
        found = _typed(raw, str, "decimal_text")
        if len(found) > 60 or not _DECIMAL.fullmatch(found):
            raise Wrong("not_a_decimal", value=shown(found))
        value = money.parse_decimal(found, places)
        if value is None and len(found.lstrip("-").partition(".")[0]) <= 18:
            raise Wrong("too_many_decimals", value=found, decimals=places)
        if value is None or abs(value) >= limit or (most is not None and value > most):
            raise Wrong("too_large", value=found)
        if least is not None and value < least:
            raise Wrong("too_small", value=found)
        return value

    return read


def scaled(least: int | None = None, most: int | None = None) -> Callable[[Any], int]:
    """A quantity or percentage × 10⁴."""
    return decimal(4, money.LIMIT, least, most)


def amount(code: str, least: int | None = None) -> Callable[[Any], int]:
    """Minor units of a currency."""
    return decimal(money.decimals(code), money.LIMIT, least)


def price(code: str) -> Callable[[Any], int]:
    """A unit price in minor units × 10⁴."""
    return decimal(money.decimals(code) + 4, money.LIMIT * money.SCALE)


def day(raw: Any) -> date:
    """An ISO date."""
    found = _typed(raw, str, "date")
    if not _ISO_DAY.fullmatch(found):
        raise Wrong("not_a_date", value=shown(found))
    try:
        return date.fromisoformat(found)
    except ValueError:
        raise Wrong("no_such_date", value=found) from None


def billing_day(raw: Any) -> int:
    """A day of the month, 1 to 31 or "last"."""
    return LAST_DAY if raw == "last" and isinstance(raw, str) else whole(1, 31)(raw)
