"""The work order of a ticket: saved into a folder, and sent to its customer."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog

from billdesk.domain.errors import Refused
from billdesk.domain.ticket import Ticket
from billdesk.ui.panes.acts import Acts
from billdesk.ui.words import tr


class PaperActs(Acts):
    """`queued` tells that something waits in the outbox."""

    queued = Signal()

    def save_order(self, ticket: Ticket) -> None:
        """Ask for a folder and write the work order there; no file is ever overwritten."""
        dialog = QFileDialog(self._over, tr("Save work order"))
        dialog.setObjectName("ticket.save_order.folder")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptOpen)
        dialog.setLabelText(QFileDialog.DialogLabel.Accept, tr("Save here"))
        dialog.fileSelected.connect(lambda folder: self.save_into(ticket, Path(folder)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def save_into(self, ticket: Ticket, folder: Path) -> None:
        """Write the work order into a folder."""
        orders = self._bench.desk.work_orders
        self._do(
            lambda: orders.save([ticket.id], folder),
            lambda paths: self.told.emit(tr("Saved as {path}", path=paths[0]), None),
        )

    def send_order(self, ticket: Ticket) -> None:
        """Put the work order into the outbox, and have it sent."""
        desk = self._bench.desk

        def job() -> bool:
            desk.work_orders.send(ticket.id)
            return desk.sending.account() is not None

        self._do(job, self._on_queued)

    def _on_queued(self, has_account: bool) -> None:
        if has_account:
            self.told.emit(tr("The work order is on its way"), None)
        else:
            self.refused.emit(Refused("mail_no_account"))
        self.queued.emit()
