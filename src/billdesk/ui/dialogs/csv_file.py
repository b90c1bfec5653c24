"""Asks for a CSV file to write rows into, and says what was written."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from billdesk.ui.words import counted, tr


def csv_dialog(over: QWidget, name: str, title: str, offered: str) -> QFileDialog:
    """The dialog with a name offered for the file, not yet open; it goes by itself when it is closed."""
    dialog = QFileDialog(over, title)
    dialog.setObjectName(name)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilter(tr("CSV files (*.csv)"))
    dialog.setDefaultSuffix("csv")
    dialog.selectFile(f"{offered}.csv")
    return dialog


def counted_rows(count: int | None, one: str, many: str, **facts: object) -> str:
    """How many rows stand in the file now; None says that the writing was stopped."""
    return tr("Stopped; no file was written") if count is None else counted(count, one, many, **facts)
