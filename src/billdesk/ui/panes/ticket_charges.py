"""The charges in the detail of a ticket, with what an invoice of those that wait would ask for."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from billdesk.services.ticket_sheet import Charged, TicketSheet, waits
from billdesk.ui.bench import Bench
from billdesk.ui.panes.ticket_log import RowActs
from billdesk.ui.panes.ticket_rows import Writer
from billdesk.ui.widgets.grid import Grid
from billdesk.ui.widgets.painted import Button
from billdesk.ui.widgets.section import Section
from billdesk.ui.widgets.totals import Totals
from billdesk.ui.words import tr


class ChargesTable(QWidget):
    """`edit_asked` and `remove_asked` tell the charge they mean, `invoice_asked` the id of an invoice."""

    edit_asked = Signal(object)
    remove_asked = Signal(object)
    invoice_asked = Signal(int)

    def __init__(self, bench: Bench, writer: Writer) -> None:
        super().__init__()
        look, self._bench = bench.look, bench
        self.grid = Grid(look, "ticket.charges", writer.charges(), usable=True)
        self.add = Button(look, tr("Add part or service"), "link", "plus", "ticket.charges.add")
        self.totals = Totals(look, "ticket.charges.totals")
        body = QWidget()
        inside = QVBoxLayout(body)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        inside.addWidget(self.grid)
        inside.addWidget(self.totals)
        self._section = Section(look, tr("Charges"), body, tr("Nothing is charged yet."), self.add)
        acts = (
            ("invoice", tr("Show the invoice"), "file-text"),
            ("edit", tr("Edit"), "pencil-line"),
            ("remove", tr("Remove"), "trash-2"),
        )
        self.acts = RowActs(bench, "ticket.charges.acts", acts)
        self.acts.setParent(self)
        self.acts.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._section)
        self.grid.picked.connect(self._on_picked)
        self.acts.buttons["invoice"].clicked.connect(self._ask_for_invoice)
        self.acts.buttons["edit"].clicked.connect(lambda: self._tell(self.edit_asked))
        self.acts.buttons["remove"].clicked.connect(lambda: self._tell(self.remove_asked))

    def show_sheet(self, sheet: TicketSheet) -> None:
        """Show the charges of a ticket."""
        self.grid.show_rows(sheet.charges)
        self._section.show_some(bool(sheet.charges))
        if sheet.would is None:
            return
        figures, code = self._bench.figures, sheet.currency
        sums = [(tr("Waiting"), figures.amount(sheet.pending, code))]
        sums += [(one.rate.name, figures.amount(one.amount, code)) for one in sheet.would.taxes]
        held = sum(one.credit for one in sheet.deposits)
        sums += [(tr("Deposit"), figures.amount(-min(held, sheet.would.total), code))] if held else []
        asked = max(0, sheet.would.total - held)
        sums.append((tr("Invoice would ask for"), figures.headline(asked, code)))
        waiting = sum(1 for one in sheet.charges if waits(one.charge))
        self.totals.show_sums(str(waiting), tr("waiting"), tuple(sums))

    def show_busy(self, busy: bool) -> None:
        """Its acts wait while one is under way."""
        for button in (*self.acts.buttons.values(), self.add):
            button.setEnabled(not busy)

    def has_waiting(self) -> bool:
        """Whether a charge waits for an invoice."""
        return any(waits(one.charge) for one in self.grid.values)

    def chosen(self) -> Charged | None:
        """The row whose acts are shown."""
        number = self.grid.chosen()
        return self.grid.values[number] if 0 <= number < len(self.grid.values) else None

    def _on_picked(self, row: Charged) -> None:
        number = self.grid.values.index(row)
        if number == self.grid.chosen():
            self.grid.choose(-1)
            return
        free = waits(row.charge)
        self.acts.buttons["invoice"].setVisible(row.invoice is not None)
        self.acts.buttons["edit"].setVisible(free)
        self.acts.buttons["remove"].setVisible(free and row.charge.time_entry_id is None)
        said = row.charge.note.replace("\n", " ")
        if free and row.charge.time_entry_id is not None:
            said = tr("Taken back in the labor log")
        self.acts.words.setText(said)
        self.grid.choose(number, self.acts)

    def _tell(self, signal: object) -> None:
        row = self.chosen()
        if row is not None:
            signal.emit(row.charge)  # type: ignore[attr-defined]

    def _ask_for_invoice(self) -> None:
        row = self.chosen()
        if row is not None and row.invoice is not None:
            self.invoice_asked.emit(row.invoice.id)
