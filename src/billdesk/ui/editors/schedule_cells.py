"""What is typed about a line of a schedule: how each field shows its value, and how it is read."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from billdesk.basics import words
from billdesk.domain import draft, typed
from billdesk.domain.counting import Tier
from billdesk.domain.errors import Problem, Refused
from billdesk.domain.money import SCALE
from billdesk.domain.schedule import ScheduleLine
from billdesk.domain.schedule_draft import MOST_INTERVAL
from billdesk.domain.totals import Discount
from billdesk.ui.typed_dates import read_day

MEASURES = ("included", "minimum", "maximum", "round_up_to")
_TIER = re.compile(r"tiers\[(\d+)\]\.(up_to|unit_price)")
_MOVED = {"product_id": "description", "tiers": "price", "type": "description", "tax": "description"}
"""Places of problems that are told in another cell."""


@dataclass(frozen=True, slots=True)
class ScheduleCells:
    """Reads and writes fields in a `language`; prices are in `currency`, dates count from `today`."""

    currency: str
    language: str
    today: date

    def shown(self, line: ScheduleLine, field: str) -> str:
        """The text of a field, which `read` understands."""
        if field in MEASURES:
            return self._quantity(getattr(line.measure, field) or None)
        if field in ("effective_from", "effective_to"):
            day = getattr(line, field)
            return "" if day is None else words.date_medium(day, self.language)
        found = _TIER.fullmatch(field)
        if found:
            return self._tier(line.tiers[int(found[1])], found[2]) if int(found[1]) < len(line.tiers) else ""
        return {
            "quantity": lambda: self._quantity(line.quantity),
            "price": lambda: self._price(line.unit_price),
            "discount": lambda: self.discount(line.discount),
            "every": lambda: words.number(line.every, self.language),
            "unit": lambda: line.unit,
            "description": lambda: line.description,
        }[field]()

    def read(self, line: ScheduleLine, field: str, text: str) -> ScheduleLine:
        """The line with what is typed into a field; Refused where that means nothing there."""
        said = text.strip()
        found = _TIER.fullmatch(field)
        if found:
            return self._with_tier(line, int(found[1]), found[2], said)
        if field in MEASURES:
            value: Any = self._read_quantity(said) if said else 0 if field == "included" else None
            return replace(line, measure=replace(line.measure, **{field: value}))
        if field in ("effective_from", "effective_to"):
            day: dict[str, Any] = {field: self.read_day(said) if said else None}
            return replace(line, **day)
        if field == "quantity":
            return replace(line, quantity=typed.quantity(said, self._point) if said else SCALE)
        if field == "price":
            return replace(line, unit_price=typed.price(said, self.currency, self._point) if said else None)
        if field == "discount":
            return replace(line, discount=typed.discount(said, self.currency, self._point))
        if field == "every":
            return replace(line, every=self._read_every(said) if said else 1)
        longest = draft.LONGEST_TEXT if field == "description" else draft.LONGEST_NAME
        words_of: dict[str, Any] = {field: _plain(text, longest)}
        return replace(line, **words_of)

    def discount(self, discount: Discount | None) -> str:
        """A percentage with its sign, or an amount."""
        if discount is None:
            return ""
        if discount.percent is not None:
            return words.percent(discount.percent, self.language)
        return words.amount(discount.amount or 0, self.currency, self.language, symbol=False)

    def read_discount(self, text: str) -> Discount | None:
        """A typed discount; Refused."""
        return typed.discount(text, self.currency, self._point)

    def read_day(self, text: str) -> date:
        """A typed date; Refused."""
        day = read_day(text, self.today, self.language)
        if day is None:
            raise Refused("not_a_date", value=text)
        return day

    @property
    def _point(self) -> str:
        return words.point(self.language)

    def _quantity(self, value: int | None) -> str:
        return "" if value is None else words.quantity(value, self.language)

    def _price(self, value: int | None) -> str:
        return "" if value is None else words.price(value, self.currency, self.language)

    def _tier(self, tier: Tier, part: str) -> str:
        return self._price(tier.unit_price) if part == "unit_price" else self._quantity(tier.up_to)

    def _read_quantity(self, text: str) -> int:
        found = typed.quantity(text, self._point)
        if found < 0:
            raise Refused("below_zero")
        return found

    def _read_every(self, text: str) -> int:
        found = typed.number(text, 0, self._point)
        if not 1 <= found <= MOST_INTERVAL:
            raise Refused("out_of_range", least=1, most=MOST_INTERVAL)
        return found

    def _with_tier(self, line: ScheduleLine, at: int, part: str, text: str) -> ScheduleLine:
        tiers = list(line.tiers)
        if part == "up_to":
            tiers[at] = replace(tiers[at], up_to=self._read_quantity(text) if text else None)
        else:
            price = typed.price(text, self.currency, self._point) if text else 0
            tiers[at] = replace(tiers[at], unit_price=price)
        return replace(line, tiers=tuple(tiers))


def in_schedule_lines(problems: Sequence[Problem]) -> list[tuple[int, str, Problem]]:
    """Those problems that are about a line: its row, the field that tells it, the problem."""
    found = []
    for one in problems:
        at, _, field = one.place.removeprefix("lines[").partition("].")
        if one.place.startswith("lines[") and at.isdigit():
            found.append((int(at), _MOVED.get(field, field), one))
    return found


def _plain(text: str, longest: int) -> str:
    """A text on one line; Refused where it is too long or can't be printed."""
    if len(text) > longest:
        raise Refused("too_long", length=len(text), longest=longest)
    if draft.has_control(text):
        raise Refused("control_character", value=text[:60])
    return text
