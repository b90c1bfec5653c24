"""Asks for the reason of what can't be undone, or only with pains: drafts discarded, balances given up."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from billdesk.ui.bench import Bench
from billdesk.ui.dialogs.dialog import Dialog
from billdesk.ui.look import Look
from billdesk.ui.widgets.forms import TextField
from billdesk.ui.widgets.labelled import Caption
from billdesk.ui.widgets.numbers import NumberField, amounts
from billdesk.ui.widgets.painted import Button, Label
from billdesk.ui.words import counted, tr

LONGEST = 200


@dataclass(frozen=True, slots=True)
class Asking:
    """What is asked: under which name, what it means, a hint at a reason, and the words of both answers."""

    name: str
    title: str
    words: str
    hint: str
    keep: str
    agree: str


class ReasonDialog(Dialog):
    """`agreed` tells the reason; without one nothing is done. The safe answer is the usual one."""

    agreed = Signal(str)

    def __init__(self, look: Look, asking: Asking, parent: QWidget) -> None:
        super().__init__(parent)
        name = asking.name
        self.setObjectName(f"{name}.question")
        self.setWindowTitle(asking.title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        column = QVBoxLayout(self)
        edge = look.px(24)
        column.setContentsMargins(edge, edge, edge, look.px(16))
        column.setSpacing(look.px(12))
        column.addWidget(Label(look, asking.title, "title"))
        words = Label(look, asking.words, "body", "ink2")
        words.setWordWrap(True)
        words.setMinimumWidth(look.px(420))
        column.addWidget(words)
        self.reason = TextField(look, Caption(f"{name}.reason", tr("Why"), asking.hint), LONGEST)
        column.addWidget(self.reason)
        self.column = column
        self.keep = Button(look, asking.keep, "plain", "", f"{name}.keep")
        self.agree = Button(look, asking.agree, "destroy", "", f"{name}.agree")
        row = QHBoxLayout()
        row.setSpacing(look.px(8))
        row.addStretch(1)
        row.addWidget(self.keep)
        row.addWidget(self.agree)
        column.addLayout(row)
        self.keep.clicked.connect(self.reject)
        self.agree.clicked.connect(self._on_agreed)
        self.agree.setAutoDefault(False)
        self.keep.setDefault(True)
        self.reason.edit.setFocus()

    def _on_agreed(self) -> None:
        reason = self.reason.value()
        wrong = "" if reason else tr("Type a reason; it stays in the history.")
        if len(reason) > LONGEST:
            wrong = tr("Too long; at most {most} letters.", most=LONGEST)
        if wrong:
            self.reason.tell(wrong)
            self.reason.edit.setFocus()
            return
        self.agreed.emit(reason)
        self.accept()


def discard_question(look: Look, count: int, parent: QWidget) -> ReasonDialog:
    """Asks why drafts that came due late shall never be billed."""
    said = counted(
        count,
        "Its date is skipped and never billed by itself. The schedule still offers to bill it after all.",
        "Their dates are skipped and never billed by themselves. "
        "The schedules still offer to bill them after all.",
    )
    title = counted(count, "Discard {count} draft?", "Discard {count} drafts?")
    hint, keep, agree = tr("Such as: was on holiday"), tr("Keep waiting"), tr("Discard")
    return ReasonDialog(look, Asking("invoice.discard", title, said, hint, keep, agree), parent)


def write_off_question(look: Look, number: str, amount: str, parent: QWidget) -> ReasonDialog:
    """Asks why the balance of an invoice is given up; that can't be undone."""
    title = tr("Write off {amount}?", amount=amount)
    said = tr("Nothing is owed on {number} any more. It doesn't count as income.", number=number)
    hint, keep, agree = tr("Such as: closed down"), tr("Keep it open"), tr("Write it off")
    return ReasonDialog(look, Asking("invoice.write_off", title, said, hint, keep, agree), parent)


class ReversalDialog(ReasonDialog):
    """Asks for a fee besides, which a shop may bill where a check bounced."""

    def __init__(self, bench: Bench, asking: Asking, currency: str, parent: QWidget) -> None:
        super().__init__(bench.look, asking, parent)
        hint = tr("Empty for none. It is billed by an invoice of its own.")
        caption = Caption(f"{asking.name}.fee", tr("Fee to bill for it"), hint)
        self.fee = NumberField(bench.look, caption, amounts(currency, bench.language), bench.language)
        self.column.insertWidget(self.column.indexOf(self.reason) + 1, self.fee)
        self.setTabOrder(self.reason.edit, self.fee.edit)

    def _on_agreed(self) -> None:
        if self.fee.is_unread():
            self.fee.check()
            self.fee.edit.setFocus()
            return
        super()._on_agreed()


def take_back_write_off_question(look: Look, number: str, amount: str, parent: QWidget) -> ReasonDialog:
    """Asks why a balance that was given up is asked for after all."""
    title = tr("Ask for {amount} after all?", amount=amount)
    said = tr("{number} is open again by what was written off.", number=number)
    hint, keep, agree = tr("Such as: they pay after all"), tr("Leave it written off"), tr("Open it again")
    return ReasonDialog(look, Asking("invoice.take_back_write_off", title, said, hint, keep, agree), parent)


def reversal_question(bench: Bench, money: tuple[int, str], invoices: int, parent: QWidget) -> ReversalDialog:
    """Asks why a payment is taken back: it bounced, or was a mistake; that can't be undone."""
    amount = bench.figures.headline(*money)
    title = tr("Take back {amount}?", amount=amount)
    said = counted(
        invoices,
        "{count} invoice that it settles opens again. The payment stays in the list, struck through.",
        "{count} invoices that it settles open again. The payment stays in the list, struck through.",
    )
    hint, keep, agree = tr("Such as: the check bounced"), tr("Keep the payment"), tr("Take it back")
    asking = Asking("payment.reverse", title, said, hint, keep, agree)
    return ReversalDialog(bench, asking, money[1], parent)
