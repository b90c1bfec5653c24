"""Schedules in words: what a line counts, and what a change makes of it."""

from dataclasses import replace
from datetime import date

import pytest

from billdesk.domain.calendar import LAST_DAY, Period, Recurrence
from billdesk.domain.counting import Counter
from billdesk.domain.schedule import ScheduleLine
from billdesk.domain.schedule_changes import Difference
from billdesk.ui.editors.schedule_words import counts_words, date_words, difference_words, when_words


def counts(kind, **counter):
    line = ScheduleLine(1, kind, "x", counter=Counter(**counter) if counter else None)
    return counts_words(line, {3: "Large"}, {"remote": "Remote access"})


def test_what_each_line_counts_is_said():
    assert counts("standard") == "Fixed"
    assert counts("asset", asset_type="Laptop") == "Assets, Laptop"
    assert counts("asset", search_id=3) == "Search “Large”"
    assert counts("asset") == "Assets …"
    assert counts("policy_folder", folder="Desks") == "Folder Desks"
    assert counts("contact") == "Contacts"
    assert counts("contact", field="remote", value="yes") == "Contacts, Remote access: yes"
    assert counts("vendor_usage", vendor="CloudVault", item="Seat") == "CloudVault, Seat"
    assert counts("vendor_usage") == "Vendor usage …"


@pytest.fixture
def bench(make_bench):
    return make_bench()


def test_the_next_date_says_what_it_becomes(bench):
    moved = Difference("next_date", date(2026, 9, 1), date(2026, 9, 15))
    covers = Difference("period", None, Period(date(2026, 9, 15), date(2026, 10, 14)))
    assert date_words((moved,), bench) == "The next invoice was Sep 1, it becomes Sep 15."
    assert date_words((moved, covers), bench).endswith("and covers Sep 15 – Oct 14.")
    gone = Difference("next_date", date(2026, 9, 1), None)
    assert date_words((gone,), bench) == "The next invoice was Sep 1. Now none comes any more."
    assert date_words((covers,), bench) == ""


def test_every_difference_has_words(bench):
    def said(*values):
        return difference_words(Difference(*values), bench, "USD")

    assert said("total", 100_00, 90_00) == ("Next invoice", "100.00 → 90.00")
    assert said("line_added", None, 5_00, "Phones, {period}") == ("New: Phones", "5.00")
    assert said("line_removed", 5_00, None, "Phones") == ("Gone: Phones", "5.00")
    assert said("line_amount", 5_00, None, "Phones") == ("Phones", "5.00 → –")
    assert said("line_changed", None, None, "") == ("Line", "changed")
    monthly = Recurrence("monthly", 1, date(2026, 1, 15))
    assert said("rhythm", monthly, replace(monthly, interval=3, billing_day=LAST_DAY)) == (
        "Rhythm",
        "Monthly on the 15th → Every 3 months, last day",
    )
    assert said("rhythm", monthly, replace(monthly, frequency="weekly"))[1].endswith("→ Weekly")
    assert said("over", "active", "completed") == ("State", "completed")
    assert said("auto_send", False, True) == ("E-mail at once", "on")
    assert said("lead_days", 0, 5) == ("Draw up", "0 → 5")
    assert said("end", None, date(2026, 9, 1)) == ("End", "– → Sep 1")
    assert said("title", "a", "b") == ("Title", "changed")


def test_a_line_that_has_ended_or_begins_later_says_when():
    line, today = ScheduleLine(1, "standard", "x"), date(2026, 2, 1)
    ended, coming = (
        replace(line, effective_to=date(2026, 1, 31)),
        replace(line, effective_from=date(2027, 3, 1)),
    )
    assert when_words(ended, today, "en") == "ended Jan 31"
    assert when_words(coming, today, "en") == "from Mar 1, 2027"
    assert when_words(replace(line, effective_from=today, effective_to=today), today, "en") == ""
