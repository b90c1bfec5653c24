"""How tickets and their time are said."""

from datetime import date

import pytest

from billdesk.basics.words import translate
from billdesk.domain.factory import STATUSES
from billdesk.domain.ticket_problems import PRIORITIES
from billdesk.ui import words
from billdesk.ui.ticket_words import (
    age_words,
    badge_of,
    clock_words,
    long_words,
    priority_words,
    status_words,
)
from billdesk.ui.widgets.badge import KINDS


@pytest.mark.parametrize(
    ("minutes", "said"),
    [(0, "0 min"), (59, "59 min"), (60, "1 h"), (70, "1 h 10 min"), (6_001, "100 h 1 min")],
)
def test_durations_are_said_in_hours_and_minutes(minutes, said):
    assert long_words(minutes) == said


@pytest.mark.parametrize(("seconds", "said"), [(0, "0:00:00"), (872, "0:14:32"), (360_061, "100:01:01")])
def test_a_timer_shows_hours_minutes_and_seconds(seconds, said):
    assert clock_words(seconds) == said


@pytest.mark.parametrize(
    ("opened", "said"),
    [(date(2026, 2, 1), "of today"), (date(2026, 1, 31), "1 day old"), (date(2026, 3, 1), "of today")],
)
def test_tickets_have_an_age_that_is_never_below_nothing(opened, said):
    assert age_words(opened, date(2026, 2, 1)) == said


def test_every_status_has_a_badge_and_one_of_the_shop_a_plain_one():
    assert {badge_of(status) for status in STATUSES} <= KINDS.keys()
    assert badge_of("On the moon") == "ticket_other"


def test_factory_statuses_and_priorities_speak_the_windows_language_and_others_stay_as_typed(monkeypatch):
    monkeypatch.setattr(words._Reader, "translate", staticmethod(lambda text: translate(text, "de")))
    assert [status_words(one) for one in (*STATUSES[:2], "Beim Hersteller")] == [
        "Neu",
        "In Arbeit",
        "Beim Hersteller",
    ]
    assert [priority_words(one) for one in ("High", "", "P1")] == ["Hoch", "", "P1"]
    assert [priority_words(one) for one in PRIORITIES] == ["Niedrig", "Normal", "Hoch", "Dringend"]
