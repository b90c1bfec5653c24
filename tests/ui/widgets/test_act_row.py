"""Buttons beside a field keep their words where there is little room."""

import pytest

from billdesk.ui.widgets.act_row import ActRow
from billdesk.ui.widgets.fields import SearchField
from billdesk.ui.widgets.painted import Button


@pytest.fixture
def row(look, qtbot):
    buttons = [
        Button(look, words, "plain", "folder", words) for words in ("Verschieben", "Archivieren", "Neu")
    ]
    made = ActRow(
        look, SearchField(look, "x.search", "Name", least=120), [(one, "folder") for one in buttons]
    )
    made.buttons = buttons
    qtbot.addWidget(made)
    made.resize(900, 48)
    made.show()
    return made


def iconed(row):
    return [not button.icon().isNull() for button in row.buttons]


def test_icons_go_before_words_are_cut_off_and_come_back(row):
    assert iconed(row) == [True] * 3
    narrow = row.minimumSizeHint().width()
    row.resize(narrow, 48)
    row.layout().activate()
    assert iconed(row) == [False] * 3
    assert all(button.width() >= button.sizeHint().width() for button in row.buttons)
    assert row.minimumSizeHint().width() == narrow
    row.resize(900, 48)
    assert iconed(row) == [True] * 3


def test_a_button_that_goes_makes_room_for_icons(row, qtbot):
    row.resize(row._needed() - 30, 48)
    assert iconed(row) == [False] * 3
    row.buttons[0].hide()
    qtbot.waitUntil(lambda: iconed(row)[1:] == [True] * 2)
