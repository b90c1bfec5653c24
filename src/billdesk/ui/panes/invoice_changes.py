"""What changes invoices from their list: issue, void, delete, duplicate, make recurring, write off, notes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from billdesk.domain.errors import BillDeskError
from billdesk.domain.lists import InvoiceRow
from billdesk.ui.bench import Bench
from billdesk.ui.messages import Later
from billdesk.ui.words import counted, tr

if TYPE_CHECKING:
    from billdesk.domain.invoice import Invoice
    from billdesk.services.moves import Moved


class InvoiceChanges(QObject):
    """Each runs away from the GUI thread; `told` or `troubled` says how it went, `made` a new draft's id.

    A void invoice stays void on paper, so it isn't voided before the bar that offers Undo is gone.
    """

    told = Signal(str, object)
    troubled = Signal(object)
    made = Signal(int)

    def __init__(self, bench: Bench, parent: QWidget) -> None:
        super().__init__(parent)
        self._bench = bench

    def issue(self, rows: Sequence[InvoiceRow]) -> None:
        """Issue drafts, each for itself; the first that is refused is told."""
        invoicing, today = self._bench.desk.invoicing, self._bench.today
        self._each([row.id for row in rows], lambda key: invoicing.issue(key, today), self._on_issued)

    def _on_issued(self, issued: Sequence[Invoice]) -> None:
        words = tr("{number} issued", number=issued[0].number or "")
        if len(issued) > 1:
            words = counted(len(issued), "{count} invoice issued", "{count} invoices issued")
        self.told.emit(words, None)

    def void(self, rows: Sequence[InvoiceRow]) -> None:
        """Void invoices as soon as that can't be taken back any more."""
        invoicing = self._bench.desk.invoicing
        keys = [row.id for row in rows]

        def act(ending: bool) -> None:
            if not ending:
                self._each(keys, invoicing.void, lambda _voided: None)
                return
            for key in keys:
                try:
                    invoicing.void(key)
                except BillDeskError as error:
                    self.troubled.emit(error)

        words = tr("{number} becomes void", number=rows[0].number or "")
        if len(rows) > 1:
            words = counted(len(rows), "{count} invoice becomes void", "{count} invoices become void")
        self.told.emit(words, Later(act))

    def delete(self, keys: Sequence[int]) -> None:
        """Delete drafts by their ids, and offer to put them back."""
        desk = self._bench.desk

        def delete(key: int) -> Invoice:
            draft = desk.naming.invoice(str(key))
            desk.invoicing.delete_draft(key)
            return draft

        self._each(keys, delete, self._on_deleted)

    def _on_deleted(self, drafts: Sequence[Invoice]) -> None:
        words = counted(len(drafts), "Draft deleted", "{count} drafts deleted")
        self.told.emit(words, lambda: self._put_back(drafts))

    def discard(self, keys: Sequence[int], reason: str) -> None:
        """Throw away drafts that wait, so that their dates are skipped, and offer to have them back."""
        discarding = self._bench.desk.discarding
        self._do(lambda: discarding.discard(keys, reason), self._on_discarded)

    def _on_discarded(self, drafts: Sequence[Invoice]) -> None:
        take_back = self._bench.desk.discarding.take_back
        words = counted(
            len(drafts),
            "Draft discarded, its date is skipped",
            "{count} drafts discarded, their dates are skipped",
        )
        self.told.emit(words, lambda: self._do(lambda: take_back(drafts), lambda _done: None))

    def _put_back(self, drafts: Sequence[Invoice]) -> None:
        restore = self._bench.desk.drafts.restore
        self._do(lambda: [restore(one) for one in drafts], lambda _done: None)

    def duplicate(self, row: InvoiceRow) -> None:
        """Make a draft of the same lines."""
        drafts, today = self._bench.desk.drafts, self._bench.today
        self._do(lambda: drafts.duplicate(row.id, today), lambda draft: self.made.emit(draft.id))

    def write_off(self, row: InvoiceRow, reason: str) -> None:
        """Give up the balance."""
        invoicing, today = self._bench.desk.invoicing, self._bench.today
        amount = self._bench.figures.headline(row.balance, row.currency)
        words = tr("{amount} of {number} written off", amount=amount, number=row.number or "")
        self._do(
            lambda: invoicing.write_off(row.id, today, reason), lambda _done: self.told.emit(words, None)
        )

    def take_back_write_off(self, row: InvoiceRow, reason: str) -> None:
        """Ask for the balance after all."""
        invoicing, today = self._bench.desk.invoicing, self._bench.today
        words = tr("{number} is open again", number=row.number or "")
        self._do(
            lambda: invoicing.take_back_write_off(row.id, today, reason),
            lambda _done: self.told.emit(words, None),
        )

    def use_credit(self, row: InvoiceRow) -> None:
        """Settle what is open by the customer's free credit."""
        payments, today = self._bench.desk.payments, self._bench.today

        def done(moved: Moved) -> None:
            amount = self._bench.figures.headline(sum(one.amount for one in moved.allocations), row.currency)
            number = row.number or ""
            self.told.emit(tr("{amount} of credit used for {number}", amount=amount, number=number), None)

        self._do(lambda: payments.apply_credit(row.customer_id, today, [row.id]), done)

    def read_notes(self, row: InvoiceRow, then: Callable[[Invoice], object]) -> None:
        """Read an invoice to change its notes."""
        naming = self._bench.desk.naming
        self._do(lambda: naming.invoice(str(row.id)), then)

    def annotate(self, row: InvoiceRow, internal_notes: str, reference: str) -> None:
        """Change internal notes and the customer's order number."""
        invoicing = self._bench.desk.invoicing
        self._do(
            lambda: invoicing.set_notes(row.id, internal_notes, reference),
            lambda _done: self.told.emit(tr("Notes kept"), None),
        )

    def _each(
        self,
        keys: Sequence[int],
        act: Callable[[int], Invoice],
        done: Callable[[Sequence[Invoice]], object],
    ) -> None:
        """Do something with each invoice; what is refused doesn't keep the others from it."""

        def job() -> tuple[list[Invoice], list[BillDeskError]]:
            found, refused = [], []
            for key in keys:
                try:
                    found.append(act(key))
                except BillDeskError as error:
                    refused.append(error)
            return found, refused

        def heard(result: tuple[list[Invoice], list[BillDeskError]]) -> None:
            if result[0]:
                done(result[0])
            if result[1]:
                self.troubled.emit(result[1][0])

        self._do(job, heard)

    def _do(self, job: Callable[[], object], done: Callable[..., object]) -> None:
        self._bench.run(job, done, self._on_failed)

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, BillDeskError):
            self.troubled.emit(error)
