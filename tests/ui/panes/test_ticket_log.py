"""The labor log in the detail of a ticket."""

from billdesk.ui.panes.ticket_log import is_chargeable
from support.tickets_shop import do


def shown(pane):
    return {key for key, button in pane.detail.log.acts.buttons.items() if not button.isHidden()}


def test_a_row_offers_what_its_state_allows(qtbot, tickets_pane):
    found = []
    for number in (0, 2, 3):
        do(qtbot, tickets_pane, f"ticket.log.{number}")
        found.append(shown(tickets_pane))

    assert found == [{"uncharge"}, {"edit", "remove"}, {"charge", "edit", "remove"}]


def test_the_log_sums_up_actual_and_billable_time(tickets_pane):
    assert tickets_pane.detail.log._section.note.text() == "2 h 25 min worked, 2 h 15 min billable"
    assert [is_chargeable(row) for row in tickets_pane.detail.sheet.log] == [False, False, False, True]


def test_nothing_is_left_to_charge_once_all_is(qtbot, tickets_pane):
    assert tickets_pane.detail.log.charge_all.isVisible()

    do(qtbot, tickets_pane, "ticket.log.charge_all")

    assert not tickets_pane.detail.log.charge_all.isVisible()
