"""The page Audit trail: all that was done, or with one thing, in order and by day."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from billdesk.domain.audit import AuditFilter, AuditLine
from billdesk.domain.lists import CurrencySum, InvoiceFilter, Page, Part, Sort
from billdesk.domain.schedule_list import ScheduleFilter
from billdesk.ui.bench import Bench
from billdesk.ui.models.paged import PagedTableModel, PageRequest
from billdesk.ui.pages.audit_columns import AuditWriter
from billdesk.ui.pages.audit_filter import AuditFilterBar
from billdesk.ui.panes.pane import Pane
from billdesk.ui.widgets.empty import Empty
from billdesk.ui.widgets.painted import Button, Rule
from billdesk.ui.widgets.sheet import Wash
from billdesk.ui.widgets.table import Table
from billdesk.ui.widgets.totals import Totals
from billdesk.ui.words import number, tr

PLACES = {"invoice": "invoices", "payment": "payments", "customer": "customers", "schedule": "recurring"}
"""Where a thing of a kind is shown."""


class AuditPage(Pane):
    """Lines that only ever come to it; Enter leads to the thing of a line."""

    key = "audit"
    title = "Audit trail"

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        look = self.look
        self.filter = AuditFilterBar(bench)
        columns = AuditWriter(bench).columns()
        self.model = PagedTableModel(columns, self._fetch, self._count, bench.background, self)
        self.model.order = Sort("when", True)
        self.table = Table(look, self.model, "audit.table", lines=2)
        self.table.setAccessibleName(tr("Audit trail"))
        self.totals = Totals(look, "audit.totals")
        self.empty = Empty(look, "audit.empty", "", "")
        self.clear = Button(look, tr("Clear filters"), "plain", "x", "audit.clear_filters")
        self.open_it = Button(look, tr("Show"), "plain", "eye", "audit.show")
        self.empty.add_button(self.clear)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self._middle = QStackedWidget()
        self._middle.addWidget(self.table)
        self._middle.addWidget(self.empty)
        sheet = Wash(self.look, "sheet")
        column = QVBoxLayout(sheet)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.filter, Rule(self.look)):
            column.addWidget(part)
        column.addWidget(self._middle, 1)
        column.addWidget(self.totals)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(sheet)

    def _connect(self) -> None:
        self.filter.changed.connect(self._ask)
        self.clear.clicked.connect(self.filter.clear)
        self.open_it.clicked.connect(lambda: self._open(self.table.current_row()))
        self.table.opened.connect(self._open)
        self.table.chosen.connect(lambda _row: self._show_can())
        self.model.reloaded.connect(self._on_reloaded)
        self.model.failed.connect(self.troubled)

    # Away from the GUI thread

    def _fetch(self, request: PageRequest) -> Page[AuditLine]:
        part = Part(request.limit, request.after, request.before, request.offset or 0)
        return self.bench.desk.auditing.page(request.filter, request.sort.descending, part)

    def _count(self, wanted: AuditFilter) -> tuple[CurrencySum, ...]:
        return (CurrencySum("", self.bench.desk.auditing.count(wanted), 0, 0),)

    # What is shown

    def _ask(self) -> None:
        self.model.show(self.filter.wanted())

    def _on_reloaded(self) -> None:
        count = self.model.rowCount()
        self.totals.show_sums(number(count), tr("line") if count == 1 else tr("lines"), ())
        self._middle.setCurrentIndex(0 if count else 1)
        narrowed = self.filter.wanted() != AuditFilter()
        if narrowed:
            self.empty.say(tr("Nothing was done that matches these filters"), tr("Take one off, or all."))
        else:
            self.empty.say(tr("Nothing was done yet"), tr("Every change will be noted here for good."))
        self.clear.setVisible(narrowed)
        self._show_can()

    def _show_can(self) -> None:
        row: AuditLine | None = self.table.current_row()
        self.open_it.setEnabled(row is not None and row.kind in PLACES and bool(row.name))

    def _open(self, row: AuditLine | None) -> None:
        """Lead to the thing, where it has a place and is still there."""
        if row is None or row.kind not in PLACES or not row.name:
            return
        key: object = row.subject_id
        if row.kind == "invoice":
            key = InvoiceFilter(ids=(row.subject_id,))
        elif row.kind == "schedule":
            key = ScheduleFilter(ids=(row.subject_id,))
        self.asked.emit(PLACES[row.kind], key)

    # As a page

    def top_widgets(self) -> tuple[QWidget, ...]:
        return (self.open_it,)

    def show_what(self, what: object) -> None:
        """Show the lines of an AuditFilter, of one thing (its kind, id and name), or all."""
        if isinstance(what, tuple):
            kind, key, name = what
            what = AuditFilter(kind, key, name=name)
        self.filter.show_filter(what if isinstance(what, AuditFilter) else AuditFilter())
        self._ask()

    def kinds(self) -> frozenset[str]:
        return frozenset(
            {"invoice", "payment", "customer", "schedule", "ticket", "settings", "delivery", "run", "asset"}
        )

    def entered(self) -> None:
        super().entered()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        self.model.refresh()

    def search(self) -> None:
        self.filter.chips.setFocus(Qt.FocusReason.ShortcutFocusReason)
