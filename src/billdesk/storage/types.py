"""Column types of our own: instants in UTC, and plain values as JSON text."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import DateTime
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator, UserDefinedType


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


_SHORT = 200
_compact = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def _dumped(value: Any) -> str | None:
    return None if value is None else _compact(value)


def _loaded(value: str | None) -> Any:
    if value is None:
        return None
    texts = _texts(value) if value[0] == "{" and len(value) <= _SHORT else None
    return json.loads(value) if texts is None else texts.copy()


@lru_cache(maxsize=4096)
def _texts(value: str) -> dict[str, str] | None:
    """A mapping of texts alone, as custom fields are, alike for many assets; None for anything else."""
    found = json.loads(value)
    return found if all(isinstance(one, str) for one in found.values()) else None


class Json(UserDefinedType[Any]):
    """A plain value (lists, dicts, texts, integers) as compact JSON text, the same on every database.

    None is NULL.
    """

    cache_ok = True

    def get_col_spec(self, **_options: Any) -> str:
        """The type in the database's words."""
        return "TEXT"

    def bind_processor(self, dialect: Dialect) -> Callable[[Any], str | None]:
        """How a value goes in."""
        return _dumped

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[str | None], Any]:
        """How it comes out."""
        return _loaded
