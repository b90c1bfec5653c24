"""The field for a date."""

from datetime import date

import pytest
from PySide6.QtCore import Qt

from billdesk.ui.widgets.dates import DateField

TODAY = date(2026, 8, 4)


@pytest.fixture
def field(qtbot, look):
    made = DateField(look, "until", "Until", lambda: TODAY, "en")
    qtbot.addWidget(made)
    made.show()
    made.picks, made.words = [], []
    made.picked.connect(made.picks.append)
    made.misread.connect(made.words.append)
    return made


def retype(qtbot, field, text):
    field.selectAll()
    qtbot.keyClicks(field, text)
    qtbot.keyClick(field, Qt.Key.Key_Return)


def test_a_typed_day_is_written_out_and_told_once(qtbot, field):
    retype(qtbot, field, "9/1")
    retype(qtbot, field, "Sep 1")

    assert field.text() == "Sep 1, 2026"
    assert field.picks == [date(2026, 9, 1)]


@pytest.mark.parametrize(
    ("key", "day"),
    [
        (Qt.Key.Key_Up, date(2026, 8, 5)),
        (Qt.Key.Key_Down, date(2026, 8, 3)),
        (Qt.Key.Key_PageUp, date(2026, 9, 4)),
        (Qt.Key.Key_PageDown, date(2026, 7, 4)),
    ],
)
def test_keys_step_by_days_and_months(qtbot, field, key, day):
    qtbot.keyClick(field, key)

    assert field.picks == [day]


def test_what_cannot_be_read_stays_and_says_what_to_type(qtbot, field):
    retype(qtbot, field, "soon")

    assert field.text() == "soon"
    assert field.words == ["Not a date. Type Aug 4, 2026 or +14"]
    assert field.property("state") == "wrong"
    assert field.picks == []

    qtbot.keyClicks(field, "er")
    assert field.words[-1] == ""
    assert field.property("state") == ""


def test_a_date_is_as_wide_as_its_text_needs_and_in_a_form_as_the_other_fields(look, qtbot):
    from billdesk.ui.widgets.forms import DayField
    from billdesk.ui.widgets.labelled import Caption

    alone = DateField(look, "x.date", "Date", lambda: TODAY, "en")
    qtbot.addWidget(alone)
    alone.resize(600, 32)
    assert alone.width() < 200
    longest = look.metrics("body", True).horizontalAdvance("Sep 28, 2026")
    assert alone.minimumWidth() >= longest + look.px(32)
    field = DayField(look, Caption("x.day", "Day"), lambda: TODAY, "en")
    qtbot.addWidget(field)
    field.resize(600, 60)
    field.show()
    assert field.edit.width() == 600
