"""The left of the Payments pane: search and filters, the payments, what they come to."""

from PySide6.QtCore import Signal

from billdesk.domain.lists import CurrencySum, Page, Part, Sort
from billdesk.domain.payment_list import MethodSum, PaymentFilter, PaymentRow
from billdesk.ui.bench import Bench
from billdesk.ui.panes.listing import Listing
from billdesk.ui.panes.payment_columns import Writer
from billdesk.ui.panes.payments_filter import PaymentsFilter
from billdesk.ui.widgets.painted import Button
from billdesk.ui.words import number, tr


class PaymentsList(Listing):
    """Finds payments; `summed` tells what those shown come to by method."""

    summed = Signal(object)
    filter: PaymentsFilter

    def __init__(self, bench: Bench) -> None:
        filters = PaymentsFilter(bench)
        super().__init__(bench, "payments", filters, Writer(bench).columns(), Sort("date", True))
        self.table.setAccessibleName(tr("Payments"))
        self._by_method: tuple[MethodSum, ...] = ()
        self.first = Button(bench.look, tr("Take payment"), "plain", "wallet", "payments.empty.new")
        self.empty.add_button(self.first)
        filters.troubled.connect(self.troubled)
        self.lay_out()

    def alone(self, key: int) -> PaymentFilter:
        return PaymentFilter(ids=(key,))

    # Away from the GUI thread

    def _page(self, wanted: PaymentFilter, order: Sort, part: Part) -> Page[PaymentRow]:
        return self.bench.desk.payments.page(wanted, order, part)

    def _count(self, wanted: PaymentFilter) -> tuple[CurrencySum, ...]:
        """How many there are, counted with the first currency; what they come to by method is kept beside."""
        count, self._by_method = self.bench.desk.payments.sums(wanted)
        found: dict[str, tuple[int, int]] = {}
        for one in self._by_method:
            amount, credit = found.get(one.currency, (0, 0))
            found[one.currency] = (amount + one.amount, credit + one.credit)
        sums = [CurrencySum(code, 0, amount, credit) for code, (amount, credit) in found.items()]
        return (CurrencySum("", count, 0, 0), *sums)

    # What comes back

    def _say_empty(self, narrowed: bool) -> None:
        if narrowed:
            said = tr("No payment matches these filters"), tr("Clear them to see all payments again.")
        else:
            said = tr("No payments yet"), tr("Take the first one: it settles what the customer owes.")
        self.empty.say(*said)
        self.first.setVisible(not narrowed)

    def _show_totals(self) -> None:
        count, figures = self.model.rowCount(), self.bench.figures
        left = [(one.balance, one.currency) for one in self.model.sums if one.balance]
        words = tr("payment") if count == 1 else tr("payments")
        said = ((tr("Not allocated"), figures.several(left)),) if left else ()
        self.totals.show_sums(number(count), words, said)
        self.summed.emit(self._by_method)
