"""Objects of the shop document: which keys they have, of which kind, and with which defaults."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from billdesk.exchange.fields import BAD, REQUIRED, Kind, Pen, Reading, type_name
from billdesk.exchange.parsing import step
from billdesk.exchange.spelling import Word, plain


@dataclass(frozen=True, slots=True)
class Key:
    """One key of an object; `attr` is the field of the domain value where it is called otherwise."""

    name: str
    kind: Kind
    default: Any = REQUIRED
    attr: str = ""

    @property
    def field(self) -> str:
        """Under which name the value is kept."""
        return self.attr or self.name


class Shape:
    """An object with its keys; it is read into a mapping from fields to values."""

    def __init__(self, title: str, *keys: Key) -> None:
        self.title = title
        self.keys = {key.name: key for key in keys}
        self._fields = [(key.name, key.field, key) for key in keys]
        self._spares: dict[str, dict[str, Word]] = {}

    def read(self, raw: Any, place: str, reading: Reading) -> Any:
        """The values of all fields, or BAD; unknown and missing keys are reported."""
        if not isinstance(raw, dict):
            return reading.bad(place, "wrong_type", wanted="object", found=type_name(raw))
        before = len(reading.problems)
        for name in raw:
            if name not in self.keys:
                reading.bad(step(place, name), "unknown_key")
        values = {key.field: self._value(key, raw, place, reading) for key in self.keys.values()}
        return values if len(reading.problems) == before else BAD

    def _value(self, key: Key, raw: Mapping[str, Any], place: str, reading: Reading) -> Any:
        if key.name in raw:
            return key.kind.read(raw[key.name], step(place, key.name), reading)
        if key.default is REQUIRED:
            return reading.bad(place, "missing_key", key=key.name)
        return key.default

    def write(self, value: Any, pen: Pen) -> dict[str, Word]:
        """The words of a value, or of a mapping of its fields."""
        return self.words(value, pen)

    def words(
        self, value: Any, pen: Pen, needless: Collection[str] = (), always: Collection[str] = ()
    ) -> dict[str, Word]:
        """The same, where keys in `needless` are no more than what reading would find by itself.

        Those in `always` are written even though they are needless.
        """
        get = value.__getitem__ if isinstance(value, Mapping) else lambda name: getattr(value, name)
        spare = self._spare(pen)
        words = {}
        for name, field, key in self._fields:
            one = get(field)
            if name in spare and one == key.default and name not in always:
                words[name] = spare[name]
            else:
                left_out = name in needless or (name in spare and one == key.default)
                words[name] = Word(key.kind.write(one, pen), left_out, name in always)
        return words

    def _spare(self, pen: Pen) -> dict[str, Word]:
        """The words of the defaults, made once per currency."""
        if pen.currency not in self._spares:
            keys = [key for key in self.keys.values() if key.default is not REQUIRED]
            self._spares[pen.currency] = {key.name: _default_word(key, pen) for key in keys}
        return self._spares[pen.currency]

    def schema(self) -> dict[str, Any]:
        """The object as JSON Schema, in place."""
        required = [key.name for key in self.keys.values() if key.default is REQUIRED]
        properties = {key.name: key.kind.schema() | _default(key) for key in self.keys.values()}
        found: dict[str, Any] = {"type": "object", "title": self.title, "properties": properties}
        return found | ({"required": required} if required else {}) | {"additionalProperties": False}


def _default_word(key: Key, pen: Pen) -> Word:
    """What a default is written as; None is null for every kind."""
    return Word(None if key.default is None else key.kind.write(key.default, pen), needless=True)


def _default(key: Key) -> dict[str, Any]:
    """The default of a key for the schema; where there is none, or it depends on others, nothing."""
    if key.default is REQUIRED or key.default is None:
        return {}
    value = plain(key.kind.write(key.default, Pen(lambda _kind, _number: "")))
    return {} if value is None else {"default": value}


@dataclass(frozen=True, slots=True)
class Made:
    """An object that stands for a value: `make` gets its fields and reports what doesn't fit together."""

    shape: Shape
    make: Callable[[Mapping[str, Any], str, Reading], Any]
    take: Callable[[Any], Any] = lambda value: value

    def read(self, raw: Any, place: str, reading: Reading) -> Any:
        values = self.shape.read(raw, place, reading)
        if values is BAD:
            return BAD
        before = len(reading.problems)
        made = self.make(values, place, reading)
        return made if len(reading.problems) == before else BAD

    def write(self, value: Any, pen: Pen) -> Any:
        return self.shape.write(self.take(value), pen)

    def schema(self) -> dict[str, Any]:
        return self.shape.schema()


def plainly(shape: Shape, kind: Callable[..., Any]) -> Made:
    """An object whose fields are those of a dataclass."""
    return Made(shape, lambda values, _place, _reading: kind(**values))
