"""The draft in an editor: its value, what can't be read of what was typed, and undo step by step."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from billdesk.domain.errors import Refused
from billdesk.domain.invoice import Invoice, InvoiceLine, reckoned
from billdesk.ui.editors.cells import Cells

MOST_STEPS = 500


@dataclass(frozen=True, slots=True)
class Unread:
    """What was typed into a cell and can't be read, with the reason; it stays until it is mended."""

    text: str
    reason: Refused


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the grid; `key` stays the same wherever it moves."""

    key: int
    line: InvoiceLine
    unread: tuple[tuple[str, Unread], ...] = ()

    def wrong(self, field: str) -> Unread | None:
        """What can't be read in a cell."""
        return dict(self.unread).get(field)

    def with_line(self, line: InvoiceLine, field: str = "") -> "Row":
        """The row with another line, and nothing wrong in a cell any more."""
        return Row(self.key, line, tuple(pair for pair in self.unread if pair[0] != field))

    def with_unread(self, field: str, text: str, reason: Refused) -> "Row":
        """The row with the same line, and a cell that can't be read."""
        others = tuple(pair for pair in self.unread if pair[0] != field)
        return Row(self.key, self.line, (*others, (field, Unread(text, reason))))

    @property
    def is_empty(self) -> bool:
        """Whether nothing was typed into it."""
        line = self.line
        return not (line.description.strip() or line.unit_price or line.discount or self.unread)


@dataclass(frozen=True, slots=True)
class Written:
    """Everything in the editor at one moment; the invoice has the rows' lines, reckoned."""

    invoice: Invoice
    rows: tuple[Row, ...] = ()


class DraftState(QObject):
    """Changes go through here: each is one step, and those of one field after each other are the same one.

    `changed` tells every change, by whoever; `rewound` one by undo or redo, or another draft altogether.
    """

    changed = Signal()
    rewound = Signal()

    def __init__(self, invoice: Invoice, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._next_key = 0
        self.now = self._written(invoice)
        self._before: list[Written] = []
        self._after: list[Written] = []
        self._step: object = None

    @property
    def invoice(self) -> Invoice:
        """The draft with its totals."""
        return self.now.invoice

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows of the grid."""
        return self.now.rows

    def new_row(self, line: InvoiceLine) -> Row:
        """A row that isn't in the grid yet."""
        self._next_key += 1
        return Row(self._next_key, line)

    def restart(self, invoice: Invoice) -> None:
        """Show another draft; there is nothing to undo in it."""
        self.now = self._written(invoice)
        self._before.clear()
        self._after.clear()
        self.end_step()
        self.rewound.emit()
        self.changed.emit()

    def replace_invoice(self, invoice: Invoice) -> None:
        """Take another draft over as one step; its lines become new rows."""
        self._take(self._written(invoice), None)
        self.rewound.emit()

    def edit(self, step: object, **fields: object) -> None:
        """Change fields of the draft; Refused, with nothing changed, where an amount gets too large."""
        self.change(lambda draft: replace(draft, **fields), step)  # type: ignore[arg-type]

    def change(self, edit: Callable[[Invoice], Invoice], step: object = None) -> None:
        """Change the draft, but for its lines."""
        invoice = reckoned(replace(edit(self.invoice), lines=self.invoice.lines))
        self._take(self._matched(invoice, self.rows), step)

    def set_rows(self, rows: Sequence[Row], step: object = None) -> None:
        """Put other rows in; Refused, with nothing changed, where an amount gets too large."""
        invoice = reckoned(replace(self.invoice, lines=tuple(row.line for row in rows)))
        self._take(self._matched(invoice, rows), step)

    def type_into(self, at: int, field: str, text: str, cells: Cells) -> Unread | None:
        """Read what is typed into a cell; what can't be read stays there with its reason."""
        row, step = self.rows[at], (self.rows[at].key, field)
        try:
            line = cells.read(row.line, field, text)
            self._set_row(at, row.with_line(line, field), step)
        except Refused as reason:
            self._set_row(at, row.with_unread(field, text, reason), step)
        return self.rows[at].wrong(field)

    def mark(self, at: int, field: str, reason: Refused) -> None:
        """Say of a cell that it can't stay as it is; that is no step."""
        row = self.rows[at]
        unread = row.wrong(field)
        text = unread.text if unread else str(getattr(row.line, field, ""))
        rows = list(self.rows)
        rows[at] = row.with_unread(field, text, reason)
        self.now = replace(self.now, rows=tuple(rows))
        self.changed.emit()

    def unread(self) -> tuple[tuple[int, str, Unread], ...]:
        """Every cell that can't be read: its row, its field, and what is wrong."""
        return tuple((at, field, one) for at, row in enumerate(self.rows) for field, one in row.unread)

    def kept(self, invoice: Invoice) -> None:
        """Take over what belongs to the file: its id and its version; that is no step."""
        self.now = replace(self.now, invoice=replace(self.invoice, id=invoice.id, version=invoice.version))

    def end_step(self) -> None:
        """What is typed from here on is another step."""
        self._step = None

    def can_undo(self) -> bool:
        return bool(self._before)

    def can_redo(self) -> bool:
        return bool(self._after)

    def undo(self) -> None:
        """Take the last step back."""
        if self._before:
            self._after.append(self.now)
            self._go_to(self._before.pop())

    def redo(self) -> None:
        """Take the last step that was taken back again."""
        if self._after:
            self._before.append(self.now)
            self._go_to(self._after.pop())

    def _go_to(self, wanted: Written) -> None:
        """Values go back; what belongs to the file stays."""
        on_file = self.invoice
        invoice = replace(wanted.invoice, id=on_file.id, version=on_file.version)
        self.now = Written(invoice, wanted.rows)
        self.end_step()
        self.rewound.emit()
        self.changed.emit()

    def _set_row(self, at: int, row: Row, step: object) -> None:
        self.set_rows((*self.rows[:at], row, *self.rows[at + 1 :]), step)

    def _take(self, wanted: Written, step: object) -> None:
        if wanted == self.now:
            return
        if step is None or step != self._step:
            self._before.append(self.now)
            del self._before[:-MOST_STEPS]
        self._after.clear()
        self._step = step
        self.now = wanted
        self.changed.emit()

    def _written(self, invoice: Invoice) -> Written:
        invoice = reckoned(invoice)
        return Written(invoice, tuple(self.new_row(line) for line in invoice.lines))

    def _matched(self, invoice: Invoice, rows: Sequence[Row]) -> Written:
        """Rows with the amounts that were reckoned."""
        pairs = zip(rows, invoice.lines, strict=True)
        return Written(invoice, tuple(replace(row, line=line) for row, line in pairs))
