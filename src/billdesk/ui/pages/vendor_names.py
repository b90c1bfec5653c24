"""The page Names of vendors: whom each name means, and changing or forgetting that."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from billdesk.domain.lists import Sort
from billdesk.services.usage import NameLine, Taken
from billdesk.ui.bench import Bench
from billdesk.ui.customer_choices import customers_of
from billdesk.ui.models.cells import RIGHT, Cell, Column
from billdesk.ui.models.listed import Listed
from billdesk.ui.models.paged import PagedTableModel
from billdesk.ui.panes.pane import Pane
from billdesk.ui.widgets.empty import Empty
from billdesk.ui.widgets.fields import SearchField
from billdesk.ui.widgets.painted import Button, Rule
from billdesk.ui.widgets.picker import Picker
from billdesk.ui.widgets.sheet import Wash
from billdesk.ui.widgets.table import Table
from billdesk.ui.words import number, tr

_SORTS = {
    "name": lambda row: (row.name.casefold(), row.id),
    "vendor": lambda row: (row.vendor.casefold(), row.name.casefold(), row.id),
    "customer": lambda row: (row.customer.casefold(), row.name.casefold(), row.id),
    "reports": lambda row: (row.reports, row.id),
}


class VendorNamesPage(Pane):
    """What is changed here counts from the next file on; reports on file stay with their customer."""

    key = "vendor_names"
    title = "Names of vendors"

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        look = self.look
        self.search_field = SearchField(look, "vendor_names.search", tr("Name, vendor, customer…"))
        self.map = Button(look, tr("Map to customer…"), "plain", "user", "vendor_names.map")
        self.ignore = Button(look, tr("Ignore"), "plain", "ban", "vendor_names.ignore")
        self.forget = Button(look, tr("Forget"), "plain", "trash-2", "vendor_names.forget")
        self.listed = Listed(_SORTS, _shows)
        self.model = PagedTableModel(_columns(), self.listed.fetch, self.listed.count, bench.background, self)
        self.model.order = Sort("vendor", False)
        self.table = Table(look, self.model, "vendor_names.table")
        self.table.setAccessibleName(tr("Names of vendors"))
        said = tr("Once a name in a vendor's file is mapped to a customer, or ignored, it stands here.")
        self.empty = Empty(look, "vendor_names.empty", tr("No name is mapped"), said)
        self._lay_out()
        self._connect()
        self._show_acts()

    def _lay_out(self) -> None:
        look, px = self.look, self.look.px
        above = QHBoxLayout()
        above.setContentsMargins(px(16), px(8), px(16), px(8))
        above.setSpacing(px(8))
        above.addWidget(self.search_field)
        above.addStretch(1)
        for button in (self.map, self.ignore, self.forget):
            above.addWidget(button)
        self._rows = QStackedWidget()
        self._rows.addWidget(self.table)
        self._rows.addWidget(self.empty)
        sheet = Wash(look, "sheet")
        column = QVBoxLayout(sheet)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(above)
        column.addWidget(Rule(look))
        column.addWidget(self._rows, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(sheet)

    def _connect(self) -> None:
        self.search_field.asked.connect(lambda text: self.model.show(text.strip()))
        self.map.clicked.connect(self._pick)
        self.ignore.clicked.connect(lambda: self._name(None))
        self.forget.clicked.connect(self._forget)
        self.table.chosen.connect(lambda _row: self._show_acts())
        self.table.opened.connect(lambda _row: self._pick())
        self.model.reloaded.connect(self._on_reloaded)
        self.model.failed.connect(self.troubled)

    # As a page

    def show_what(self, what: object) -> None:
        """Read the names."""
        self.refresh()

    def kinds(self) -> frozenset[str]:
        return frozenset({"usage", "customer"})

    def entered(self) -> None:
        super().entered()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        self.bench.run(self.bench.desk.usage.names, self._on_read, self.troubled.emit)

    def search(self) -> None:
        self.search_field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search_field.selectAll()

    def _on_read(self, found: Sequence[NameLine]) -> None:
        self.listed.replace(found)
        self.model.show(self.search_field.text().strip())

    def _on_reloaded(self) -> None:
        searched = bool(self.search_field.text().strip())
        self._rows.setCurrentIndex(0 if self.model.rowCount() or searched else 1)
        self._show_acts()

    # Acts

    def _show_acts(self) -> None:
        row: NameLine | None = self.table.current_row()
        self.map.setEnabled(row is not None)
        self.forget.setEnabled(row is not None)
        self.ignore.setEnabled(row is not None and row.customer_id is not None)

    def _pick(self) -> None:
        if self.table.current_row() is not None:
            look_up = customers_of(self.bench, self.troubled.emit)
            picker = Picker(self.look, "vendor_names.customer", tr("Customer"), look_up, self)
            picker.picked.connect(lambda choice: self._name(int(choice.key)))
            picker.open_below(self.map)

    def _name(self, customer_id: int | None) -> None:
        row, usage = self.table.current_row(), self.bench.desk.usage
        if row is not None and row.customer_id != customer_id:
            said = tr(
                "{name} is ignored from now on" if customer_id is None else "{name} is mapped", name=row.name
            )
            self._do(lambda: usage.name(row.vendor, row.name, customer_id), said)

    def _forget(self) -> None:
        row, usage = self.table.current_row(), self.bench.desk.usage
        if row is not None:
            said = tr("{name} is mapped to nobody from now on", name=row.name)
            self._do(lambda: usage.forget(row.vendor, row.name), said)

    def _do(self, act: Callable[[], Taken], said: str) -> None:
        self.bench.run(act, lambda taken: self._tell(said, taken.import_id), self.troubled.emit)

    def _tell(self, said: str, import_id: int | None) -> None:
        usage, run, failed = self.bench.desk.usage, self.bench.run, self.troubled.emit

        def back() -> None:
            run(lambda: usage.undo(import_id or 0), lambda _none: None, failed)

        self.told.emit(said, None if import_id is None else back)

    def top_widgets(self) -> Sequence[QWidget]:
        return ()


def _shows(row: NameLine, wanted: object) -> bool:
    said = f"{row.name} {row.vendor} {row.customer}".casefold()
    return all(word in said for word in str(wanted or "").casefold().split())


def _columns() -> tuple[Column, ...]:
    return (
        Column("left", "", lambda _row: Cell(""), width=8),
        Column(
            "name",
            tr("Name at the vendor"),
            lambda row: Cell(row.name, strong=True),
            "name",
            width=220,
            stretch=True,
        ),
        Column("vendor", tr("Vendor"), lambda row: Cell(row.vendor, tone="ink2"), "vendor", width=180),
        Column("customer", tr("Customer"), _customer, "customer", width=260),
        Column(
            "reports", tr("Reports"), lambda row: Cell(number(row.reports), figure=True), "reports", RIGHT, 96
        ),
        Column("right", "", lambda _row: Cell(""), width=8),
    )


def _customer(row: NameLine) -> Cell:
    return Cell(row.customer) if row.customer_id is not None else Cell(tr("Ignored"), tone="ink3")
