"""Whom an invoice is for: a card once that is known, and before it a field that finds customers by name."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from billdesk.services.drafts import DraftSheet
from billdesk.ui.bench import Bench
from billdesk.ui.editors.customer_finder import CustomerFinder
from billdesk.ui.widgets.painted import CENTER, Button, Ink, Painted, hair, shape
from billdesk.ui.words import tr


class CustomerCard(Painted):
    """Name, where the e-mail goes, what is open and what is held."""

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench.look)
        self._bench = bench
        self._name, self._second, self._facts = "", "", ""
        self.change = Button(self.look, tr("Change it"), "link", "", "invoice.customer.change")
        self.change.setParent(self)
        self.ship_to = Button(self.look, tr("Ship to…"), "link", "", "invoice.ship_to")
        self.ship_to.setParent(self)

    def show_sheet(self, sheet: DraftSheet) -> None:
        """Show a draft's customer."""
        figures, code = self._bench.figures, sheet.invoice.currency
        self._name = sheet.customer.name
        held = sum(amount for _, amount in sheet.deposits)
        parts = [tr("Open {amount}", amount=figures.amount(sheet.owed, code))]
        parts += [tr("Deposit {amount}", amount=figures.amount(held, code))] if held else []
        self._facts = "     ".join(parts)
        self.change.setVisible(sheet.invoice.schedule_id is None)
        self.show_draft(sheet.mails(sheet.invoice), sheet.invoice.ship_to)

    def show_draft(self, mails: Sequence[str], ship_to: str) -> None:
        """Show whom the draft is e-mailed to, and whether its things go elsewhere."""
        self._second = ", ".join(mails) or tr("no e-mail address")
        lines = [line.strip() for line in ship_to.splitlines() if line.strip()]
        self.ship_to.set_words(tr("Ships elsewhere") if lines else tr("Ship to…"))
        self.ship_to.setToolTip(", ".join(lines) or tr("Where things go, if that is elsewhere"))
        self._place()
        self.setAccessibleName(f"{self._name}, {self._second}, {self._facts}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self.look.px(240), self.look.px(88))

    def resizeEvent(self, event: object) -> None:
        self._place()

    def _place(self) -> None:
        """Both buttons at the right edge, level with the name and with the amounts."""
        px = self.look.px
        for button, top in ((self.change, px(4)), (self.ship_to, self.height() - px(36))):
            wide = button.sizeHint().width()
            button.setGeometry(self.width() - wide - px(4), top, wide, px(32))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look, px = QPainter(self), self.look, self.look.px
        edge = QPen(look.color("line"), hair(painter))
        shape(painter, QRectF(self.rect()), px(10), look.color("sheet"), edge)
        mark = QRectF(px(12), px(12), px(32), px(32))
        shape(painter, mark, px(8), look.color("tint"))
        letters = "".join(word[0] for word in self._name.split()[:2]).upper()
        self.write(painter, mark, letters, Ink("value", "accent_ink", align=CENTER))
        left, wide = px(56), self.width() - px(66)
        free = wide - self.change.width() if not self.change.isHidden() else wide
        self.write(painter, QRectF(left, px(10), free, px(20)), self._name, Ink("bold", "ink"))
        self.write(painter, QRectF(left, px(30), wide, px(18)), self._second, Ink("small", "ink2"))
        free = wide - self.ship_to.width()
        self.write(painter, QRectF(left, px(58), free, px(18)), self._facts, Ink("small", "ink2", True))


class CustomerBox(CustomerFinder):
    """Shows a card with the customer of a draft, which can be changed there."""

    def __init__(self, bench: Bench, page: QWidget) -> None:
        self._known = False
        self.card = CustomerCard(bench)
        self._height = bench.look.px(88)
        super().__init__(bench, page, "invoice")
        self.card.change.clicked.connect(self.ask)

    def seat(self) -> QWidget:
        seat = QWidget()
        self._stack = QStackedWidget()
        inner = QVBoxLayout(seat)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(self.field)
        inner.addStretch(1)
        self._stack.addWidget(seat)
        self._stack.addWidget(self.card)
        self._stack.setFixedHeight(self._height)
        return self._stack

    def is_asking(self) -> bool:
        return self._stack.currentIndex() == 0

    def ask(self) -> None:
        self._stack.setCurrentIndex(0)
        super().ask()

    def give_up(self) -> None:
        if self._known:
            self._stack.setCurrentWidget(self.card)

    def show_sheet(self, sheet: DraftSheet) -> None:
        """Show the customer of a draft."""
        self._known = True
        self.offers.hide()
        self.card.show_sheet(sheet)
        self._stack.setCurrentWidget(self.card)
