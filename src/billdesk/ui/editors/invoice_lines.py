"""The lines of an invoice: items from the catalog or by hand, headings, taxes by name."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtWidgets import QHBoxLayout

from billdesk.domain.errors import Refused
from billdesk.domain.invoice import InvoiceLine
from billdesk.ui.bench import Bench
from billdesk.ui.editors.cells import FIELDS, Cells
from billdesk.ui.editors.draft_state import DraftState
from billdesk.ui.editors.line_grid import LineGrid
from billdesk.ui.editors.line_painter import COLUMNS, fields_of, is_heading
from billdesk.ui.editors.line_suggestions import LineSuggestions
from billdesk.ui.keys import with_keys
from billdesk.ui.widgets.painted import Button
from billdesk.ui.words import tr


class InvoiceLines(LineGrid):
    """Filled in from the catalog as one types."""

    name = "invoice.lines"
    columns = COLUMNS
    state: DraftState

    def __init__(self, bench: Bench, state: DraftState, offers: LineSuggestions) -> None:
        super().__init__(bench, state, offers)
        self.cells = Cells(state.invoice.currency, bench.language)
        self.new_line: Callable[[], InvoiceLine] = lambda: InvoiceLine("", quantity=10_000)
        self._make_buttons()
        offers.product_picked.connect(self._on_product)
        offers.tax_picked.connect(self._on_tax)
        offers.manual_picked.connect(lambda: self.step(True))

    def _make_buttons(self) -> None:
        look = self.look
        self.add_line = Button(look, tr("Add line"), "link", "plus", "invoice.add_line")
        self.add_heading = Button(look, tr("Add heading"), "link", "plus", "invoice.add_heading")
        self.add_heading.setToolTip(with_keys(tr("Add heading"), "Ctrl+Shift+H"))
        row = QHBoxLayout(self.buttons)
        row.setContentsMargins(look.px(28), 0, 0, 0)
        row.setSpacing(look.px(4))
        row.addWidget(self.add_line)
        row.addWidget(self.add_heading)
        row.addStretch(1)
        self.add_line.clicked.connect(lambda: self.open(len(self.state.rows), FIELDS[0]))
        self.add_heading.clicked.connect(self.insert_heading)

    def fields_at(self, at: int) -> Sequence[str]:
        return fields_of(self.state.rows, at, FIELDS)

    def fresh_line(self) -> InvoiceLine:
        return self.new_line()

    def copy_of(self, line: InvoiceLine) -> InvoiceLine:
        """A charge is on one line only."""
        source = "manual" if line.source == "charge" else line.source
        return replace(line, id=0, charge_id=None, source=source)

    def offer(self, text: str) -> None:
        row = self.row()
        if row is None or is_heading(row):
            self.offers.hide()
        elif self.field == "tax":
            self.offers.offer_taxes(self.cell, self.cells, text)
        elif self.field == "description" and not row.line.unit_price and row.line.product_id is None:
            self.offers.offer_products(self.cell, text, self.cells.currency)
        else:
            self.offers.hide()

    def _on_product(self, line: InvoiceLine, refusal: Refused | None) -> None:
        """Take a product over into the current row; where it has no price here, that is to be typed."""
        row = self.row()
        if row is None:
            return
        found = row.with_line(replace(line, quantity=row.line.quantity, discount=row.line.discount))
        if refusal is not None:
            found = found.with_unread("price", "", refusal)
        self.state.set_row(self.at, found)
        self.open(self.at, "price" if refusal is not None else "quantity")

    def _on_tax(self, text: str) -> None:
        if self.row() is not None:
            self.state.type_into(self.at, "tax", text, self.cells)
            self.state.end_step()
            self.show_cell()
            self.cell.selectAll()

    def on_asked(self, act: str) -> None:
        if act == "heading":
            self.insert_heading()
        else:
            super().on_asked(act)

    def on_arrow(self, by: int) -> None:
        row = self.row()
        if self.field == "tax" and by > 0 and row is not None and not self.offers.isVisible():
            self.offers.offer_taxes(self.cell, self.cells, "", row.line.tax_id)
        else:
            super().on_arrow(by)

    def insert_heading(self) -> None:
        """Add a heading below the last line, to be typed."""
        self.finish(len(self.state.rows))
        row = self.state.new_row(InvoiceLine("", kind="heading"))
        self.state.set_rows([*self.state.rows, row])
        self.at = len(self.state.rows) - 1
        self.open(self.at, FIELDS[0])
