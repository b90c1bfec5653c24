"""The detail of one payment: how much, from whom, what it settles, what is left, what happened to it."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from billdesk.basics import words
from billdesk.domain.history import Happened
from billdesk.services.payment_sheet import PaymentDetail as Sheet
from billdesk.ui.bench import Bench
from billdesk.ui.methods import method_words
from billdesk.ui.panes.detail import Detail
from billdesk.ui.panes.payment_columns import Writer
from billdesk.ui.widgets.entries import Entries, Entry
from billdesk.ui.widgets.figure import Figure
from billdesk.ui.widgets.grid import Grid
from billdesk.ui.widgets.painted import Button, Label, Rule
from billdesk.ui.widgets.section import Section
from billdesk.ui.words import tr

_ACTS = {
    "taken": "Taken",
    "released": "Released to credit",
    "refunded": "Refunded",
    "reversed": "Taken back",
    "withdrawn": "Credit taken back",
    "mail_queued": "Put into the outbox",
    "mail_sent": "E-mailed",
    "mail_failed": "E-mail failed",
    "mail_unknown": "E-mail may have gone out",
}
_WENT = {
    "refund": "Refund",
    "to_credit": "Refund to credit",
    "reversal": "Taken back",
    "withdrawn": "Credit taken back",
}


class PaymentDetail(Detail):
    """Shows everything of a payment; `invoice_asked` leads to one that it settles."""

    invoice_asked = Signal(int)
    sheet: Sheet | None

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench, "payments.preview", "payments.detail")
        self.setAccessibleName(tr("Payment"))
        look = bench.look
        self.number = Label(look, "", "heading")
        self.number.setObjectName("payments.detail.number")
        self.how = Label(look, "", "body", "ink2")
        self.figure = Figure(look, "payments.detail.amount")
        self.who = Label(look, "", "body", "ink2")
        self.who.setObjectName("payments.detail.who")
        self.receipt = Button(look, tr("Save receipt…"), "plain", "file-down", "payments.receipt")
        self.refund = Button(look, tr("Refund…"), "plain", "banknote", "payments.refund")
        self.release = Button(look, tr("Release to credit…"), "plain", "gift", "payments.release")
        self.customer = Button(look, tr("Show customer"), "plain", "users", "payments.show_customer")
        self.note = Label(look, "", "body", "ink")
        self.note.setWordWrap(True)
        self.settles = Grid(look, "payments.settles", Writer(bench).settles(bench.figures.home), usable=True)
        self._settles = Section(look, tr("Settles"), self.settles, tr("It settles no invoice."))
        self.rest = Entries(look, "payments.credit")
        self.settles.picked.connect(lambda row: self.invoice_asked.emit(row.invoice_id))
        self.put_together(tr("Choose a payment to see everything about it."), self._something())

    def _something(self) -> QWidget:
        look, px = self._bench.look, self._bench.look.px
        page, column = self.page()
        head = QVBoxLayout()
        head.setContentsMargins(px(16), px(14), px(16), px(14))
        head.setSpacing(px(4))
        first, acts = QHBoxLayout(), QHBoxLayout()
        first.setSpacing(px(8))
        acts.setSpacing(px(8))
        for part in (self.to_list, self.number, self.how):
            first.addWidget(part)
        first.addStretch(1)
        for button in (self.receipt, self.refund, self.release, self.customer, self.more):
            acts.addWidget(button)
        acts.addStretch(1)
        head.addLayout(first)
        for widget in (self.figure, self.who, self.note):
            head.addWidget(widget)
        head.addSpacing(px(6))
        head.addLayout(acts)
        column.addLayout(head)
        column.addWidget(Rule(look))
        column.addWidget(self._settles)
        column.addWidget(self.rest, 1)
        return page

    # What is shown

    def show_sheet(self, sheet: Sheet) -> None:
        """Show a payment."""
        payment, figures = sheet.payment, self._bench.figures
        self.setAccessibleName(tr("Payment {number}", number=payment.number or ""))
        self.number.setText(payment.number or tr("Store credit"))
        self.how.setText(f"{method_words(payment.method)} {payment.reference}".strip())
        self.figure.show_parts(figures.parts(payment.amount, payment.currency))
        day = words.date_medium(payment.day, self._bench.language)
        state = tr("taken back") if sheet.is_reversed else ""
        self.who.setText(" · ".join(part for part in (sheet.customer.name, day, state) if part))
        self.note.setText(payment.note)
        self.note.setVisible(bool(payment.note))
        self.receipt.setVisible(payment.number is not None)
        self.refund.setVisible(sheet.left > 0)
        self.release.setVisible(payment.is_held and payment.credit > 0)
        self.settles.columns = (
            self.settles.columns[0],
            *Writer(self._bench).settles(payment.currency),
            self.settles.columns[-1],
        )
        self.settles.show_rows(sheet.settles)
        self._settles.show_some(bool(sheet.settles))
        self.rest.show_entries(self._entries(sheet), tr("What is left, and history"), "")
        super().show_sheet(sheet)

    def show_busy(self, busy: bool) -> None:
        """Its acts wait while one is under way."""
        for button in (self.receipt, self.refund, self.release, self.more):
            button.setEnabled(not busy)

    def _entries(self, sheet: Sheet) -> list[Entry]:
        payment, figures = sheet.payment, self._bench.figures
        found = []
        for one in sheet.refunds:
            day = figures.day(one.day, self._bench.today)
            how = f"{method_words(one.method)} {one.reference}".strip() if one.kind == "refund" else ""
            below = " · ".join(part for part in (day, how, one.reason) if part)
            found.append(Entry(tr(_WENT[one.kind]), figures.amount(-one.amount, payment.currency), below))
        if payment.credit and payment.is_held and sheet.ticket is not None:
            name = " ".join(part for part in (sheet.ticket.number, sheet.ticket.subject) if part)
            held = tr("Held for {ticket}", ticket=name)
            found.append(Entry(held, figures.headline(payment.credit, payment.currency)))
        elif payment.credit:
            left = tr("Credit of {name}", name=sheet.customer.name)
            found.append(Entry(left, figures.headline(payment.credit, payment.currency)))
        found.append(Entry(tr("History"), heading=True))
        return found + [self._happened(one, payment.currency) for one in sheet.history]

    def _happened(self, one: Happened, currency: str) -> Entry:
        at = one.at.astimezone()
        said = tr(_ACTS.get(one.act, one.act.replace("_", " ").capitalize()))
        day = self._bench.figures.day(at.date(), self._bench.today)
        return Entry(said, f"{day} {at:%H:%M}", self._below(one.facts, currency))

    def _below(self, facts: Mapping[str, object], currency: str) -> str:
        """What was handed over in cash, or why it was taken back."""
        tendered = facts.get("tendered")
        if isinstance(tendered, int):
            amount = self._bench.figures.headline(tendered, currency)
            return tr("{amount} in cash handed over", amount=amount)
        return str(facts.get("reason") or "")
