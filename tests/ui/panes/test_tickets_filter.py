"""The filters above the list of tickets."""

import pytest

from billdesk.domain.ticket_list import TicketFilter
from billdesk.ui.panes.tickets_filter import USUAL, TicketsFilter


@pytest.fixture
def filters(qtbot, make_bench):
    made = TicketsFilter(make_bench("empty"))
    qtbot.addWidget(made)
    return made


@pytest.mark.parametrize(
    "asked",
    [
        TicketFilter(),
        USUAL,
        TicketFilter(statuses=frozenset({"Gone", "New"}), text="a b"),
        TicketFilter(technician="Sam", customer_id=3, has_charges=False, timer_runs=True, ids=(1, 2)),
    ],
)
def test_what_is_shown_is_what_is_asked_for_and_comes_again(filters, asked):
    filters.show_filter(asked)
    assert filters.wanted() == asked
    assert filters.is_narrowed() == (asked not in (TicketFilter(), USUAL))
    kept = filters.as_plain()
    filters.clear()
    assert filters.wanted() == USUAL

    filters.show_plain(kept)

    assert filters.wanted() == asked


@pytest.mark.parametrize("kept", [{"customer": "x"}, {"ids": ["a"]}, {"ids": 5}])
def test_rubbish_that_was_kept_makes_no_sense(filters, kept):
    with pytest.raises((TypeError, ValueError)):
        filters.show_plain(kept)


def test_statuses_of_the_shop_are_offered_and_what_is_chosen_stays(qtbot, filters):
    filters.show_filter(TicketFilter(statuses=frozenset({"Gone"})))
    filters.offer()
    chip = filters.chips.chip("status")

    qtbot.waitUntil(lambda: len(chip.spec.choices) == 8)

    assert [one.key for one in chip.spec.choices][-1] == "Gone"
