"""The lines of an issued invoice, with a field for how many of each go back, and what that comes to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from billdesk.basics import words
from billdesk.domain import credit, typed
from billdesk.domain.invoice import Invoice, InvoiceLine
from billdesk.ui.bench import Bench
from billdesk.ui.widgets.painted import Label
from billdesk.ui.widgets.wide import keep_least, keep_wide
from billdesk.ui.words import tr


@dataclass(slots=True)
class Part:
    """One line: its number, how many are left, the field for how many go back, and what that comes to."""

    line: InvoiceLine
    number: int
    left: int
    field: QLineEdit
    amount: Label


class GivenLines(QWidget):
    """`changed` tells that something was typed; `name` begins the names of the fields."""

    changed = Signal()

    def __init__(self, bench: Bench, name: str) -> None:
        super().__init__()
        self._bench, self._name = bench, name
        self.parts: list[Part] = []
        px = bench.look.px
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(px(16))
        self._grid.setVerticalSpacing(px(4))
        self._grid.setColumnStretch(0, 1)

    def fill(self, invoice: Invoice, notes: Sequence[Invoice]) -> None:
        """Show the lines with amounts, once; those that nothing is left of can't be typed at."""
        for at, title in enumerate((tr("Line"), tr("Left"), tr("Give back"), tr("Before tax"))):
            side = Qt.AlignmentFlag.AlignLeft if at == 0 else Qt.AlignmentFlag.AlignRight
            self._grid.addWidget(Label(self._bench.look, title, "label", "ink3"), 0, at, side)
        for number, line in enumerate(invoice.lines, 1):
            if line.kind == "item":
                self._add(line, number, credit.units_left(invoice, number, notes))

    def give_all(self) -> None:
        """Fill in everything that is left."""
        for part in self.parts:
            part.field.setText(words.quantity(part.left, self._bench.language) if part.left else "")
        self.changed.emit()

    def wanted(self) -> Mapping[int, int]:
        """Units (× 10⁴) by the line's id; Refused where what is typed is no quantity."""
        found = {}
        for part in self.parts:
            text = part.field.text().strip()
            units = typed.quantity(text, words.point(self._bench.language)) if text else 0
            if units:
                found[part.line.id] = units
        return found

    def is_whole(self, wanted: Mapping[int, int]) -> bool:
        """Whether that is everything which is left."""
        return wanted == {part.line.id: part.left for part in self.parts if part.left}

    def show_nets(self, nets: Mapping[int, int], currency: str) -> None:
        """Show what each line comes to before tax, by its number."""
        for part in self.parts:
            net = nets.get(part.number)
            part.amount.setText("" if net is None else self._bench.figures.amount(net, currency))

    def focus_first(self) -> None:
        """Go to the first field."""
        if self.parts:
            self.parts[0].field.setFocus(Qt.FocusReason.TabFocusReason)

    def _add(self, line: InvoiceLine, number: int, left: int) -> None:
        look, row = self._bench.look, len(self.parts) + 1
        name = Label(look, " ".join(line.description.split())[:300], "strong")
        name.setWordWrap(True)
        quantity = words.quantity(left, self._bench.language)
        field = self._field(row, name.text(), left)
        amount = Label(look, "", "body", "ink", True)
        keep_least(look, amount, 110)
        amount.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        left_of = Label(look, f"{quantity} {line.unit}".strip(), "body", "ink2", True)
        self._grid.addWidget(name, row, 0)
        self._grid.addWidget(left_of, row, 1, Qt.AlignmentFlag.AlignRight)
        self._grid.addWidget(field, row, 2, Qt.AlignmentFlag.AlignRight)
        self._grid.addWidget(amount, row, 3)
        self.parts.append(Part(line, number, left, field, amount))

    def _field(self, row: int, line: str, left: int) -> QLineEdit:
        field = QLineEdit()
        field.setObjectName(f"{self._name}.line.{row}")
        field.setAccessibleName(tr("How many of “{line}” go back", line=line[:60]))
        field.setPlaceholderText("0")
        keep_wide(self._bench.look, field, 96)
        field.setAlignment(Qt.AlignmentFlag.AlignRight)
        field.setEnabled(left != 0)
        field.textEdited.connect(lambda _text: self.changed.emit())
        return field
