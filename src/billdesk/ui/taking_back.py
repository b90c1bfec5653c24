"""Says that money was taken, and takes it back while that is offered; by a pane, for its page is gone."""

from billdesk.ui.panes.pane import Pane
from billdesk.ui.tasks import Taken
from billdesk.ui.words import counted, tr


def tell_taken(pane: Pane, taken: Taken) -> None:
    """Tell it in the bar with Undo; what was taken is reversed by further rows."""
    bench = pane.bench

    def undo() -> None:
        payments, today, reason = bench.desk.payments, bench.today, tr("Taken back at once")
        count = len(taken.payment_ids)
        words = counted(count, "{count} payment taken back", "{count} payments taken back")
        bench.run(
            lambda: [payments.reverse(key, today, reason) for key in taken.payment_ids],
            lambda _moved: pane.told.emit(words, None),
            pane.troubled.emit,
        )

    pane.told.emit(taken.words, undo if taken.payment_ids else None)
