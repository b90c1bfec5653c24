"""What can be done with invoices from their list: mark paid, e-mail, save as PDF, release late drafts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from billdesk.domain.errors import BillDeskError, Refused
from billdesk.domain.lists import InvoiceRow, Ticked
from billdesk.ui.bench import Bench
from billdesk.ui.dialogs.csv_file import counted_rows, csv_dialog
from billdesk.ui.dialogs.folder import folder_dialog
from billdesk.ui.words import counted, tr

if TYPE_CHECKING:
    from billdesk.services.invoicing import Released
    from billdesk.services.moves import Moved
    from billdesk.services.papers import Saved

PAYABLE = ("open", "partly_paid", "overdue")
MAILABLE = ("draft", "open", "partly_paid", "overdue", "paid", "credit")


class InvoiceActs(QObject):
    """Each act runs away from the GUI thread; then `told` or `troubled` says how it went.

    `queued` says that e-mails were put into the outbox and can be sent now.
    """

    told = Signal(str, object)
    troubled = Signal(object)
    queued = Signal()

    def __init__(self, bench: Bench, parent: QWidget) -> None:
        super().__init__(parent)
        self._bench = bench
        self._over = parent

    def quick_pay(self, rows: Sequence[InvoiceRow]) -> None:
        """Mark invoices paid in full today, and offer to take that back."""
        ids, today, payments = [row.id for row in rows], self._bench.today, self._bench.desk.payments
        figures = self._bench.figures
        if len(rows) == 1:
            amount = figures.headline(rows[0].balance, rows[0].currency)
            said = tr("{number} marked paid, {amount}", number=rows[0].number or "", amount=amount)
        else:
            said = counted(len(rows), "{count} invoice marked paid", "{count} invoices marked paid")
        self._do(
            lambda: payments.quick(ids, today),
            lambda moved: self.told.emit(said, lambda: self._take_back(moved)),
        )

    def _take_back(self, moved: Moved) -> None:
        today, payments = self._bench.today, self._bench.desk.payments
        ids = [one.id for one in moved.payments]

        def job() -> None:
            for key in ids:
                payments.reverse(key, today, tr("Taken back at once"))

        words = counted(len(ids), "{count} payment taken back", "{count} payments taken back")
        self._do(job, lambda _done: self.told.emit(words, None))

    def send(self, rows: Sequence[InvoiceRow]) -> None:
        """Put invoices into the outbox (drafts are issued first), and have it sent."""
        ids, today, sending = [row.id for row in rows], self._bench.today, self._bench.desk.sending

        def job() -> tuple[tuple[int, ...], bool]:
            return sending.queue(ids, today), sending.account() is not None

        self._do(job, self._on_queued)

    def _on_queued(self, found: tuple[tuple[int, ...], bool]) -> None:
        keys, has_account = found
        if not has_account:
            self.troubled.emit(Refused("mail_no_account"))
        elif keys:
            words = counted(len(keys), "{count} e-mail is on its way", "{count} e-mails are on their way")
            self.told.emit(words, None)
        else:
            self.told.emit(tr("It waits in the outbox already"), None)
        self.queued.emit()

    def save_pdf(self, rows: Sequence[InvoiceRow]) -> None:
        """Ask for a folder and write the PDFs there; no file is ever overwritten."""
        dialog = folder_dialog(self._over, "invoice.save_pdf.folder", tr("Save PDF"))
        ids = [row.id for row in rows]
        dialog.fileSelected.connect(lambda folder: self.save_into(ids, Path(folder)))
        dialog.open()

    def save_into(self, ids: Sequence[int], folder: Path) -> None:
        """Write the PDFs of invoices into a folder."""
        desk = self._bench.desk
        self._bench.background.run(
            lambda work: desk.errands.save(ids, folder, work.stopped, work.report),
            self._on_saved,
            self._on_failed,
            words=tr("Saving PDFs") if len(ids) > 1 else "",
        )

    def _on_saved(self, saved: Sequence[Saved]) -> None:
        if not saved:  # stopped before the first
            return
        if len(saved) == 1:
            self.told.emit(tr("Saved as {path}", path=saved[0].path), None)
        else:
            words = counted(
                len(saved),
                "{count} PDF saved in {folder}",
                "{count} PDFs saved in {folder}",
                folder=saved[0].path.parent,
            )
            self.told.emit(words, None)

    def export(self, ticked: Ticked) -> None:
        """Ask where to, and write the list of them as a CSV file."""
        offered = f"{tr('Invoices')} {self._bench.today.isoformat()}"
        dialog = csv_dialog(self._over, "invoice.export.file", tr("Export CSV"), offered)
        dialog.fileSelected.connect(lambda name: self.export_to(ticked, Path(name)))
        dialog.open()

    def export_to(self, ticked: Ticked, path: Path) -> None:
        """Write the list of invoices into a file."""
        errands, today, language = self._bench.desk.errands, self._bench.today, self._bench.language
        self._bench.background.run(
            lambda work: errands.export_invoices(ticked, today, path, language, work.pace()),
            lambda count: self.told.emit(
                counted_rows(
                    count,
                    "{count} invoice written to {path}",
                    "{count} invoices written to {path}",
                    path=path,
                ),
                None,
            ),
            self._on_failed,
            words=tr("Writing CSV"),
        )

    def release_late(self, ids: Sequence[int]) -> None:
        """Issue the late drafts and put their e-mails into the outbox."""
        invoicing, sending, today = self._bench.desk.invoicing, self._bench.desk.sending, self._bench.today
        self._do(lambda: (invoicing.release(ids, today), sending.account() is not None), self._on_released)

    def _on_released(self, found: tuple[Released, bool]) -> None:
        released, has_account = found
        words = counted(len(released.issued), "{count} invoice issued", "{count} invoices issued")
        without = len(released.without_address)
        if without:
            words += ", " + counted(
                without, "{count} has no e-mail address", "{count} have no e-mail address"
            )
        self.told.emit(words, None)
        if released.issued and not has_account:
            self.troubled.emit(Refused("mail_no_account"))
        self.queued.emit()

    def _do(self, job: Callable[[], object], done: Callable[..., object]) -> None:
        self._bench.run(job, done, self._on_failed)

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, BillDeskError):
            self.troubled.emit(error)
