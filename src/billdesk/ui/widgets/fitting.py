"""The columns of a list: their widths and order, which are shown, and who leaves for want of room."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QTableView

from billdesk.ui.look import Look
from billdesk.ui.models.cells import RIGHT, TICK
from billdesk.ui.models.paged import PagedTableModel
from billdesk.ui.widgets.head import Head
from billdesk.ui.widgets.rolled import give_viewport
from billdesk.ui.widgets.rows import width_of_cell, width_of_second

TEXT_ROOM = 160
NARROWEST, WIDEST = 24, 1200
MOST_SECOND = 200
"""For what stands below a figure a column grows so wide at most, in px at 96 dpi."""


class FittedColumns(QTableView):
    """A table whose one text column takes the rest. `columns_changed` tells that its user changed some."""

    columns_changed = Signal()
    head: Head

    def __init__(self, look: Look, model: PagedTableModel) -> None:
        super().__init__()
        give_viewport(self)
        self.look = look
        self.rows_model = model
        self._widths = {column.name: column.width for column in model.columns}
        self.left_out: frozenset[str] = frozenset()  # columns that the user doesn't want
        self._fitting = False

    def hide_columns(self, names: set[str]) -> None:
        """Leave out columns that the user doesn't want."""
        self.left_out = frozenset(names)
        self._fit_columns()
        self.columns_changed.emit()

    def names(self) -> tuple[str, ...]:
        """The names of all columns in the order in which they stand."""
        columns = self.rows_model.columns
        return tuple(columns[self.head.logicalIndex(place)].name for place in range(len(columns)))

    def move_column(self, name: str, step: int) -> None:
        """Put a column so many places further right (or left); the first one stays where it is."""
        names = self.names()
        place = names.index(name)
        self.head.moveSection(place, max(1, min(place + step, len(names) - 1)))

    def arrangement(self) -> dict[str, Any]:
        """Which columns are shown and in what order, to be remembered."""
        return {"order": list(self.names()), "left_out": sorted(self.left_out)}

    def arrange(self, arrangement: Mapping[str, Any]) -> None:
        """Take a remembered arrangement; what isn't known is passed over, new ones stand last."""
        known = [column.name for column in self.rows_model.columns]
        order = [name for name in arrangement.get("order", ()) if name in known]
        for place, name in enumerate(order):
            self.head.moveSection(self.head.visualIndex(known.index(name)), place)
        text = next(column.name for column in self.rows_model.columns if column.stretch)
        self.hide_columns(
            {name for name in arrangement.get("left_out", ()) if name in known and name != text}
        )

    def widths(self) -> dict[str, int]:
        """Give the widths in px at 96 dpi, to be remembered."""
        return dict(self._widths)

    def set_widths(self, widths: dict[str, int]) -> None:
        """Take remembered widths; unknown columns are passed over."""
        fit = {name: max(NARROWEST, min(int(width), WIDEST)) for name, width in widths.items()}
        self._widths.update({name: width for name, width in fit.items() if name in self._widths})
        self._fit_columns()

    def fit_to_text(self) -> None:
        """Make each column as wide as the rows in view need."""
        first, last = self._in_view()
        for number, column in enumerate(self.rows_model.columns):
            if column.stretch or column.name == TICK:
                continue
            cells = (self.rows_model.cells(row)[number] for row in range(first, last + 1))
            wide = [width_of_cell(self.look, cell) for cell in cells]
            title = self.look.metrics("label").horizontalAdvance(column.title) + self.look.px(32)
            self._widths[column.name] = round(max([title, *wide]) / self.look.scale) + 1
        self._fit_columns()

    def _fit_columns(self) -> None:
        """Give the stretching column the rest; while that is too little, columns leave by rank."""
        columns = self.rows_model.columns
        shown = [number for number, column in enumerate(columns) if column.name not in self.left_out]
        room = self.viewport().width()
        leaving = sorted((n for n in shown if columns[n].rank), key=lambda n: -columns[n].rank)
        while self._rest(shown, room) < self.look.px(TEXT_ROOM) and leaving:
            shown.remove(leaving.pop(0))
        rest = self._rest(shown, room)
        more = self._widened(shown, rest)
        rest = max(rest - sum(more.values()), self.look.px(60))
        self._fitting = True
        for number, column in enumerate(columns):
            self.setColumnHidden(number, number not in shown)
            if number in shown:
                own = self.look.px(self._widths[column.name]) + more.get(number, 0)
                self.setColumnWidth(number, rest if column.stretch else own)
        self._fitting = False

    def _widened(self, shown: list[int], rest: int) -> dict[int, int]:
        """By how much columns grow with what the text column can spare, as long as nobody dragged them."""
        columns, spare = self.rows_model.columns, rest - 2 * self.look.px(TEXT_ROOM)
        more = {}
        for number in shown:
            column = columns[number]
            if column.roomy and self._widths[column.name] == column.width:
                more[number] = max(0, min(spare, self.look.px(column.roomy - column.width)))
                spare -= more[number]
        return more

    def _widen_figures(self, first: int, last: int) -> None:
        """Make columns of figures wide enough for these rows: an amount is never cut off."""
        wider = False
        for number, column in enumerate(self.rows_model.columns):
            if column.align != RIGHT or column.stretch or last < first:
                continue
            cells = [self.rows_model.cells(row)[number] for row in range(first, last + 1)]
            longest = max(cells, key=lambda cell: len(cell.text))
            below = max((cell.second for cell in cells), key=len)
            second = min(width_of_second(self.look, below), self.look.px(MOST_SECOND))
            wide = max(width_of_cell(self.look, longest), second)
            need = round(wide / self.look.scale) + 2
            if need > self._widths[column.name]:
                self._widths[column.name] = need
                wider = True
        if wider:
            self._fit_columns()

    def _rest(self, shown: list[int], room: int) -> int:
        columns = self.rows_model.columns
        fixed = (columns[number].name for number in shown if not columns[number].stretch)
        return room - sum(self.look.px(self._widths[name]) for name in fixed)

    def _in_view(self) -> tuple[int, int]:
        count = self.rows_model.rowCount()
        first = self.rowAt(0)
        if first < 0 or not count:
            return 0, -1
        last = self.rowAt(self.viewport().height() - 1)
        return first, last if last >= 0 else count - 1

    def _on_dragged(self, number: int, old: int, new: int) -> None:
        if not self._fitting and not self.rows_model.columns[number].stretch:
            column = self.rows_model.columns[number]
            self._widths[column.name] = max(min(NARROWEST, column.width), round(new / self.look.scale))
            self._fit_columns()
            self.columns_changed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_columns()
