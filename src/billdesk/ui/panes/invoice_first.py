"""What the invoices pane shows before there is any invoice; a brand-new shop is offered the sample."""

from PySide6.QtCore import Signal

from billdesk.ui.bench import Bench
from billdesk.ui.widgets.empty import Empty
from billdesk.ui.widgets.painted import Button
from billdesk.ui.words import tr

CUSTOMERS = 60


class FirstInvoices(Empty):
    """Says what invoices are for; `failed` tells why the sample couldn't be made."""

    failed = Signal(object)
    filled = Signal()

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench.look, "invoices.first", "", "")
        self._bench = bench
        self.sample = Button(bench.look, tr("Open the sample shop"), "primary", "store", "invoices.sample")
        self.sample.clicked.connect(self.fill)
        self.sample.hide()
        self.add_button(self.sample)
        self._say(new=False)

    def look_around(self) -> None:
        """Find out whether this shop is brand new."""
        browsing = self._bench.desk.browsing
        self._bench.run(lambda: not browsing.customers("", 1), self._on_found, self.failed.emit)

    def fill(self) -> None:
        """Fill this empty shop with the sample; that takes some seconds."""
        self.sample.setEnabled(False)
        self.sample.set_words(tr("Filling the shop…"))
        sample, today = self._bench.desk.sample, self._bench.today
        self._bench.background.run_to_end(
            lambda work: sample.make(CUSTOMERS, today, work.report),
            lambda _counts: self._on_filled(),
            self._on_failed,
            tr("Filling the shop with two years of a sample"),
        )

    def _on_found(self, new: bool) -> None:
        self._say(new)
        self.sample.setVisible(new)

    def _say(self, new: bool) -> None:
        if new:
            self.say(
                tr("Welcome to BillDesk"),
                tr(
                    "This shop is empty. Look around with the sample: two years of a service shop with its "
                    "customers, devices, schedules, invoices and payments."
                ),
            )
        else:
            self.say(
                tr("No invoices yet"),
                tr("Each schedule draws up its invoice on the day that you chose, and it shows here."),
            )

    def _on_filled(self) -> None:
        self._reset()
        self.filled.emit()

    def _on_failed(self, error: Exception) -> None:
        self._reset()
        self.failed.emit(error)

    def _reset(self) -> None:
        self.sample.setEnabled(True)
        self.sample.set_words(tr("Open the sample shop"))
