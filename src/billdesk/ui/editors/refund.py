"""Refund of an invoice: by line and quantity or by amount, how it goes back, and what a fee leaves of it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from billdesk.domain import refund
from billdesk.domain.errors import BillDeskError, Refused
from billdesk.domain.refund import GivenBack
from billdesk.services.moves import Moved
from billdesk.services.refund_sheet import RefundSheet
from billdesk.services.refunding import Request
from billdesk.ui.bench import Bench
from billdesk.ui.editors.given_lines import GivenLines
from billdesk.ui.editors.refund_form import BY_LINES, RefundFields
from billdesk.ui.keys import with_keys
from billdesk.ui.panes.pane import Pane
from billdesk.ui.widgets.painted import Button, Label, Rule
from billdesk.ui.widgets.scroll import Scroll
from billdesk.ui.widgets.sheet import Wash
from billdesk.ui.words import tr


class RefundPage(Pane):
    """Opened with the id of an issued invoice; nothing is written before the money goes back."""

    key = "refund"
    title = "Refund"

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        self.bench = bench.of(self)
        look = bench.look
        self.sheet: RefundSheet | None = None
        self._busy = False
        self.all = Button(look, tr("Give back everything"), "plain", "", "refund.all")
        self.make = Button(look, tr("Refund"), "primary", "undo-2", "refund.make")
        self.make.setToolTip(with_keys(tr("Refund"), "Ctrl+Enter"))
        self.body = RefundFields(self.bench)
        self.lines = GivenLines(self.bench, "refund")
        self.about = Label(look, "", "body", "ink2")
        self.about.setObjectName("refund.about")
        self.about.setWordWrap(True)
        self.wrong = Label(look, "", "small", "overdue_fg")
        self.wrong.setObjectName("refund.wrong")
        self.wrong.setWordWrap(True)
        self.sums = {name: self._sum(name) for name in ("credited", "fee", "out")}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.body)
        row.addWidget(Rule(look, upright_one=True))
        row.addLayout(self._beside(), 1)
        self._connect()
        self._show()

    def _sum(self, name: str) -> tuple[QWidget, Label, Label]:
        """A figure with its words above."""
        title, figure = Label(self.look, "", "label", "ink2"), Label(self.look, "", "revenue", "ink", True)
        figure.setObjectName(f"refund.sum.{name}")
        seat = QWidget()
        column = QVBoxLayout(seat)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self.look.px(2))
        column.addWidget(title)
        column.addWidget(figure)
        return seat, title, figure

    def _beside(self) -> QVBoxLayout:
        look, px = self.look, self.look.px
        upper = Wash(look, "sheet")
        inner = QVBoxLayout(upper)
        inner.setContentsMargins(px(20), px(16), px(20), px(16))
        inner.setSpacing(px(12))
        inner.addWidget(self.about)
        inner.addWidget(self.lines)
        inner.addStretch(1)
        scroll = Scroll("refund.scroll", upper)
        foot = Wash(look, "sunken")
        below = QVBoxLayout(foot)
        below.setContentsMargins(px(20), px(14), px(20), px(14))
        below.setSpacing(px(10))
        below.addWidget(self.wrong)
        row = QHBoxLayout()
        row.setSpacing(px(16))
        signs = {"fee": "\N{MINUS SIGN}", "out": "="}
        for name, (seat, _title, _figure) in self.sums.items():
            if name in signs:
                row.addWidget(Label(look, signs[name], "stat", "ink3"))
            row.addWidget(seat)
        row.addStretch(1)
        below.addLayout(row)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(scroll, 1)
        column.addWidget(Rule(look))
        column.addWidget(foot)
        return column

    def _connect(self) -> None:
        self.all.clicked.connect(self.give_all)
        self.lines.changed.connect(self._show)
        self.body.changed.connect(self._show)
        self.make.clicked.connect(self.finish_refund)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.finish_refund)

    # As a page

    def top_widgets(self) -> Sequence[QWidget]:
        return (self.all, self.make)

    def show_what(self, what: object) -> None:
        """Read the invoice of that id."""
        if isinstance(what, int):
            payments = self.bench.desk.payments
            self.bench.run(lambda: payments.refund_sheet(what), self._on_read, self._on_failed)

    def leave(self, then: Callable[[], object]) -> None:
        for widget in self.top_widgets():
            widget.deleteLater()
        then()

    def _on_read(self, sheet: RefundSheet) -> None:
        self.sheet = sheet
        invoice = sheet.paid.invoice
        self.body.show_sheet(sheet)
        self.lines.fill(invoice, sheet.paid.notes)
        self._show()
        QTimer.singleShot(0, self, self.lines.focus_first)  # its fields are laid out by then
        note = tr("{number} for {customer}", number=invoice.number or "", customer=sheet.customer.name)
        self.titled.emit(tr("Refund"), note)

    # What is typed

    def give_all(self) -> None:
        """Fill in everything that is left, as lines or as an amount."""
        if self.sheet is None:
            return
        if self.body.way() == BY_LINES:
            self.lines.give_all()
        else:
            self.body.amount.show_value(self.sheet.paid.left)
            self._show()

    def _comes_to(self) -> GivenBack | None:
        """What is typed comes to; None while nothing is. Refused where it can't go back."""
        if self.sheet is None:
            return None
        fee = self.body.fee.value() or 0
        if self.body.way() == BY_LINES:
            wanted = self.lines.wanted()
            return refund.by_lines(self.sheet.paid, wanted, fee, self.bench.today) if wanted else None
        amount = self.body.amount.value()
        return None if amount is None else refund.by_amount(self.sheet.paid, amount, fee)

    def request(self) -> Request:
        """What is typed, as services take it."""
        body, lines = self.body, self.body.way() == BY_LINES
        return Request(
            self.bench.today,
            None if lines else body.amount.value(),
            self.lines.wanted() if lines else None,
            body.method.value(),
            body.method.value() == "store_credit",
            body.reference.value(),
            body.reason.value(),
            body.fee.value() or 0,
        )

    # What is shown

    def _show(self) -> None:
        found, wrong = None, ""
        try:
            found = self._comes_to()
        except Refused as reason:
            wrong = self.bench.sentence(reason)
        self.wrong.setText(wrong)
        self.wrong.setVisible(bool(wrong))
        self.lines.setVisible(self.body.way() == BY_LINES)
        self._show_about()
        self._show_sums(found)
        ready = found is not None and not self.body.is_unread() and not self._busy
        self.make.setEnabled(ready)
        self.make.set_words(self._words(found))
        self.make.setAccessibleName(self.make.text())

    def _words(self, found: GivenBack | None) -> str:
        if self._busy:
            return tr("Giving it back…")
        if found is None or self.sheet is None:
            return tr("Refund")
        amount = self.bench.figures.headline(found.out, self.sheet.paid.invoice.currency)
        return tr("Refund {amount}", amount=amount)

    def _show_about(self) -> None:
        if self.sheet is None:
            return
        paid, lines = self.sheet.paid, self.body.way() == BY_LINES
        left = paid.left_by_lines if lines else paid.left
        amount = self.bench.figures.headline(left, paid.invoice.currency)
        said = tr("Up to {amount} of what was paid can go back.", amount=amount)
        if not left:
            said = tr("Nothing that was paid is left to give back.")
        elif not lines:
            said += " " + tr("It is taken off every line and tax by what is left of it.")
        self.about.setText(said + " " + tr("A credit note is made of it.") if left else said)

    def _show_sums(self, found: GivenBack | None) -> None:
        currency = self.sheet.paid.invoice.currency if self.sheet else self.bench.figures.home
        figures = self.bench.figures
        credited = tr("Credited")
        if found is not None and found.tax:
            credited = tr("Credited, of it tax {tax}", tax=figures.amount(found.tax, currency))
        values = {
            "credited": (credited, found.credited if found else 0),
            "fee": (tr("Restocking fee"), found.fee if found else 0),
            "out": (tr("Goes back"), found.out if found else 0),
        }
        for name, (words, minor) in values.items():
            _seat, title, figure = self.sums[name]
            title.setText(words)
            figure.setText(figures.headline(minor, currency))
            figure.setAccessibleName(f"{words}: {figure.text()}")
        self.lines.show_nets(found.nets if found else {}, currency)

    # Doing it

    def finish_refund(self) -> None:
        """Give it back, and go back; what can't be read is told at its field."""
        if self.sheet is None or not self.body.check() or not self.make.isEnabled():
            return
        key, request, payments = self.sheet.paid.invoice.id, self.request(), self.bench.desk.payments
        self._busy = True
        self._show()
        self.bench.run(lambda: payments.refund_invoice(key, request), self._on_made, self._on_refused)

    def _on_made(self, moved: Moved) -> None:
        assert self.sheet is not None
        invoice = self.sheet.paid.invoice
        amount = self.bench.figures.headline(sum(one.amount for one in moved.refunds), invoice.currency)
        self.told.emit(
            tr("{amount} of {number} given back", amount=amount, number=invoice.number or ""), None
        )
        self.asked.emit("invoices", None)

    def _on_refused(self, error: Exception) -> None:
        """Somebody else may have been faster: what is left is read again, and what was typed stays."""
        self._on_failed(error)
        if self.sheet is not None:
            key, payments = self.sheet.paid.invoice.id, self.bench.desk.payments
            self.bench.run(lambda: payments.refund_sheet(key), self._on_reread, self._on_failed)

    def _on_reread(self, sheet: RefundSheet) -> None:
        self.sheet = sheet
        self._show()

    def _on_failed(self, error: Exception) -> None:
        self._busy = False
        self._show()
        if isinstance(error, BillDeskError):
            self.troubled.emit(error)
