"""Column types of our own: instants in UTC, and plain values as JSON text."""

import json
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import DateTime, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_decode = json.JSONDecoder().decode


class Instant(TypeDecorator[datetime]):
    """A moment in UTC; what goes in must know its zone, what comes out does."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Moments are stored without a zone, as UTC."""
        return None if value is None else value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Moments come back as UTC."""
        return None if value is None else value.replace(tzinfo=UTC)


class Json(TypeDecorator[Any]):
    """A plain value (lists, dicts, texts, integers) as compact JSON text, the same on every database."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        """None stays NULL."""
        return None if value is None else _encode(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        """NULL stays None."""
        return None if value is None else _decode(value)
