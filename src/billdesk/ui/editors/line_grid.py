"""A grid of lines that is filled in from the keyboard alone; of an invoice, or of a schedule."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from billdesk.ui.bench import Bench
from billdesk.ui.editors.cell import Cell
from billdesk.ui.editors.cell_note import CellNote
from billdesk.ui.editors.line_painter import HEAD, HIGH, Column, LinePainter, is_heading
from billdesk.ui.editors.line_state import LineState, Row
from billdesk.ui.editors.line_suggestions import LineSuggestions
from billdesk.ui.keys import key_words
from billdesk.ui.widgets.menu import Menu
from billdesk.ui.widgets.painted import LEFT, RIGHT, Painted
from billdesk.ui.words import tr

BELOW = 48
"""Room for the buttons below the last line, in px at 96 dpi."""


class Act(NamedTuple):
    """What the context menu of a line does: words, keys, what is called, icon."""

    words: str
    keys: str
    call: Callable[[], object]
    icon: str


class LineGrid(Painted):
    """Shows the rows of a LineState and an empty one below them; one field stands over the current cell.

    `reached` tells where that is; `undo_asked` and `redo_asked` are for whoever has the whole document.
    What stands below the last line is laid out in `buttons`.
    """

    name = ""
    columns: Sequence[Column] = ()
    reached = Signal(QRect)
    undo_asked = Signal()
    redo_asked = Signal()

    def __init__(self, bench: Bench, state: LineState, offers: LineSuggestions) -> None:
        super().__init__(bench.look)
        self.setObjectName(self.name)
        self.setAccessibleName(tr("Lines"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.bench, self.state, self.offers = bench, state, offers
        self.cells: Any = None
        self.painter = self.make_painter()
        self.at, self.field = 0, self.fields_at(0)[0]
        self._dragged = 0
        self._shown: tuple[Row, ...] = ()
        self.cell = Cell(self)
        self.cell.step = self.step
        self.wrong = CellNote(self.look, self)
        self.buttons = QWidget(self)
        self.cell.textEdited.connect(self._on_typed)
        self.cell.entered.connect(self._on_enter)
        self.cell.asked.connect(self.on_asked)
        self.cell.left.connect(self._on_left)
        state.changed.connect(self._on_changed)
        state.rewound.connect(self._on_rewound)

    # What differs between kinds of lines

    def make_painter(self) -> LinePainter:
        """Who paints the rows."""
        return LinePainter(self, self.columns)

    def fields_at(self, at: int) -> Sequence[str]:
        """The cells of a row that can be typed into, in the order in which Tab goes through them."""
        raise NotImplementedError

    def fresh_line(self) -> Any:
        """The line that an empty row begins with."""
        raise NotImplementedError

    def copy_of(self, line: Any) -> Any:
        """What a duplicate of a line is."""
        raise NotImplementedError

    def offer(self, text: str) -> None:
        """Offer what fits to what is typed into the current cell."""
        raise NotImplementedError

    # The current cell

    def open(self, at: int, field: str) -> None:
        """Go to a cell, on to the empty row below the last one."""
        if self.finish(at) and at > self.at:
            at -= 1
        at = max(0, min(at, len(self.state.rows)))
        self.at = at
        self.field = field if field in self.fields_at(at) else self.fields_at(at)[0]
        self.show_cell()
        self.cell.selectAll()
        self.cell.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_cell(self) -> None:
        """Put the field over the current cell."""
        self.cell.setText(self.text())
        self.cell.setAlignment(RIGHT if self.painter.by_field[self.field].right else LEFT)
        self.cell.setFont(self.look.font("body", self.field not in ("description", "unit")))
        words = tr(self.painter.by_field[self.field].title)
        self.cell.setAccessibleName(tr("{column}, line {number}", column=words, number=self.at + 1))
        self.cell.show()
        self.place()
        self.update()

    def place(self) -> None:
        """Move the field to where its cell stands now."""
        rect = self.painter.cell(self.at, self.field)
        row = self.row()
        if row is not None and is_heading(row):
            rect.setRight(self.width() - 1)
        high = self.look.px(32)
        self.cell.setGeometry(rect.x() + 1, rect.y() + (rect.height() - high) // 2, rect.width() - 3, high)
        self._show_wrong()
        self.reached.emit(rect.adjusted(0, -self.look.px(HEAD), 0, self.look.px(BELOW) + self.painter.gap))

    def _show_wrong(self) -> None:
        row = self.row()
        unread = row.wrong(self.field) if row is not None else None
        state = "wrong" if unread else ""
        if (self.cell.property("state") or "") != state:
            self.cell.setProperty("state", state)
            self.cell.style().unpolish(self.cell)
            self.cell.style().polish(self.cell)
        words = self.bench.sentence(unread.reason) if unread else ""
        self.cell.setAccessibleDescription(words)
        self.wrong.tell(words, self.cell)

    def row(self) -> Row | None:
        """The current row; None for the empty one below the last."""
        rows = self.state.rows
        return rows[self.at] if self.at < len(rows) else None

    def text(self) -> str:
        """What stands in the current cell."""
        row = self.row()
        if row is None:
            return ""
        unread = row.wrong(self.field)
        return unread.text if unread is not None else self.cells.shown(row.line, self.field)

    def finish(self, to: int) -> bool:
        """Leave the current cell; whether its row went, as one does that is left without anything in it."""
        self.offers.hide()
        self.state.end_step()
        row = self.row()
        if row is None or to == self.at or not row.is_empty:
            return False
        self.state.set_rows([one for one in self.state.rows if one.key != row.key])
        return True

    def step(self, forward: bool) -> bool:
        """Go to the next cell, or the one before; whether there is one."""
        rows = self.state.rows
        fields = self.fields_at(self.at)
        place = fields.index(self.field) + (1 if forward else -1)
        if forward and self.at == len(rows):
            return False
        if 0 <= place < len(fields):
            self.open(self.at, fields[place])
            return True
        if not forward and not self.at:
            return False
        at = self.at + (1 if forward else -1)
        self.open(at, self.fields_at(at)[0 if forward else -1])
        return True

    # Typing

    def _on_typed(self, text: str) -> None:
        if self.row() is None:
            if not text:
                return
            row = self.state.new_row(self.fresh_line())
            self.state.set_rows([*self.state.rows, row], (row.key, self.field))
        self.state.type_into(self.at, self.field, text, self.cells)
        self._show_wrong()
        self.offer(text)

    def _on_enter(self) -> None:
        if not self.offers.take():
            self.open(self.at + (self.row() is not None), "")

    # What keys ask for

    def on_asked(self, act: str) -> None:
        """Do what a key asks for."""
        if act in ("above", "below"):
            self.on_arrow(1 if act == "below" else -1)
        else:
            {
                "undo": self.undo_asked.emit,
                "redo": self.redo_asked.emit,
                "duplicate": self.duplicate,
                "up": lambda: self.move_line(-1),
                "down": lambda: self.move_line(1),
                "remove": self.remove,
                "delete": self._on_delete,
            }.get(act, lambda: None)()

    def on_arrow(self, by: int) -> None:
        """Go through what is offered, else to the row below or above."""
        if self.offers.isVisible():
            self.offers.step(by)
        else:
            self.open(self.at + by, self.field)

    def _on_delete(self) -> None:
        row = self.row()
        if row is not None and row.is_empty:
            self.remove()

    def duplicate(self) -> None:
        """Put a copy of the current line below it."""
        row = self.row()
        if row is None:
            return
        copy = self.state.new_row(self.copy_of(row.line))
        rows, at = self.state.rows, self.at + 1
        self.state.set_rows([*rows[:at], copy, *rows[at:]])
        self.open(at, self.field)

    def move_line(self, by: int) -> None:
        """Move the current line up or down."""
        rows, to = list(self.state.rows), self.at + by
        if self.at >= len(rows) or not 0 <= to < len(rows):
            return
        rows[self.at], rows[to] = rows[to], rows[self.at]
        self.state.set_rows(rows)
        self.at = to
        self.show_cell()
        self.cell.selectAll()

    def remove(self) -> None:
        """Take the current line out."""
        rows = self.state.rows
        if self.at < len(rows):
            self.state.set_rows([*rows[: self.at], *rows[self.at + 1 :]])
            self.show_cell()
            self.cell.selectAll()

    # What happens elsewhere

    def _on_changed(self) -> None:
        before, self._shown = self._shown, self.state.rows
        if len(before) != len(self._shown):
            self.updateGeometry()
            self.put_buttons()
            self.update()
            return
        for at, (old, new) in enumerate(zip(before, self._shown, strict=True)):
            if old != new:  # only what changed is painted again: it is done at each key
                row = self.painter.cell(at, "grip")
                self.update(0, row.y(), self.width(), row.height())

    def _on_rewound(self) -> None:
        self.at = min(self.at, len(self.state.rows))
        if not self.cell.isHidden():
            self.field = self.field if self.field in self.fields_at(self.at) else self.fields_at(self.at)[0]
            self.show_cell()

    def _on_left(self) -> None:
        """The focus went elsewhere: the field goes, what was typed stays."""
        self.finish(-1)
        self.cell.hide()
        self.wrong.hide()
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        back = event.reason() == Qt.FocusReason.BacktabFocusReason
        self.open(len(self.state.rows) if back else 0, "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.offers.isVisible():
            self.offers.hide()
        else:
            super().keyPressEvent(event)

    # The mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at, field = self.painter.row_at(event.position().y()), self.painter.field_at(event.position().x())
        rows = self.state.rows
        if event.button() == Qt.MouseButton.LeftButton and 0 <= at <= len(rows):
            self._dragged = rows[at].key if field == "grip" and at < len(rows) else 0
            self.open(at, field)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        to = self.painter.row_at(event.position().y())
        if self._dragged and to != self.at and 0 <= to < len(self.state.rows):
            self.move_line(1 if to > self.at else -1)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._dragged = 0

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What keys do with a line, for the mouse."""
        at = self.painter.row_at(event.pos().y())
        if not 0 <= at < len(self.state.rows):
            return
        self.open(at, "")
        menu = Menu(self.look, self)
        for act in self.acts():
            menu.addAction(self.look.icon(act.icon, "ink2"), f"{act.words}\t{key_words(act.keys)}", act.call)
        menu.open_at(event.globalPos())

    def acts(self) -> Sequence[Act]:
        """What can be done with the current line."""
        return (
            Act(tr("Duplicate line"), "Ctrl+D", self.duplicate, "copy"),
            Act(tr("Move up"), "Alt+Up", lambda: self.move_line(-1), "arrow-up"),
            Act(tr("Move down"), "Alt+Down", lambda: self.move_line(1), "arrow-down"),
            Act(tr("Remove line"), "Ctrl+Shift+Del", self.remove, "trash-2"),
        )

    # Size and painting

    def sizeHint(self) -> QSize:
        px = self.look.px
        return QSize(px(600), self.end() + px(BELOW))

    def end(self) -> int:
        """How high head, rows, and what stands between them are."""
        px = self.look.px
        return px(HEAD) + (len(self.state.rows) + 1) * px(HIGH) + self.painter.gap

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def resizeEvent(self, event: object) -> None:
        self.put_buttons()
        if not self.cell.isHidden():
            self.place()

    def put_buttons(self) -> None:
        """Put what stands below the last line in its place."""
        wide = min(self.width(), self.buttons.sizeHint().width())
        self.buttons.setGeometry(0, self.end(), wide, self.look.px(44))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), self.look.color("sheet"))
        if event.rect().top() < self.look.px(HEAD):
            self.painter.paint_head(painter)
        rows = self.state.rows
        for at, row in enumerate((*rows, Row(0, self.fresh_line()))):
            rect = self.painter.cell(at, "grip")
            if rect.bottom() >= event.rect().top() and rect.top() <= event.rect().bottom():
                self.painter.paint_row(painter, at, row, self.cells, at == len(rows))
