"""The menu that chooses which columns a list shows, and fits them to their text."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from billdesk.ui.look import Look
from billdesk.ui.models.cells import TICK
from billdesk.ui.widgets.menu import Menu
from billdesk.ui.widgets.table import Table
from billdesk.ui.words import tr


class ColumnsMenu(Menu):
    """One check mark for each column that may be left out; the text column always stays."""

    def __init__(self, look: Look, table: Table, name: str, parent: QWidget | None = None) -> None:
        super().__init__(look, parent or table, stays=True)
        self.setObjectName(f"{name}.menu")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._table = table
        for column in table.rows_model.columns:
            if column.name != TICK and not column.stretch:
                action = QAction(column.title, self)
                action.setObjectName(f"{name}.{column.name}")
                action.setCheckable(True)
                action.setChecked(column.name not in table.left_out)
                action.triggered.connect(lambda on, of=column.name: self._on_chosen(of, on))
                self.addAction(action)
        self.addSeparator()
        fit = QAction(tr("Fit to text"), self)
        fit.setObjectName(f"{name}.fit")
        fit.triggered.connect(table.fit_to_text)
        self.addAction(fit)

    def _on_chosen(self, name: str, shown: bool) -> None:
        out = set(self._table.left_out)
        self._table.hide_columns(out - {name} if shown else out | {name})
