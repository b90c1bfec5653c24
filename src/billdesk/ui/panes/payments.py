"""The Payments pane: what came in at the left, everything of the chosen payment at the right."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from billdesk.domain.errors import BillDeskError
from billdesk.domain.lists import InvoiceFilter
from billdesk.domain.payment_list import MethodSum, PaymentFilter
from billdesk.services.payment_sheet import PaymentDetail as Sheet
from billdesk.ui.bench import Bench
from billdesk.ui.methods import method_short
from billdesk.ui.panes.list_and_detail import ListAndDetail
from billdesk.ui.panes.payment_acts import PaymentActs
from billdesk.ui.panes.payment_detail import PaymentDetail
from billdesk.ui.panes.payments_list import PaymentsList
from billdesk.ui.panes.payments_ticked import TickedPayments
from billdesk.ui.taking_back import tell_taken
from billdesk.ui.tasks import PaymentTask, ReceiptTask, Taken
from billdesk.ui.widgets.edge import Edge
from billdesk.ui.widgets.facts import Fact, Facts
from billdesk.ui.widgets.painted import Rule
from billdesk.ui.words import counted, tr

KINDS = frozenset({"payment", "invoice", "customer", "ticket", "settings"})
MOST_METHODS = 5
LOW = 760


class PaymentsPane(ListAndDetail):
    """Payments as a list of two lines, with everything about the chosen one beside it."""

    key = "payments"
    title = "Payments"
    view_words = "All payments"
    list_width = 500
    list: PaymentsList
    detail: PaymentDetail
    acts: PaymentActs
    made_of = (PaymentsList, PaymentDetail)

    def __init__(
        self, bench: Bench, listing: PaymentsList | None = None, detail: PaymentDetail | None = None
    ) -> None:
        super().__init__(bench)
        self.methods = Facts(bench.look, "payments.methods")
        self.put_together(
            listing or PaymentsList(bench), detail or PaymentDetail(bench), PaymentActs(bench, self)
        )
        self.ticked = TickedPayments(bench, self, self.list, self.acts)
        self.ticked.refused.connect(self.troubled)
        save = self.menu_action("menu.receipt", tr("Save receipt…"), "file-down", "save_receipt")
        back = self.menu_action("menu.reverse", tr("Take back…"), "undo-2", "reverse", "overdue_fg")
        mail = self.menu_action("menu.send_receipt", tr("E-mail receipt"), "mail", "send_receipt")
        paper = self.menu_action("menu.print_receipt", tr("Print receipt…"), "printer", "print_receipt")
        out = self.menu_action("menu.refund", tr("Refund…"), "banknote", "refund")
        free = self.menu_action("menu.release", tr("Release to credit…"), "gift", "release")
        self._menu.fill((mail, paper, save, None, out, free, None, back))
        self._low = False
        self.list.first.clicked.connect(self.new)
        self.list.summed.connect(self._show_methods)
        self.acts.queued.connect(lambda: self.asked.emit("outbox", None))
        self.detail.receipt.clicked.connect(self.save_receipt)
        self.detail.refund.clicked.connect(self.refund)
        self.detail.release.clicked.connect(self.release)
        self.detail.customer.clicked.connect(self._show_customer)
        self.detail.invoice_asked.connect(self._show_invoice)

    def _lay_out_both(self) -> None:
        """What came in by which method stands above list and detail."""
        self._between = Rule(self.look, upright_one=True)
        below = QWidget()
        self.edge = Edge(self.look, self._between, below, f"{self.key}.edge")
        row = QHBoxLayout(below)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.list)
        row.addWidget(self._between)
        row.addWidget(self.detail, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.methods)
        column.addWidget(below, 1)

    def _show_methods(self, sums: Sequence[MethodSum]) -> None:
        """What came in altogether, and then by method, the largest first."""
        found: dict[str, list[MethodSum]] = {}
        for one in sums:
            found.setdefault(one.method, []).append(one)
        home = self.bench.figures.home
        ordered = sorted(found.items(), key=lambda one: -_worth(one[1], home))[:MOST_METHODS]
        facts = [self._fact(method_short(method), of) for method, of in ordered]
        self.methods.show_facts([self._fact(tr("Received"), sums), *facts] if facts else [])
        self.methods.setVisible(bool(ordered) and not self._low)

    def _fact(self, label: str, sums: Sequence[MethodSum]) -> Fact:
        """The shop's currency as the figure; what is in others stands in the note."""
        figures, others = self.bench.figures, dict[str, int]()
        for one in sums:
            if one.currency != figures.home:
                others[one.currency] = others.get(one.currency, 0) + one.amount
        note = [counted(sum(one.count for one in sums), "{count} payment", "{count} payments")]
        note += [figures.amount(amount, code) for code, amount in sorted(others.items())]
        worth = figures.headline(_worth(sums, figures.home), figures.home)
        return Fact(label, ((worth, "ink"),), " · ".join(note))

    # The chosen one

    def read(self, key: int) -> Sheet:
        return self.bench.desk.payments.sheet(key)

    def shown_id(self) -> int | None:
        return self.detail.sheet.payment.id if self.detail.sheet else None

    def first_button(self) -> QWidget:
        return self.detail.customer if self.detail.receipt.isHidden() else self.detail.receipt

    # Acts, by these names in commands.py

    def new(self) -> None:
        """Take a payment."""
        self.asked.emit("payment", PaymentTask(back="payments"))

    def save_receipt(self) -> None:
        """Save the receipt of the chosen payment as a PDF."""
        if self.detail.sheet and self.can_save_receipt():
            self.acts.save_receipt(self.detail.sheet.payment)

    def can_save_receipt(self) -> bool:
        sheet = self.detail.sheet
        return sheet is not None and not self.acts.is_busy and sheet.payment.number is not None

    def send_receipt(self) -> None:
        """E-mail the receipt of the chosen payment."""
        if self.detail.sheet and self.can_save_receipt():
            self.acts.send_receipt(self.detail.sheet.payment)

    def print_receipt(self) -> None:
        """Print the receipt of the chosen payment."""
        if self.detail.sheet and self.can_save_receipt():
            self.asked.emit("print", ReceiptTask((self.detail.sheet.payment.id,)))

    can_send_receipt = can_print_receipt = can_save_receipt

    def refund(self) -> None:
        """Ask how much of the chosen payment goes back, and give it back."""
        if self.detail.sheet and self.can_refund():
            self.acts.refund(self.detail.sheet.payment)

    def can_refund(self) -> bool:
        sheet = self.detail.sheet
        return sheet is not None and not self.acts.is_busy and sheet.left > 0

    can_reverse = can_refund

    def release(self) -> None:
        """Turn what the chosen deposit still holds into ordinary credit."""
        if self.detail.sheet and self.can_release():
            self.acts.release(self.detail.sheet.payment, self.detail.sheet.customer.name)

    def can_release(self) -> bool:
        sheet = self.detail.sheet
        held = sheet is not None and sheet.payment.is_held and sheet.payment.credit > 0
        return held and not self.acts.is_busy

    def reverse(self) -> None:
        """Take the chosen payment back: it bounced, or was a mistake."""
        if self.detail.sheet and self.can_reverse():
            self.acts.reverse(self.detail.sheet.payment, len(self.detail.sheet.settles))

    def audit(self) -> None:
        """Show all that was done with the chosen payment."""
        if self.detail.sheet and self.can_audit():
            payment = self.detail.sheet.payment
            self.asked.emit("audit", ("payment", payment.id, payment.number or tr("Store credit")))

    def can_audit(self) -> bool:
        return self.detail.sheet is not None

    # Other places

    def _show_customer(self) -> None:
        if self.detail.sheet:
            self.asked.emit("customers", self.detail.sheet.customer.id)

    def _show_invoice(self, key: int) -> None:
        self.asked.emit("invoices", InvoiceFilter(ids=(key,)))

    # As a pane

    def show_what(self, what: object) -> None:
        """Show the payments of a PaymentFilter, choose one by its id, or tell what was taken."""
        if isinstance(what, PaymentFilter):
            self.list.show_filter(what)
        elif isinstance(what, int):
            self.list.choose(what)
        elif isinstance(what, Taken):
            tell_taken(self, what)
            if what.payment_ids:
                self.list.choose(what.payment_ids[0])

    def entered(self) -> None:
        if self.model.filter is None:
            self.bench.run(self.bench.desk.browsing.settings, self.list.filter.offer, self._on_failed)
        super().entered()

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, BillDeskError):
            self.troubled.emit(error)

    def kinds(self) -> frozenset[str]:
        return KINDS

    def fold(self, width: int, height: int) -> None:
        super().fold(width, height)
        self._low = height < self.look.px(LOW)
        self.methods.setVisible(bool(self.methods.facts()) and not self._low)


def _worth(sums: Sequence[MethodSum], home: str) -> int:
    return sum(one.amount for one in sums if one.currency == home)
