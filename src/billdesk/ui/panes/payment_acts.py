"""What can be done with a payment from its pane: its receipt as a file, and taking it back for good."""

from collections.abc import Callable
from pathlib import Path

from billdesk.domain.payment import Payment
from billdesk.domain.payment_list import TickedPayments
from billdesk.services.moves import Moved
from billdesk.ui.background import Work
from billdesk.ui.dialogs.csv_file import counted_rows, csv_dialog
from billdesk.ui.dialogs.folder import folder_dialog
from billdesk.ui.dialogs.reason import reversal_question
from billdesk.ui.panes.money_acts import MoneyActs
from billdesk.ui.words import counted, tr


class PaymentActs(MoneyActs):
    """What can be done with a payment."""

    def save_receipt(self, payment: Payment) -> None:
        """Ask for a folder and write the receipt there; no file is ever overwritten."""
        dialog = folder_dialog(self._over, "payment.save_receipt.folder", tr("Save receipt"))
        dialog.fileSelected.connect(lambda folder: self.save_into(payment, Path(folder)))
        dialog.open()

    def save_into(self, payment: Payment, folder: Path) -> None:
        """Write the receipt into a folder."""
        receipts = self._bench.desk.receipts
        self._do(
            lambda: receipts.save([payment.id], folder),
            lambda paths: self.told.emit(tr("Saved as {path}", path=paths[0]), None),
        )

    def save_receipts(self, ticked: TickedPayments) -> None:
        """Ask for a folder and write the receipts of all ticked payments that have one."""
        dialog = folder_dialog(self._over, "payments.save_receipts.folder", tr("Save receipts"))
        dialog.fileSelected.connect(lambda folder: self.save_all_into(ticked, Path(folder)))
        dialog.open()

    def save_all_into(self, ticked: TickedPayments, folder: Path) -> None:
        """Write their receipts into a folder, with progress, and until it is stopped."""
        selection, receipts = self._bench.desk.payment_selection, self._bench.desk.receipts

        def job(work: Work) -> int:
            ids = [row.id for row in selection.rows(ticked) if row.number is not None]
            return len(receipts.save(ids, folder, work.stopped, work.report))

        said = "{count} receipt saved", "{count} receipts saved"
        self._long(job, tr("Saving receipts"), said)

    def export(self, ticked: TickedPayments) -> None:
        """Ask for a file, and write the ticked payments into it as CSV."""
        offered = f"{tr('Payments')} {self._bench.today.isoformat()}"
        dialog = csv_dialog(self._over, "payments.export.file", tr("Export CSV"), offered)
        dialog.fileSelected.connect(lambda name: self.export_to(ticked, Path(name)))
        dialog.open()

    def export_to(self, ticked: TickedPayments, path: Path) -> None:
        """Write the file."""
        errands, language = self._bench.desk.errands, self._bench.language
        said = "{count} payment exported", "{count} payments exported"

        def job(work: Work) -> int | None:
            return errands.export_payments(ticked, path, language, work.pace())

        self._long(job, tr("Writing CSV"), said)

    def _long(self, job: Callable[[Work], int | None], words: str, said: tuple[str, str]) -> None:
        """Something with a progress; it tells how many there were."""
        if self.is_busy:
            return
        self._set_busy(True)

        def done(count: int | None) -> None:
            self._set_busy(False)
            self.told.emit(counted_rows(count, *said), None)

        self._bench.background.run(job, done, self._failed, words=words)

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
