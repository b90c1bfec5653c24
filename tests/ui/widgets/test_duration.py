"""A field for a duration."""

import pytest

from billdesk.ui.widgets.duration import DurationField
from billdesk.ui.widgets.labelled import Caption


@pytest.fixture
def field(qtbot, look):
    made = DurationField(look, Caption("time.minutes", "Worked"))
    qtbot.addWidget(made)
    return made


def test_what_is_typed_is_written_out_in_one_way(field):
    field.edit.setText("1.25h")

    assert field.check()
    assert (field.value(), field.edit.text()) == (75, "1:15")


@pytest.mark.parametrize("typed", ["", "soon", "1:99", "-3", "999999999"])
def test_rubbish_is_told_what_to_type(field, typed):
    field.edit.setText(typed)

    assert not field.check()
    assert field.value() is None
    assert field.told() == "Not a duration. Type 1:15, 75 or 1.25h."


def test_one_that_is_not_needed_may_stay_empty(qtbot, look):
    made = DurationField(look, Caption("time.billed", "Billed"), needed=False)
    qtbot.addWidget(made)

    assert made.check()
    assert made.value() is None
    made.show_value(None)
    assert made.edit.text() == ""
