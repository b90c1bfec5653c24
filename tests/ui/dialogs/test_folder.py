"""The question for a folder takes a folder only, and goes by itself."""

from PySide6.QtWidgets import QFileDialog, QWidget

from billdesk.ui.dialogs.folder import folder_dialog


def test_it_asks_for_an_existing_folder_and_is_gone_when_it_is_closed(qtbot):
    over = QWidget()
    qtbot.addWidget(over)
    dialog = folder_dialog(over, "x.folder", "Save")
    assert dialog.fileMode() == QFileDialog.FileMode.Directory
    dialog.open()
    dialog.reject()
    qtbot.waitUntil(lambda: over.findChild(QFileDialog) is None)
