"""The list of every pane: a table view that paints whole rows, with check boxes and yielding columns."""

from collections.abc import Iterable
from typing import Any, cast

from PySide6.QtCore import (
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView

from billdesk.ui.look import Look
from billdesk.ui.models.cells import ACT, TICK
from billdesk.ui.models.paged import PagedTableModel
from billdesk.ui.widgets import boxes
from billdesk.ui.widgets.fitting import FittedColumns
from billdesk.ui.widgets.head import Head
from billdesk.ui.widgets.rows import RowPainter, RowState

ROW = 32
DENSE = 26
ROOMY = 40
TWO_LINES = 46
_Index = QModelIndex | QPersistentModelIndex


class Table(FittedColumns):
    """Shows a PagedTableModel. Signals carry row values, never indexes.

    Space ticks the chosen rows, or asks for the preview where `space_previews`; Ctrl+Space always ticks,
    Shift+Space and Shift+click tick from the last ticked row to this one. Ctrl+A ticks everything.
    """

    chosen = Signal(object)  # the current row's value, None while there is none
    opened = Signal(object)  # Enter or a double click
    preview_asked = Signal()
    menu_asked = Signal(object, QPoint)  # row value, place on the screen
    act_asked = Signal(object)  # a click in the column of acts

    def __init__(self, look: Look, model: PagedTableModel, name: str, lines: int = 1) -> None:
        super().__init__(look, model)
        self.space_previews = False
        self.setObjectName(name)
        self._lines = lines
        self._row_px = TWO_LINES if lines == 2 else ROW
        self._hover = -1
        self._last_ticked = -1
        self._current_id: int | None = None
        self._painter = RowPainter(look, model.columns, lines)
        self.head = Head(look, model.columns, self)
        self._set_up()
        self._connect()

    def _set_up(self) -> None:
        self.setHorizontalHeader(self.head)
        self.setModel(self.rows_model)
        # With a selection of a million rows both heads would ask for each row on every repaint.
        for head in (self.horizontalHeader(), self.verticalHeader()):
            head.setSelectionModel(QItemSelectionModel(self.rows_model, head))
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(1)
        self.verticalHeader().hide()
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.set_row_height(self._row_px)

    def _connect(self) -> None:
        model = self.rows_model
        model.modelReset.connect(self._on_reset)
        model.arrived.connect(self._on_arrived)
        model.reloaded.connect(self._on_reloaded)
        model.ticks.changed.connect(self._on_ticked)
        self.head.sort_asked.connect(model.sort_by)
        self.head.tick_asked.connect(self._on_tick_all)
        self.head.sectionResized.connect(self._on_dragged)
        self.head.sectionMoved.connect(lambda *_places: self.columns_changed.emit())
        self.head.setSectionsMovable(self._lines == 1)
        self.head.setFirstSectionMovable(False)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self.doubleClicked.connect(lambda index: self._open(index.row()))
        self.look.changed.connect(self._on_look_changed)

    def set_row_height(self, px: int) -> None:
        """Set the height of a row in px at 96 dpi: ROW, DENSE, ROOMY or TWO_LINES."""
        self._row_px = px
        height = self.look.px(px)
        self.verticalHeader().setDefaultSectionSize(height)
        self.verticalScrollBar().setSingleStep(height)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        first, last = self._in_view()
        spans = self._spans()
        bottom = 0
        height = self.verticalHeader().defaultSectionSize()
        focused = self._has_focus()
        current, chosen = self.currentIndex().row(), self._chosen_ranges()
        for row in range(first, last + 1):
            top = self.rowViewportPosition(row)
            bottom = top + height
            if top > event.rect().bottom() or bottom <= event.rect().top():
                continue
            value = self.rows_model.row(row)
            ticked = value is not None and value.id in self.rows_model.ticks
            selected = row == current or any(above <= row <= below for above, below in chosen)
            state = RowState(selected, row == self._hover, ticked, focused)
            placed = [(n, QRect(rect.x(), top, rect.width(), height)) for n, rect in spans]
            self._painter.paint(painter, self.rows_model.cells(row), placed, state)
        rest = self.viewport().rect()
        rest.setTop(max(0, bottom))
        if rest.height() > 0:
            painter.fillRect(rest, self.look.color("sheet"))

    def _spans(self) -> list[tuple[int, QRect]]:
        spans = []
        for number in range(len(self.rows_model.columns)):
            if not self.isColumnHidden(number):
                x = self.columnViewportPosition(number)
                spans.append((number, QRect(x, 0, self.columnWidth(number), 0)))
        spans.sort(key=lambda span: span[1].x())  # the user may have moved them
        if spans:
            spans[-1][1].setRight(max(spans[-1][1].right(), self.viewport().width() - 1))
        return spans

    def _chosen_ranges(self) -> list[tuple[int, int]]:
        """The first and last row of each range; to ask Qt of each row takes as long as to paint it."""
        found = cast(Iterable[QItemSelectionRange], self.selectionModel().selection())
        return [(one.top(), one.bottom()) for one in found]

    def _has_focus(self) -> bool:
        return self.hasFocus() or self.viewport().hasFocus()

    def _update_row(self, row: int) -> None:
        if row >= 0:
            top = self.rowViewportPosition(row)
            height = self.verticalHeader().defaultSectionSize()
            self.viewport().update(0, top, self.viewport().width(), height)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._set_hover(self.rowAt(event.position().toPoint().y()))
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: Any) -> None:
        self._set_hover(-1)
        super().leaveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        name = self.rows_model.columns[index.column()].name if index.isValid() else ""
        left = event.button() == Qt.MouseButton.LeftButton
        if name == TICK and left:
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self._tick(index.row(), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
            return
        super().mousePressEvent(event)
        row = self.rows_model.row(index.row()) if name == ACT and left else None
        if row is not None:
            self.act_asked.emit(row)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        # A mouse event comes from the viewport and is in its coordinates.
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        row = self.rows_model.row(index.row()) if index.isValid() else None
        if row is not None:
            below = self.viewport().mapToGlobal(self.visualRect(index).bottomLeft())
            self.menu_asked.emit(row, below if by_key else event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.currentIndex().row()
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not control:
            self._open(row)
        elif event.key() == Qt.Key.Key_Space and self.space_previews and not (control or shift):
            self.preview_asked.emit()
        elif event.key() == Qt.Key.Key_Space:
            self._on_space(row, shift)
        elif event.key() == Qt.Key.Key_Escape and self.rows_model.ticks.count(self.rows_model.rowCount()):
            self.rows_model.ticks.set_all(False)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.rows_model.rowCount():
            self.choose(0)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def selectAll(self) -> None:
        """Tick everything that the filter shows; not one row is read for it."""
        if any(column.name == TICK for column in self.rows_model.columns):
            self.rows_model.ticks.set_all(True)

    def choose(self, row: int) -> None:
        """Make a row the current one and bring it into view."""
        index = self.rows_model.index(row, 1 if self.rows_model.columnCount() > 1 else 0)
        flag = QItemSelectionModel.SelectionFlag  # whatever keys are held: by Ctrl the last row would stay
        self.selectionModel().setCurrentIndex(index, flag.ClearAndSelect | flag.Rows)
        self.scrollTo(index)

    def current_row(self) -> Any | None:
        """Give the value of the current row."""
        number = self.currentIndex().row()
        return self.rows_model.row(number) if number >= 0 else None

    def currentChanged(self, current: _Index, previous: _Index) -> None:
        super().currentChanged(current, previous)
        self._update_row(previous.row())
        self._update_row(current.row())
        if current.row() != previous.row():
            self._tell_chosen()

    def _on_space(self, row: int, extend: bool) -> None:
        ranges = self._chosen_ranges()
        first = min((above for above, _ in ranges), default=row)
        last = max((below for _, below in ranges), default=row)
        if last > first and not extend:
            value = self.rows_model.row(first)
            ticked = value is not None and value.id in self.rows_model.ticks
            for above, below in ranges:
                self.rows_model.tick_rows(above, below, not ticked)
        else:
            self._tick(row, extend)

    def _tick(self, row: int, extend: bool) -> None:
        value = self.rows_model.row(row)
        if value is None:
            return
        if extend and self._last_ticked >= 0:
            first, last = sorted((self._last_ticked, row))
            self.rows_model.tick_rows(first, last, True)
        else:
            self.rows_model.ticks.toggle(value.id)
        self._last_ticked = row

    def _open(self, row: int) -> None:
        value = self.rows_model.row(row) if row >= 0 else None
        if value is not None:
            self.opened.emit(value)

    def _set_hover(self, row: int) -> None:
        if row != self._hover:
            before, self._hover = self._hover, row
            self._update_row(before)
            self._update_row(row)

    def _tell_chosen(self) -> None:
        row = self.current_row()
        if row is not None or self.currentIndex().row() < 0:
            self._current_id = row.id if row is not None else None
            self.chosen.emit(row)

    def _on_reset(self) -> None:
        self._last_ticked = -1
        self._fit_columns()
        self.head.show_sort(self.rows_model.order.key, self.rows_model.order.descending)

    def _on_reloaded(self) -> None:
        """Keep the current row by its id: rows above it may have come or gone."""
        self._widen_figures(*self._in_view())
        self.head.show_sort(self.rows_model.order.key, self.rows_model.order.descending)
        number = self.rows_model.number_of(self._current_id) if self._current_id is not None else None
        if number is None and self.rows_model.rowCount():
            number = max(0, self.currentIndex().row())
        if number is not None and number != self.currentIndex().row():
            self.choose(number)
        else:
            self._tell_chosen()
        self._on_ticked()

    def _on_arrived(self, first: int, last: int) -> None:
        self._widen_figures(first, last)
        if first <= self.currentIndex().row() <= last:
            self._tell_chosen()
        self.viewport().update()

    def _on_ticked(self) -> None:
        rows = self.rows_model.rowCount()
        count = self.rows_model.ticks.count(rows)
        self.head.show_ticked(boxes.OFF if not count else boxes.ON if count >= rows else boxes.SOME)
        self.viewport().update()

    def _on_tick_all(self) -> None:
        rows = self.rows_model.rowCount()
        self.rows_model.ticks.set_all(self.rows_model.ticks.count(rows) < rows)

    def _on_scrolled(self) -> None:
        self.rows_model.watch(max(0, self.rowAt(0)))

    def _on_look_changed(self) -> None:
        self.set_row_height(self._row_px)
        self._fit_columns()
        self.viewport().update()
