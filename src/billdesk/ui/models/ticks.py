"""Which rows of a list are ticked: some ids, or everything that matches but for some ids."""

from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal


class Ticks(QObject):
    """The ticked rows by id; ticking "all" costs nothing, however long the list is."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.all = False
        self._ids: set[int] = set()  # ticked, or with `all` those that are not

    def __contains__(self, row_id: object) -> bool:
        return (row_id in self._ids) != self.all

    def count(self, of: int) -> int:
        """Count the ticked rows of a list of `of` rows."""
        return of - len(self._ids) if self.all else len(self._ids)

    def ids(self) -> frozenset[int]:
        """Name the ticked rows; with `all`, those that are left out."""
        return frozenset(self._ids)

    def set(self, ids: Iterable[int], ticked: bool) -> None:
        """Tick or untick rows."""
        if ticked != self.all:
            self._ids |= set(ids)
        else:
            self._ids -= set(ids)
        self.changed.emit()

    def toggle(self, row_id: int) -> None:
        self.set((row_id,), row_id not in self)

    def set_all(self, ticked: bool) -> None:
        """Tick everything that the list's filter shows, or nothing."""
        if self.all == ticked and not self._ids:
            return
        self.all = ticked
        self._ids.clear()
        self.changed.emit()
