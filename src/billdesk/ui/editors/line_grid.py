"""The lines of an invoice as a grid that is filled in from the keyboard alone."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from billdesk.domain.errors import Refused
from billdesk.domain.invoice import InvoiceLine
from billdesk.ui.bench import Bench
from billdesk.ui.editors.cell import Cell
from billdesk.ui.editors.cell_note import CellNote
from billdesk.ui.editors.cells import FIELDS, Cells
from billdesk.ui.editors.draft_state import DraftState, Row
from billdesk.ui.editors.line_painter import BY_FIELD, HEAD, HIGH, LinePainter, alignment, fields_of
from billdesk.ui.editors.line_suggestions import LineSuggestions
from billdesk.ui.keys import with_keys
from billdesk.ui.widgets.menu import Menu
from billdesk.ui.widgets.painted import Button, Painted
from billdesk.ui.words import tr

BELOW = 48
"""Room for the buttons below the last line, in px at 96 dpi."""


class LineGrid(Painted):
    """Shows the rows of a DraftState and an empty one below them; one field stands over the current cell.

    `reached` tells where that is; `undo_asked` and `redo_asked` are for whoever has the whole draft.
    """

    reached = Signal(QRect)
    undo_asked = Signal()
    redo_asked = Signal()

    def __init__(self, bench: Bench, state: DraftState, offers: LineSuggestions) -> None:
        super().__init__(bench.look)
        self.setObjectName("invoice.lines")
        self.setAccessibleName(tr("Lines"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._bench, self._state, self._offers = bench, state, offers
        self.cells = Cells(state.invoice.currency, bench.language)
        self.new_line: Callable[[], InvoiceLine] = lambda: InvoiceLine("", quantity=10_000)
        self._painter = LinePainter(self)
        self._at, self._field = 0, FIELDS[0]
        self._dragged = 0
        self._shown: tuple[Row, ...] = ()
        self.cell = Cell(self)
        self.cell.step = self._step
        self.wrong = CellNote(self.look, self)
        self._make_buttons()
        self._connect()

    def _make_buttons(self) -> None:
        look = self.look
        self.add_line = Button(look, tr("Add line"), "link", "plus", "invoice.add_line")
        self.add_heading = Button(look, tr("Add heading"), "link", "plus", "invoice.add_heading")
        self.add_heading.setToolTip(with_keys(tr("Add heading"), "Ctrl+Shift+H"))
        self._buttons = QWidget(self)
        row = QHBoxLayout(self._buttons)
        row.setContentsMargins(look.px(28), 0, 0, 0)
        row.setSpacing(look.px(4))
        row.addWidget(self.add_line)
        row.addWidget(self.add_heading)
        row.addStretch(1)
        self.add_line.clicked.connect(lambda: self.open(len(self._state.rows), FIELDS[0]))
        self.add_heading.clicked.connect(self.insert_heading)

    def _connect(self) -> None:
        self.cell.textEdited.connect(self._on_typed)
        self.cell.entered.connect(self._on_enter)
        self.cell.asked.connect(self._on_asked)
        self.cell.left.connect(self._on_left)
        self._offers.product_picked.connect(self._on_product)
        self._offers.tax_picked.connect(self._on_tax)
        self._offers.manual_picked.connect(lambda: self._step(True))
        self._state.changed.connect(self._on_changed)
        self._state.rewound.connect(self._on_rewound)

    # The current cell

    def open(self, at: int, field: str) -> None:
        """Go to a cell, on to the empty row below the last one."""
        if self._finish(at) and at > self._at:
            at -= 1
        at = max(0, min(at, len(self._state.rows)))
        self._at = at
        self._field = field if field in fields_of(self._state.rows, at, FIELDS) else FIELDS[0]
        self._show_cell()
        self.cell.selectAll()
        self.cell.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_cell(self) -> None:
        self.cell.setText(self._text())
        self.cell.setAlignment(alignment(self._field))
        self.cell.setFont(self.look.font("body", self._field not in ("description", "unit")))
        words = tr(BY_FIELD[self._field].title)
        self.cell.setAccessibleName(tr("{column}, line {number}", column=words, number=self._at + 1))
        self.cell.show()
        self._place()
        self.update()

    def _place(self) -> None:
        rect = self._painter.cell(self._at, self._field)
        row = self._row()
        if row is not None and row.line.kind == "heading":
            rect.setRight(self.width() - 1)
        high = self.look.px(32)
        self.cell.setGeometry(rect.x() + 1, rect.y() + (rect.height() - high) // 2, rect.width() - 3, high)
        self._show_wrong()
        self.reached.emit(rect.adjusted(0, -self.look.px(HEAD), 0, self.look.px(BELOW)))

    def _show_wrong(self) -> None:
        row = self._row()
        unread = row.wrong(self._field) if row is not None else None
        state = "wrong" if unread else ""
        if (self.cell.property("state") or "") != state:
            self.cell.setProperty("state", state)
            self.cell.style().unpolish(self.cell)
            self.cell.style().polish(self.cell)
        words = self._bench.sentence(unread.reason) if unread else ""
        self.cell.setAccessibleDescription(words)
        self.wrong.tell(words, self.cell)

    def _row(self) -> Row | None:
        rows = self._state.rows
        return rows[self._at] if self._at < len(rows) else None

    def _text(self) -> str:
        row = self._row()
        if row is None:
            return ""
        unread = row.wrong(self._field)
        return unread.text if unread is not None else self.cells.shown(row.line, self._field)

    def _finish(self, to: int) -> bool:
        """Leave the current cell; whether its row went, as one does that is left without anything in it."""
        self._offers.hide()
        self._state.end_step()
        row = self._row()
        if row is None or to == self._at or not row.is_empty:
            return False
        self._state.set_rows([one for one in self._state.rows if one.key != row.key])
        return True

    def _step(self, forward: bool) -> bool:
        """Go to the next cell, or the one before; whether there is one."""
        rows = self._state.rows
        fields = fields_of(rows, self._at, FIELDS)
        place = fields.index(self._field) + (1 if forward else -1)
        if forward and self._at == len(rows):
            return False
        if 0 <= place < len(fields):
            self.open(self._at, fields[place])
            return True
        if not forward and not self._at:
            return False
        at = self._at + (1 if forward else -1)
        self.open(at, FIELDS[0] if forward else fields_of(rows, at, FIELDS)[-1])
        return True

    # Typing

    def _on_typed(self, text: str) -> None:
        if self._row() is None:
            if not text:
                return
            row = self._state.new_row(self.new_line())
            self._state.set_rows([*self._state.rows, row], (row.key, self._field))
        self._state.type_into(self._at, self._field, text, self.cells)
        self._show_wrong()
        self._offer(text)

    def _offer(self, text: str) -> None:
        row = self._row()
        if row is None or row.line.kind == "heading":
            self._offers.hide()
        elif self._field == "tax":
            self._offers.offer_taxes(self.cell, self.cells, text)
        elif self._field == "description" and not row.line.unit_price and row.line.product_id is None:
            self._offers.offer_products(self.cell, text, self.cells.currency)
        else:
            self._offers.hide()

    def _on_enter(self) -> None:
        if not self._offers.take():
            self.open(self._at + (self._row() is not None), FIELDS[0])

    def _on_product(self, line: InvoiceLine, refusal: Refused | None) -> None:
        """Take a product over into the current row; where it has no price here, that is to be typed."""
        row = self._row()
        if row is None:
            return
        found = row.with_line(replace(line, quantity=row.line.quantity, discount=row.line.discount))
        if refusal is not None:
            found = found.with_unread("price", "", refusal)
        self._put(found)
        self.open(self._at, "price" if refusal is not None else "quantity")

    def _on_tax(self, text: str) -> None:
        if self._row() is not None:
            self._state.type_into(self._at, "tax", text, self.cells)
            self._state.end_step()
            self._show_cell()
            self.cell.selectAll()

    def _put(self, row: Row) -> None:
        rows = self._state.rows
        self._state.set_rows([*rows[: self._at], row, *rows[self._at + 1 :]])

    # What keys ask for

    def _on_asked(self, act: str) -> None:
        if act in ("above", "below"):
            self._on_arrow(1 if act == "below" else -1)
        else:
            {
                "undo": self.undo_asked.emit,
                "redo": self.redo_asked.emit,
                "duplicate": self.duplicate,
                "up": lambda: self.move_line(-1),
                "down": lambda: self.move_line(1),
                "remove": self.remove,
                "delete": self._on_delete,
                "heading": self.insert_heading,
            }[act]()

    def _on_arrow(self, by: int) -> None:
        if self._offers.isVisible():
            self._offers.step(by)
        elif self._field == "tax" and by > 0 and self._row() is not None:
            row = self._row()
            self._offers.offer_taxes(self.cell, self.cells, "", row.line.tax_id if row else None)
        else:
            self.open(self._at + by, self._field)

    def _on_delete(self) -> None:
        row = self._row()
        if row is not None and row.is_empty:
            self.remove()

    def duplicate(self) -> None:
        """Put a copy of the current line below it; a charge is on one line only."""
        row = self._row()
        if row is None:
            return
        source = "manual" if row.line.source == "charge" else row.line.source
        copy = self._state.new_row(replace(row.line, id=0, charge_id=None, source=source))
        rows, at = self._state.rows, self._at + 1
        self._state.set_rows([*rows[:at], copy, *rows[at:]])
        self.open(at, self._field)

    def move_line(self, by: int) -> None:
        """Move the current line up or down."""
        rows, to = list(self._state.rows), self._at + by
        if self._at >= len(rows) or not 0 <= to < len(rows):
            return
        rows[self._at], rows[to] = rows[to], rows[self._at]
        self._state.set_rows(rows)
        self._at = to
        self._show_cell()
        self.cell.selectAll()

    def remove(self) -> None:
        """Take the current line out."""
        rows = self._state.rows
        if self._at < len(rows):
            self._state.set_rows([*rows[: self._at], *rows[self._at + 1 :]])
            self._show_cell()
            self.cell.selectAll()

    def insert_heading(self) -> None:
        """Add a heading below the last line, to be typed."""
        self._finish(len(self._state.rows))
        row = self._state.new_row(InvoiceLine("", kind="heading"))
        self._state.set_rows([*self._state.rows, row])
        self._at = len(self._state.rows) - 1
        self.open(self._at, FIELDS[0])

    # What happens elsewhere

    def _on_changed(self) -> None:
        before, self._shown = self._shown, self._state.rows
        if len(before) != len(self._shown):
            self.updateGeometry()
            self._put_buttons()
            self.update()
            return
        for at, (old, new) in enumerate(zip(before, self._shown, strict=True)):
            if old != new:  # only what changed is painted again: it is done at each key
                row = self._painter.cell(at, "grip")
                self.update(0, row.y(), self.width(), row.height())

    def _on_rewound(self) -> None:
        self._at = min(self._at, len(self._state.rows))
        if not self.cell.isHidden():
            self._field = (
                self._field if self._field in fields_of(self._state.rows, self._at, FIELDS) else FIELDS[0]
            )
            self._show_cell()

    def _on_left(self) -> None:
        """The focus went elsewhere: the field goes, what was typed stays."""
        self._finish(-1)
        self.cell.hide()
        self.wrong.hide()
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        back = event.reason() == Qt.FocusReason.BacktabFocusReason
        self.open(len(self._state.rows) if back else 0, FIELDS[0])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._offers.isVisible():
            self._offers.hide()
        else:
            super().keyPressEvent(event)

    # The mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at, field = self._painter.row_at(event.position().y()), self._painter.field_at(event.position().x())
        rows = self._state.rows
        if event.button() == Qt.MouseButton.LeftButton and 0 <= at <= len(rows):
            self._dragged = rows[at].key if field == "grip" and at < len(rows) else 0
            self.open(at, field if field in FIELDS else FIELDS[0])

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        to = self._painter.row_at(event.position().y())
        if self._dragged and to != self._at and 0 <= to < len(self._state.rows):
            self.move_line(1 if to > self._at else -1)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._dragged = 0

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What keys do with a line, for the mouse."""
        at = self._painter.row_at(event.pos().y())
        if not 0 <= at < len(self._state.rows):
            return
        self.open(at, FIELDS[0])
        menu = Menu(self.look, self)
        acts = (
            (tr("Duplicate line"), "Ctrl+D", self.duplicate, "copy"),
            (tr("Move up"), "Alt+Up", lambda: self.move_line(-1), "arrow-up"),
            (tr("Move down"), "Alt+Down", lambda: self.move_line(1), "arrow-down"),
            (tr("Remove line"), "Ctrl+Shift+Del", self.remove, "trash-2"),
        )
        for words, keys, call, icon in acts:
            menu.addAction(self.look.icon(icon, "ink2"), f"{words}\t{keys}", call)
        menu.open_at(event.globalPos())

    # Size and painting

    def sizeHint(self) -> QSize:
        px = self.look.px
        return QSize(px(600), px(HEAD) + (len(self._state.rows) + 1) * px(HIGH) + px(BELOW))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def resizeEvent(self, event: object) -> None:
        self._put_buttons()
        if not self.cell.isHidden():
            self._place()

    def _put_buttons(self) -> None:
        px = self.look.px
        top = px(HEAD) + (len(self._state.rows) + 1) * px(HIGH)
        self._buttons.setGeometry(0, top, px(320), px(44))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), self.look.color("sheet"))
        if event.rect().top() < self.look.px(HEAD):
            self._painter.paint_head(painter)
        rows = self._state.rows
        for at, row in enumerate((*rows, Row(0, self.new_line()))):
            rect = self._painter.cell(at, "grip")
            if rect.bottom() >= event.rect().top() and rect.top() <= event.rect().bottom():
                self._painter.paint_row(painter, at, row, self.cells, at == len(rows))
