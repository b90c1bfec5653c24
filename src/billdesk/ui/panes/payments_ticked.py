"""The ticked payments: the bar of what can be done with all of them, and what they come to."""

from collections.abc import Sequence

from PySide6.QtCore import QTimer

from billdesk.domain.lists import CurrencySum
from billdesk.domain.payment_list import TickedPayments as Picked
from billdesk.ui.bench import Bench
from billdesk.ui.panes.pane import Pane
from billdesk.ui.panes.payment_acts import PaymentActs
from billdesk.ui.panes.payments_list import PaymentsList
from billdesk.ui.panes.ticked import Ticked
from billdesk.ui.widgets.bulk import BulkAct
from billdesk.ui.words import tr

WAIT_MS = 60


class TickedPayments(Ticked):
    """Saves the receipts of ticked payments, or writes them into a file."""

    def __init__(self, bench: Bench, pane: Pane, listing: PaymentsList, acts: PaymentActs) -> None:
        self._acts = acts
        super().__init__(bench, pane, listing)
        self._timer = QTimer(self, singleShot=True, interval=WAIT_MS)
        self._timer.timeout.connect(self._add_up)

    def _offers(self) -> Sequence[BulkAct]:
        return (
            BulkAct("save_receipts", tr("Save receipts…"), "file-down", self.save_receipts),
            BulkAct("export", tr("Export CSV…"), "file-spreadsheet", self.export),
        )

    def ticked(self) -> Picked:
        """Which they are."""
        ticks = self._model.ticks
        return Picked(self._model.filter, self._model.order, ticks.all, ticks.ids())

    def save_receipts(self) -> None:
        """Write their receipts into a folder."""
        self._acts.save_receipts(self.ticked())

    def export(self) -> None:
        """Write them into a CSV file."""
        self._acts.export(self.ticked())

    def _on_ticked(self) -> None:
        super()._on_ticked()
        if self.count():
            self._timer.start()

    def _add_up(self) -> None:
        """Say what they come to; where others are ticked meanwhile, those are added up next."""
        ticked, selection = self.ticked(), self._bench.desk.payment_selection

        def done(sums: tuple[CurrencySum, ...]) -> None:
            if ticked == self.ticked() and self.count():
                said = [(one.total, one.currency) for one in sums]
                self.bar.show_sum(self._bench.figures.several(said) if said else "")

        self._bench.run(lambda: selection.sums(ticked), done, self.refused.emit)
