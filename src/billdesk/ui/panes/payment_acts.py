"""What can be done with a payment from its pane: its receipt as a file, and taking it back for good."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from billdesk.domain.payment import Payment
from billdesk.services.moves import Moved
from billdesk.ui.dialogs.reason import reversal_question
from billdesk.ui.panes.money_acts import MoneyActs
from billdesk.ui.words import counted, tr


class PaymentActs(MoneyActs):
    """What can be done with a payment."""

    def save_receipt(self, payment: Payment) -> None:
        """Ask for a folder and write the receipt there; no file is ever overwritten."""
        dialog = QFileDialog(self._over, tr("Save receipt"))
        dialog.setObjectName("payment.save_receipt.folder")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptOpen)
        dialog.setLabelText(QFileDialog.DialogLabel.Accept, tr("Save here"))
        dialog.fileSelected.connect(lambda folder: self.save_into(payment, Path(folder)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def save_into(self, payment: Payment, folder: Path) -> None:
        """Write the receipt into a folder."""
        receipts = self._bench.desk.receipts
        self._do(
            lambda: receipts.save([payment.id], folder),
            lambda paths: self.told.emit(tr("Saved as {path}", path=paths[0]), None),
        )

    def reverse(self, payment: Payment, invoices: int) -> None:
        """Ask why a payment is taken back, and take it back."""
        money = (payment.amount, payment.currency)
        dialog = reversal_question(self._bench, money, invoices, self._over)
        dialog.agreed.connect(lambda reason: self._reverse(payment, reason, dialog.fee.value() or 0))
        dialog.open()

    def _reverse(self, payment: Payment, reason: str, fee: int = 0) -> None:
        services, today = self._bench.desk.payments, self._bench.today
        self._do(lambda: services.reverse(payment.id, today, reason, fee), self._on_reversed)

    def _on_reversed(self, moved: Moved) -> None:
        fees = {one.id for one in moved.fees}
        said = counted(
            sum(balance > 0 for key, balance in moved.balances.items() if key not in fees),
            "Taken back; {count} invoice is open again",
            "Taken back; {count} invoices are open again",
        )
        for fee in moved.fees:
            amount = self._bench.figures.headline(fee.total, fee.currency)
            said += ". " + tr("{number} bills the fee of {amount}", number=fee.number or "", amount=amount)
        self.told.emit(said, None)
