"""A part of a detail."""

from PySide6.QtWidgets import QLabel

from billdesk.ui.widgets.painted import Button
from billdesk.ui.widgets.section import Section


def test_a_section_shows_its_body_or_says_that_there_is_nothing(look, qtbot):
    body = QLabel("rows")
    section = Section(look, "Open invoices", body, "Nothing is open.", Button(look, "All", "link"))
    qtbot.addWidget(section)
    assert body.isHidden()
    assert not section.none.isHidden()
    section.show_some(True, "2")

    assert not body.isHidden()
    assert section.none.isHidden()
    assert section.note.text() == "2"


def test_without_words_for_nothing_there_is_just_the_heading(look, qtbot):
    section = Section(look, "Open invoices", QLabel("rows"))
    qtbot.addWidget(section)
    section.show_some(False)

    assert section.none.isHidden()
