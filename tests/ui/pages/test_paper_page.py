"""A page with paper: nothing can be saved before it is there, and what fails is told."""

import pytest

from billdesk.domain.errors import Trouble
from support.windows import DAY


@pytest.fixture
def page(make_bench, qtbot):
    from billdesk.ui.pages.closing import ClosingPage

    made = ClosingPage(make_bench())
    qtbot.addWidget(made)
    made.told_words, made.troubles = [], []
    made.told.connect(lambda words, _undo: made.told_words.append(words))
    made.troubled.connect(made.troubles.append)
    made.resize(1200, 800)
    made.show()
    made.show_what(DAY)
    assert made.save.isEnabled()
    qtbot.waitUntil(lambda: not made.is_waiting())
    return made


def test_the_paper_is_saved_into_a_folder_and_its_path_is_told(page, qtbot, tmp_path):
    page.save_into(tmp_path)
    page.save_into(tmp_path)  # one at a time
    qtbot.waitUntil(lambda: bool(page.told_words))
    assert [one.name for one in tmp_path.glob("*.pdf")] == ["Closing sheet 2026-02-01.pdf"]
    assert page.save.isEnabled()


def test_a_folder_that_cannot_be_written_is_told_and_it_can_be_tried_again(page, qtbot, tmp_path):
    (tmp_path / "file").write_text("")
    page.save_into(tmp_path / "file" / "deeper")
    qtbot.waitUntil(lambda: bool(page.troubles))
    assert isinstance(page.troubles[0], Trouble)
    assert page.save.isEnabled()


def test_a_day_that_cannot_be_read_is_said_below_and_the_paper_stays(page, qtbot):
    page.day.edit.setText("31.31.")
    page.day.edit.read()
    assert page.day.told().startswith("Not a date")
    assert page.day.edit.day == DAY


def test_a_folder_is_asked_for(page, qtbot):
    from PySide6.QtWidgets import QFileDialog

    page.ask_for_folder()
    dialog = page.findChild(QFileDialog, "closing.save.folder")
    assert dialog.isVisible()
    dialog.reject()
