"""The page Vendor usage: what vendors reported last, for whom, and which line counts it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from billdesk.domain.lists import CurrencySum, Page, Part, Sort
from billdesk.domain.usage import UsageFilter, UsageLine
from billdesk.services.usage import Taken
from billdesk.ui.bench import Bench
from billdesk.ui.customer_choices import customers_of
from billdesk.ui.models.paged import PagedTableModel, PageRequest
from billdesk.ui.pages.usage_columns import UsageWriter
from billdesk.ui.panes.pane import Pane
from billdesk.ui.widgets.chips import Choice, FilterChips, FilterSpec
from billdesk.ui.widgets.empty import Empty
from billdesk.ui.widgets.fields import SearchField
from billdesk.ui.widgets.menu import Menu
from billdesk.ui.widgets.painted import Button, Rule
from billdesk.ui.widgets.picker import Picker
from billdesk.ui.widgets.sheet import Wash
from billdesk.ui.widgets.table import Table
from billdesk.ui.widgets.totals import Totals
from billdesk.ui.words import counted, number, tr


class UsagePage(Pane):
    """The newest report of each customer and item; those that nobody is mapped to stand first."""

    key = "usage"
    title = "Vendor usage"

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        self._wanted = UsageFilter()
        self._make_parts()
        self._lay_out()
        self._connect()
        self._read_vendors()

    def _make_parts(self) -> None:
        look = self.look
        self.take_in = Button(look, tr("Import usage…"), "primary", "upload", "usage.import")
        self.names = Button(look, tr("Names of vendors…"), "plain", "users", "usage.names")
        self.search_field = SearchField(look, "usage.search", tr("Customer, item, vendor…"))
        states = (Choice("unmapped", tr("Unmapped")), Choice("uncounted", tr("No line counts it")))
        specs = (FilterSpec("vendor", tr("Vendor"), ()), FilterSpec("state", tr("State"), states))
        self.chips = FilterChips(look, "usage.chips", specs)
        self.map = Button(look, tr("Map to customer…"), "plain", "user", "usage.map")
        self.ignore = Button(look, tr("Ignore"), "plain", "ban", "usage.ignore")
        columns = UsageWriter(self.bench).columns()
        self.model = PagedTableModel(columns, self._fetch, self._count, self.bench.background, self)
        self.model.order = Sort("customer", False)
        self.table = Table(look, self.model, "usage.table")
        self.table.setAccessibleName(tr("Vendor usage"))
        self.totals = Totals(look, "usage.totals")
        self.empty = Empty(look, "usage.empty", "", "")
        self.first = Button(look, tr("Import usage…"), "plain", "upload", "usage.first")
        self.clear = Button(look, tr("Clear filters"), "plain", "x", "usage.clear_filters")
        self.empty.add_button(self.first)
        self.empty.add_button(self.clear)
        self._show_acts(None)

    def _lay_out(self) -> None:
        look, px = self.look, self.look.px
        filters = QHBoxLayout()
        filters.setContentsMargins(px(16), px(8), px(16), px(8))
        filters.setSpacing(px(8))
        filters.addWidget(self.search_field)
        filters.addWidget(self.chips, 1)
        filters.addWidget(self.map)
        filters.addWidget(self.ignore)
        self._rows = QStackedWidget()
        self._rows.addWidget(self.table)
        self._rows.addWidget(self.empty)
        sheet = Wash(look, "sheet")
        column = QVBoxLayout(sheet)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(filters)
        column.addWidget(Rule(look))
        column.addWidget(self._rows, 1)
        column.addWidget(self.totals)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(sheet)

    def _connect(self) -> None:
        for button in (self.take_in, self.first):
            button.clicked.connect(lambda: self.asked.emit("usage_import", None))
        self.names.clicked.connect(lambda: self.asked.emit("vendor_names", None))
        self.clear.clicked.connect(self._clear)
        self.search_field.asked.connect(lambda _text: self._ask())
        self.chips.changed.connect(lambda _name, _keys: self._ask())
        self.map.clicked.connect(self._pick)
        self.ignore.clicked.connect(lambda: self._name(None))
        self.table.chosen.connect(self._show_acts)
        self.table.opened.connect(self._open)
        self.table.menu_asked.connect(self._open_menu)
        self.model.reloaded.connect(self._on_reloaded)
        self.model.failed.connect(self.troubled)

    # Fetching

    def _fetch(self, request: PageRequest) -> Page[UsageLine]:
        part = Part(request.limit, request.after, request.before, request.offset or 0)
        return self.bench.desk.usage.page(request.filter, request.sort, self.bench.today, part)

    def _count(self, wanted: UsageFilter) -> tuple[CurrencySum, ...]:
        return (CurrencySum("", self.bench.desk.usage.count(wanted, self.bench.today), 0, 0),)

    def _read_vendors(self) -> None:
        self.bench.run(self.bench.desk.usage.vendors, self._on_vendors, self.troubled.emit)

    def _on_vendors(self, vendors: Sequence[str]) -> None:
        self.chips.chip("vendor").offer([Choice(one, one) for one in vendors])

    def _ask(self) -> None:
        vendor, state = (next(iter(self.chips.keys(name)), "") for name in ("vendor", "state"))
        self._wanted = UsageFilter(self.search_field.text().strip(), vendor, state)
        self.model.show(self._wanted)

    def _clear(self) -> None:
        for name in ("vendor", "state"):
            self.chips.show_keys(name, ())
        self.search_field.show_text("")
        self._ask()

    # What is shown

    def _on_reloaded(self) -> None:
        count = self.model.rowCount()
        self.totals.show_sums(number(count), tr("row") if count == 1 else tr("rows"), ())
        self._rows.setCurrentIndex(0 if count else 1)
        narrowed = self._wanted != UsageFilter()
        if not count and narrowed:
            self.empty.say(tr("No report matches these filters"), tr("Take one off, or all of them."))
        elif not count:
            said = tr("Import the file in which a vendor lists its units for your customers.")
            self.empty.say(tr("No vendor has reported anything yet"), said)
        self.first.setVisible(not narrowed)
        self.clear.setVisible(narrowed)
        self._show_acts(self.table.current_row())

    def _show_acts(self, row: UsageLine | None) -> None:
        for button in (self.map, self.ignore):
            button.setEnabled(row is not None and row.customer_id is None)

    def _open(self, row: UsageLine) -> None:
        """Enter maps a name, or leads to the customer."""
        if row.customer_id is None:
            self._pick()
        else:
            self.asked.emit("customers", row.customer_id)

    def _open_menu(self, row: UsageLine, place: QPoint) -> None:
        menu = Menu(self.look, self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        acts: list[tuple[str, str, Callable[[], object]]] = [
            ("usage.menu.show", tr("Show customer"), lambda: self._open(row))
        ]
        if row.customer_id is None:
            acts = [
                ("usage.menu.map", tr("Map to customer…"), self._pick),
                ("usage.menu.ignore", tr("Ignore"), lambda: self._name(None)),
            ]
        for name, said, call in acts:
            action = QAction(said, menu)
            action.setObjectName(name)
            action.triggered.connect(lambda _on=False, call=call: call())
            menu.addAction(action)
        menu.open_at(place)

    # Whom a name means

    def _pick(self) -> None:
        """Look up the customer that the chosen name means."""
        row = self.table.current_row()
        if row is None or row.customer_id is not None:
            return
        look_up = customers_of(self.bench, self.troubled.emit)
        picker = Picker(self.look, "usage.customer", tr("Customer"), look_up, self)
        picker.picked.connect(lambda choice: self._name(int(choice.key)))
        picker.open_below(self.map)

    def _name(self, customer_id: int | None) -> None:
        row, usage = self.table.current_row(), self.bench.desk.usage
        if row is None or row.customer_id is not None:
            return
        said = tr(
            "{name} is ignored from now on" if customer_id is None else "{name} is mapped", name=row.customer
        )
        self.bench.run(
            lambda: usage.name(row.vendor, row.customer, customer_id),
            lambda taken: self._tell(said, taken),
            self.troubled.emit,
        )

    def _tell(self, said: str, taken: Taken) -> None:
        key = taken.import_id
        self.told.emit(said, None if key is None else lambda: self._take_back(key))

    def _take_back(self, import_id: int) -> None:
        usage = self.bench.desk.usage
        done: Callable[[object], object] = lambda _none: self.told.emit(tr("Taken back"), None)  # noqa: E731
        self.bench.run(lambda: usage.undo(import_id), done, self.troubled.emit)

    # As a page

    def top_widgets(self) -> Sequence[QWidget]:
        return (self.names, self.take_in)

    def show_what(self, what: object) -> None:
        """Show a UsageFilter, or what was just Taken in, with Undo."""
        if isinstance(what, UsageFilter):
            self.search_field.show_text(what.text)
            for name in ("vendor", "state"):
                value = getattr(what, name)
                self.chips.show_keys(name, (value,) if value else ())
        self._ask()
        if isinstance(what, Taken):
            self._tell(_taken_words(what), what)

    def kinds(self) -> frozenset[str]:
        return frozenset({"usage", "customer", "schedule"})

    def entered(self) -> None:
        super().entered()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        self.model.refresh()
        self._read_vendors()

    def search(self) -> None:
        self.search_field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search_field.selectAll()


def _taken_words(taken: Taken) -> str:
    """What came in."""
    if taken.import_id is None:
        return tr("All of it was on file already")
    count = taken.new + taken.changed + taken.unmapped
    said = counted(count, "{count} row is taken in", "{count} rows are taken in")
    if not taken.unmapped:
        return said
    more = counted(taken.unmapped, "{count} billed to nobody", "{count} billed to nobody")
    return f"{said}, {more}"
