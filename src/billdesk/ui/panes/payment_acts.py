"""What can be done with a payment from its pane: its receipt as a file, and taking it back for good."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from billdesk.domain.payment import Payment
from billdesk.ui.dialogs.reason import reversal_question
from billdesk.ui.panes.acts import Acts
from billdesk.ui.words import counted, tr


class PaymentActs(Acts):
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
        amount = self._bench.figures.headline(payment.amount, payment.currency)
        dialog = reversal_question(self._bench.look, amount, invoices, self._over)
        dialog.agreed.connect(lambda reason: self._reverse(payment, reason))
        dialog.open()

    def _reverse(self, payment: Payment, reason: str) -> None:
        services, today = self._bench.desk.payments, self._bench.today
        self._do(
            lambda: services.reverse(payment.id, today, reason),
            lambda moved: self.told.emit(
                counted(
                    sum(balance > 0 for balance in moved.balances.values()),
                    "Taken back; {count} invoice is open again",
                    "Taken back; {count} invoices are open again",
                ),
                None,
            ),
        )
