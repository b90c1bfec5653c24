"""Amounts, quantities, percentages, dates and moments in the shop document."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from billdesk.domain import money
from billdesk.domain.calendar import LAST_DAY
from billdesk.exchange.fields import Pen, Reading, Whole, shown, wrong

_DECIMAL = re.compile(r"-?\d+(\.\d+)?", re.ASCII)
_ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


@dataclass(frozen=True, slots=True)
class Decimals:
    """A decimal string: an amount or a price of the currency at hand, or a number × 10⁴ (`unit`)."""

    unit: str = "scaled"  # scaled amount price
    least: int | None = None
    most: int | None = None

    def read(self, raw: Any, place: str, reading: Reading) -> Any:
        if not isinstance(raw, str):
            return wrong("decimal_text", raw, place, reading)
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
            return wrong("date", raw, place, reading)
        if not _ISO_DAY.fullmatch(raw):
            return reading.bad(place, "not_a_date", value=shown(raw))
        try:
            day = date.fromisoformat(raw)
        except ValueError:
            return reading.bad(place, "no_such_date", value=raw)
        return day if 1900 <= day.year <= 2999 else reading.bad(place, "date_out_of_range", value=raw)

    def write(self, value: Any, _pen: Pen) -> Any:
        return value.isoformat()

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "format": "date", "pattern": r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}


class Moment:
    """A moment with its offset from UTC, such as 2026-02-01T09:30:00+01:00."""

    def read(self, raw: Any, place: str, reading: Reading) -> Any:
        if not isinstance(raw, str):
            return wrong("moment", raw, place, reading)
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

    def write(self, value: Any, _pen: Pen) -> Any:
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

    def write(self, value: Any, _pen: Pen) -> Any:
        return "last" if value == LAST_DAY else value

    def schema(self) -> dict[str, Any]:
        return {"anyOf": [{"const": "last"}, Whole(1, 31).schema()]}
