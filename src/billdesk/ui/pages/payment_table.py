"""The open invoices of Take payment, ticked and with what each gets, which is typed in its row."""

from PySide6.QtCore import QModelIndex, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from billdesk.basics import words
from billdesk.domain import typed
from billdesk.domain.errors import Refused
from billdesk.domain.lists import Page, Sort
from billdesk.domain.split import Split
from billdesk.ui.bench import Bench
from billdesk.ui.models.paged import PagedTableModel, PageRequest
from billdesk.ui.pages.payment_rows import APPLY, Differing, SplitRow, SplitRows, Writer
from billdesk.ui.widgets.painted import hair, shape
from billdesk.ui.widgets.table import ROOMY, Table
from billdesk.ui.words import tr

STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Return: 1, Qt.Key.Key_Enter: 1}


class PartCell(QLineEdit):
    """The field over the part of one row: Enter, Tab and the arrows lead on, Esc gives up."""

    led_on = Signal(int)
    given_up = Signal()
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("payment.apply")
        self.setAccessibleName(tr("Apply"))
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setMaxLength(100)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        step = STEPS.get(Qt.Key(event.key()))
        if event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        elif step and not control:
            self.led_on.emit(step)
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        self.led_on.emit(1 if forward else -1)
        return True

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.left.emit()


class SplitTable(Table):
    """Paints the parts as fields; a click on one, or a digit, begins to type there.

    `ticked` tells which invoices are taken in now, `typed_part` an invoice's id and its part.
    """

    ticked = Signal(object)
    typed_part = Signal(int, int)
    misread = Signal(str)

    def __init__(self, bench: Bench) -> None:
        self._bench = bench
        self._rows = SplitRows(Split())
        columns = Writer(bench, bench.today).columns()
        model = PagedTableModel(columns, self._fetch, lambda _wanted: self._rows.count(), bench.background)
        model.order = Sort("", False)
        super().__init__(bench.look, model, "payment.invoices")
        self.set_row_height(ROOMY)
        self.head.setSectionsMovable(False)
        model.setParent(self)
        self.setAccessibleName(tr("Open invoices, oldest first"))
        self._split = Split()
        self._showing = False
        self._number = -1
        self._at = [one.name for one in columns].index(APPLY)
        self.cell = PartCell(self.viewport())
        self.cell.led_on.connect(self._lead_on)
        self.cell.given_up.connect(self._close)
        self.cell.left.connect(self._on_left)
        self.cell.textEdited.connect(lambda _text: self._say(""))
        self.opened.connect(lambda _row: self.begin())
        self.clicked.connect(self._on_clicked)
        self.verticalScrollBar().valueChanged.connect(lambda _value: self._place())
        model.ticks.changed.connect(self._on_ticks)
        model.reloaded.connect(self._amend)

    # What is shown

    def show_split(self, split: Split, whole: bool = False) -> None:
        """Show what each invoice gets; `whole` says that they are others now."""
        before = self._rows
        self._split, self._rows = split, SplitRows(split, before)
        self._showing = True
        if whole:
            self.cell.hide()
            self.rows_model.show(object())
        else:
            self.rows_model.amend(Differing(self._rows, before))
        ticks = self.rows_model.ticks
        ticks.set_all(False)
        ticks.set(tuple(split.parts), True)
        self._showing = False

    def number_of(self, invoice_id: int) -> str:
        """The number of one of the invoices."""
        return self._rows[invoice_id].invoice.number

    def _fetch(self, request: PageRequest) -> Page[SplitRow]:
        return self._rows.fetch(request)

    def _amend(self) -> None:
        """Rows that were fetched may be those of a moment ago."""
        self.rows_model.amend(self._rows)

    def _on_ticks(self) -> None:
        if not self._showing:
            ticks = self.rows_model.ticks
            self.ticked.emit(frozenset(one.id for one in self._split.invoices if one.id in ticks))

    # Typing

    def begin(self, text: str | None = None) -> None:
        """Type what the current invoice gets, beginning with some text or with what stands there."""
        row = self.current_row()
        if not isinstance(row, SplitRow):
            return
        self._number = self.currentIndex().row()
        shown = words.amount(row.part, row.invoice.currency, self._bench.language, symbol=False)
        self.cell.setText((shown if row.part else "") if text is None else text)
        self.cell.setAccessibleName(tr("Apply to {number}", number=row.invoice.number))
        self._say("")
        self._place()
        self.cell.show()
        self.cell.setFocus(Qt.FocusReason.OtherFocusReason)
        if text is None:
            self.cell.selectAll()

    def take_typed(self) -> bool:
        """What is being typed counts from now on; False where it can't be read, which is told."""
        row = self.rows_model.row(self._number) if self.cell.isVisible() else None
        if row is None:
            return True
        currency, text = row.invoice.currency, self.cell.text().strip()
        try:
            part = typed.amount(text, currency, words.point(self._bench.language)) if text else 0
        except Refused:
            part = -1
        if part < 0:
            example = words.amount(
                1250 if words.decimals(currency) else 12, currency, self._bench.language, symbol=False
            )
            self._say(tr("Not an amount. Type {example}", example=example))
            return False
        self._close()
        if part != row.part:
            self.typed_part.emit(row.id, part)
        return True

    def _close(self) -> None:
        had_focus = self.cell.hasFocus()
        self._say("")
        self.cell.hide()
        if had_focus:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_left(self) -> None:
        if self.cell.isVisible():
            self.take_typed()

    def _say(self, what: str) -> None:
        state = "wrong" if what else ""
        if (self.cell.property("state") or "") != state:
            self.cell.setProperty("state", state)
            self.cell.style().unpolish(self.cell)
            self.cell.style().polish(self.cell)
        self.cell.setAccessibleDescription(what)
        self.misread.emit(what)

    def _on_clicked(self, index: QModelIndex) -> None:
        if index.column() == self._at and self.take_typed():
            self.begin()

    def _box(self, number: int) -> QRect:
        """Where the part of a row is painted as a field."""
        rect = self.visualRect(self.rows_model.index(number, self._at))
        px = self.look.px
        return QRect(rect.x(), rect.y() + px(4), rect.width(), px(32))

    def _place(self) -> None:
        if self._number >= 0:
            self.cell.setGeometry(self._box(self._number))

    # What Qt tells

    def _lead_on(self, step: int) -> None:
        """Take what is typed and go on typing in the next row; past both ends the table is left."""
        number = self._number + step
        if not self.take_typed():
            return
        if 0 <= number < self.rows_model.rowCount():
            self.choose(number)
            self.begin()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        text = event.text()
        if text and (text.isdigit() or text in ".,="):
            self.begin(text)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        edge = QPen(self.look.color("edge"), hair(painter))
        first, last = self._in_view()
        for number in range(first, last + 1):
            shape(painter, QRectF(self._box(number)), self.look.px(7), None, edge)
