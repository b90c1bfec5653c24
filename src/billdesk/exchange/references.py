"""References from one thing of the shop document to another, and texts that go by such references."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from billdesk.domain.tax import INHERIT, Choice
from billdesk.domain.texts import LONGEST_NAME
from billdesk.exchange.fields import BAD, Pen, Reading, Text, shown, wrong
from billdesk.exchange.parsing import step
from billdesk.exchange.spelling import Word


@dataclass(frozen=True, slots=True)
class Ref:
    """A reference to something of a kind, as its id."""

    kind: str

    def read(self, raw: Any, place: str, reading: Reading) -> Any:
        if not isinstance(raw, str):
            return wrong("reference", raw, place, reading)
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

    def write(self, value: Any, _pen: Pen) -> Any:
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
class TextsByKey:
    """Texts by the ref of a custom field, or by any name."""

    kind: str | None = None

    def read(self, raw: Any, place: str, reading: Reading) -> Any:
        if not isinstance(raw, dict):
            return wrong("object", raw, place, reading)
        good = True
        for key, value in raw.items():
            at = step(place, key)
            known = self.kind is None or Ref(self.kind).read(key, at, reading) is not BAD
            good = Text().read(value, at, reading) is not BAD and known and good
        return dict(raw) if good else BAD

    def write(self, value: Any, _pen: Pen) -> Mapping[str, Any]:
        return {key: Word(text) for key, text in value.items()}

    def schema(self) -> dict[str, Any]:
        return {"type": "object", "additionalProperties": {"type": "string", "maxLength": LONGEST_NAME}}
