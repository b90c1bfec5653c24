"""The draft in an editor: its value, reckoned at each change, and undo step by step."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject

from billdesk.domain.invoice import Invoice, reckoned
from billdesk.ui.editors.line_state import LineState, Row


@dataclass(frozen=True, slots=True)
class Written:
    """Everything in the editor at one moment; the invoice has the rows' lines, reckoned."""

    invoice: Invoice
    rows: tuple[Row, ...] = ()


class DraftState(LineState):
    """The draft of an invoice; its totals are always those of what is typed."""

    now: Written

    def __init__(self, invoice: Invoice, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.now = self._written(invoice)

    @property
    def invoice(self) -> Invoice:
        """The draft with its totals."""
        return self.now.invoice

    def restart(self, invoice: Invoice) -> None:
        """Show another draft; there is nothing to undo in it."""
        self.begin_with(self._written(invoice))

    def replace_invoice(self, invoice: Invoice) -> None:
        """Take another draft over as one step; its lines become new rows."""
        self.take(self._written(invoice), None)
        self.rewound.emit()

    def edit(self, step: object, **fields: object) -> None:
        """Change fields of the draft; Refused, with nothing changed, where an amount gets too large."""
        self.change(lambda draft: replace(draft, **fields), step)  # type: ignore[arg-type]

    def change(self, edit: Callable[[Invoice], Invoice], step: object = None) -> None:
        """Change the draft, but for its lines."""
        invoice = reckoned(replace(edit(self.invoice), lines=self.invoice.lines))
        self.take(self._matched(invoice, self.rows), step)

    def set_rows(self, rows: Sequence[Row], step: object = None) -> None:
        """Put other rows in; Refused, with nothing changed, where an amount gets too large."""
        invoice = reckoned(replace(self.invoice, lines=tuple(row.line for row in rows)))
        self.take(self._matched(invoice, rows), step)

    def kept(self, invoice: Invoice) -> None:
        """Take over what belongs to the file: its id and its version; that is no step."""
        self.now = replace(self.now, invoice=replace(self.invoice, id=invoice.id, version=invoice.version))

    def gone_back_to(self, wanted: Written) -> Written:
        """Values go back; what belongs to the file stays."""
        on_file = self.invoice
        return Written(replace(wanted.invoice, id=on_file.id, version=on_file.version), wanted.rows)

    def _written(self, invoice: Invoice) -> Written:
        invoice = reckoned(invoice)
        return Written(invoice, tuple(self.new_row(line) for line in invoice.lines))

    def _matched(self, invoice: Invoice, rows: Sequence[Row]) -> Written:
        """Rows with the amounts that were reckoned."""
        pairs = zip(rows, invoice.lines, strict=True)
        return Written(invoice, tuple(replace(row, line=line) for row, line in pairs))
