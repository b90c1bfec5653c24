"""The columns of the report of time."""

from dataclasses import replace
from datetime import date

from billdesk.domain.time_report import TimeGroup, TimeLine, TimeSums
from billdesk.ui.pages.time_columns import TimeWriter

LINE = TimeLine(
    1, date(2026, 2, 1), 1, "T-1", "Slow", 1, "Acme", "Sam", "Bench", "a\nb", 20, 30, True, "charged"
)


def cells(columns, row):
    return {one.name: one.cell(row) for one in columns}


def test_a_group_says_its_minutes_in_words_and_marks_what_waits(make_bench):
    columns = TimeWriter(make_bench("empty")).groups()
    found = cells(columns, TimeGroup(1, "Sam", "Sam", TimeSums(3, 70, 75, 0, 45, 30, 0)))
    assert [found[name].text for name in ("name", "entries", "worked", "free")] == [
        "Sam",
        "3",
        "1 h 10 min",
        "–",
    ]
    assert (found["not_charged"].tone, found["charged"].tone) == ("partly_fg", "ink")
    assert cells(columns, TimeGroup(1, "", "", TimeSums()))["name"].text == "Nobody"


def test_a_row_says_what_was_done_and_how_it_stands(make_bench):
    columns = TimeWriter(make_bench("empty")).lines()
    found = cells(columns, LINE)
    assert (found["notes"].text, found["worked"].text, found["billed"].text) == ("a b", "20 min", "30 min")
    assert found["state"].badge == "charged"
    other = cells(columns, replace(LINE, billable=False, day=None, technician="", notes=""))
    assert [other[name].text for name in ("day", "technician", "notes", "billed")] == [
        "–",
        "–",
        "–",
        "not billed",
    ]
    assert other["state"].badge == "not_billable"
