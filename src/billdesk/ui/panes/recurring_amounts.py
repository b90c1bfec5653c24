"""What the next invoices of schedules come to: found in the background, a few at a time, and remembered."""

from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal

from billdesk.domain.lists import ScheduleRow
from billdesk.ui.bench import Bench

GROUP = 25
"""So few that those in view come first, and fast."""


class NextAmounts(QObject):
    """Remembers amounts by schedule; `found` tells new ones as {id: minor units or None}."""

    found = Signal(object)

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        self._bench = bench
        self.known: dict[int, int | None] = {}  # shown until it is known better
        self._fresh: set[int] = set()
        self._waiting: list[int] = []
        self._at_work = False
        self._round = 0

    def knows(self, key: int) -> bool:
        """Whether the amount is that of today."""
        return key in self._fresh

    def forget(self) -> None:
        """Something changed: what is known is shown on, until it is found anew."""
        self._fresh.clear()
        self._waiting.clear()
        self._round += 1

    def ask(self, rows: Iterable[ScheduleRow]) -> None:
        """Find the amounts of these schedules, in this order; asking anew forgets who waited before."""
        self._waiting = list(dict.fromkeys(row.id for row in rows if row.id not in self._fresh))
        self._next()

    def _next(self) -> None:
        if self._at_work or not self._waiting:
            return
        ids, self._waiting = self._waiting[:GROUP], self._waiting[GROUP:]
        self._at_work = True
        services, today, begun = self._bench.desk.recurring, self._bench.today, self._round

        def done(amounts: dict[int, int | None]) -> None:
            self._at_work = False
            found = {key: amounts.get(key) for key in ids}
            self.known |= found
            if begun == self._round:
                self._fresh.update(ids)
            self.found.emit(found)
            self._next()

        self._bench.run(lambda: services.amounts(ids, today), done, self._on_failed)

    def _on_failed(self, _error: Exception) -> None:
        """Amounts stay unknown, shown as a dash; the list itself says what is wrong."""
        self._at_work = False
        self._waiting.clear()
