"""Whom an invoice is for: a card once that is known, and before it a field that finds customers by name."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from billdesk.domain.errors import BillDeskError
from billdesk.domain.lists import CustomerChoice
from billdesk.services.drafts import DraftSheet
from billdesk.ui.bench import Bench
from billdesk.ui.widgets.painted import CENTER, Button, Ink, Label, Painted, hair, shape
from billdesk.ui.widgets.suggestions import Suggestion, Suggestions
from billdesk.ui.words import tr

WAIT_MS = 120
MOST = 7
NEW = "new"


class CustomerCard(Painted):
    """Name, where the e-mail goes, what is open and what is held."""

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench.look)
        self._bench = bench
        self._name, self._second, self._facts = "", "", ""
        self.change = Button(self.look, tr("Change it"), "link", "", "invoice.customer.change")
        self.change.setParent(self)

    def show_sheet(self, sheet: DraftSheet) -> None:
        """Show a draft's customer."""
        figures, code = self._bench.figures, sheet.invoice.currency
        self._name = sheet.customer.name
        self._second = ", ".join(sheet.mailed_to) or tr("no e-mail address")
        held = sum(amount for _, amount in sheet.deposits)
        parts = [tr("Open {amount}", amount=figures.amount(sheet.owed, code))]
        parts += [tr("Deposit {amount}", amount=figures.amount(held, code))] if held else []
        self._facts = "     ".join(parts)
        self.change.setVisible(sheet.invoice.schedule_id is None)
        self.setAccessibleName(f"{self._name}, {self._second}, {self._facts}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self.look.px(240), self.look.px(88))

    def resizeEvent(self, event: object) -> None:
        wide = self.change.sizeHint().width()
        self.change.setGeometry(
            self.width() - wide - self.look.px(4), self.look.px(4), wide, self.look.px(32)
        )

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
        self.write(painter, QRectF(left, px(58), wide, px(18)), self._facts, Ink("small", "ink2", True))


class CustomerField(QLineEdit):
    """A field whose arrow keys choose below it; `taken` tells Enter."""

    taken = Signal()
    given_up = Signal()

    def __init__(self, offers: Suggestions) -> None:
        super().__init__()
        self._offers = offers

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        if step:
            self._offers.step(step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.taken.emit()
        elif event.key() == Qt.Key.Key_Escape and self._offers.isVisible():
            self._offers.hide()
        elif event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
            event.ignore()
        else:
            super().keyPressEvent(event)


class CustomerBox(QWidget):
    """`picked` tells a customer's id, `new_asked` the name of one that is to be made in place."""

    picked = Signal(int)
    new_asked = Signal(str)
    failed = Signal(object)

    def __init__(self, bench: Bench, page: QWidget) -> None:
        super().__init__()
        self._bench = bench
        self._asking = 0
        self._entered = False
        self._known = False
        self.offers = Suggestions(bench.look, "invoice.customers", page)
        self.field = CustomerField(self.offers)
        self.field.setObjectName("invoice.customer")
        self.field.setAccessibleName(tr("Customer"))
        self.field.setPlaceholderText(tr("Type the customer's name"))
        self.card = CustomerCard(bench)
        label = Label(bench.look, tr("Customer"), "label", "ink2")
        label.setBuddy(self.field)
        seat = QWidget()
        self._stack = QStackedWidget()
        inner = QVBoxLayout(seat)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(self.field)
        inner.addStretch(1)
        self._stack.addWidget(seat)
        self._stack.addWidget(self.card)
        self._stack.setFixedHeight(bench.look.px(88))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(bench.look.px(4))
        column.addWidget(label)
        column.addWidget(self._stack)
        column.addStretch(1)
        self._timer = QTimer(self, singleShot=True, interval=WAIT_MS)
        self._connect()

    def _connect(self) -> None:
        self._timer.timeout.connect(self._ask)
        self.field.textEdited.connect(self._on_typed)
        self.field.taken.connect(self._on_entered)
        self.field.given_up.connect(self._on_given_up)
        self.offers.picked.connect(self._on_picked)
        self.card.change.clicked.connect(self.ask)

    def ask(self) -> None:
        """Let a customer be chosen."""
        self._stack.setCurrentIndex(0)
        self.field.clear()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self._ask()

    def show_sheet(self, sheet: DraftSheet) -> None:
        """Show the customer of a draft."""
        self._known = True
        self.offers.hide()
        self.card.show_sheet(sheet)
        self._stack.setCurrentWidget(self.card)

    def _on_typed(self, _text: str) -> None:
        self._entered = False
        self._asking += 1
        self._timer.start()

    def _ask(self) -> None:
        self._timer.stop()
        self._asking += 1
        asked, typed = self._asking, self.field.text().strip()
        browsing = self._bench.desk.browsing
        self._bench.run(
            lambda: browsing.customers(typed, MOST),
            lambda found: self._on_found(asked, typed, found),
            self._on_failed,
        )

    def _on_found(self, asked: int, typed: str, found: Sequence[CustomerChoice]) -> None:
        if asked != self._asking or self._stack.currentIndex() != 0:
            return
        self._asking = -asked  # answered
        offers = [Suggestion(one.id, one.name, "user") for one in found]
        words = tr("New customer “{name}”…", name=typed[:60]) if typed else tr("New customer…")
        self.offers.show_suggestions(tr("Customers"), offers, (Suggestion(NEW, words, "plus"),), typed, 0)
        self.offers.open_at(self.field)
        if self._entered:
            self._entered = False
            self.offers.take()

    def _on_entered(self) -> None:
        """Enter takes what is chosen; where the list isn't there yet, as soon as it is."""
        if self._asking < 0 and self.offers.take():
            return
        self._entered = True
        self._asking = abs(self._asking)
        self._ask()

    def _on_given_up(self) -> None:
        if self._known:
            self._stack.setCurrentWidget(self.card)

    def _on_picked(self, key: object) -> None:
        if key == NEW:
            self.new_asked.emit(self.field.text().strip())
        elif isinstance(key, int):
            self.picked.emit(key)

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, BillDeskError):
            self.failed.emit(error)
