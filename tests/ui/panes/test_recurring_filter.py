"""The filters above the list of schedules."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from billdesk.domain.schedule_list import ScheduleFilter
from billdesk.ui.panes.recurring_filter import USUAL, RecurringFilter
from support.parts import calm, rows

PAUSED = ScheduleFilter(states=frozenset({"paused"}))


@pytest.fixture
def filters(qtbot, make_bench):
    made = RecurringFilter(make_bench("empty"))
    qtbot.addWidget(made)
    return made


def test_other_places_can_ask_for_some_schedules(qtbot, pane):
    pane.show_what(ScheduleFilter(states=frozenset({"completed"})))

    qtbot.waitUntil(lambda: [row.title for row in rows(pane)] == ["Retainer"])
    assert pane.filter.chips.keys("state") == ("completed",)


@pytest.mark.parametrize(
    "asked",
    [
        ScheduleFilter(),
        PAUSED,
        ScheduleFilter(failed=False, text="hosting"),
        ScheduleFilter(states=frozenset({"active"}), customer_id=1, failed=True),
    ],
)
def test_what_is_shown_is_what_is_asked_for(filters, asked):
    filters.show_filter(asked)

    assert filters.wanted() == asked


def test_the_usual_list_and_the_whole_one_hide_nothing_unexpected(filters):
    assert filters.wanted() == ScheduleFilter(states=frozenset(USUAL))
    assert not filters.is_narrowed()
    filters.show_filter(ScheduleFilter())
    assert not filters.is_narrowed()

    filters.show_filter(PAUSED)
    assert filters.is_narrowed()


def test_clearing_asks_for_the_usual_list_once(filters):
    filters.show_filter(ScheduleFilter(states=frozenset({"paused"}), text="bistro"))
    asked = []
    filters.changed.connect(lambda: asked.append(filters.wanted()))

    filters.clear()

    assert asked == [ScheduleFilter(states=frozenset(USUAL))]
    assert filters.search.text() == ""


def test_a_customer_is_looked_up_by_keys(qtbot, pane):
    calm(qtbot, pane)
    pane.filter.chips.show_keys("customer", ("0",))
    pane.filter.pick_customer()
    picker = pane.findChild(QWidget, "recurring.customer")
    qtbot.keyClicks(picker.field, "acme")
    qtbot.waitUntil(lambda: picker.list.count() == 1)

    qtbot.keyClick(picker.field, Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: {row.customer for row in rows(pane)} == {"Acme Dental"})
    assert "Acme Dental" in pane.filter.chips.chip("customer").accessibleName()


@pytest.mark.parametrize(
    "asked",
    [
        ScheduleFilter(),
        ScheduleFilter(ids=(3,)),
        ScheduleFilter(failed=False, text="hosting"),
        ScheduleFilter(states=frozenset({"active"}), customer_id=1, failed=True),
    ],
)
def test_what_was_kept_is_asked_for_again(filters, asked):
    filters.show_filter(asked)
    kept = filters.as_plain()
    filters.clear()

    filters.show_plain(kept)

    assert filters.wanted() == asked


def test_nothing_kept_is_the_usual_list_and_nonsense_is_refused(filters):
    filters.show_plain({})
    assert filters.wanted() == ScheduleFilter(states=frozenset(USUAL))
    with pytest.raises(ValueError, match="x"):
        filters.show_plain({"customer": "x"})


def test_one_that_a_link_named_is_shown_until_something_else_is_asked(filters):
    filters.show_filter(ScheduleFilter(ids=(3,)))
    filters.chips.chip("state").pick(("paused",))

    assert filters.wanted() == PAUSED


def test_some_that_a_link_named_have_a_chip_and_its_cross_shows_the_others(qtbot, filters):
    heard = []
    filters.changed.connect(lambda: heard.append(filters.wanted()))
    filters.show_filter(ScheduleFilter(ids=(7, 8)))
    chip = filters.chips.chip("named")
    assert (chip.accessibleName(), chip.isHidden()) == ("Only: 2 schedules", False)
    chip.pick(())
    assert heard == [ScheduleFilter()]
    filters.show_filter(ScheduleFilter(states=frozenset({"paused"})))
    assert filters.chips.keys("named") == ()
