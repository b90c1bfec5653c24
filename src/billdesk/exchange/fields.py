"""The kinds of values that stand behind the keys of a shop document: each reads, writes and describes itself.

`read` gives the domain's value, or BAD after it reported what is wrong with its place. `write` gives a
tree of words (spelling.py), `schema` its part of the JSON Schema.
"""

import base64
import binascii
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final, Protocol

from billdesk.domain import money
from billdesk.domain.address import usable_address
from billdesk.domain.errors import Problem
from billdesk.domain.languages import is_language
from billdesk.domain.numbering import pattern_problem
from billdesk.domain.payqr import bic_of, iban_of, link_problem
from billdesk.domain.texts import LONGEST_NAME, has_control, shortened

BAD: Final = object()
REQUIRED: Final = object()


@dataclass(slots=True)
class Reading:
    """What is known while a document is read: its references, the currency of amounts, and its problems."""

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
    def write(self, value: Any, pen: Pen, /) -> Any: ...
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
    return shortened(text)


def type_name(raw: object) -> str:
    """The JSON type of a value as a code: object, list, text, flag, null, number."""
    names = {dict: "object", list: "list", str: "text", bool: "flag", type(None): "null"}
    return next((name for kind, name in names.items() if isinstance(raw, kind)), "number")


def wrong(wanted: str, raw: object, place: str, reading: Reading) -> Any:
    """Report a value of another type than is wanted."""
    return reading.bad(place, "wrong_type", wanted=wanted, found=type_name(raw))


@dataclass(frozen=True, slots=True)
class Text:
    """A text; `lines` of them allowed or not, empty or not."""

    longest: int = LONGEST_NAME
    lines: bool = False
    filled: bool = False

    def read(self, raw: Any, place: str, reading: Reading) -> Any:
        if not isinstance(raw, str):
            return wrong("text", raw, place, reading)
        if len(raw) > self.longest:
            return reading.bad(place, "too_long", longest=self.longest, length=len(raw))
        if has_control(raw, self.lines):
            return reading.bad(place, "control_character", value=shown(raw))
        if self.filled and not raw.strip():
            return reading.bad(place, "empty")
        return raw

    def write(self, value: Any, _pen: Pen) -> Any:
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

    def write(self, value: Any, _pen: Pen) -> Any:
        return value

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "maxLength": LONGEST_NAME}


MOST_PICTURE = 5_000_000
PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")
"""How a PNG and a JPEG begin."""
EMAIL = Checked(lambda text: not text or usable_address(text), "bad_email")
CURRENCY = Checked(money.is_currency, "unknown_currency")
LANGUAGE = Checked(is_language, "unknown_language")
COLOR = Checked(lambda text: re.fullmatch("#[0-9A-Fa-f]{6}", text) is not None, "bad_color")
IBAN = Checked(lambda text: not text or iban_of(text) is not None, "iban_is_wrong")
BIC = Checked(lambda text: not text or bic_of(text) is not None, "bic_is_wrong")
LINK = Checked(lambda text: not text or link_problem(text) is None, "bad_link")


class Pattern:
    """A pattern of document numbers."""

    def read(self, raw: Any, place: str, reading: Reading) -> Any:
        text = Text().read(raw, place, reading)
        code = None if text is BAD else pattern_problem(text)
        return reading.bad(place, code, value=shown(text)) if code else text

    def write(self, value: Any, _pen: Pen) -> Any:
        return value

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": r"\{counter", "maxLength": 60}


class Picture:
    """A PNG or JPEG, written in base64; nothing for none."""

    def read(self, raw: Any, place: str, reading: Reading) -> Any:
        if not isinstance(raw, str):
            return wrong("text", raw, place, reading)
        try:
            content = base64.b64decode(raw, validate=True) if len(raw) <= 2 * MOST_PICTURE else b"-"
        except binascii.Error:
            content = b"-"
        if not content or (content.startswith(PICTURES) and len(content) <= MOST_PICTURE):
            return content
        return reading.bad(place, "bad_picture", megabytes=MOST_PICTURE // 1_000_000)

    def write(self, value: Any, _pen: Pen) -> Any:
        return base64.b64encode(value).decode("ascii")

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "contentEncoding": "base64", "maxLength": 2 * MOST_PICTURE}


class Flag:
    """True or false."""

    def read(self, raw: Any, place: str, reading: Reading) -> Any:
        return raw if isinstance(raw, bool) else wrong("flag", raw, place, reading)

    def write(self, value: Any, _pen: Pen) -> Any:
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
            return wrong("whole_number", raw, place, reading)
        if not self.least <= raw <= self.most:
            return reading.bad(place, "out_of_range", value=shown(raw), least=self.least, most=self.most)
        return raw

    def write(self, value: Any, _pen: Pen) -> Any:
        return value

    def schema(self) -> dict[str, Any]:
        return {"type": "integer", "minimum": self.least, "maximum": self.most}


@dataclass(frozen=True, slots=True)
class OneOf:
    """One word of a list."""

    words: tuple[str, ...]

    def read(self, raw: Any, place: str, reading: Reading) -> Any:
        if not isinstance(raw, str):
            return wrong("text", raw, place, reading)
        if raw not in self.words:
            return reading.bad(place, "unknown_word", value=shown(raw), allowed=", ".join(self.words))
        return raw

    def write(self, value: Any, _pen: Pen) -> Any:
        return value

    def schema(self) -> dict[str, Any]:
        return {"enum": list(self.words)}


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
            return wrong("list", raw, place, reading)
        if len(raw) < self.least:
            return reading.bad(place, self.code, least=self.least)
        found = tuple(self.kind.read(one, f"{place}[{index}]", reading) for index, one in enumerate(raw))
        return BAD if any(one is BAD for one in found) else found

    def write(self, value: Any, pen: Pen) -> Any:
        return [self.kind.write(one, pen) for one in value]

    def schema(self) -> dict[str, Any]:
        least = {"minItems": self.least} if self.least else {}
        return {"type": "array", "items": self.kind.schema()} | least
