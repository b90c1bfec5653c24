"""The lines of an invoice: items from the catalog or by hand, headings, taxes by name, a note for each."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QRect, Signal
from PySide6.QtWidgets import QHBoxLayout

from billdesk.domain.catalog import Product
from billdesk.domain.errors import Refused
from billdesk.domain.invoice import InvoiceLine
from billdesk.ui.bench import Bench
from billdesk.ui.editors.cells import FIELDS, Cells
from billdesk.ui.editors.draft_state import DraftState
from billdesk.ui.editors.line_grid import Act, LineGrid
from billdesk.ui.editors.line_painter import COLUMNS, Column, LinePainter, fields_of, is_heading
from billdesk.ui.editors.line_suggestions import LineSuggestions
from billdesk.ui.keys import with_keys
from billdesk.ui.widgets.painted import Button
from billdesk.ui.words import tr

NOTE = "note"
NOTES = (Column(NOTE, "Note", 0),)
"""What is typed in the place of another column."""


class NotePainter(LinePainter):
    """Knows that a note is typed where the description stands."""

    def __init__(self, grid: LineGrid, columns: Sequence[Column]) -> None:
        super().__init__(grid, columns)
        self.by_field = self.by_field | {column.field: column for column in NOTES}

    def cell(self, at: int, field: str) -> QRect:
        return super().cell(at, "description" if field == NOTE else field)


class InvoiceLines(LineGrid):
    """Filled in from the catalog as one types. A line's note is typed over its description.

    `new_asked` tells the name of a product that isn't in the catalog yet, and the key of its row.
    """

    new_asked = Signal(str, int)
    name = "invoice.lines"
    columns = COLUMNS
    state: DraftState

    def __init__(self, bench: Bench, state: DraftState, offers: LineSuggestions) -> None:
        self._noting = False
        super().__init__(bench, state, offers)
        self.cells = Cells(state.invoice.currency, bench.language)
        self.new_line: Callable[[], InvoiceLine] = lambda: InvoiceLine("", quantity=10_000)
        self._make_buttons()
        offers.product_picked.connect(self._on_product)
        offers.tax_picked.connect(self._on_tax)
        offers.manual_picked.connect(lambda: self.step(True))
        offers.new_picked.connect(self._on_new)

    def _make_buttons(self) -> None:
        look = self.look
        self.add_line = Button(look, tr("Add line"), "link", "plus", "invoice.add_line")
        self.add_note = Button(look, tr("Add note"), "link", "plus", "invoice.add_note")
        self.add_note.setToolTip(with_keys(tr("A note, printed below the line"), "Shift+Return"))
        self.add_heading = Button(look, tr("Add heading"), "link", "plus", "invoice.add_heading")
        self.add_heading.setToolTip(with_keys(tr("Add heading"), "Ctrl+Shift+H"))
        row = QHBoxLayout(self.buttons)
        row.setContentsMargins(look.px(28), 0, 0, 0)
        row.setSpacing(look.px(4))
        row.addWidget(self.add_line)
        row.addWidget(self.add_heading)
        row.addWidget(self.add_note)
        row.addStretch(1)
        self.add_line.clicked.connect(lambda: self.open(len(self.state.rows), FIELDS[0]))
        self.add_heading.clicked.connect(self.insert_heading)
        self.add_note.clicked.connect(self.open_note)

    def make_painter(self) -> LinePainter:
        return NotePainter(self, self.columns)

    def fields_at(self, at: int) -> Sequence[str]:
        fields = fields_of(self.state.rows, at, FIELDS)
        return (fields[0], NOTE, *fields[1:]) if self._noting and at == self.at else fields

    def open(self, at: int, field: str) -> None:
        self._noting = field == NOTE
        super().open(at, field)

    def open_note(self) -> None:
        """Type the note of the current line, or of the last one; it is printed below the line."""
        if self.state.rows:
            self.open(min(self.at, len(self.state.rows) - 1), NOTE)

    def show_cell(self) -> None:
        noting = self.field == NOTE
        self.cell.setPlaceholderText(tr("Note, printed below the line") if noting else "")
        super().show_cell()

    def acts(self) -> Sequence[Act]:
        return (
            *super().acts(),
            Act(tr("Note below the line"), "Shift+Return", self.open_note, "pencil-line"),
        )

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

    def _on_new(self, name: str) -> None:
        row = self.row()
        if row is not None:
            self.new_asked.emit(name, row.key)

    def put_product(self, key: int, product: Product) -> None:
        """Put a product on the row of that key, if it is still there."""
        self.go_to(key)
        row = self.row()
        if row is not None and row.key == key and self.offers.draw is not None:
            self._on_product(*self.offers.draw(product, self.cells.currency))

    def go_to(self, key: int) -> None:
        """Go on typing in the row of that key."""
        at = next((at for at, row in enumerate(self.state.rows) if row.key == key), len(self.state.rows))
        self.open(at, FIELDS[0])

    def on_asked(self, act: str) -> None:
        if act == "heading":
            self.insert_heading()
        elif act == "note":
            self.open_note()
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
