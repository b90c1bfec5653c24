"""How often a schedule bills, in words of English and German."""

from datetime import date

import pytest

from billdesk.domain.calendar import Recurrence
from billdesk.domain.schedule import Schedule
from billdesk.domain.schedule_list import ScheduleRow
from billdesk.services.frequencies import Rhythm, rhythm_words, row_words, schedule_words

OCT_12 = date(2026, 10, 12)


@pytest.mark.parametrize(
    ("rhythm", "english", "german"),
    [
        (Rhythm("daily", 1, None, OCT_12), "Daily", "Täglich"),
        (Rhythm("weekly", 2, None, OCT_12), "Every 2 weeks", "Alle 2 Wochen"),
        (Rhythm("weekly", 6, None, OCT_12), "Every 6 weeks", "Alle 6 Wochen"),
        (Rhythm("monthly", 1, 15, OCT_12), "Monthly on the 15th", "Monatlich am 15."),
        (Rhythm("monthly", 1, None, OCT_12), "Monthly on the 12th", "Monatlich am 12."),
        (Rhythm("monthly", 1, None, None), "Monthly", "Monatlich"),
        (Rhythm("monthly", 3, 32, OCT_12), "Every 3 months, last day", "Alle 3 Monate, letzter Tag"),
        (Rhythm("quarterly", 1, 32, OCT_12), "Quarterly, last day", "Vierteljährlich, letzter Tag"),
        (Rhythm("yearly", 1, None, OCT_12), "Yearly on Oct 12", "Jährlich am 12.10."),
        (Rhythm("yearly", 1, 12, None), "Yearly", "Jährlich"),
        (Rhythm("monthly", 1, 15, OCT_12, 11, 12), "Monthly, 11 of 12", "Monatlich, 11 von 12"),
    ],
)
def test_a_rhythm_is_said_in_words(rhythm, english, german):
    assert rhythm_words(rhythm, "en") == english
    assert rhythm_words(rhythm, "de") == german


@pytest.mark.parametrize(
    ("day", "said"),
    [(1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (13, "13th"), (22, "22nd"), (31, "31st")],
)
def test_days_have_their_english_endings(day, said):
    assert rhythm_words(Rhythm("monthly", 1, day), "en") == f"Monthly on the {said}"


def test_a_row_of_a_list_says_how_far_it_is():
    row = ScheduleRow(
        1, "s-1", 1, "Acme", "", "monthly", 2, 5, OCT_12, "active", "USD", None, 0, "", None, None, True, 3, 6
    )

    assert row_words(row, "en") == "Every 2 months, 3 of 6"


def test_a_schedule_without_a_billing_day_bills_on_the_day_of_its_start():
    schedule = Schedule(1, "s-1", 1, Recurrence("monthly", 1, date(2026, 1, 31)))

    assert schedule_words(schedule, "en") == "Monthly on the 31st"
    assert schedule_words(Schedule(1, "s", 1, Recurrence("weekly", 1, OCT_12)), "en") == "Weekly"
