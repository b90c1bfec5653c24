"""The invoices pane made of widgets alone, with made-up rows, for pictures and tests."""

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from billdesk.ui.background import Background
from billdesk.ui.look import Look
from billdesk.ui.messages import Toast
from billdesk.ui.models.paged import PagedTableModel
from billdesk.ui.widgets.badge import Badge, word
from billdesk.ui.widgets.charts import Months
from billdesk.ui.widgets.chips import Choice, FilterChips, FilterSpec
from billdesk.ui.widgets.fields import CommandField, SearchField
from billdesk.ui.widgets.focus import FocusRing
from billdesk.ui.widgets.glance import Glance
from billdesk.ui.widgets.page import PageView
from billdesk.ui.widgets.painted import Button, Label, Rule
from billdesk.ui.widgets.segments import Segments
from billdesk.ui.widgets.sheet import Sheet, Wash
from billdesk.ui.widgets.side import SideBar
from billdesk.ui.widgets.status import StatusBar
from billdesk.ui.widgets.table import Table
from billdesk.ui.widgets.top import SplitButton, TopBar
from billdesk.ui.widgets.totals import Totals
from support.gallery.shelf import INVOICE_COLUMNS, PLACES, Shelf, facts, months, paper


class Gallery(QWidget):
    """The invoices pane as it will be, made of widgets alone."""

    def __init__(self, look: Look, rows: int = 423) -> None:
        super().__init__()
        self.look = look
        self.setWindowTitle("BillDesk")
        self.background = Background(self)
        self.shelf = Shelf(rows)
        self.model = PagedTableModel(
            INVOICE_COLUMNS, self.shelf.fetch, self.shelf.count, self.background, self
        )
        self.table = Table(look, self.model, "invoices.table")
        self.side = SideBar(look, PLACES)
        self.side.shop.show_name("Northgate IT")
        self.side.show_pane("invoices")
        self.side.item("invoices").show_count(6, "overdue", "overdue")
        self.side.item("recurring").show_count(1, "partly", "failed")
        self.side.item("tickets").show_count(2)
        self.top = TopBar(look)
        self.top.show_place("Invoices")
        self.command = CommandField(look, "Search or run a command", ("Ctrl", "K"), "window.command")
        self.new = SplitButton(look, "New invoice", "plus", "invoice.new")
        self.top.show_widgets(
            [Button(look, "Payments", "link"), Button(look, "Recurring", "link"), self.command, self.new]
        )
        self.status = StatusBar(look)
        self.status.tell("outbox", "Outbox empty")
        self.status.tell("last_run", "Last run 09:00 · 23 invoices")
        self.status.tell("next_run", "Next run 10:00")
        self.status.tell("database", "northgate.billdesk")
        self.sheet = Sheet(look)
        self._lay_out()
        self.ring = FocusRing(look, self)
        self.toast = Toast(look, self.sheet)
        self.model.show(None)

    def _lay_out(self) -> None:
        look = self.look
        self.glance = Glance(look, "invoices.glance")
        self.glance.show_facts(facts())
        self.months = Months(look, "invoices.months", "Invoiced, 12 months")
        self.months.show_bars(months(), "Aug $15,872.60")
        self.months.setFixedWidth(look.px(338))
        upper = Wash(look, "sheet")
        row = QHBoxLayout(upper)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.glance, 1)
        row.addWidget(self.months)
        lower = QHBoxLayout()
        lower.setSpacing(0)
        lower.addLayout(self._left(), 1)
        lower.addWidget(Rule(look, upright_one=True))
        lower.addWidget(self._preview())
        self.sheet.body.addWidget(upper)
        self.sheet.body.addWidget(Rule(look))
        self.sheet.body.addLayout(lower, 1)
        middle = QVBoxLayout()
        middle.setContentsMargins(0, 0, look.px(8), 0)
        middle.setSpacing(0)
        middle.addWidget(self.top)
        middle.addWidget(self.sheet, 1)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(0)
        grid.addWidget(self.side, 0, 0)
        grid.addLayout(middle, 0, 1)
        grid.addWidget(self.status, 1, 0, 1, 2)
        self.setAutoFillBackground(True)

    def _left(self) -> QVBoxLayout:
        look = self.look
        self.search = SearchField(look, "invoices.search", "Number, customer, line text…")
        self.chips = FilterChips(
            look,
            "invoices.chips",
            (
                FilterSpec("date", "Date", (Choice("year", "This year"), Choice("month", "This month"))),
                FilterSpec(
                    "status",
                    "Status",
                    tuple(Choice(key, word(key)) for key in ("draft", "open", "paid")),
                    True,
                ),
                FilterSpec("recurring", "Recurring", (Choice("yes", "Yes"), Choice("no", "No"))),
                FilterSpec("sent", "E-mailed", (Choice("yes", "Yes"), Choice("no", "No")), shown=False),
            ),
        )
        self.chips.show_keys("date", ("year",))
        filters = QHBoxLayout()
        filters.setContentsMargins(look.px(16), look.px(8), look.px(16), look.px(8))
        filters.setSpacing(look.px(8))
        filters.addWidget(self.search)
        filters.addWidget(self.chips, 1)
        filters.addWidget(Button(look, "Columns", "tool", "columns-3-cog"))
        filters.addWidget(Button(look, "Preview", "tool", "panel-right"))
        self.totals = Totals(look, "invoices.totals")
        self.totals.show_sums("423", "invoices", (("Total", "$139,412.60"), ("Balance", "$14,208.57")))
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addLayout(filters)
        column.addWidget(Rule(look))
        column.addWidget(self.table, 1)
        column.addWidget(self.totals)
        return column

    def _preview(self) -> QWidget:
        look = self.look
        box = Wash(look, "sheet")
        box.setFixedWidth(look.px(416))
        column = QVBoxLayout(box)
        column.setContentsMargins(0, look.px(12), 0, 0)
        column.setSpacing(look.px(4))
        head = QHBoxLayout()
        head.setContentsMargins(look.px(16), 0, look.px(16), 0)
        head.addWidget(Label(look, "INV-2026-00412", "heading", tabular=True))
        head.addWidget(Badge(look, "open"))
        head.addStretch(1)
        column.addLayout(head)
        for label in (
            Label(look, "$1,152.05", "figure", tabular=True),
            Label(look, "Acme Dental · due Aug 15, in 11 days", "small", "ink2"),
        ):
            label.setContentsMargins(look.px(16), 0, 0, 0)
            column.addWidget(label)
        acts = QHBoxLayout()
        acts.setContentsMargins(look.px(16), look.px(8), look.px(16), look.px(8))
        acts.setSpacing(look.px(8))
        acts.addWidget(Button(look, "Take payment", "primary", "wallet"))
        acts.addWidget(Button(look, "E-mail", "plain", "mail"))
        acts.addWidget(Button(look, "Save PDF", "plain", "file-down"))
        acts.addStretch(1)
        column.addLayout(acts)
        self.tabs = Segments(
            look,
            "invoices.preview.tabs",
            (Choice("document", "Document"), Choice("lines", "Lines"), Choice("history", "History 4")),
            tabs=True,
        )
        column.addWidget(self.tabs)
        self.page = PageView(look, "invoices.page")
        self.page.show_pages([paper(720), paper(720)], "INV-2026-00412, 2 pages")
        column.addWidget(self.page, 1)
        return box

    def closeEvent(self, event) -> None:
        self.background.close()
        super().closeEvent(event)
