"""The left of a pane that shows one thing beside the list of all: filters, rows of two lines, their sum."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Protocol

from PySide6.QtCore import QPoint, Qt, Signal, SignalInstance
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from billdesk.domain.lists import CurrencySum, Page, Part, Sort
from billdesk.ui.bench import Bench
from billdesk.ui.models.cells import Column
from billdesk.ui.models.later import Later
from billdesk.ui.models.paged import PagedTableModel, PageRequest
from billdesk.ui.widgets.empty import Empty
from billdesk.ui.widgets.fields import SearchField
from billdesk.ui.widgets.painted import Button, Rule
from billdesk.ui.widgets.sheet import Wash
from billdesk.ui.widgets.table import Table
from billdesk.ui.widgets.totals import Totals
from billdesk.ui.words import tr

SEEN_AT_ONCE = 60
"""As many rows as are reckoned with before it is known how many fit."""


class Narrowing(Protocol):
    """What a listing asks of the widget with its filters, which is a QWidget as well."""

    changed: SignalInstance
    search: SearchField

    def wanted(self) -> Any:
        """What is asked for, as the list's filter of the domain."""

    def show_filter(self, wanted: Any) -> None:
        """Set the filters to what another place asked for."""

    def as_plain(self) -> dict[str, Any]:
        """What is asked for, as it can be kept."""

    def show_plain(self, plain: Mapping[str, Any]) -> None:
        """Set the filters to what was kept."""

    def is_narrowed(self) -> bool:
        """Whether a filter hides something that is usually shown."""

    def clear(self) -> None:
        """The usual list again."""


class Listing(Wash):
    """Finds rows; `chosen` tells the current one, `opened` that its detail is wanted.

    Whoever derives from it fetches pages and sums, says what an empty list means, and what the rows come to.
    """

    chosen = Signal(object)
    opened = Signal()
    menu_asked = Signal(QPoint)
    troubled = Signal(object)
    shown = Signal()  # other rows, or the same ones again

    def __init__(
        self, bench: Bench, key: str, filters: Narrowing, columns: Sequence[Column], order: Sort
    ) -> None:
        """Make it for the pane of that key; the rows come once `show_wanted` is called."""
        super().__init__(bench.look, "sheet")
        self.bench = bench
        self.filter = filters
        self._usual_order = order
        self.later: Later | None = None
        """What rows tell only after some reckoning, and under which name (`reckon`)."""
        self._reckoned = ""
        self._looked_for: int | None = None
        self.model = PagedTableModel(columns, self._fetch, self._count, bench.background, self)
        self.model.order = order
        self.table = Table(bench.look, self.model, f"{key}.table", lines=2)
        self.totals = Totals(bench.look, f"{key}.totals")
        self.has_nothing = False  # not for what is asked for, but for there being nothing yet
        self.empty = Empty(bench.look, f"{key}.empty", "", "")
        self.clear = Button(bench.look, tr("Clear filters"), "plain", "x", f"{key}.clear_filters")

    def lay_out(self, *between: QWidget) -> None:
        """Put the parts below each other, with some between filters and rows, and let them work."""
        self.empty.add_button(self.clear)
        self._middle = QStackedWidget()
        self._middle.addWidget(self.table)
        self._middle.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        assert isinstance(self.filter, QWidget)
        for widget in (self.filter, Rule(self.look), *between):
            column.addWidget(widget)
        column.addWidget(self._middle, 1)
        column.addWidget(self.totals)
        self._connect()

    def _connect(self) -> None:
        self.filter.changed.connect(self.show_wanted)
        self.clear.clicked.connect(self.filter.clear)
        self.table.chosen.connect(self.chosen)
        self.table.opened.connect(lambda _row: self.opened.emit())
        self.table.menu_asked.connect(lambda _row, place: self.menu_asked.emit(place))
        self.table.verticalScrollBar().valueChanged.connect(lambda _value: self._ask_later())
        self.model.reloaded.connect(self._on_reloaded)
        self.model.arrived.connect(lambda _first, _last: self._ask_later())
        self.model.failed.connect(self.troubled)

    def reckon(self, later: Later, name: str) -> None:
        """Fill the rows' value of that name in when it is found."""
        self.later, self._reckoned = later, name
        later.found.connect(self._on_found)

    # What is asked for

    def show_wanted(self) -> None:
        """Show what the filters ask for."""
        self.model.show(self.filter.wanted())

    def show_filter(self, wanted: Any) -> None:
        """Set the filters and show what they ask for."""
        self.filter.show_filter(wanted)
        self.show_wanted()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def choose(self, key: int) -> None:
        """Choose a row by its id; where the filters hide it, or it is far away, it is shown alone."""
        self._looked_for = key
        if self.model.filter is None:
            self.show_wanted()
        else:
            self.refresh()

    def alone(self, key: int) -> Any:
        """The filter that asks for one row only."""
        raise NotImplementedError

    def remembered(self) -> dict[str, Any]:
        """The filters and the order, as they can be kept."""
        order = self.model.order
        return {"filter": self.filter.as_plain(), "sort": [order.key, order.descending]}

    def recall(self, state: Mapping[str, Any]) -> None:
        """Show the list as it was."""
        self.filter.show_plain(state.get("filter", {}))
        key, descending = state.get("sort", (self._usual_order.key, self._usual_order.descending))
        if key in {column.sort_key for column in self.model.columns if column.sort_key}:
            self.model.order = Sort(key, bool(descending))
        self.show_wanted()

    def refresh(self) -> None:
        """Fetch everything again."""
        if self.later is not None:
            self.later.forget()
        self.model.refresh()

    # Away from the GUI thread

    def _fetch(self, request: PageRequest) -> Page[Any]:
        part = Part(request.limit, request.after, request.before, request.offset or 0)
        found = self._page(request.filter, request.sort, part)
        if self.later is None:
            return found
        known, name = self.later.known, self._reckoned
        return replace(found, rows=tuple(replace(row, **{name: known.get(row.id)}) for row in found.rows))

    def _page(self, wanted: Any, order: Sort, part: Part) -> Page[Any]:
        raise NotImplementedError

    def _count(self, wanted: Any) -> tuple[CurrencySum, ...]:
        raise NotImplementedError

    # What comes back

    def _on_reloaded(self) -> None:
        none = not self.model.rowCount()
        narrowed = self.filter.is_narrowed()
        self.has_nothing = none and not narrowed
        if none:
            self._say_empty(narrowed)
            self.clear.setVisible(narrowed)
        self._middle.setCurrentIndex(1 if none else 0)
        self._show_totals()
        self._ask_later()
        self.shown.emit()
        self._choose_looked_for()

    def _choose_looked_for(self) -> None:
        if self._looked_for is None:
            return
        key, self._looked_for = self._looked_for, None
        number = self.model.number_of(key)
        if number is not None:
            self.table.choose(number)
        elif self.filter.wanted() != self.alone(key):
            self._looked_for = key
            self.show_filter(self.alone(key))

    def _say_empty(self, narrowed: bool) -> None:
        raise NotImplementedError

    def _show_totals(self) -> None:
        raise NotImplementedError

    def _asked_too(self, rows: int) -> range:
        """The numbers of rows whose value is wanted although they may be out of view."""
        return range(0)

    def _ask_later(self) -> None:
        """Reckon what is reckoned, of the rows in view first."""
        if self.later is None:
            return
        count = self.model.rowCount()
        first = max(0, self.table.rowAt(0))
        last = self.table.rowAt(self.table.viewport().height() - 1)
        last = last if last >= 0 else min(count, first + SEEN_AT_ONCE) - 1
        numbers = (*range(first, last + 1), *self._asked_too(count))
        self.later.ask(row for number in numbers if (row := self.model.row(number)) is not None)

    def _on_found(self, found: dict[int, Any]) -> None:
        numbers = {key: self.model.number_of(key) for key in found}
        rows = {key: self.model.row(number) for key, number in numbers.items() if number is not None}
        name = self._reckoned
        self.model.amend({key: replace(row, **{name: found[key]}) for key, row in rows.items() if row})
        self._show_totals()
