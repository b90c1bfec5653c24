"""Drafts that came due while nobody ran the program: read beside the list, and told above it."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from billdesk.domain.lists import CurrencySum, InvoiceFilter
from billdesk.ui.bench import Bench
from billdesk.ui.messages import Act, Notice
from billdesk.ui.words import counted, tr


class LateDrafts(QObject):
    """Knows their ids; `told` gives the notice about them, None where there are none."""

    told = Signal(object)
    failed = Signal(object)

    def __init__(
        self, bench: Bench, pane: QWidget, review: Callable[[], object], release: Callable[[], object]
    ) -> None:
        super().__init__(pane)
        self._bench, self._review, self._release = bench, review, release
        self.ids: tuple[int, ...] = ()

    def fetch(self) -> None:
        """Read them anew."""
        desk, today = self._bench.desk, self._bench.today

        def job() -> tuple[tuple[int, ...], tuple[CurrencySum, ...]]:
            late = desk.invoicing.late()
            return late, desk.browsing.invoice_sums(InvoiceFilter(ids=late), today) if late else ()

        self._bench.run(job, self._on_found, self.failed.emit)

    def _on_found(self, found: tuple[tuple[int, ...], tuple[CurrencySum, ...]]) -> None:
        self.ids, sums = found
        self.told.emit(self._notice(sums) if self.ids else None)

    def _notice(self, sums: tuple[CurrencySum, ...]) -> Notice:
        count = len(self.ids)
        title = counted(
            count,
            "Came due while BillDesk was closed: {count} invoice, {amount}",
            "Came due while BillDesk was closed: {count} invoices, {amount}",
            amount=self._bench.figures.several([(one.total, one.currency) for one in sums]),
        )
        review = counted(count, "Review {count} draft", "Review {count} drafts")
        acts = (
            Act(review, "invoices.review_late", self._review, "eye"),
            Act(tr("Release and e-mail all"), "invoices.release_late", self._release, "send"),
        )
        return Notice("waits", title, tr("They wait as drafts until you release them."), acts)
