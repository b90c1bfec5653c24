"""What rows tell only after some reckoning: found in the background, a few at a time, and remembered."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QObject, Signal

GROUP = 25
"""So few that those in view come first, and fast."""
Run = Callable[[Callable[[], object], Callable[[Any], Any], Callable[[Exception], Any]], None]
"""Does a job away from the GUI thread and calls back on it: Bench.run."""


class Later(QObject):
    """Remembers values by the id of a row; `found` tells new ones as {id: value or None}."""

    found = Signal(object)

    def __init__(
        self, run: Run, find: Callable[[Sequence[int]], Mapping[int, Any]], group: int = GROUP
    ) -> None:
        super().__init__()
        self._run, self._find, self._group = run, find, group
        self.known: dict[int, Any] = {}  # shown until it is known better
        self._fresh: set[int] = set()
        self._waiting: list[int] = []
        self._at_work = False
        self._round = 0

    def knows(self, key: int) -> bool:
        """Whether the value is that of today."""
        return key in self._fresh

    def forget(self) -> None:
        """Something changed: what is known is shown on, until it is found anew."""
        self._fresh.clear()
        self._waiting.clear()
        self._round += 1

    def ask(self, rows: Iterable[Any]) -> None:
        """Find the values of these rows, in this order; asking anew forgets who waited before."""
        self._waiting = list(dict.fromkeys(row.id for row in rows if row.id not in self._fresh))
        self._next()

    def _next(self) -> None:
        if self._at_work or not self._waiting:
            return
        ids, self._waiting = self._waiting[: self._group], self._waiting[self._group :]
        self._at_work = True
        begun = self._round

        def done(values: Mapping[int, Any]) -> None:
            self._at_work = False
            found = {key: values.get(key) for key in ids}
            self.known |= found
            if begun == self._round:
                self._fresh.update(ids)
            self.found.emit(found)
            self._next()

        self._run(lambda: self._find(ids), done, self._on_failed)

    def _on_failed(self, _error: Exception) -> None:
        """Values stay unknown, shown as a dash; the list itself says what is wrong."""
        self._at_work = False
        self._waiting.clear()
