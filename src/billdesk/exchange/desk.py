"""Where a document is read: its things with provisional ids, what is on file already, and the results."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from billdesk.domain.customer import Customer
from billdesk.domain.money import is_currency
from billdesk.domain.settings import ShopSettings
from billdesk.domain.texts import LONGEST_REF
from billdesk.exchange.fields import BAD, Pen, Reading, Text, shown, type_name
from billdesk.exchange.parsing import step
from billdesk.exchange.shapes import Shape
from billdesk.exchange.spelling import Word

REF = Text(LONGEST_REF, filled=True)

SECTIONS = {
    "taxes": "tax",
    "terms": "terms",
    "fields.contact": "contact_field",
    "fields.asset": "asset_field",
    "products": "product",
    "customers": "customer",
    "saved_searches": "saved_search",
    "vendor_usage": "usage",
    "vendor_names": "vendor_name",
    "usage_imports": "vendor_import",
    "schedules": "schedule",
    "price_changes": "price_change",
    "tickets": "ticket",
    "invoices": "invoice",
    "credit_notes": "invoice",
    "payments": "payment",
    "deposits": "payment",
    "refunds": "refund",
    "deliveries": "delivery",
}
"""The lists of a document in its order, and the kind of what is in them; kinds share their refs and ids."""

_INSIDE = {"customers": {"contacts": "contact", "assets": "asset"}}
_FIELDS = {"contact_field": "field", "asset_field": "field"}


@dataclass(frozen=True, slots=True)
class Known:
    """What is on file already: domain values by kind and ref, settings, and the numbers given out.

    Mappings may be lazy: only `get` is called, with refs that a document names.
    """

    settings: ShopSettings | None = None
    values: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    numbers: Mapping[str, Any] = field(default_factory=dict)  # kind -> container of numbers

    def get(self, kind: str, ref: str) -> Any:
        """The value on file, or None."""
        of_kind = self.values.get(kind)
        return None if of_kind is None else of_kind.get(ref)


class Apart:
    """A list inside an object that is read on its own, one by one; `least` many of them."""

    def __init__(self, kind: Shape, least: int = 0, code: str = "too_few") -> None:
        self.kind, self.least, self.code = kind, least, code

    def read(self, raw: Any, place: str, reading: Reading) -> Any:
        if not isinstance(raw, list):
            return reading.bad(place, "wrong_type", wanted="list", found=type_name(raw))
        return tuple(raw) if len(raw) >= self.least else reading.bad(place, self.code, least=self.least)

    def write(self, value: Any, _pen: Pen) -> Any:
        return list(value)

    def schema(self) -> dict[str, Any]:
        return {"type": "array", "items": self.kind.schema()} | (
            {"minItems": self.least} if self.least else {}
        )


@dataclass(slots=True)
class Item:
    """One thing of the document: where it stands, what stands there, and its provisional id."""

    place: str
    raw: Any
    id: int


class Desk:
    """The reading of one document."""

    def __init__(self, document: Mapping[str, Any], known: Known) -> None:
        self.document, self.known = document, known
        self.reading = Reading(self._find)
        self.settings = known.settings or ShopSettings()
        self.items: dict[str, list[Item]] = {}
        self.values: dict[str, dict[int, Any]] = {}
        self.borrowed: dict[tuple[str, int], str] = {}  # refs of what is on file and was named
        self._refs: dict[str, dict[str, int]] = {}
        self._counts: dict[str, int] = {}
        for section, kind in SECTIONS.items():
            self.items[section] = self._listed(self._section(section), section, kind)
        for section, inside in _INSIDE.items():
            for item in self.items[section]:
                for name, kind in inside.items():
                    raw = item.raw.get(name) if isinstance(item.raw, dict) else None
                    place = f"{item.place}.{name}"
                    self.items[place] = self._listed(raw if isinstance(raw, list) else [], place, kind)

    def _section(self, name: str) -> Sequence[Any]:
        raw: Any = self.document
        for part in name.split("."):
            raw = raw.get(part, []) if isinstance(raw, dict) else []
        if isinstance(raw, list):
            return raw
        self.reading.bad(name, "wrong_type", wanted="list", found=type_name(raw))
        return []

    def _listed(self, raws: Sequence[Any], section: str, kind: str) -> list[Item]:
        items = [Item(f"{section}[{index}]", raw, self.next_id(kind)) for index, raw in enumerate(raws)]
        for item in items:
            ref = item.raw.get("ref") if isinstance(item.raw, dict) else None
            if isinstance(ref, str) and ref:
                self.register(kind, ref, item.id, step(item.place, "ref"))
        return items

    def next_id(self, kind: str) -> int:
        """The next provisional id of a kind: −1, −2, … in the order of the document."""
        kind = _FIELDS.get(kind, kind)
        self._counts[kind] = self._counts.get(kind, 0) + 1
        return -self._counts[kind]

    def register(self, kind: str, ref: str, number: int, place: str) -> None:
        """Make a ref known; a doubled one is a problem."""
        refs = self._refs.setdefault(kind, {})
        if ref in refs or self.known.get(kind, ref) is not None:
            self.reading.bad(place, "ref_doubled", kind=kind, ref=shown(ref))
        refs.setdefault(ref, number)

    def _find(self, kind: str, ref: str) -> int | None:
        found = self._refs.get(kind, {}).get(ref)
        if found is not None:
            return found
        value = self.known.get(kind, ref)
        if value is None:
            return None
        self.borrowed[kind, value.id] = ref
        self.values.setdefault(kind, {})[value.id] = value
        return int(value.id)

    def get(self, kind: str, number: int | None) -> Any:
        """The value with that id, once it was read; None where it isn't there or was wrong."""
        return None if number is None else self.values.get(kind, {}).get(number)

    def named(self, kind: str, ref: object) -> Any:
        """The value that goes by a ref, or None."""
        return self.get(kind, self._find(kind, ref)) if isinstance(ref, str) else None

    def keep(self, kind: str, value: Any, number: int | None = None) -> None:
        """Add a value to the results."""
        self.values.setdefault(kind, {})[value.id if number is None else number] = value

    def kept(self, kind: str) -> tuple[Any, ...]:
        """The values of a kind in document order, without those on file."""
        return tuple(value for number, value in self.values.get(kind, {}).items() if number < 0)

    def currency(self, raw: Any) -> str:
        """The currency of the amounts of a raw object: its own, its customer's, or the shop's."""
        own = raw.get("currency") if isinstance(raw, dict) else None
        if isinstance(own, str) and is_currency(own):
            return own
        return self.currency_of(
            self.named("customer", raw.get("customer") if isinstance(raw, dict) else None)
        )

    def currency_of(self, customer: Customer | None) -> str:
        """The currency that a customer is billed in."""
        return (customer.currency if customer else None) or self.settings.currency

    def each(self, section: str, shape: Shape) -> Iterator[tuple[Item, Any]]:
        """The things of a list that are right in themselves, with their fields; others are reported."""
        for item in self.items[section]:
            self.reading.currency = self.currency(item.raw)
            values = shape.read(item.raw, item.place, self.reading)
            if values is not BAD:
                yield item, values


def named(value: Any, shape: Shape, kind: str, pen: Pen, *leave_out: str) -> dict[str, Any]:
    """The fields of a value that its shape has, with the ref that it goes by; without the lists apart."""
    keys = (key for key in shape.keys.values() if not isinstance(key.kind, Apart))
    fields = (key.field for key in keys if key.field not in leave_out)
    return {field: getattr(value, field) for field in fields} | {"ref": pen.ref_of(kind, value.id)}


@dataclass(frozen=True, slots=True)
class Written:
    """One thing as words, and whose spelling it goes by."""

    kind: str
    id: int
    words: dict[str, Word]
