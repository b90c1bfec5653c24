"""What the next invoices come to, found in the background."""

import pytest

from billdesk.domain.errors import Trouble
from billdesk.domain.lists import Sort
from billdesk.domain.schedule_list import ScheduleFilter
from billdesk.ui.bench import Bench
from billdesk.ui.figures import Figures
from billdesk.ui.panes.recurring_amounts import NextAmounts
from support.recurring_shop import FEB_1


@pytest.fixture
def shown(recurring_shop):
    """The rows of all schedules, by their refs."""
    found = recurring_shop.real.browsing.schedules(ScheduleFilter(), Sort("next_date", False), FEB_1).rows
    return {row.ref: row for row in found}


@pytest.fixture
def amounts(recurring_shop, look, background):
    made = NextAmounts(Bench(recurring_shop.desk, look, background, Figures("en", "USD"), "en"))
    made.told = []
    made.found.connect(made.told.append)
    yield made
    background.close()


def test_what_the_next_invoices_come_to_is_summed_up_without_paused_ones(qtbot, pane):
    qtbot.waitUntil(lambda: "Next invoices" in pane.list.totals.accessibleName())

    assert pane.list.totals.accessibleName() == "4 schedules Next invoices $663.45"


def test_amounts_are_found_once_and_what_can_not_be_drawn_up_has_none(qtbot, amounts, shown):
    acme, failing = shown["acme-msp"], shown["bistro-fails"]
    amounts.ask([acme, failing, acme])
    qtbot.waitUntil(lambda: bool(amounts.told))
    amounts.ask([acme, failing])

    assert amounts.told == [{acme.id: 58845, failing.id: None}]
    assert amounts.known == amounts.told[0]
    assert amounts.knows(failing.id)


def test_many_are_found_in_groups_those_asked_for_first_come_first(qtbot, amounts, shown):
    amounts._group = 2
    asked = list(shown.values())
    amounts.ask(asked)

    qtbot.waitUntil(lambda: sum(map(len, amounts.told)) == len(asked))
    assert [list(group) for group in amounts.told] == [
        [row.id for row in asked[at : at + 2]] for at in range(0, len(asked), 2)
    ]


def test_what_was_known_is_shown_on_until_it_is_found_anew(qtbot, recurring_shop, amounts, shown):
    acme = shown["acme-msp"]
    amounts.ask([acme])
    qtbot.waitUntil(lambda: amounts.knows(acme.id))
    recurring_shop.add_laptops("NB-101")

    amounts.forget()
    assert amounts.known == {acme.id: 58845}
    assert not amounts.knows(acme.id)
    amounts.ask([acme])

    qtbot.waitUntil(lambda: amounts.knows(acme.id))
    assert amounts.known[acme.id] > 58845


def test_what_is_found_after_a_change_is_not_taken_for_fresh(qtbot, amounts, shown):
    acme = shown["acme-msp"]
    amounts.ask([acme])
    amounts.forget()  # while the answer is on its way

    qtbot.waitUntil(lambda: len(amounts.told) == 1)
    assert not amounts.knows(acme.id)


def test_after_a_failure_amounts_stay_unknown_and_are_found_when_asked_again(
    qtbot, recurring_shop, amounts, shown, monkeypatch
):
    acme = shown["acme-msp"]
    failed = []

    def broken(*_given):
        failed.append(True)
        raise Trouble("disk_is_full")

    with monkeypatch.context() as patch:
        patch.setattr(recurring_shop.real.recurring, "amounts", broken, raising=True)
        amounts.ask([acme])
        qtbot.waitUntil(lambda: bool(failed) and not amounts._at_work)
    assert not amounts.knows(acme.id)

    amounts.ask([acme])
    qtbot.waitUntil(lambda: amounts.knows(acme.id))
