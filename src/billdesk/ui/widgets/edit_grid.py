"""A grid that is filled in from the keyboard: Tab and Enter lead on, Ctrl+D duplicates, Del removes."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from billdesk.ui.look import Look
from billdesk.ui.widgets.edit_model import WRONG, EditModel, GridColumn
from billdesk.ui.widgets.painted import Ink, shape

ROW = 38
HEAD = 30
MOST = 12
"""So many rows are shown at once at the most; more are scrolled."""
_Index = QModelIndex | QPersistentModelIndex


class EditGrid(QTableView):
    """Shows an EditModel; `new_row` makes the row that Enter on the last one adds."""

    def __init__(
        self, look: Look, model: EditModel, name: str, new_row: Callable[[], Mapping[str, Any]]
    ) -> None:
        super().__init__()
        self.look, self.rows_model, self._new_row = look, model, new_row
        self.setObjectName(name)
        self.setModel(model)
        self.setItemDelegate(_Cells(look, self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.SelectedClicked
            | QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionsClickable(False)
        for signal in (model.rowsInserted, model.rowsRemoved, model.modelReset):
            signal.connect(lambda *_: self._fit())
        look.changed.connect(self._fit)
        self.clicked.connect(self._on_clicked)
        self._fit()

    def add_row(self) -> None:
        """Add a row at the end and begin to type in it."""
        self.begin(self.rows_model.add(self._new_row()))

    def begin(self, row: int, column: str = "") -> None:
        """Type in a cell of a row, the first one by default."""
        names = [one.name for one in self.rows_model.columns]
        index = self.rows_model.index(row, names.index(column) if column in names else 0)
        self.setCurrentIndex(index)
        self.scrollTo(index)
        self.setFocus(Qt.FocusReason.TabFocusReason)
        if index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.edit(index)

    def take_typed(self) -> None:
        """What is being typed in a cell counts from now on, as if the cell were left."""
        focus = self.focusWidget() or QApplication.focusWidget()
        if focus is not None and focus is not self and self.isAncestorOf(focus):
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def sizeHint(self) -> QSize:
        rows = min(max(1, self.rows_model.rowCount()), MOST)
        return QSize(self.look.px(480), self.look.px(HEAD + ROW * rows) + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(self.look.px(240), self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys of a grid; Tab out of the last cell leaves it."""
        index = self.currentIndex()
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not control:
            self._on_enter(index)
        elif event.key() == Qt.Key.Key_D and control and index.isValid():
            copy = dict(self._new_row()) | self._copied(index.row())
            self.begin(self.rows_model.add(copy, index.row() + 1))
            self.rows_model.edited.emit()
        elif event.key() == Qt.Key.Key_Delete and index.isValid():
            self._on_delete(index)
        elif event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab) and self._is_at_end(event.key()):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Tab)
        elif control or event.key() == Qt.Key.Key_Escape:
            event.ignore()  # for whoever keeps, or goes back
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Leave the grid; Qt's own would go on to the next cell."""
        self.setTabKeyNavigation(False)
        moved = super().focusNextPrevChild(forward)
        self.setTabKeyNavigation(True)
        return moved

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Enter in a cell leads to the line below, whose first cell is typed in then."""
        enter = hint == QAbstractItemDelegate.EndEditHint.SubmitModelCache
        super().closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint if enter else hint)
        if enter:
            self._next_line(self.currentIndex())

    def _on_enter(self, index: QModelIndex) -> None:
        if not index.isValid():
            self.add_row()
        elif index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.edit(index)
        else:
            self._toggle(index)

    def _next_line(self, index: QModelIndex) -> None:
        if index.row() + 1 < self.rows_model.rowCount():
            self.setCurrentIndex(self.rows_model.index(index.row() + 1, index.column()))
        elif not self._is_empty(index.row()):
            self.add_row()

    def _on_delete(self, index: QModelIndex) -> None:
        """Del empties a cell; on a line that is empty it removes the line."""
        if self._is_empty(index.row()):
            self.rows_model.remove(index.row())
        elif index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.rows_model.setData(index, "")

    def _on_clicked(self, index: QModelIndex) -> None:
        if self.rows_model.columns[index.column()].kind == "flag":
            self._toggle(index)

    def _toggle(self, index: QModelIndex) -> None:
        on = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
        state = Qt.CheckState.Unchecked if on else Qt.CheckState.Checked
        self.rows_model.setData(index, state.value, Qt.ItemDataRole.CheckStateRole)

    def _is_empty(self, row: int) -> bool:
        texts = [one.name for one in self.rows_model.columns if one.kind != "flag"]
        values = self.rows_model.rows[row]
        return not values.get("id") and not any(values.get(name) for name in texts)

    def _copied(self, row: int) -> dict[str, Any]:
        kept = {one.name for one in self.rows_model.columns}
        return {name: value for name, value in self.rows_model.rows[row].items() if name in kept}

    def _is_at_end(self, key: int) -> bool:
        index = self.currentIndex()
        if not index.isValid():
            return True
        last = (self.rows_model.rowCount() - 1, self.rows_model.columnCount() - 1)
        return (index.row(), index.column()) == (last if key == Qt.Key.Key_Tab else (0, 0))

    def _fit(self) -> None:
        """As high as its rows; the columns without a width share what is left."""
        self.verticalHeader().setDefaultSectionSize(self.look.px(ROW))
        self.horizontalHeader().setFixedHeight(self.look.px(HEAD))
        self.horizontalHeader().setFont(self.look.font("label"))
        self.setFixedHeight(self.sizeHint().height())
        columns = self.rows_model.columns
        widths = [self._width(one) for one in columns]
        fixed = sum(widths)
        free = [number for number, one in enumerate(columns) if not one.width]
        rest = max(self.look.px(110), (self.viewport().width() - fixed) // max(1, len(free)))
        for number, one in enumerate(columns):
            self.setColumnWidth(number, widths[number] if one.width else rest)

    def _width(self, column: GridColumn) -> int:
        """What a column of its own width has, which is never less than its title takes; 0 for the others."""
        title = round(self.look.metrics("label").horizontalAdvance(column.title)) + self.look.px(20)
        return max(self.look.px(column.width), title) if column.width else 0

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()


class _Cells(QStyledItemDelegate):
    """Paints cells in tokens, and edits them in a field or a list of choices."""

    def __init__(self, look: Look, parent: QObject) -> None:
        super().__init__(parent)
        self._look = look

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: _Index) -> QWidget:
        column = self._column(index)
        if column.kind != "choice":
            edit = QLineEdit(parent)
            edit.setAccessibleName(column.title)
            return edit
        box = QComboBox(parent)
        box.setAccessibleName(column.title)
        present = str(index.data(Qt.ItemDataRole.EditRole) or "")
        offered = dict.fromkeys(["", *column.choices, present])
        box.addItems(list(offered))
        box.setCurrentText(present)
        box.activated.connect(lambda _at: self._take(box))
        return box

    def setModelData(self, editor: QWidget, model: Any, index: _Index) -> None:
        text = editor.currentText() if isinstance(editor, QComboBox) else editor.property("text")
        model.setData(index, text)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: _Index) -> None:
        editor.setGeometry(option.rect.adjusted(2, 3, -2, -3))

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Enter takes the cell and leads to the next line."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(editor, QWidget):
                self.commitData.emit(editor)
                hint = QAbstractItemDelegate.EndEditHint
                self.closeEditor.emit(editor, hint.NoHint if control else hint.SubmitModelCache)
                return not control
        return super().eventFilter(editor, event)

    def editorEvent(self, event: QEvent, model: Any, option: QStyleOptionViewItem, index: _Index) -> bool:
        """A click anywhere in a cell of yes or no counts, see the grid; Qt's own box isn't painted."""
        return False

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        look, rect = self._look, QRectF(option.rect)
        view = self.parent()
        chosen = isinstance(view, EditGrid) and view.currentIndex() == index and view.hasFocus()
        painter.save()
        painter.fillRect(rect, look.color("tint" if chosen else "sheet"))
        thin = 1 / painter.device().devicePixelRatio()
        line = look.color("line")
        painter.fillRect(QRectF(rect.x(), rect.bottom() - thin, rect.width(), thin), line)
        painter.fillRect(QRectF(rect.right() - thin, rect.y(), thin, rect.height()), line)
        self._content(painter, rect, index)
        if index.data(WRONG):
            edge = QPen(look.color("danger"), 2)
            shape(painter, rect.adjusted(2, 3, -2, -3), look.px(7), None, edge)
        painter.restore()

    def _content(self, painter: QPainter, rect: QRectF, index: _Index) -> None:
        look, column = self._look, self._column(index)
        if column.kind == "flag":
            if index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked:
                side, dpr = look.px(16), painter.device().devicePixelRatio()
                picture = look.picture("check", "accent_ink", 16, dpr, 2.25)
                top = round(rect.center().y() - side / 2)
                painter.drawPixmap(round(rect.center().x() - side / 2), top, picture)
            return
        inner = rect.adjusted(look.px(9), 0, -look.px(9), 0)
        ink = Ink("body", "ink")
        text = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        shown = look.metrics(ink.role).elidedText(text, Qt.TextElideMode.ElideRight, inner.width())
        painter.setFont(look.font(ink.role))
        painter.setPen(look.color(ink.tone))
        painter.drawText(inner, ink.align | Qt.TextFlag.TextSingleLine, shown)

    def _take(self, box: QComboBox) -> None:
        self.commitData.emit(box)
        self.closeEditor.emit(box, QAbstractItemDelegate.EndEditHint.NoHint)

    def _column(self, index: _Index) -> GridColumn:
        view = self.parent()
        assert isinstance(view, EditGrid)
        columns: Sequence[GridColumn] = view.rows_model.columns
        return columns[index.column()]
