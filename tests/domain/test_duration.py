"""Durations as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billdesk.domain.duration import LONGEST, duration_text, minutes
from billdesk.domain.errors import Refused


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("75", 75),
        (" 1:15 ", 75),
        ("1.25h", 75),
        ("1,25 Std.", 75),
        (".5 h", 30),
        ("2h", 120),
        ("1h15", 75),
        ("1 h 15 min", 75),
        ("90 min", 90),
        ("0", 0),
        ("1.33h", 80),
        ("0:05", 5),
    ],
)
def test_a_duration_is_read_as_people_write_it(typed, wanted):
    assert minutes(typed) == wanted


@pytest.mark.parametrize(
    "typed",
    ["", "x", "-5", "1:75", "1:5", "1.25", "1h75", "1.2.3h", "٧٥", "½h", "1e3", "h", "1:15:00", "5 d"],
)
def test_what_is_no_duration_is_refused_with_an_example(typed):
    with pytest.raises(Refused, match="not_a_duration") as caught:
        minutes(typed)
    assert caught.value.facts == {"example": "1:15"}


def test_nobody_works_that_long():
    with pytest.raises(Refused, match="too_large"):
        minutes(str(LONGEST + 1))


@given(st.integers(0, LONGEST))
def test_what_is_written_is_read_again(found):
    assert minutes(duration_text(found)) == found
