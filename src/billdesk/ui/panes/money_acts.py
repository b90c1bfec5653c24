"""What can be done with one payment or deposit, from whichever pane it is seen in."""

from typing import Any

from PySide6.QtCore import Signal

from billdesk.domain.errors import BillDeskError
from billdesk.domain.payment import Payment
from billdesk.services.moves import Moved
from billdesk.services.refund_sheet import RefundForm
from billdesk.services.refunding import Request
from billdesk.ui.dialogs.money_questions import refund_question, release_question
from billdesk.ui.panes.acts import Acts
from billdesk.ui.words import tr


class MoneyActs(Acts):
    """`queued` tells that e-mails were put into the outbox and can be sent now."""

    queued = Signal()

    def refund(self, payment: Payment) -> None:
        """Ask how much goes back and how, and give it back."""
        services, today = self._bench.desk.payments, self._bench.today

        def job(values: dict[str, Any]) -> Moved:
            request = Request(
                today,
                values["amount"],
                method=values["method"],
                to_credit=values["method"] == "store_credit",
                reference=values["reference"],
                reason=values["reason"],
                fee=values["fee"] or 0,
            )
            return services.refund_payment(payment.id, request)

        def ask(form: RefundForm) -> None:
            question = refund_question(self._bench, form, self._over)
            self._ask(question, job, lambda moved: self._tell_back(moved, payment))

        self._do(lambda: services.refund_form(payment.id), ask)

    def release(self, payment: Payment, customer: str) -> None:
        """Ask whether a deposit shall be ordinary credit, and make it that."""
        deposits = self._bench.desk.deposits
        amount = self._bench.figures.headline(payment.credit, payment.currency)
        said = tr("{amount} is credit of {name} now", amount=amount, name=customer)
        self._ask(
            release_question(self._bench, amount, customer, self._over),
            lambda _values: deposits.release(payment.id),
            lambda _moved: self.told.emit(said, None),
        )

    def send_receipt(self, payment: Payment) -> None:
        """Put the receipt into the outbox, and have it sent."""
        sending = self._bench.desk.sending

        def done(keys: tuple[int, ...]) -> None:
            said = tr("The receipt is on its way") if keys else tr("It waits in the outbox already")
            self.told.emit(said, None)
            self.queued.emit()

        self._do(lambda: sending.queue_receipts([payment.id]), done)

    def _mailed(self, moved: Moved, mails: bool) -> tuple[Moved, BillDeskError | None]:
        """Queue the receipt of what was taken just now; the money is taken, whatever comes of that."""
        try:
            if mails:
                self._bench.desk.sending.queue_receipts([one.id for one in moved.payments if one.number])
        except BillDeskError as error:
            return moved, error
        return moved, None

    def _tell_back(self, moved: Moved, payment: Payment) -> None:
        amount = self._bench.figures.headline(sum(one.amount for one in moved.refunds), payment.currency)
        number = payment.number or str(payment.id)
        self.told.emit(tr("{amount} of {number} given back", amount=amount, number=number), None)
