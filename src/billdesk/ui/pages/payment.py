"""Take payment: one page for money in full, in part, over several invoices, and more than is open."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from billdesk.domain.errors import BillDeskError
from billdesk.domain.split import Split
from billdesk.services.moves import Moved
from billdesk.services.taking import Received, TakingSheet
from billdesk.ui.bench import Bench
from billdesk.ui.keys import with_keys
from billdesk.ui.pages.payment_form import WIDE, PaymentForm
from billdesk.ui.pages.payment_split import PaymentSplit
from billdesk.ui.panes.pane import Pane
from billdesk.ui.tasks import PaymentTask, Taken
from billdesk.ui.widgets.painted import Button, Label, Rule
from billdesk.ui.widgets.scroll import Scroll
from billdesk.ui.widgets.sheet import Wash
from billdesk.ui.widgets.wide import keep_wide
from billdesk.ui.words import tr

KINDS = frozenset({"payment", "invoice", "customer", "settings"})


class PaymentPage(Pane):
    """Opened with a PaymentTask; nothing is written before the money is taken."""

    key = "payment"
    title = "Take payment"

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        look = bench.look
        self.task = PaymentTask()
        self.sheet: TakingSheet | None = None
        self.split = Split()
        self._busy = False
        self._reading = 0
        self.take = Button(look, tr("Take payment"), "primary", "check", "payment.take")
        self.take.setToolTip(with_keys(tr("Take payment"), "Ctrl+Enter"))
        self.body = PaymentForm(self.bench)
        self.settles = PaymentSplit(self.bench)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        left = Scroll("payment.scroll", self.body)
        for part in (left, self.body):  # a bar at the right lies over the margin, and moves nothing
            keep_wide(look, part, WIDE)
        row.addWidget(left)
        row.addWidget(Rule(look, upright_one=True))
        row.addWidget(self._beside(), 1)
        self._connect()
        self._show_button()

    def _beside(self) -> QStackedWidget:
        """What the money settles, or that nobody is chosen yet."""
        nobody = Wash(self.look, "sheet")
        hint = Label(self.look, tr("Choose a customer to see what is open."), "body", "ink2")
        QVBoxLayout(nobody).addWidget(hint, 0, Qt.AlignmentFlag.AlignCenter)
        self._stack = QStackedWidget()
        self._stack.addWidget(nobody)
        self._stack.addWidget(self.settles)
        return self._stack

    def _connect(self) -> None:
        self.body.changed.connect(self._on_typed)
        self.body.picked.connect(self._on_picked)
        self.body.troubled.connect(self._on_failed)
        self.settles.changed.connect(self._on_split)
        self.take.clicked.connect(self.finish_payment)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.finish_payment)

    # As a page

    def top_widgets(self) -> Sequence[QWidget]:
        return (self.take,)

    def show_what(self, what: object) -> None:
        """Read what the customer of a PaymentTask owes."""
        if isinstance(what, PaymentTask):
            self.task = what
        self.split = Split(first=self.task.invoice_id)
        if self.task.customer_id is not None:
            self._read(self.task.customer_id)

    def entered(self) -> None:
        super().entered()
        if self.task.customer_id is None:
            QTimer.singleShot(0, self, self.body.ask_customer)
        self.body.amount.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def kinds(self) -> frozenset[str]:
        return KINDS

    def refresh(self) -> None:
        """What is open may be other invoices by now; what was typed stays."""
        if self.sheet is not None and not self._busy:
            self._read(self.sheet.customer.id, self.sheet.currency)

    def search(self) -> None:
        self.body.ask_customer()

    # Whose money

    def _on_picked(self, customer_id: int) -> None:
        if self.sheet is None or self.sheet.customer.id != customer_id:
            self.split = Split(amount=self.split.amount)
            self.task = self.task._replace(customer_id=customer_id, invoice_id=None)
            self._read_anew(customer_id)

    def _read_anew(self, customer_id: int, currency: str | None = None) -> None:
        """Read what replaces the sheet; until it is there nothing is taken by the one before."""
        self.sheet = None
        self._show_button()
        self._read(customer_id, currency)

    def _read(self, customer_id: int, currency: str | None = None) -> None:
        payments, invoice = self.bench.desk.payments, self.task.invoice_id
        self._reading += 1
        reading = self._reading

        def done(sheet: TakingSheet) -> None:
            if reading == self._reading:  # else somebody else was chosen meanwhile
                self._on_sheet(sheet)

        self.bench.run(lambda: payments.taking(customer_id, currency, invoice), done, self._on_failed)

    def _on_sheet(self, sheet: TakingSheet) -> None:
        known = {one.id for one in sheet.invoices}
        by_hand = {key: part for key, part in self.split.by_hand.items() if key in known}
        first = self.split.first if self.split.first in known else None
        self.sheet = sheet
        self.split = replace(self.split, invoices=sheet.invoices, first=first, by_hand=by_hand)
        self.body.show_sheet(sheet)
        self.settles.show_sheet(sheet, self.task.invoice_id)
        self._show_credit()
        self._show(whole=True)
        if self.body.amount.edit.hasFocus():
            self.body.amount.edit.selectAll()
        self.titled.emit(tr("Take payment"), tr("from {name}", name=sheet.customer.name))

    # What is typed

    def _on_typed(self, place: str) -> None:
        if place == "amount":
            empty = not self.body.amount.edit.text().strip()
            if empty or self.body.amount.value() is not None:
                self.split = self.split.receiving(self.body.amount.value())
        elif place == "currency" and self.sheet is not None:
            self.split = Split(amount=self.split.amount)
            self._read_anew(self.sheet.customer.id, self.body.currency.value())
            return
        elif place == "use_credit":
            self._show_credit()
        self._show(typing=place == "amount")

    def _show_credit(self) -> None:
        held = self.sheet.credit if self.sheet and self.body.use_credit.value() else 0
        self.split = self.split.crediting(held)

    def _on_split(self, split: Split) -> None:
        self.split = split
        self._show()

    # What is shown

    def _show(self, whole: bool = False, typing: bool = False) -> None:
        if self.sheet is not None:
            self._stack.setCurrentWidget(self.settles)
            if not typing:
                received = self.split.received
                self.body.show_amount(received or None if self.split.amount is None else received)
            self.settles.show_split(self.split, self.sheet.currency, whole)
        self._show_button()

    def _show_button(self) -> None:
        split = self.split
        something = split.received > 0 or split.used_credit > 0
        can = self.sheet is not None and something and not split.problems() and not self._busy
        self.take.setEnabled(can and not self.body.is_unread())
        words = tr("Take payment")
        if self._busy:
            words = tr("Taking it…")
        elif self.sheet is not None and split.received > 0:
            amount = self.bench.figures.headline(split.received, self.sheet.currency)
            words = tr("Take payment of {amount}", amount=amount)
        elif self.sheet is not None and split.used_credit > 0:
            amount = self.bench.figures.headline(split.used_credit, self.sheet.currency)
            words = tr("Use credit of {amount}", amount=amount)
        self.take.set_words(words)
        self.take.setAccessibleName(words)

    # Taking it

    def received(self) -> Received:
        """What is typed, as it is taken."""
        assert self.sheet is not None
        split, body = self.split, self.body
        return Received(
            self.sheet.customer.id,
            split.received,
            body.date(),
            self.sheet.currency,
            body.method.value(),
            body.reference.value(),
            body.note.value(),
            tuple(split.parts.items()),
            split.used_credit,
            not split.parts,
            body.cash() if split.received else None,
        )

    def finish_payment(self) -> None:
        """Take the money and go back; what can't be read is told at its field."""
        if not self.settles.table.take_typed() or not self.body.check() or not self.take.isEnabled():
            return
        received, payments, sending = self.received(), self.bench.desk.payments, self.bench.desk.sending
        mails = self.body.mails()
        self._busy = True
        self._show_button()

        def job() -> tuple[Moved, BillDeskError | None]:
            moved = payments.take(received)
            try:
                if mails:
                    sending.queue_receipts([one.id for one in moved.payments if one.number])
            except BillDeskError as error:  # the money is taken all the same
                return moved, error
            return moved, None

        self.bench.run(job, lambda found: self._on_taken(found[0], found[1], mails), self._on_refused)

    def _on_taken(self, moved: Moved, trouble: BillDeskError | None, mails: bool) -> None:
        assert self.sheet is not None
        split, figures = self.split, self.bench.figures
        amount = figures.headline(split.received or split.used_credit, self.sheet.currency)
        name = self.sheet.customer.name
        if moved.payments:
            said = tr("{number}: {amount} taken from {name}", number=moved.payments[0].number or "",
                      amount=amount, name=name)  # fmt: skip
        else:
            said = tr("{amount} of {name}'s credit used", amount=amount, name=name)
        # What credit was used for can't be taken back with the payment.
        ids = () if split.used_credit else tuple(one.id for one in moved.payments)
        if trouble is not None:
            self.troubled.emit(trouble)
        elif mails:
            self.asked.emit("outbox", None)
        self.asked.emit(self.task.back, Taken(said, ids))

    def _on_refused(self, error: Exception) -> None:
        """Somebody else may have been faster: what is open is read again, and what was typed stays."""
        self._busy = False
        self._on_failed(error)
        self.refresh()

    def _on_failed(self, error: Exception) -> None:
        self._show_button()
        if isinstance(error, BillDeskError):
            self.troubled.emit(error)
