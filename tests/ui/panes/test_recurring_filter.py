"""The filters above the list of schedules."""

from billdesk.domain.lists import ScheduleFilter
from support.recurring_shop import rows


def test_other_places_can_ask_for_some_schedules(qtbot, pane):
    pane.show_what(ScheduleFilter(states=frozenset({"completed"})))

    qtbot.waitUntil(lambda: [row.title for row in rows(pane)] == ["Retainer"])
    assert pane.filter.chips.keys("state") == ("completed",)
