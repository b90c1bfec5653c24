"""The left of the Customers pane: search and filters, the customers, what they owe together."""

from dataclasses import replace

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from billdesk.domain.lists import CurrencySum, CustomerFilter, CustomerRow, Page, Part, Sort
from billdesk.ui.bench import Bench
from billdesk.ui.models.later import Later
from billdesk.ui.models.paged import PagedTableModel, PageRequest
from billdesk.ui.panes.customers_columns import columns
from billdesk.ui.widgets.chips import Choice, FilterChips, FilterSpec
from billdesk.ui.widgets.empty import Empty
from billdesk.ui.widgets.fields import SearchField
from billdesk.ui.widgets.painted import Button, Rule
from billdesk.ui.widgets.sheet import Wash
from billdesk.ui.widgets.table import Table
from billdesk.ui.widgets.totals import Totals
from billdesk.ui.words import counted, number, tr

SEEN_AT_ONCE = 60
USUAL = CustomerFilter(active=True)
_NAMES = ("active", "owes", "has_schedules")


class CustomersFilter(QWidget):
    """Turns what is typed and chosen into a CustomerFilter."""

    changed = Signal()

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        look = bench.look
        self.ids: tuple[int, ...] = ()
        self.search = SearchField(look, "customers.search", tr("Name, place…"))
        self.search.setMinimumWidth(look.px(150))
        self.chips = FilterChips(look, "customers.chips", self._specs())
        row = QHBoxLayout(self)
        row.setContentsMargins(look.px(12), look.px(8), look.px(12), look.px(8))
        row.setSpacing(look.px(8))
        row.addWidget(self.search)
        row.addWidget(self.chips, 1)
        self.show_filter(USUAL)
        self.search.asked.connect(lambda _text: self.changed.emit())
        self.chips.changed.connect(lambda _name, _keys: self.changed.emit())

    def _specs(self) -> tuple[FilterSpec, ...]:
        yes_no = (Choice("yes", tr("Yes")), Choice("no", tr("No")))
        away = (Choice("yes", tr("Active")), Choice("no", tr("Archived")))
        return (
            FilterSpec("active", tr("State"), away),
            FilterSpec("owes", tr("Owes"), yes_no, shown=False),
            FilterSpec("has_schedules", tr("Has schedules"), yes_no, shown=False),
        )

    def wanted(self) -> CustomerFilter:
        """What is asked for."""
        chosen = {name: self.chips.keys(name) for name in _NAMES}
        flags = {name: keys[0] == "yes" if keys else None for name, keys in chosen.items()}
        return CustomerFilter(**flags, text=self.search.text().strip(), ids=self.ids)

    def is_narrowed(self) -> bool:
        """Whether a filter is set that hides something which is usually shown."""
        return self.wanted() not in (CustomerFilter(), USUAL)

    def show_filter(self, wanted: CustomerFilter) -> None:
        """Set the filters to what another place asked for."""
        self.search.blockSignals(True)
        self.search.setText(wanted.text)
        self.search.blockSignals(False)
        self.ids = wanted.ids
        for name in _NAMES:
            flag = getattr(wanted, name)
            self.chips.show_keys(name, () if flag is None else ("yes" if flag else "no",))

    def clear(self) -> None:
        """The usual list again."""
        self.show_filter(USUAL)
        self.changed.emit()


class CustomersList(Wash):
    """Finds customers; `chosen` tells the current one, `opened` that its detail is wanted."""

    chosen = Signal(object)
    opened = Signal()
    menu_asked = Signal(QPoint)
    troubled = Signal(object)

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench.look, "sheet")
        self.bench = bench
        self._looked_for: int | None = None
        look, customers = bench.look, bench.desk.customers
        self.filter = CustomersFilter(bench)
        self.monthly = Later(bench.run, lambda ids: customers.monthly(ids, bench.today))
        self.model = PagedTableModel(columns(bench), self._fetch, self._count, bench.background, self)
        self.model.order = Sort("name", False)
        self.table = Table(look, self.model, "customers.table", lines=2)
        self.table.setAccessibleName(tr("Customers"))
        self.table.head.setMinimumSectionSize(1)
        self.totals = Totals(look, "customers.totals")
        self.empty = Empty(look, "customers.empty", "", "")
        self.first = Button(look, tr("New customer"), "plain", "plus", "customers.empty.new")
        self.clear = Button(look, tr("Clear filters"), "plain", "x", "customers.clear_filters")
        self.empty.add_button(self.first)
        self.empty.add_button(self.clear)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._middle = QStackedWidget()
        self._middle.addWidget(self.table)
        self._middle.addWidget(self.empty)
        for widget in (self.filter, Rule(self.look)):
            column.addWidget(widget)
        column.addWidget(self._middle, 1)
        column.addWidget(self.totals)

    def _connect(self) -> None:
        self.filter.changed.connect(self.show_wanted)
        self.clear.clicked.connect(self.filter.clear)
        self.table.chosen.connect(self.chosen)
        self.table.opened.connect(lambda _row: self.opened.emit())
        self.table.menu_asked.connect(lambda _row, place: self.menu_asked.emit(place))
        self.table.verticalScrollBar().valueChanged.connect(lambda _value: self._ask_monthly())
        self.model.reloaded.connect(self._on_reloaded)
        self.model.arrived.connect(lambda _first, _last: self._ask_monthly())
        self.model.failed.connect(self.troubled)
        self.monthly.found.connect(self._on_monthly)

    def show_wanted(self) -> None:
        """Show what the filters ask for."""
        self.model.show(self.filter.wanted())

    def show_filter(self, wanted: CustomerFilter) -> None:
        """Set the filters and show what they ask for."""
        self.filter.show_filter(wanted)
        self.show_wanted()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def choose(self, customer_id: int) -> None:
        """Choose a customer; where the filters hide it, or it is far away, it is shown alone."""
        self._looked_for = customer_id
        if self.model.filter is None:
            self.show_wanted()
        else:
            self.refresh()

    def refresh(self) -> None:
        """Fetch rows, sums and what comes every month again."""
        self.monthly.forget()
        self.model.refresh()

    # Away from the GUI thread

    def _fetch(self, request: PageRequest) -> Page[CustomerRow]:
        part = Part(request.limit, request.after, request.before, request.offset or 0)
        found = self.bench.desk.customers.page(request.filter, request.sort, self.bench.today, part)
        known = self.monthly.known
        return replace(found, rows=tuple(replace(row, mrr=known.get(row.id)) for row in found.rows))

    def _count(self, wanted: CustomerFilter) -> tuple[CurrencySum, ...]:
        return self.bench.desk.customers.sums(wanted)

    # What comes back

    def _on_reloaded(self) -> None:
        none = not self.model.rowCount()
        if none:
            self._say_empty()
        self._middle.setCurrentIndex(1 if none else 0)
        self._show_totals()
        self._ask_monthly()
        self._choose_looked_for()

    def _choose_looked_for(self) -> None:
        if self._looked_for is None:
            return
        key, self._looked_for = self._looked_for, None
        number = self.model.number_of(key)
        if number is not None:
            self.table.choose(number)
        elif self.filter.ids != (key,):
            self._looked_for = key
            self.show_filter(CustomerFilter(ids=(key,)))

    def _say_empty(self) -> None:
        narrowed = self.filter.is_narrowed()
        if narrowed:
            said = tr("No customer matches these filters"), tr("Clear them to see the active ones again.")
        else:
            said = tr("No customers yet"), tr("Add the first one: a name is enough to begin with.")
        self.empty.say(*said)
        self.clear.setVisible(narrowed)
        self.first.setVisible(not narrowed)

    def _ask_monthly(self) -> None:
        """What the customers in view bring in a month; those without schedules bring nothing."""
        first = max(0, self.table.rowAt(0))
        last = self.table.rowAt(self.table.viewport().height() - 1)
        last = last if last >= 0 else min(self.model.rowCount(), first + SEEN_AT_ONCE) - 1
        rows = (self.model.row(number) for number in range(first, last + 1))
        self.monthly.ask(row for row in rows if row is not None)

    def _on_monthly(self, found: dict[int, tuple[tuple[str, int], ...] | None]) -> None:
        numbers = {key: self.model.number_of(key) for key in found}
        rows = {key: self.model.row(number) for key, number in numbers.items() if number is not None}
        self.model.amend({key: replace(row, mrr=found[key]) for key, row in rows.items() if row})

    def _show_totals(self) -> None:
        count = self.model.rowCount()
        owed = [(one.balance, one.currency) for one in self.model.sums if one.balance]
        said = self.bench.figures.several(owed)
        words = counted(count, "customer", "customers")
        self.totals.show_sums(number(count), words, ((tr("Owe"), said),) if said else ())
