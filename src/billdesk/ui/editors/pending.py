"""The customer's charges that wait to be billed: all of them, one, or some."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QAction, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout

from billdesk.domain.invoice import Invoice
from billdesk.services.drafts import Waiting
from billdesk.ui.bench import Bench
from billdesk.ui.widgets.menu import Menu
from billdesk.ui.widgets.painted import Button, Label, Painted, shape
from billdesk.ui.words import counted, tr


class PendingBar(Painted):
    """Says what waits; `added` tells the ids of charges to take, one, some or all of them."""

    added = Signal(tuple)

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench.look)
        self.setObjectName("invoice.pending")
        self._bench = bench
        self._waiting: tuple[Waiting, ...] = ()
        self._currency = bench.figures.home
        self._menu: Menu | None = None
        px = self.look.px
        self.words = Label(self.look, "", "bold")
        self.more = Label(self.look, "", "body", "ink2")
        self.choose = Button(self.look, tr("Choose…"), "plain", "", "invoice.pending.choose")
        self.add = Button(self.look, tr("Add all"), "plain", "", "invoice.pending.add")
        row = QHBoxLayout(self)
        row.setContentsMargins(px(44), px(6), px(8), px(6))
        row.setSpacing(px(8))
        row.addWidget(self.words)
        row.addWidget(self.more, 1)
        row.addWidget(self.choose)
        row.addWidget(self.add)
        self.choose.clicked.connect(self.open_choices)
        self.add.clicked.connect(lambda: self.added.emit(self.keys()))
        self.hide()

    def show_waiting(self, waiting: Sequence[Waiting], draft: Invoice) -> None:
        """Show the charges that aren't on the draft."""
        taken = {line.charge_id for line in draft.lines}
        found = tuple(one for one in waiting if one.charge.id not in taken)
        if found == self._waiting and draft.currency == self._currency:
            return
        self._waiting = found
        self._currency = draft.currency
        ready = [one for one in self._waiting if one.line is not None]
        self.setVisible(bool(self._waiting))
        count = len(self._waiting)
        self.words.setText(counted(count, "{count} charge is waiting", "{count} charges are waiting"))
        total = sum(one.line.net for one in ready if one.line is not None)
        amount = self._bench.figures.amount(total, draft.currency)
        names = list(dict.fromkeys(one.ticket.number or one.ticket.subject for one in self._waiting))
        tickets = ", ".join(names[:3]) + (" …" if len(names) > 3 else "")
        self.more.setText(tr("from {tickets}, {amount} before tax", tickets=tickets, amount=amount))
        words = tr("Add it") if count == 1 else tr("Add both") if count == 2 else tr("Add all")
        self.add.set_words(words)
        self.add.setEnabled(bool(ready))
        self.choose.setVisible(count > 1 or not ready)
        self.setAccessibleName(f"{self.words.text()} {self.more.text()}")

    def keys(self) -> tuple[int, ...]:
        """The charges that can be taken."""
        return tuple(one.charge.id for one in self._waiting if one.line is not None)

    def open_choices(self) -> None:
        """Let one or some be ticked; Add takes them."""
        self._menu = menu = Menu(self.look, self, stays=True)
        menu.setObjectName("invoice.pending.menu")
        boxes = [self._box(one) for one in self._waiting]
        menu.fill([*boxes, None])
        take = QAction(tr("Add the ticked ones"), menu)
        take.setObjectName("invoice.pending.take")
        menu.addAction(take)
        take.triggered.connect(
            lambda: self.added.emit(tuple(int(str(box.data())) for box in boxes if box.isChecked()))
        )
        menu.open_below(self.choose)

    def _box(self, one: Waiting) -> QAction:
        figures = self._bench.figures
        figure = figures.amount(one.line.net, self._currency) if one.line is not None else tr("no price")
        number = one.ticket.number or one.ticket.subject
        printed = one.line.description if one.line is not None else one.charge.description
        box = QAction(f"{number}: {printed or tr('Charge')}\t{figure}", self._menu)
        box.setObjectName(f"invoice.pending.{one.charge.id}")
        box.setCheckable(True)
        box.setData(one.charge.id)
        box.setEnabled(one.line is not None)
        return box

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look = QPainter(self), self.look
        shape(painter, QRectF(self.rect()), look.px(8), look.color("tint"))
        picture = look.picture("ticket", "accent_ink", 16, painter.device().devicePixelRatio())
        painter.drawPixmap(look.px(14), (self.height() - look.px(16)) // 2, picture)
