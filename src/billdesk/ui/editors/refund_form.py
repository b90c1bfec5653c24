"""The left of a refund: by lines or by amount, by which method it goes back, its fee, and why."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from billdesk.services.refund_sheet import RefundSheet
from billdesk.ui.bench import Bench
from billdesk.ui.methods import method_words, reference_words
from billdesk.ui.widgets.chips import Choice
from billdesk.ui.widgets.forms import ChoiceField, Form, SegmentField, TextField, beside
from billdesk.ui.widgets.labelled import Caption
from billdesk.ui.widgets.numbers import NumberField, amounts
from billdesk.ui.widgets.painted import Label
from billdesk.ui.widgets.sheet import Wash
from billdesk.ui.widgets.wide import keep_wide
from billdesk.ui.words import tr

WIDE = 388
BY_LINES, BY_AMOUNT = "lines", "amount"


class RefundFields(Wash):
    """`changed` tells that the person changed something."""

    changed = Signal()

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench.look, "sunken")
        self._bench = bench
        look, language = bench.look, bench.language
        keep_wide(look, self, WIDE)
        self.customer = Label(look, "", "strong")
        self.customer.setObjectName("refund.customer")
        ways = (Choice(BY_LINES, tr("By line")), Choice(BY_AMOUNT, tr("By amount")))
        self._way = SegmentField(look, Caption("refund.way", tr("What goes back")), ways)
        numeral = amounts(bench.figures.home, language)
        self.amount = NumberField(look, Caption("refund.amount", tr("Amount")), numeral, language)
        self.method = ChoiceField(look, Caption("refund.method", tr("Goes back by")), ())
        self.reference = TextField(look, Caption("refund.reference", reference_words("")), 200)
        hint = tr("Kept of it, and billed by an invoice of its own.")
        self.fee = NumberField(look, Caption("refund.fee", tr("Restocking fee"), hint), numeral, language)
        self.reason = TextField(look, Caption("refund.reason", tr("Why")), 200)
        self.reason.edit.setPlaceholderText(tr("optional"))
        fields = {
            "amount": self.amount,
            "method": self.method,
            "reference": self.reference,
            "fee": self.fee,
            "reason": self.reason,
        }
        self.form = Form(fields, self)
        self._lay_out()
        self.form.changed.connect(lambda _place: self.changed.emit())
        self._way.changed.connect(self._on_way)
        self.method.changed.connect(self._show_method)
        self._way.show_value(BY_LINES)
        self._on_way()

    def _lay_out(self) -> None:
        look, px = self.look, self.look.px
        column = QVBoxLayout(self)
        column.setContentsMargins(px(20), px(16), px(20), px(16))
        column.setSpacing(px(8))
        column.addWidget(Label(look, tr("Customer"), "label", "ink2"))
        column.addWidget(self.customer)
        column.addWidget(self._way)
        column.addWidget(self.amount)
        column.addLayout(beside(look, self.method, self.reference))
        column.addWidget(self.fee)
        column.addWidget(self.reason)
        column.addStretch(1)

    def show_sheet(self, sheet: RefundSheet) -> None:
        """Show whose invoice it is, and offer the methods."""
        self.customer.setText(sheet.customer.name)
        self.method.offer([Choice(one, method_words(one)) for one in sheet.methods])
        for field in (self.amount, self.fee):
            field.use(amounts(sheet.paid.invoice.currency, self._bench.language))
        self._show_method()

    def way(self) -> str:
        """BY_LINES or BY_AMOUNT."""
        return self._way.value()

    def is_unread(self) -> bool:
        """Whether something can't be read."""
        return self.fee.is_unread() or (self.way() == BY_AMOUNT and self.amount.is_unread())

    def check(self) -> bool:
        """Say at its field what can't be read; the first such gets the focus."""
        return self.form.check()

    def _on_way(self) -> None:
        if self.way() == BY_LINES:
            self.amount.show_value(None)
        self.amount.setVisible(self.way() == BY_AMOUNT)
        self.changed.emit()

    def _show_method(self) -> None:
        self.reference.show_label(reference_words(self.method.value()))
