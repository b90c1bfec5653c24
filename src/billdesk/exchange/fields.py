"""The kinds of values that stand behind the keys of a shop document: each reads, writes and describes itself.

`read` gives the domain's value, or BAD after it reported what is wrong with its place. `write` gives a
tree of words (spelling.py), `schema` its part of the JSON Schema.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any, Final, Protocol

from billdesk.domain import money
from billdesk.domain.calendar import LAST_DAY
from billdesk.domain.errors import Problem
from billdesk.domain.numbering import pattern_problem
from billdesk.domain.tax import INHERIT, Choice
from billdesk.exchange.languages import is_language
from billdesk.exchange.parsing import step
from billdesk.exchange.spelling import Word

LONGEST_NAME = 1_000
LONGEST_TEXT = 10_000
LONGEST_REF = 200

BAD: Final = object()
REQUIRED: Final = object()
_DECIMAL = re.compile(r"-?\d+(\.\d+)?", re.ASCII)
_ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


@dataclass(slots=True)
class Reading:
    """What is known while a document is read: its references, the currency of amounts, and the problems so far."""

    find: Callable[[str, str], int | None]
    currency: str = "USD"
    problems: list[Problem] = field(default_factory=list)

    def bad(self, place: str, code: str, **facts: object) -> Any:
        """Report a problem; gives BAD, so that one can return it."""
        self.problems.append(Problem(place, code, facts))
        return BAD


@dataclass(frozen=True, slots=True)
class Pen:
    """What is known while something is written: the refs of ids, and the currency of amounts."""

    ref_of: Callable[[str, int], str]
    currency: str = "USD"


class Kind(Protocol):
    """What every kind of value can do."""

    def read(self, raw: Any, place: str, reading: Reading) -> Any: ...
    def write(self, value: Any, pen: Pen) -> Any: ...
    def schema(self) -> dict[str, Any]: ...


def shown(raw: object) -> str:
    """A wrong value, short enough for a message."""
    if isinstance(raw, dict | list):
        return type_name(raw)
    text = (
        raw
        if isinstance(raw, str)
        else type_name(raw)
        if isinstance(raw, int) and abs(raw) > 10**40
        else str(raw)
    )
    text = "".join(character if character.isprintable() else "?" for character in text[:60])
    return text


def type_name(raw: object) -> str:
    """The JSON type of a value as a code: object, list, text, flag, null, number."""
    names = {dict: "object", list: "list", str: "text", bool: "flag", type(None): "null"}
    return next((name for kind, name in names.items() if isinstance(raw, kind)), "number")


def _wrong(wanted: str, raw: object, place: str, reading: Reading) -> Any:
    return reading.bad(place, "wrong_type", wanted=wanted, found=type_name(raw))


def has_control(text: str, lines: bool) -> bool:
    """Whether a text holds control characters (line breaks and tabs aside in texts of several lines) or no text."""
    if text.isprintable():
        return False
    allowed = "\n\r\t" if lines else ""
    return any(
        character not in allowed
        and (ord(character) < 32 or 127 <= ord(character) < 160 or 0xD800 <= ord(character) < 0xE000)
        for character in text
    )


@dataclass(frozen=True, slots=True)
class Text:
    """A text; `lines` of them allowed or not, empty or not."""

    longest: int = LONGEST_NAME
    lines: bool = False
    filled: bool = False

    def read(self, raw: Any, place: str, reading: Reading) -> Any:
        if not isinstance(raw, str):
            return _wrong("text", raw, place, reading)
        if len(raw) > self.longest:
            return reading.bad(place, "too_long", longest=self.longest, length=len(raw))
        if has_control(raw, self.lines):
            return reading.bad(place, "control_character", value=shown(raw))
        if self.filled and not raw.strip():
            return reading.bad(place, "empty")
        return raw

    def write(self, value: Any, pen: Pen) -> Any:
        return value

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "maxLength": self.longest} | ({"minLength": 1} if self.filled else {})


@dataclass(frozen=True, slots=True)
class Checked:
    """A text of one line that a rule must like; `code` is reported where it doesn't."""

    likes: Callable[[str], bool]
    code: str

    def read(self, raw: Any, place: str, reading: Reading) -> Any:
        text = Text().read(raw, place, reading)
        return text if text is BAD or self.likes(text) else reading.bad(place, self.code, value=shown(text))

    def write(self, value: Any, pen: Pen) -> Any:
        return value

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "maxLength": LONGEST_NAME}


def usable_address(text: str) -> bool:
    """Whether a text may stand where an e-mail address is wanted; nothing at all may."""
    return not text or (
        text.count("@") == 1 and text.isprintable() and " " not in text and text[0] != "@" != text[-1]
    )


EMAIL = Checked(usable_address, "bad_email")
CURRENCY = Checked(money.is_currency, "unknown_currency")
LANGUAGE = Checked(is_language, "unknown_language")
COLOR = Checked(lambda text: re.fullmatch("#[0-9A-Fa-f]{6}", text) is not None, "bad_color")


class Pattern:
    """A pattern of document numbers."""

    def read(self, raw: Any, place: str, reading: Reading) -> Any:
        text = Text().read(raw, place, reading)
        code = None if text is BAD else pattern_problem(text)
        return reading.bad(place, code, value=shown(text)) if code else text

    def write(self, value: Any, pen: Pen) -> Any:
        return value

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": r"\{counter", "maxLength": 60}


class Flag:
    """True or false."""

    def read(self, raw: Any, place: str, reading: Reading) -> Any:
        return raw if isinstance(raw, bool) else _wrong("flag", raw, place, reading)

    def write(self, value: Any, pen: Pen) -> Any:
        return value

    def schema(self) -> dict[str, Any]:
        return {"type": "boolean"}


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number within bounds."""

    least: int = 0
    most: int = 1_000_000

    def read(self, raw: Any, place: str, reading: Reading) -> Any:
        if not isinstance(raw, int) or isinstance(raw, bool):
            return _wrong("whole_number", raw, place, reading)
        if not self.least <= raw <= self.most:
            return reading.bad(place, "out_of_range", value=shown(raw), least=self.least, most=self.most)
        return raw

    def write(self, value: Any, pen: Pen) -> Any:
        return value

    def schema(self) -> dict[str, Any]:
        return {"type": "integer", "minimum": self.least, "maximum": self.most}


@dataclass(frozen=True, slots=True)
class OneOf:
    """One word of a list."""

    words: tuple[str, ...]

    def read(self, raw: Any, place: str, reading: Reading) -> Any:
        if not isinstance(raw, str):
            return _wrong("text", raw, place, reading)
        if raw not in self.words:
            return reading.bad(place, "unknown_word", value=shown(raw), allowed=", ".join(self.words))
        return raw

    def write(self, value: Any, pen: Pen) -> Any:
        return value

    def schema(self) -> dict[str, Any]:
        return {"enum": list(self.words)}


@dataclass(frozen=True, slots=True)
class Decimals:
    """A decimal string: an amount or a price of the currency at hand, or a number × 10⁴ (`unit`)."""

    unit: str = "scaled"  # scaled amount price
    least: int | None = None
    most: int | None = None

    def read(self, raw: Any, place: str, reading: Reading) -> Any:
        if not isinstance(raw, str):
            return _wrong("decimal_text", raw, place, reading)
        if len(raw) > 60 or not _DECIMAL.fullmatch(raw):
            return reading.bad(place, "not_a_decimal", value=shown(raw))
        places = self._places(reading.currency)
        value = money.parse_decimal(raw, places)
        if value is None and len(raw.lstrip("-").partition(".")[0]) <= 18:
            return reading.bad(place, "too_many_decimals", value=shown(raw), decimals=places)
        if value is None or abs(value) >= self._limit():
            return reading.bad(place, "too_large", value=shown(raw))
        return self._bounded(value, raw, place, reading)

    def _bounded(self, value: int, raw: str, place: str, reading: Reading) -> Any:
        if self.least is not None and value < self.least:
            return reading.bad(place, "too_small", value=raw, least=money.scaled_text(self.least))
        if self.most is not None and value > self.most:
            return reading.bad(place, "too_large", value=raw, most=money.scaled_text(self.most))
        return value

    def _places(self, currency: str) -> int:
        return 4 if self.unit == "scaled" else money.decimals(currency) + (4 if self.unit == "price" else 0)

    def _limit(self) -> int:
        return money.LIMIT * (money.SCALE if self.unit == "price" else 1)

    def write(self, value: Any, pen: Pen) -> Any:
        if self.unit == "scaled":
            return money.scaled_text(value)
        return (money.price_text if self.unit == "price" else money.amount_text)(value, pen.currency)

    def schema(self) -> dict[str, Any]:
        sign = "" if self.least is not None and self.least >= 0 else "-?"
        return {"type": "string", "pattern": rf"^{sign}[0-9]+(\.[0-9]+)?$"}


class Day:
    """A date from 1900 to 2999."""

    def read(self, raw: Any, place: str, reading: Reading) -> Any:
        if not isinstance(raw, str):
            return _wrong("date", raw, place, reading)
        if not _ISO_DAY.fullmatch(raw):
            return reading.bad(place, "not_a_date", value=shown(raw))
        try:
            day = date.fromisoformat(raw)
        except ValueError:
            return reading.bad(place, "no_such_date", value=raw)
        return day if 1900 <= day.year <= 2999 else reading.bad(place, "date_out_of_range", value=raw)

    def write(self, value: Any, pen: Pen) -> Any:
        return value.isoformat()

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "format": "date", "pattern": r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}


class Moment:
    """A moment with its offset from UTC, such as 2026-02-01T09:30:00+01:00."""

    def read(self, raw: Any, place: str, reading: Reading) -> Any:
        if not isinstance(raw, str):
            return _wrong("moment", raw, place, reading)
        try:
            moment = datetime.fromisoformat(raw)
            moment = moment.astimezone(UTC) if moment.tzinfo else moment
        except (ValueError, OverflowError):
            return reading.bad(place, "not_a_moment", value=shown(raw))
        if moment.tzinfo is None:
            return reading.bad(place, "moment_needs_offset", value=shown(raw))
        return (
            moment
            if 1900 <= moment.year <= 2999
            else reading.bad(place, "date_out_of_range", value=shown(raw))
        )

    def write(self, value: Any, pen: Pen) -> Any:
        return value.astimezone(UTC).isoformat()

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "format": "date-time"}


class BillingDay:
    """A day of the month, 1 to 31 or "last"."""

    def read(self, raw: Any, place: str, reading: Reading) -> Any:
        if raw == "last" and isinstance(raw, str):
            return LAST_DAY
        if isinstance(raw, str):
            return reading.bad(place, "unknown_word", value=shown(raw), allowed="last, 1–31")
        return Whole(1, 31).read(raw, place, reading)

    def write(self, value: Any, pen: Pen) -> Any:
        return "last" if value == LAST_DAY else value

    def schema(self) -> dict[str, Any]:
        return {"anyOf": [{"const": "last"}, Whole(1, 31).schema()]}


@dataclass(frozen=True, slots=True)
class Ref:
    """A reference to something of a kind, as its id."""

    kind: str

    def read(self, raw: Any, place: str, reading: Reading) -> Any:
        if not isinstance(raw, str):
            return _wrong("reference", raw, place, reading)
        found = reading.find(self.kind, raw)
        return (
            reading.bad(place, "unknown_reference", kind=self.kind, ref=shown(raw))
            if found is None
            else found
        )

    def write(self, value: Any, pen: Pen) -> Any:
        return pen.ref_of(self.kind, value)

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "description": f"the ref of a {self.kind.replace('_', ' ')}"}


@dataclass(frozen=True, slots=True)
class FieldRef:
    """The ref of a custom field of contacts or assets, or one of the fixed names; stays a text."""

    kind: str
    fixed: tuple[str, ...] = ()

    def read(self, raw: Any, place: str, reading: Reading) -> Any:
        if isinstance(raw, str) and raw in self.fixed:
            return raw
        return BAD if Ref(self.kind).read(raw, place, reading) is BAD else raw

    def write(self, value: Any, pen: Pen) -> Any:
        return value

    def schema(self) -> dict[str, Any]:
        words = f"{', '.join(self.fixed)} or the ref" if self.fixed else "the ref"
        return {"type": "string", "description": f"{words} of a {self.kind.replace('_', ' ')}"}


@dataclass(frozen=True, slots=True)
class TaxChoice:
    """The ref of a tax, or null: what that means depends on where it stands."""

    null: Choice = INHERIT

    def read(self, raw: Any, place: str, reading: Reading) -> Any:
        if raw is None:
            return self.null
        found = Ref("tax").read(raw, place, reading)
        return BAD if found is BAD else Choice(True, found)

    def write(self, value: Any, pen: Pen) -> Any:
        return None if value.tax_id is None else pen.ref_of("tax", value.tax_id)

    def schema(self) -> dict[str, Any]:
        words = "not named" if self.null == INHERIT else "untaxed"
        return {"type": ["string", "null"], "description": f"the ref of a tax; null means {words}"}


@dataclass(frozen=True, slots=True)
class Maybe:
    """A value or null."""

    kind: Kind

    def read(self, raw: Any, place: str, reading: Reading) -> Any:
        return None if raw is None else self.kind.read(raw, place, reading)

    def write(self, value: Any, pen: Pen) -> Any:
        return None if value is None else self.kind.write(value, pen)

    def schema(self) -> dict[str, Any]:
        return {"anyOf": [self.kind.schema(), {"type": "null"}]}


@dataclass(frozen=True, slots=True)
class Many:
    """A list of values of one kind, as a tuple."""

    kind: Kind
    least: int = 0
    code: str = "too_few"

    def read(self, raw: Any, place: str, reading: Reading) -> Any:
        if not isinstance(raw, list):
            return _wrong("list", raw, place, reading)
        if len(raw) < self.least:
            return reading.bad(place, self.code, least=self.least)
        found = tuple(self.kind.read(one, f"{place}[{index}]", reading) for index, one in enumerate(raw))
        return BAD if any(one is BAD for one in found) else found

    def write(self, value: Any, pen: Pen) -> Any:
        return [self.kind.write(one, pen) for one in value]

    def schema(self) -> dict[str, Any]:
        least = {"minItems": self.least} if self.least else {}
        return {"type": "array", "items": self.kind.schema()} | least


@dataclass(frozen=True, slots=True)
class TextsByKey:
    """Texts by the ref of a custom field, or by any name."""

    kind: str | None = None

    def read(self, raw: Any, place: str, reading: Reading) -> Any:
        if not isinstance(raw, dict):
            return _wrong("object", raw, place, reading)
        good = True
        for key, value in raw.items():
            at = step(place, key)
            known = self.kind is None or Ref(self.kind).read(key, at, reading) is not BAD
            good = Text().read(value, at, reading) is not BAD and known and good
        return dict(raw) if good else BAD

    def write(self, value: Any, pen: Pen) -> Mapping[str, Any]:
        return {key: Word(text) for key, text in value.items()}

    def schema(self) -> dict[str, Any]:
        return {"type": "object", "additionalProperties": {"type": "string", "maxLength": LONGEST_NAME}}
