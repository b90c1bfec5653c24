"""A short table that shows all of its rows; they are buttons where they do something."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from billdesk.ui.look import Look
from billdesk.ui.models.cells import RIGHT, Cell, Column
from billdesk.ui.widgets.painted import LEFT as LEFT_SIDE
from billdesk.ui.widgets.painted import RIGHT as RIGHT_SIDE
from billdesk.ui.widgets.painted import Ink, Painted, PaintedButton, rule
from billdesk.ui.widgets.rows import RowPainter, RowState
from billdesk.ui.widgets.tagged import paint_tagged

ROW = 26
HEAD = 28
LEAST = 120
"""What the stretching column keeps at least before others leave, in px at 96 dpi."""
_EDGE = Column("edge", "", lambda _row: Cell(""), width=8)


class Grid(QWidget):
    """Head and rows below each other, as high as they need. `picked` tells the value of a used row."""

    picked = Signal(object)

    def __init__(self, look: Look, name: str, columns: Sequence[Column], usable: bool = False) -> None:
        super().__init__()
        self.setObjectName(name)
        self.look = look
        self.columns = (_EDGE, *columns, _EDGE)
        self.usable = usable
        self.painter = RowPainter(look, self.columns, 1)
        self.values: tuple[Any, ...] = ()
        self._rows: list[_Row] = []
        self._chosen = -1
        self._below: QWidget | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        head = _Head(self)
        self._column.addWidget(head)
        head.setVisible(any(column.title for column in columns))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_rows(self, values: Sequence[Any]) -> None:
        """Show other rows; nothing is chosen then."""
        self.values = tuple(values)
        self.choose(-1)
        while len(self._rows) < len(self.values):
            row = _Row(self, len(self._rows))
            self._rows.append(row)
            self._column.addWidget(row)
        for number, row in enumerate(self._rows):
            shown = number < len(self.values)
            row.setVisible(shown)
            if shown:
                row.show_cells(tuple(column.cell(self.values[number]) for column in self.columns))

    def choose(self, number: int, below: QWidget | None = None) -> None:
        """Mark a row (-1: none) and show a widget right below it."""
        self._chosen = number
        if self._below is not None and self._below is not below:
            self._column.removeWidget(self._below)
            self._below.hide()
        self._below = below
        if below is not None:
            self._column.removeWidget(below)
            self._column.insertWidget(number + 2, below)
            below.show()
        for row in self._rows:
            row.update()

    def chosen(self) -> int:
        """Which row is marked, -1 for none."""
        return self._chosen

    def row(self, number: int) -> QWidget:
        """The widget of a row."""
        return self._rows[number]

    def step(self, number: int) -> None:
        """Move the focus to a row, where there is one."""
        if 0 <= number < len(self.values):
            self._rows[number].setFocus(Qt.FocusReason.TabFocusReason)

    def spans(self, wide: int) -> list[tuple[int, int, int]]:
        """Number, x and width of the columns that there is room for."""
        px = self.look.px
        shown = list(range(len(self.columns)))
        leaving = sorted((n for n in shown if self.columns[n].rank), key=lambda n: -self.columns[n].rank)

        least = max([LEAST, *(column.width for column in self.columns if column.stretch)])

        def rest() -> int:
            return wide - sum(px(self.columns[n].width) for n in shown if not self.columns[n].stretch)

        while rest() < px(least) and leaving:
            shown.remove(leaving.pop(0))
        found, x, left = [], 0, max(rest(), px(40))
        for number in shown:
            own = left if self.columns[number].stretch else px(self.columns[number].width)
            found.append((number, x, own))
            x += own
        return found


class _Head(Painted):
    """The titles of a grid's columns."""

    def __init__(self, grid: Grid) -> None:
        super().__init__(grid.look)
        self._grid = grid
        self.dressed()

    def dressed(self) -> None:
        self.setFixedHeight(self.look.px(HEAD))
        super().dressed()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look = QPainter(self), self.look
        painter.fillRect(self.rect(), look.color("sunken"))
        rule(painter, look.color("line"), 0, self.height(), self.width())
        for number, x, wide in self._grid.spans(self.width()):
            column = self._grid.columns[number]
            side = RIGHT_SIDE if column.align == RIGHT else LEFT_SIDE
            rect = QRectF(x + look.px(8), 0, wide - 2 * look.px(8), self.height())
            self.write(painter, rect, column.title, Ink("label", "ink3", align=side))


class _Row(PaintedButton):
    """One row; where it does something it can be focused, and Up and Down move on."""

    def __init__(self, grid: Grid, number: int) -> None:
        super().__init__(grid.look, "", grid)
        self._grid, self._number = grid, number
        self._cells: tuple[Cell, ...] = ()
        self.setObjectName(f"{grid.objectName()}.{number}")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        if not grid.usable:
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self.setCursor(Qt.CursorShape.ArrowCursor)
        self.clicked.connect(self._on_clicked)

    def show_cells(self, cells: tuple[Cell, ...]) -> None:
        """Show other cells."""
        self._cells = cells
        self.setAccessibleName(", ".join(cell.said for cell in cells if cell.said))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self.look.px(200), self.look.px(ROW))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.look.px(80), self.look.px(ROW))

    def _on_clicked(self) -> None:
        if self._grid.usable:
            self._grid.picked.emit(self._grid.values[self._number])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if step:
            self._grid.step(self._number + step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        spans = [(n, QRect(x, 0, wide, self.height())) for n, x, wide in self._grid.spans(self.width())]
        cells = tuple(cell._replace(text="") if "{" in cell.text else cell for cell in self._cells)
        hover = self._grid.usable and self.underMouse()
        state = RowState(self._number == self._grid.chosen(), hover, False, True)
        self._grid.painter.paint(painter, cells, spans, state)
        for number, rect in spans:
            cell = self._cells[number]
            if cell.text not in ("", cells[number].text):
                inner = QRectF(rect).adjusted(self.look.px(8), 0, -self.look.px(8), 0)
                ink = Ink("strong" if cell.strong else "body", cell.tone)
                paint_tagged(painter, self, inner, cell.text, ink)
