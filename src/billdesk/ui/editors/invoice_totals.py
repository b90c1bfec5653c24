"""The totals below the lines: they follow each keystroke, and the discount of the whole is typed here."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit

from billdesk.basics import words
from billdesk.domain import typed
from billdesk.domain.errors import Refused
from billdesk.domain.invoice import Invoice
from billdesk.domain.totals import Discount
from billdesk.ui.bench import Bench
from billdesk.ui.editors.cells import Cells
from billdesk.ui.widgets.painted import LEFT, RIGHT, Ink, Painted, rule
from billdesk.ui.words import tr

HIGH, TALL = 24, 34


@dataclass(frozen=True, slots=True)
class Sum:
    """One row: words, a figure, and whether it is a large one below a line."""

    words: str
    figure: str
    role: str = "body"


class TotalsBox(Painted):
    """Paints the sums; `discounted` tells a discount that was typed, and `left` that its field was left."""

    discounted = Signal(object)
    left = Signal()

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench.look)
        self.setObjectName("invoice.totals")
        self._bench = bench
        self._currency = bench.figures.home
        self._sums: tuple[Sum, ...] = ()
        self.wrong = ""
        self.discount = QLineEdit(self)
        self.discount.setObjectName("invoice.discount")
        self.discount.setAccessibleName(tr("Discount on the whole invoice"))
        self.discount.setPlaceholderText(tr("10% or 12.50"))
        self.discount.setToolTip(tr("A percentage such as 10%, or an amount"))
        self.discount.textEdited.connect(self._on_typed)
        self.discount.editingFinished.connect(self._on_left)

    def show_totals(self, draft: Invoice, deposits: int) -> None:
        """Show what a draft comes to, and what is held for it (minor units)."""
        self._currency = draft.currency
        self._discount = draft.discount
        self._sums = self._rows(draft, min(deposits, max(draft.total, 0)))
        said = "; ".join(f"{one.words} {one.figure}" for one in self._sums)
        self.setAccessibleName(tr("Totals"))
        self.setAccessibleDescription(said)
        if not self.discount.hasFocus() and not self.wrong:
            self.discount.setText(self._cells.discount(draft.discount))
        self.updateGeometry()
        self.update()

    def sums(self) -> tuple[Sum, ...]:
        """What is shown."""
        return self._sums

    def show_discount(self, discount: Discount | None) -> None:
        """Show a discount in its field, whatever stood there: it was taken back, or it is another draft."""
        self._tell("")
        self.discount.setText(self._cells.discount(discount))

    @property
    def _cells(self) -> Cells:
        return Cells(self._currency, self._bench.language)

    def _rows(self, draft: Invoice, held: int) -> tuple[Sum, ...]:
        figures, code = self._bench.figures, draft.currency
        rows = [Sum(tr("Subtotal"), figures.amount(draft.subtotal, code))]
        rows.append(Sum(tr("Discount"), figures.amount(-draft.discount_amount, code)))
        for tax in draft.taxes:
            percent = words.percent(tax.rate.percent, self._bench.language)
            base = figures.amount(tax.base, code)
            label = tr("{name} {percent} on {base}", name=tax.rate.name, percent=percent, base=base)
            if draft.rules.includes_tax:
                label = tr("of it {tax}", tax=label)
            rows.append(Sum(label, figures.amount(tax.amount, code)))
        if draft.rounding:
            rows.append(Sum(tr("Rounding"), figures.amount(draft.rounding, code)))
        total = figures.headline(draft.total, code)
        if not held:
            return (*rows, Sum(tr("Total"), total, "stat"))
        rows.append(Sum(tr("Total"), total, "bold"))
        rows.append(Sum(tr("Deposit held for the ticket"), figures.amount(-held, code)))
        return (*rows, Sum(tr("Balance due"), figures.headline(draft.total - held, code), "stat"))

    # Typing

    def _on_typed(self, text: str) -> None:
        try:
            found = typed.discount(text, self._currency, words.point(self._bench.language))
        except Refused as reason:
            self._tell(self._bench.sentence(reason))
            return
        self._tell("")
        self.discounted.emit(found)

    def _on_left(self) -> None:
        if not self.wrong:
            self.discount.setText(self._cells.discount(self._discount))
        self.left.emit()

    def refuse(self, reason: Refused) -> None:
        """Say why a discount that was typed can't be taken."""
        self._tell(self._bench.sentence(reason))

    def _tell(self, wrong: str) -> None:
        self.wrong = wrong
        self.discount.setProperty("state", "wrong" if wrong else "")
        self.discount.style().unpolish(self.discount)
        self.discount.style().polish(self.discount)
        self.discount.setAccessibleDescription(wrong)
        self.update()

    # Size and painting

    def sizeHint(self) -> QSize:
        return QSize(self.look.px(300), round(self._tops()[-1]) if self._sums else self.look.px(120))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _high(self, one: Sum) -> int:
        return self.look.px(TALL if one.role == "stat" else HIGH + (8 if one.role == "bold" else 0))

    def _tops(self) -> list[float]:
        found = [0.0]
        for at, one in enumerate(self._sums):
            found.append(found[-1] + self._high(one) + (self.look.px(10) if at == 1 else 0))
        return found

    def resizeEvent(self, event: QResizeEvent) -> None:
        px = self.look.px
        self.discount.setGeometry(px(76), px(HIGH) + px(1), px(116), px(32))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look = QPainter(self), self.look
        for at, (one, top) in enumerate(zip(self._sums, self._tops(), strict=False)):
            high = self._high(one) + (look.px(10) if at == 1 else 0)
            room = QRectF(0, top, self.width(), high)
            if one.role != "body" and self._sums[at - 1].role == "body" and at == self._first_large():
                rule(painter, look.color("edge"), 0, top + look.px(2), self.width())
            tone = "ink" if one.role != "body" else "ink2"
            self.write(painter, room, one.words, Ink("heading" if one.role == "stat" else one.role, tone))
            self.write(painter, room, one.figure, Ink(one.role, "ink", True, RIGHT))
        if self.wrong and len(self._sums) > 1:
            room = QRectF(look.px(200), look.px(HIGH), self.width() - look.px(200), look.px(HIGH + 10))
            painter.fillRect(room, look.color("sunken"))
            self.write(painter, room, self.wrong, Ink("small", "overdue_fg", align=LEFT))

    def _first_large(self) -> int:
        return next((at for at, one in enumerate(self._sums) if one.role != "body"), -1)
