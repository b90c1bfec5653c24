"""The model of every list: rows come in pages of 200 by key, fetched in the background, never all of them."""

from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from billdesk.domain.lists import CurrencySum, Page, PageKey, Sort
from billdesk.ui.background import Background, Work
from billdesk.ui.models.cells import RIGHT, TICK, Cell, Column
from billdesk.ui.models.ticks import Ticks

PAGE = 200
KEPT = 12  # pages in memory
_ROOT = QModelIndex()
_EMPTY = Cell("")
_DISPLAY = Qt.ItemDataRole.DisplayRole
_Index = QModelIndex | QPersistentModelIndex


class PageRequest(NamedTuple):
    """Which rows to fetch, in the order of `sort`: at most one of the last three is set, else from the top.

    `after`: the rows that follow this key. `before`: the `limit` rows that end just before this key, also
    in the order of `sort`. `offset`: the rows from this position on.
    """

    filter: Any
    sort: Sort
    limit: int = PAGE
    after: PageKey | None = None
    before: PageKey | None = None
    offset: int | None = None


Fetch = Callable[[PageRequest], Page[Any]]
Count = Callable[[Any], tuple[CurrencySum, ...]]
"""Counts what a filter shows and sums it up, one value for each currency."""


class _Ready(NamedTuple):
    """A page whose cells are made."""

    rows: tuple[Any, ...]
    cells: tuple[tuple[Cell, ...], ...]
    first: PageKey | None
    last: PageKey | None


class PagedTableModel(QAbstractTableModel):
    """Serves any list from two callables: `fetch(PageRequest) -> Page` and `count(filter) -> sums`.

    Both run in the background, and so does the making of cells. A row has an `id`. Until a page is there,
    its cells are empty.
    """

    reloaded = Signal()  # the rows and sums of the present filter are in
    arrived = Signal(int, int)  # first and last row of a page that came in
    failed = Signal(object)  # what went wrong while fetching

    def __init__(
        self,
        columns: Sequence[Column],
        fetch: Fetch,
        count: Count,
        background: Background,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.ticks = Ticks(self)
        self.filter: Any = None
        self.order = Sort()
        self.sums: tuple[CurrencySum, ...] = ()
        self.loaded = False
        self._fetch = fetch
        self._count = count
        self._background = background
        self._pages: OrderedDict[int, _Ready] = OrderedDict()
        self._stale: OrderedDict[int, _Ready] = OrderedDict()  # shown until the fresh page is in
        self._asked: dict[int, Work] = {}
        self._reload: Work | None = None
        self._rows = 0
        self._top = 0
        self._can_tick = any(column.name == TICK for column in self.columns)
        self.ticks.changed.connect(self._on_ticked)

    # What Qt asks

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else self._rows

    def columnCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: _Index, role: int = _DISPLAY) -> Any:
        if role == _DISPLAY:
            return self.cells(index.row())[index.column()].text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.cells(index.row())[index.column()].said
        if role == Qt.ItemDataRole.TextAlignmentRole and self.columns[index.column()].align == RIGHT:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if role == Qt.ItemDataRole.CheckStateRole and self.columns[index.column()].name == TICK:
            row = self.row(index.row())
            ticked = row is not None and row.id in self.ticks
            return Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked
        return None

    def setData(self, index: _Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        row = self.row(index.row())
        if role != Qt.ItemDataRole.CheckStateRole or row is None:
            return False
        self.ticks.set((row.id,), Qt.CheckState(value) == Qt.CheckState.Checked)
        return True

    def flags(self, index: _Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        if index.isValid() and self.columns[index.column()].name == TICK:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        if role != _DISPLAY:
            return None
        return self.columns[section].title if orientation == Qt.Orientation.Horizontal else section + 1

    # What the list asks

    def row(self, number: int) -> Any | None:
        """Give a row's value, or None while it is on its way."""
        page = self._page(number // PAGE)
        within = number % PAGE
        return page.rows[within] if page and within < len(page.rows) else None

    def cells(self, number: int) -> tuple[Cell, ...]:
        """Give a row's cells, empty ones while it is on its way."""
        page = self._page(number // PAGE)
        within = number % PAGE
        if page is None or within >= len(page.cells):
            return (_EMPTY,) * len(self.columns)
        return page.cells[within]

    def number_of(self, row_id: int) -> int | None:
        """Say at which row the list stands that has this id, when it is among those in memory."""
        for number, page in (*self._pages.items(), *self._stale.items()):
            for within, row in enumerate(page.rows):
                if row.id == row_id:
                    return number * PAGE + within
        return None

    def amend(self, rows: Mapping[int, Any]) -> None:
        """Put better known values in the place of rows in memory, by id; their number and order stay."""
        for number, page in tuple(self._pages.items()):  # whoever hears of it asks for pages
            places = [within for within, row in enumerate(page.rows) if row.id in rows]
            if not places:
                continue
            values, cells = list(page.rows), list(page.cells)
            for within in places:
                values[within] = rows[values[within].id]
                cells[within] = tuple(column.cell(values[within]) for column in self.columns)
            self._pages[number] = page._replace(rows=tuple(values), cells=tuple(cells))
            self.arrived.emit(number * PAGE + places[0], number * PAGE + places[-1])

    def show(self, wanted: Any, order: Sort | None = None) -> None:
        """Show other rows; what is there stays until they have come, so nothing flickers."""
        self.filter = wanted
        self.order = order or self.order
        self.ticks.set_all(False)
        self._load(0, fresh=True)

    def refresh(self) -> None:
        """Fetch the rows in view and the sums again, after a change."""
        self._load(self._top // PAGE, fresh=False)

    def watch(self, top: int) -> None:
        """Note the first row in view, for the next refresh."""
        self._top = top

    def tick_rows(self, first: int, last: int, ticked: bool) -> None:
        """Tick rows by their position; those not in memory are fetched for it first."""
        if first == 0 and last >= self._rows - 1:
            self.ticks.set_all(ticked)
            return
        pages = range(first // PAGE, last // PAGE + 1)
        if all(page in self._pages for page in pages):
            rows = (self.row(number) for number in range(first, last + 1))
            self.ticks.set((row.id for row in rows if row is not None), ticked)
            return
        request = PageRequest(self.filter, self.order, last - first + 1, offset=first)
        fetch = self._fetch
        self._background.run(
            lambda _work: tuple(row.id for row in fetch(request).rows),
            lambda ids: self.ticks.set(ids, ticked),
            self.failed.emit,
        )

    def sort_by(self, column: int) -> None:
        """Order by a column, or turn the order round when it is the one already."""
        key = self.columns[column].sort_key
        if key:
            turned = not self.order.descending if key == self.order.key else False
            self.show(self.filter, Sort(key, turned))

    # How pages come

    def _page(self, number: int) -> _Ready | None:
        page = self._pages.get(number)
        if page is None:
            self._ask(number)
            return self._stale.get(number)
        self._pages.move_to_end(number)
        return page

    def _ask(self, number: int) -> None:
        if number in self._asked or self._reload is not None or not 0 <= number * PAGE < self._rows:
            return
        if len(self._asked) >= 4:
            # A fast scroll asks for pages that nobody looks at any more.
            _, oldest = next(iter(self._asked.items()))
            oldest.stop()
        request = self._request(number)
        fetch, columns = self._fetch, self.columns
        self._asked[number] = self._background.run(
            lambda work: None if work.stopped() else _prepare(fetch(request), columns),
            lambda page: self._on_page(number, page),
            lambda error: self._on_failed(number, error),
        )

    def _request(self, number: int) -> PageRequest:
        above, below = self._pages.get(number - 1), self._pages.get(number + 1)
        if number == 0:
            return PageRequest(self.filter, self.order)
        if above and above.last:
            return PageRequest(self.filter, self.order, after=above.last)
        if below and below.first:
            return PageRequest(self.filter, self.order, before=below.first)
        return PageRequest(self.filter, self.order, offset=number * PAGE)

    def _load(self, number: int, fresh: bool) -> None:
        """Fetch the sums and one page in one go, and put them in place of what is shown."""
        for work in (*self._asked.values(), *([self._reload] if self._reload else [])):
            work.forget()
        self._asked.clear()
        request = PageRequest(self.filter, self.order, offset=number * PAGE if number else None)
        fetch, count, columns = self._fetch, self._count, self.columns
        self._reload = self._background.run(
            lambda work: _loaded(work, lambda: count(request.filter), lambda: fetch(request), columns),
            lambda answer: self._on_loaded(number, fresh, answer),
            self._on_reload_failed,
        )

    def _on_loaded(self, number: int, fresh: bool, answer: tuple[tuple[CurrencySum, ...], _Ready]) -> None:
        self._reload = None
        self.sums, page = answer
        rows = sum(one.count for one in self.sums)
        self.loaded = True
        if fresh:
            self.beginResetModel()
            self._rows = rows
            self._pages = OrderedDict({number: page})
            self._stale = OrderedDict()
            self.endResetModel()
        else:
            self._resize(rows)
            self._stale = self._pages
            self._pages = OrderedDict({number: page})
            if rows:
                self.dataChanged.emit(self.index(0, 0), self.index(rows - 1, len(self.columns) - 1))
        self.reloaded.emit()

    def _resize(self, rows: int) -> None:
        """Let rows come or go at the end; selection and scroll place stay."""
        if rows > self._rows:
            self.beginInsertRows(_ROOT, self._rows, rows - 1)
            self._rows = rows
            self.endInsertRows()
        elif rows < self._rows:
            self.beginRemoveRows(_ROOT, rows, self._rows - 1)
            self._rows = rows
            self.endRemoveRows()

    def _on_page(self, number: int, page: _Ready | None) -> None:
        self._asked.pop(number, None)
        last = min((number + 1) * PAGE, self._rows) - 1
        if page is None:
            # It was given up while scrolling; if it is in view after all, painting asks again.
            self.arrived.emit(number * PAGE, last)
            return
        self._pages[number] = page
        self._stale.pop(number, None)
        while len(self._pages) > KEPT:
            self._pages.popitem(last=False)
        self.arrived.emit(number * PAGE, last)

    def _on_failed(self, number: int, error: Exception) -> None:
        self._asked.pop(number, None)
        self.failed.emit(error)

    def _on_reload_failed(self, error: Exception) -> None:
        self._reload = None
        self.failed.emit(error)

    def _on_ticked(self) -> None:
        if self._rows and self._can_tick:
            last = self.index(self._rows - 1, 0)
            self.dataChanged.emit(self.index(0, 0), last, [Qt.ItemDataRole.CheckStateRole])


def _loaded(
    work: Work, count: Callable[[], Any], fetch: Callable[[], Page[Any]], columns: tuple[Column, ...]
) -> tuple[tuple[CurrencySum, ...], _Ready] | None:
    """The sums and a page; None where nobody waits for them any more, since others were asked for."""
    sums = count()
    return None if work.stopped() else (sums, _prepare(fetch(), columns))


def _prepare(page: Page[Any], columns: tuple[Column, ...]) -> _Ready:
    """Make the cells of a page; called off the GUI thread."""
    cells = tuple(tuple(column.cell(row) for column in columns) for row in page.rows)
    return _Ready(page.rows, cells, page.first, page.last)
