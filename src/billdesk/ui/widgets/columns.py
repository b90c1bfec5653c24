"""The menu that chooses which columns a list shows and in what order, and fits them to their text."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QWidget

from billdesk.ui.look import Look
from billdesk.ui.models.cells import TICK
from billdesk.ui.widgets.menu import Menu
from billdesk.ui.widgets.table import Table
from billdesk.ui.words import tr


class ColumnsMenu(Menu):
    """One check mark for each column that may be left out; Ctrl+Up and Ctrl+Down move its place."""

    def __init__(self, look: Look, table: Table, name: str, parent: QWidget | None = None) -> None:
        super().__init__(look, parent or table, stays=True)
        self.setObjectName(f"{name}.menu")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._table = table
        self._name = name
        self._fill()

    def _fill(self) -> None:
        columns = {column.name: column for column in self._table.rows_model.columns}
        for column in (columns[name] for name in self._table.names()):
            if column.name != TICK and not column.stretch and column.title:
                action = QAction(column.title, self)
                action.setObjectName(f"{self._name}.{column.name}")
                action.setData(column.name)
                action.setCheckable(True)
                action.setChecked(column.name not in self._table.left_out)
                action.triggered.connect(lambda on, of=column.name: self._on_chosen(of, on))
                self.addAction(action)
        self.addSeparator()
        fit = QAction(tr("Fit to text"), self)
        fit.setObjectName(f"{self._name}.fit")
        fit.triggered.connect(self._table.fit_to_text)
        self.addAction(fit)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        action = self.activeAction()
        if step and event.modifiers() & Qt.KeyboardModifier.ControlModifier and action and action.data():
            self._move(str(action.data()), step)
        else:
            super().keyPressEvent(event)

    def _move(self, name: str, step: int) -> None:
        self._table.move_column(name, step)
        self.clear()
        self._fill()
        self.setActiveAction(next(one for one in self.actions() if one.data() == name))

    def _on_chosen(self, name: str, shown: bool) -> None:
        out = set(self._table.left_out)
        self._table.hide_columns(out - {name} if shown else out | {name})
