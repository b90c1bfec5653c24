"""Cells and columns."""

from billdesk.ui.models.cells import TICK, Cell, tick_column


def test_a_screen_reader_hears_text_and_second_words():
    assert Cell("Acme Dental", "Managed IT").said == "Acme Dental Managed IT"
    assert Cell("", icon="check", spoken="sent").said == "sent"


def test_the_column_of_boxes_has_no_words_of_its_own():
    column = tick_column()

    assert column.name == TICK
    assert column.cell(object()).said == ""
