"""Where to write rows is asked with a name that spreadsheets open, and what became of it is said."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QWidget

from billdesk.ui.dialogs.csv_file import counted_rows, csv_dialog


@pytest.fixture
def over(qtbot):
    widget = QWidget()
    qtbot.addWidget(widget)
    return widget


def test_the_name_offered_is_chosen_by_saying_yes(qtbot, over, tmp_path):
    dialog = csv_dialog(over, "list.file", "Export CSV", "Invoices 2026-02-01")
    dialog.setDirectory(str(tmp_path))
    dialog.open()
    with qtbot.waitSignal(dialog.fileSelected) as chosen:
        dialog.accept()
    assert Path(chosen.args[0]) == tmp_path / "Invoices 2026-02-01.csv"
    qtbot.waitUntil(lambda: over.findChild(QFileDialog, "list.file") is None)  # closed, it goes by itself


@pytest.mark.parametrize(
    ("count", "said"),
    [(None, "Stopped; no file was written"), (0, "0 rows"), (1, "1 row"), (2_000, "2,000 rows")],
)
def test_it_says_how_many_rows_there_are_or_that_there_is_no_file(count, said):
    assert counted_rows(count, "{count} row", "{count} rows") == said
