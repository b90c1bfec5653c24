"""Asks for a folder to save into."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from billdesk.ui.words import tr


def folder_dialog(over: QWidget, name: str, title: str) -> QFileDialog:
    """The dialog, not yet open; it goes by itself when it is closed."""
    dialog = QFileDialog(over, title)
    dialog.setObjectName(name)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptOpen)
    dialog.setLabelText(QFileDialog.DialogLabel.Accept, tr("Save here"))
    return dialog
