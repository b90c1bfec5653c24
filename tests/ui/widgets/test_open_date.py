"""A date that may be open: emptied, typed, moved by arrow keys, and rubbish that stays."""

from datetime import date

import pytest
from PySide6.QtCore import Qt

from billdesk.ui.widgets.labelled import Caption
from billdesk.ui.widgets.open_date import OpenDayField

TODAY = date(2026, 8, 4)


@pytest.fixture
def field(look, qtbot):
    made = OpenDayField(look, Caption("schedule.end", "End"), "open end", lambda: TODAY, "en")
    qtbot.addWidget(made)
    made.show()
    made.heard = []
    made.changed.connect(lambda: made.heard.append(made.value()))
    return made


def test_it_begins_open_and_says_so(field):
    assert field.value() is None
    assert field.edit.placeholderText() == "open end"
    assert field.check()


def test_a_day_is_typed_and_taken_out_again(qtbot, field):
    qtbot.keyClicks(field.edit, "2027-01-31")
    assert field.check()
    field.edit.clear()
    assert field.check()
    assert field.heard == [date(2027, 1, 31), None]


def test_arrow_keys_begin_today_and_go_on_from_there(qtbot, field):
    qtbot.keyClick(field.edit, Qt.Key.Key_Up)
    qtbot.keyClick(field.edit, Qt.Key.Key_Up)
    assert field.heard == [TODAY, date(2026, 8, 5)]


def test_rubbish_stays_and_is_told(qtbot, field):
    qtbot.keyClicks(field.edit, "never")
    assert not field.check()
    assert field.edit.text() == "never"
    assert field.told().startswith("Not a date")
    field.show_value(TODAY)
    assert (field.told(), field.value(), field.heard) == ("", TODAY, [])


def test_what_others_said_goes_when_one_types_or_picks_another(qtbot, field):
    field.show_value(TODAY)
    field.tell("Too early")
    field.edit.read()
    assert field.told() == "Too early"
    qtbot.keyClicks(field.edit, "9")
    assert field.told() == ""
