"""The lower part of the invoice editor: notes at the left, totals at the right."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from billdesk.domain.invoice import Invoice
from billdesk.ui.bench import Bench
from billdesk.ui.editors.invoice_totals import TotalsBox
from billdesk.ui.widgets.forms import Form, LongText
from billdesk.ui.widgets.labelled import Caption
from billdesk.ui.widgets.sheet import Wash
from billdesk.ui.words import tr

HIGH_LINES, LOW_LINES = 2, 1


class InvoiceFoot(Wash):
    """`changed` tells which of the notes a person changed, and to what."""

    changed = Signal(str, object)
    left = Signal()

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench.look, "sunken")
        look, px = bench.look, bench.look.px
        self.totals = TotalsBox(bench)
        self.notes = LongText(look, Caption("invoice.notes", tr("Notes on the invoice")), HIGH_LINES)
        self.internal = LongText(
            look, Caption("invoice.internal_notes", tr("Internal notes, never printed")), HIGH_LINES
        )
        self.form = Form({"notes": self.notes, "internal_notes": self.internal}, self)
        self.form.changed.connect(lambda place: self.changed.emit(place, self.form.fields[place].value()))
        self.form.left.connect(lambda _place: self.left.emit())
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self.notes)
        column.addWidget(self.internal)
        right = QVBoxLayout()
        right.addWidget(self.totals)
        right.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(px(16), px(12), px(16), px(6))
        row.setSpacing(px(32))
        row.addLayout(column, 5)
        row.addLayout(right, 5)

    def show_draft(self, draft: Invoice, deposits: int, all_of_it: bool = False) -> None:
        """Show a draft's notes and totals; notes that are being typed are left alone."""
        for place, field in self.form.fields.items():
            value = getattr(draft, place)
            if all_of_it or (not field.edit.hasFocus() and field.value() != value.strip()):
                field.show_value(value)
        if all_of_it:
            self.totals.show_discount(draft.discount)
        self.totals.show_totals(draft, deposits)
