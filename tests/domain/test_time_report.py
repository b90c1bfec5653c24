"""The report of time as values."""

from billdesk.domain.time_report import BY, STATES, TimeFilter, TimeSums


def test_nothing_is_asked_for_and_nothing_found_by_default():
    assert TimeFilter() == TimeFilter(None, None, None, None, None, None, "")
    assert TimeSums() == TimeSums(0, 0, 0, 0, 0, 0, 0)


def test_time_is_grouped_and_told_apart_by_words_of_the_trade():
    assert BY == ("customer", "technician", "labor")
    assert STATES == ("not_charged", "charged", "invoiced")
