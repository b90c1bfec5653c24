"""The list of schedules as values."""

from billdesk.domain.schedule_list import ScheduleFilter


def test_a_filter_that_asks_for_nothing_is_the_same_as_another_one():
    assert ScheduleFilter() == ScheduleFilter(frozenset(), None, None, (), "")
    assert ScheduleFilter(failed=False) != ScheduleFilter()
