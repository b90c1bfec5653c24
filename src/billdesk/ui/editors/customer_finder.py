"""A field that finds customers by name as one types, and offers to make one in place."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from billdesk.domain.customer_list import CustomerChoice
from billdesk.domain.errors import BillDeskError
from billdesk.ui.bench import Bench
from billdesk.ui.widgets.painted import Label
from billdesk.ui.widgets.suggestions import Suggestion, Suggestions
from billdesk.ui.words import tr

WAIT_MS = 120
MOST = 7
NEW = "new"


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


class CustomerFinder(QWidget):
    """`picked` tells a customer's id, `new_asked` the name of one that is to be made in place."""

    picked = Signal(int)
    new_asked = Signal(str)
    failed = Signal(object)

    def __init__(self, bench: Bench, page: QWidget, noun: str) -> None:
        super().__init__()
        self.bench = bench
        self._asking = 0
        self._answered = False  # the list is that of what is typed now
        self._entered = False
        self.offers = Suggestions(bench.look, f"{noun}.customers", page)
        self.field = CustomerField(self.offers)
        self.field.setObjectName(f"{noun}.customer")
        self.field.setAccessibleName(tr("Customer"))
        self.field.setPlaceholderText(tr("Type the customer's name"))
        label = Label(bench.look, tr("Customer"), "label", "ink2")
        label.setBuddy(self.field)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(bench.look.px(4))
        column.addWidget(label)
        column.addWidget(self.seat())
        column.addStretch(1)
        self._timer = QTimer(self, singleShot=True, interval=WAIT_MS)
        self._timer.timeout.connect(self._ask)
        self.field.textEdited.connect(self._on_typed)
        self.field.taken.connect(self._on_entered)
        self.field.given_up.connect(self.give_up)
        self.offers.picked.connect(self._on_picked)

    def seat(self) -> QWidget:
        """What stands below the label: the field, or something that it is in."""
        return self.field

    def is_asking(self) -> bool:
        """Whether the field is there to be typed in."""
        return True

    def give_up(self) -> None:
        """Nobody else is chosen."""

    def ask(self) -> None:
        """Let a customer be chosen."""
        self.field.clear()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self._ask()

    def _on_typed(self, _text: str) -> None:
        self._entered = self._answered = False
        self._asking += 1
        self._timer.start()

    def _ask(self) -> None:
        self._timer.stop()
        self._answered = False
        self._asking += 1
        asked, typed = self._asking, self.field.text().strip()
        browsing = self.bench.desk.browsing
        self.bench.run(
            lambda: browsing.customers(typed, MOST),
            lambda found: self._on_found(asked, typed, found),
            self._on_failed,
        )

    def _on_found(self, asked: int, typed: str, found: Sequence[CustomerChoice]) -> None:
        if asked != self._asking or not self.is_asking():
            return
        self._answered = True
        offers = [Suggestion(one.id, one.name, "user") for one in found]
        words = tr("New customer “{name}”…", name=typed[:60]) if typed else tr("New customer…")
        self.offers.show_suggestions(tr("Customers"), offers, (Suggestion(NEW, words, "plus"),), typed, 0)
        self.offers.open_at(self.field)
        if self._entered:
            self._entered = False
            self.offers.take()

    def _on_entered(self) -> None:
        """Enter takes what is chosen; where the list isn't there yet, as soon as it is."""
        if self._answered and self.offers.take():
            return
        self._entered = True
        self._ask()

    def _on_picked(self, key: object) -> None:
        if key == NEW:
            self.new_asked.emit(self.field.text().strip())
        elif isinstance(key, int):
            self.picked.emit(key)

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, BillDeskError):
            self.failed.emit(error)
