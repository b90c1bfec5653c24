"""The rows of a grid that is typed into: texts, choices and yes-or-no, and what is wrong with them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

_ROOT = QModelIndex()
_Index = QModelIndex | QPersistentModelIndex
WRONG = Qt.ItemDataRole.UserRole + 1
"""The role that tells whether a cell is wrong."""


@dataclass(frozen=True, slots=True)
class GridColumn:
    """One column: `kind` is text, choice or flag; `width` in px at 96 dpi, where 0 takes the rest."""

    name: str
    title: str
    kind: str = "text"
    width: int = 120
    choices: tuple[str, ...] = ()


class EditModel(QAbstractTableModel):
    """Rows as mappings of texts and flags; `edited` tells that the person changed something."""

    edited = Signal()

    def __init__(self, columns: Sequence[GridColumn], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.rows: list[dict[str, Any]] = []
        self._wrong: dict[tuple[int, str], str] = {}

    def show_rows(self, rows: Sequence[Mapping[str, Any]]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.rows = [dict(row) for row in rows]
        self._wrong.clear()
        self.endResetModel()

    def show_columns(self, columns: Sequence[GridColumn]) -> None:
        """Have other columns."""
        self.beginResetModel()
        self.columns = tuple(columns)
        self.endResetModel()

    def tell(self, wrong: Mapping[tuple[int, str], str]) -> None:
        """Say what is wrong in which cells."""
        self._wrong = dict(wrong)
        if self.rows:
            last = self.index(len(self.rows) - 1, len(self.columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def told(self) -> dict[tuple[int, str], str]:
        """What is said to be wrong, by row and column."""
        return dict(self._wrong)

    def add(self, row: Mapping[str, Any], at: int | None = None) -> int:
        """Add a row, at the end or at a place; where it stands."""
        place = len(self.rows) if at is None else at
        self.beginInsertRows(_ROOT, place, place)
        self.rows.insert(place, dict(row))
        self._wrong.clear()
        self.endInsertRows()
        return place

    def remove(self, number: int) -> None:
        """Take a row out."""
        self.beginRemoveRows(_ROOT, number, number)
        del self.rows[number]
        self._wrong.clear()
        self.endRemoveRows()
        self.edited.emit()

    # What Qt asks

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return self.columns[section].title if orientation == Qt.Orientation.Horizontal else section + 1

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        column = self.columns[index.column()]
        value = self.rows[index.row()].get(column.name, "")
        wrong = self._wrong.get((index.row(), column.name), "")
        if role == WRONG:
            return bool(wrong)
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleDescriptionRole):
            return wrong
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{column.title}: {'✓' if value is True else value or ''}"
        if column.kind == "flag":
            checked = role == Qt.ItemDataRole.CheckStateRole
            return (Qt.CheckState.Checked if value else Qt.CheckState.Unchecked) if checked else None
        return value if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole) else None

    def setData(self, index: _Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        column, row = self.columns[index.column()], self.rows[index.row()]
        if column.kind == "flag":
            new: Any = Qt.CheckState(value) == Qt.CheckState.Checked
        else:
            new = " ".join(str(value).splitlines()).strip()
        if row.get(column.name, "") == new:
            return False
        row[column.name] = new
        self._wrong.pop((index.row(), column.name), None)
        self.dataChanged.emit(index, index)
        self.edited.emit()
        return True

    def flags(self, index: _Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.isValid() and self.columns[index.column()].kind == "flag":
            return flags | Qt.ItemFlag.ItemIsUserCheckable
        return flags | Qt.ItemFlag.ItemIsEditable
