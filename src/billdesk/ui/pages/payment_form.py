"""The left of Take payment: from whom, how much, by which method, when, and what is noted of it."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from billdesk.domain.split import change_of
from billdesk.services.taking import TakingSheet
from billdesk.ui.bench import Bench
from billdesk.ui.customer_choices import customers_of
from billdesk.ui.methods import method_short, reference_words
from billdesk.ui.widgets.chips import Choice
from billdesk.ui.widgets.forms import ChoiceField, DayField, Form, SegmentField, TextField, beside
from billdesk.ui.widgets.labelled import Caption
from billdesk.ui.widgets.numbers import NumberField, amounts
from billdesk.ui.widgets.painted import Button, Label, Rule
from billdesk.ui.widgets.picker import Picker
from billdesk.ui.widgets.sheet import Wash
from billdesk.ui.widgets.switches import SwitchField
from billdesk.ui.words import counted, tr

WIDE = 388
MOST_SEGMENTS = 5
NOT_TYPED = ("quick",)
"""A quick payment is one click in the list of invoices."""


class PaymentForm(Wash):
    """`changed` tells the place of the field that the person changed; `picked` whose money it is."""

    changed = Signal(str)
    picked = Signal(int)
    troubled = Signal(object)

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench.look, "sunken")
        self._bench = bench
        self._make_fields()
        self.method: SegmentField | ChoiceField = ChoiceField(
            bench.look, Caption("payment.method", tr("Method")), ()
        )
        self.form = Form(
            {
                "amount": self.amount,
                "day": self.day,
                "reference": self.reference,
                "tendered": self.tendered,
                "note": self.note,
                "use_credit": self.use_credit,
            },
            self,
        )
        self._lay_out()
        self.customer.clicked.connect(self.ask_customer)
        self.form.changed.connect(self._on_changed)
        self.form.left.connect(lambda _place: self._show_change())
        self.currency.changed.connect(lambda: self.changed.emit("currency"))
        self._show_method()

    def _make_fields(self) -> None:
        bench, look, language = self._bench, self._bench.look, self._bench.language
        self.customer = Button(look, tr("Choose customer…"), "plain", "user", "payment.customer")
        self.customer.setProperty("align", "left")
        self.owes = Label(look, "", "small", "ink3")
        self.owes.setObjectName("payment.owes")
        hint = tr("Type what came in. The oldest invoices are filled first.")
        numeral = amounts(bench.figures.home, language)
        self.amount = NumberField(
            look, Caption("payment.amount", tr("Amount received"), hint), numeral, language
        )
        self.amount.edit.setProperty("kind", "amount")
        self._enlarge()
        look.changed.connect(self._enlarge)
        self.amount.edit.setAlignment(Qt.AlignmentFlag.AlignLeft)
        self.currency = ChoiceField(look, Caption("payment.currency", tr("Currency")), ())
        self.currency.hide()
        self.day = DayField(look, Caption("payment.date", tr("Date")), lambda: bench.today, language)
        self.reference = TextField(look, Caption("payment.reference", reference_words("")), 200)
        caption = Caption("payment.tendered", tr("Cash handed over"))
        self.tendered = NumberField(look, caption, numeral, language)
        self.change = Label(look, "", "stat", "ink", True)
        self.change.setObjectName("payment.change")
        self.note = TextField(look, Caption("payment.note", tr("Note")), 1_000)
        self.note.edit.setPlaceholderText(tr("optional"))
        self.use_credit = SwitchField(look, Caption("payment.use_credit", tr("Use store credit first")))
        self.use_credit.hide()
        self.mail = SwitchField(look, Caption("payment.mail_receipt", tr("E-mail the receipt")))
        self.mail.hide()

    def _enlarge(self) -> None:
        """The amount is the largest text, whatever size the others have."""
        self.amount.edit.setFont(self.look.font("payment", True))

    def _lay_out(self) -> None:
        look, px = self.look, self.look.px
        column = QVBoxLayout(self)
        column.setContentsMargins(px(20), px(16), px(20), px(16))
        column.setSpacing(px(8))
        column.addWidget(Label(look, tr("Customer"), "label", "ink2"))
        column.addWidget(self.customer)
        column.addWidget(self.owes)
        column.addLayout(beside(look, (self.amount, 3), (self.currency, 1)))
        self._method_seat = QVBoxLayout()
        self._method_seat.addWidget(self.method)
        column.addLayout(self._method_seat)
        column.addLayout(beside(look, self.day, self.reference))
        self._cash = QWidget()
        given = QVBoxLayout()
        given.setSpacing(px(4))
        given.addWidget(Label(look, tr("Change due"), "label", "ink2"))
        given.addWidget(self.change)
        given.addStretch(1)
        right = QWidget()
        right.setLayout(given)
        given.setContentsMargins(0, 0, 0, 0)
        self._cash.setLayout(beside(look, self.tendered, right))
        column.addWidget(self._cash)
        column.addWidget(self.note)
        column.addWidget(Rule(look))
        column.addWidget(self.use_credit)
        column.addWidget(self.mail)
        column.addStretch(1)

    # What is shown

    def show_sheet(self, sheet: TakingSheet) -> None:
        """Show whose money is taken, and what is offered for it."""
        figures, code = self._bench.figures, sheet.currency
        self.customer.set_words(sheet.customer.name)
        self.customer.setAccessibleName(tr("Customer: {name}", name=sheet.customer.name))
        owed = figures.amount(sum(one.balance for one in sheet.invoices), code)
        count = len(sheet.invoices)
        said = counted(count, "owes {owed} on {count} invoice", "owes {owed} on {count} invoices", owed=owed)
        self.owes.setText(said if count else tr("owes nothing"))
        for field in (self.amount, self.tendered):
            field.use(amounts(code, self._bench.language))
        self.currency.offer([Choice(one, one) for one in sheet.currencies])
        self.currency.show_value(code)
        self.currency.setVisible(len(sheet.currencies) > 1 or code != figures.home)
        self._offer_methods([one for one in sheet.methods if one not in NOT_TYPED])
        self.use_credit.setVisible(sheet.credit > 0)
        hint = tr("{credit} is held", credit=figures.headline(sheet.credit, code))
        self.use_credit.say(hint if sheet.credit else "")
        self.mail.setVisible(bool(sheet.mail_to))
        self.mail.say(tr("to {address}", address=", ".join(sheet.mail_to)) if sheet.mail_to else "")
        self._show_method()

    def _offer_methods(self, methods: Sequence[str]) -> None:
        """As segments where there are few of them; what is chosen stays."""
        choices = [Choice(one, method_short(one)) for one in methods]
        before = self.method.value()
        caption = Caption("payment.method", tr("Method"))
        if 1 < len(choices) <= MOST_SEGMENTS:
            made: SegmentField | ChoiceField = SegmentField(self.look, caption, choices)
        else:
            made = ChoiceField(self.look, caption, choices)
        self._method_seat.removeWidget(self.method)
        self.method.hide()
        self.method.deleteLater()
        self.method = made
        self._method_seat.addWidget(made)
        if before in methods:
            made.show_value(before)
        made.changed.connect(self._on_method)
        self.setTabOrder(self.currency.edit, made.edit)

    def ask_customer(self) -> None:
        """Choose whose money it is."""
        look_up = customers_of(self._bench, self.troubled.emit)
        picker = Picker(self.look, "payment.customers", tr("Customer"), look_up, self)
        picker.picked.connect(lambda choice: self.picked.emit(int(choice.key)))
        picker.open_below(self.customer)

    def show_amount(self, minor: int | None) -> None:
        """Show what comes in, unless it is being typed."""
        if minor != self.amount.value() or self.amount.is_unread():
            self.amount.show_value(minor)
        self._show_change()

    # What is typed

    def is_unread(self) -> bool:
        """Whether something can't be read."""
        cash = self.method.value() == "cash"
        wrong = self.amount.is_unread() or bool(self.day.told())
        return wrong or (cash and (self.tendered.is_unread() or bool(self._too_little())))

    def check(self) -> bool:
        """Say at its field what can't be read; the first such gets the focus."""
        found = self.form.check()
        short = self._too_little()
        if short:
            self.tendered.tell(short)
            if found:
                self.tendered.edit.setFocus(Qt.FocusReason.TabFocusReason)
        return found and not short

    def date(self) -> date:
        """When it came in."""
        return self.day.value()

    def mails(self) -> bool:
        """Whether the receipt shall be e-mailed."""
        return self.mail.isVisibleTo(self) and self.mail.value()

    def cash(self) -> int | None:
        """What was handed over in cash, where that was typed."""
        return self.tendered.value() if self.method.value() == "cash" else None

    def _on_changed(self, place: str) -> None:
        if place in ("amount", "tendered"):
            self._show_change()
        self.changed.emit(place)

    def _on_method(self) -> None:
        self._show_method()
        self.changed.emit("method")

    def _show_method(self) -> None:
        method = self.method.value()
        self.reference.show_label(reference_words(method))
        self._cash.setVisible(method == "cash")
        self._show_change()

    def _show_change(self) -> None:
        """What goes back over the counter, or that too little was handed over."""
        tendered, amount = self.cash(), self.amount.value() or 0
        change = None if tendered is None else change_of(tendered, amount)
        self.change.setText("" if change is None else self._bench.figures.headline(change, self._currency()))
        self.change.setAccessibleName(tr("Change due {amount}", amount=self.change.text()))
        if not self.tendered.edit.hasFocus() and not self.tendered.is_unread():
            self.tendered.tell(self._too_little())

    def _too_little(self) -> str:
        tendered, amount = self.cash(), self.amount.value() or 0
        if tendered is None or change_of(tendered, amount) is not None:
            return ""
        short = self._bench.figures.headline(amount - tendered, self._currency())
        return tr("{amount} is missing. Type what was handed over.", amount=short)

    def _currency(self) -> str:
        return self.currency.value() or self._bench.figures.home
