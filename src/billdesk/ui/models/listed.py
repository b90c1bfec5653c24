"""A short list that is in memory already, for the same model that serves the long ones."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from billdesk.domain.lists import CurrencySum, Page, PageKey
from billdesk.ui.models.paged import PageRequest


def _everything(_row: Any, _wanted: Any) -> bool:
    return True


class Listed:
    """Rows with an `id`; `keys` name what they are ordered by, `shows(row, filter)` says which are shown."""

    def __init__(
        self,
        keys: Mapping[str, Callable[[Any], Any]],
        shows: Callable[[Any, Any], bool] = _everything,
    ) -> None:
        self._rows: tuple[Any, ...] = ()
        self._keys = keys
        self._shows = shows

    def replace(self, rows: Sequence[Any]) -> None:
        """Hold other rows; the model is told by its own refresh."""
        self._rows = tuple(rows)

    def wanted(self, wanted: Any) -> tuple[Any, ...]:
        """The rows that a filter shows."""
        return tuple(row for row in self._rows if self._shows(row, wanted))

    def fetch(self, request: PageRequest) -> Page[Any]:
        """One page, in order."""
        rows = self.wanted(request.filter)
        key = self._keys.get(request.sort.key)
        if key is not None:
            rows = tuple(sorted(rows, key=key, reverse=request.sort.descending))
        start = self._start(rows, request)
        part = rows[start : start + request.limit]
        first = PageKey(None, part[0].id) if part else None
        return Page(part, first, PageKey(None, part[-1].id) if part else None)

    def count(self, wanted: Any) -> tuple[CurrencySum, ...]:
        """How many rows a filter shows."""
        return (CurrencySum("", len(self.wanted(wanted)), 0, 0),)

    def _start(self, rows: tuple[Any, ...], request: PageRequest) -> int:
        ids = [row.id for row in rows]
        if request.after is not None and request.after.id in ids:
            return ids.index(request.after.id) + 1
        if request.before is not None and request.before.id in ids:
            return max(0, ids.index(request.before.id) - request.limit)
        return request.offset or 0
