"""The ticked payments: the bar of what can be done with all of them, and what they come to."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from billdesk.domain.lists import CurrencySum
from billdesk.domain.payment_list import TickedPayments
from billdesk.ui.bench import Bench
from billdesk.ui.panes.payment_acts import PaymentActs
from billdesk.ui.panes.payments_list import PaymentsList
from billdesk.ui.widgets.bulk import BulkBar
from billdesk.ui.words import counted, tr

WAIT_MS = 60


@dataclass(frozen=True, slots=True)
class _Act:
    """One button of the bar."""

    name: str
    words: str
    icon: str
    call: Callable[[], object]


class TickedRows(QObject):
    """Saves the receipts of ticked payments, or writes them into a file."""

    failed = Signal(object)

    def __init__(self, bench: Bench, listing: PaymentsList, acts: PaymentActs) -> None:
        super().__init__(acts)
        self._bench, self._model, self._acts = bench, listing.model, acts
        made = (
            _Act("save_receipts", tr("Save receipts…"), "file-down", self.save_receipts),
            _Act("export", tr("Export CSV…"), "file-spreadsheet", self.export),
        )
        over = listing.table.parentWidget()
        assert over is not None, "the list is laid out"
        self.bar = BulkBar(bench.look, "payments.bulk", over, made)
        self.bar.cleared.connect(self.clear)
        self._timer = QTimer(self, singleShot=True, interval=WAIT_MS)
        self._timer.timeout.connect(self._add_up)
        self._model.ticks.changed.connect(self._on_ticked)
        self._model.reloaded.connect(self._on_ticked)

    def count(self) -> int:
        """How many are ticked."""
        return self._model.ticks.count(self._model.rowCount())

    def ticked(self) -> TickedPayments:
        """Which they are."""
        ticks = self._model.ticks
        return TickedPayments(self._model.filter, self._model.order, ticks.all, ticks.ids())

    def clear(self) -> None:
        """Tick nothing."""
        self._model.ticks.set_all(False)

    def save_receipts(self) -> None:
        """Write their receipts into a folder."""
        self._acts.save_receipts(self.ticked())

    def export(self) -> None:
        """Write them into a CSV file."""
        self._acts.export(self.ticked())

    def _on_ticked(self) -> None:
        count = self.count()
        self.bar.show_count(counted(count, "{count} ticked", "{count} ticked") if count else "")
        if count:
            self._timer.start()

    def _add_up(self) -> None:
        """Say what they come to; where others are ticked meanwhile, those are added up next."""
        ticked, selection = self.ticked(), self._bench.desk.payment_selection

        def done(sums: tuple[CurrencySum, ...]) -> None:
            if ticked == self.ticked() and self.count():
                said = [(one.total, one.currency) for one in sums]
                self.bar.show_sum(self._bench.figures.several(said) if said else "")

        self._bench.run(lambda: selection.sums(ticked), done, self.failed.emit)
