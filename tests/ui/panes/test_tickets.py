"""The Tickets pane on a real database: from time in the log to the invoice, by its buttons."""

import pytest
from PySide6.QtCore import Qt

from billdesk.domain.lists import InvoiceFilter
from billdesk.domain.ticket_list import TicketFilter
from billdesk.ui.models.cells import ACT
from billdesk.ui.tasks import TicketTask
from support.parts import calm, rows
from support.tickets_shop import answer, do, settle


def test_time_goes_from_not_charged_by_charged_to_invoiced_and_back(qtbot, tickets_shop, tickets_pane):
    pane = tickets_pane
    assert tickets_shop.states() == ["charged", "charged", "not_charged", "not_charged"]

    do(qtbot, pane, "ticket.log.charge_all")
    assert tickets_shop.states() == ["charged", "charged", "not_charged", "charged"]
    assert pane.told_words[-1] == "1 time entry charged"

    do(qtbot, pane, "ticket.make_invoice")
    assert tickets_shop.states() == ["invoiced", "invoiced", "not_charged", "invoiced"]
    (invoice,) = tickets_shop.sheet().invoices
    assert pane.asked_places[-1] == ("invoices", InvoiceFilter(ids=(invoice.id,)))
    assert [one.id for one in pane.detail.invoices.values] == [invoice.id]

    pane.undo[-1]()
    settle(qtbot, pane)
    assert tickets_shop.sheet().invoices == ()
    pane.undo[0]()
    settle(qtbot, pane)
    assert tickets_shop.states() == ["charged", "charged", "not_charged", "not_charged"]


def test_the_charges_button_shows_their_running_total_and_leads_to_them(qtbot, tickets_shop, tickets_pane):
    pane, before = tickets_pane, tickets_shop.sheet().pending
    assert f"{before // 100}.{before % 100:02}" in pane.detail.pending.text()

    do(qtbot, pane, "ticket.log.charge_all")

    after = tickets_shop.sheet().pending
    assert after > before
    assert f"{after // 100}.{after % 100:02}" in pane.detail.pending.text()
    do(qtbot, pane, "ticket.pending")
    assert pane.detail.charges.grid.row(0).hasFocus()


def test_a_row_of_the_log_is_charged_and_taken_back_by_its_own_buttons(qtbot, tickets_shop, tickets_pane):
    pane = tickets_pane
    do(qtbot, pane, "ticket.log.3")
    do(qtbot, pane, "ticket.log.acts.charge")
    assert tickets_shop.states()[3] == "charged"

    do(qtbot, pane, "ticket.log.3")
    do(qtbot, pane, "ticket.log.acts.uncharge")
    assert tickets_shop.states()[3] == "not_charged"


def test_everything_can_be_done_by_the_names_of_commands(qtbot, tickets_pane):
    pane = tickets_pane
    can = {
        name: getattr(pane, f"can_{name}")()
        for name in ("edit", "start_timer", "pause_timer", "stop_timer", "charge", "uncharge", "make_invoice")
    }
    assert can == {
        "edit": True,
        "start_timer": True,
        "pause_timer": False,
        "stop_timer": False,
        "charge": True,
        "uncharge": True,
        "make_invoice": True,
    }
    pane.uncharge()
    settle(qtbot, pane)
    qtbot.waitUntil(lambda: not pane.can_uncharge())
    pane.new()
    pane.edit()
    assert pane.asked_places == [("ticket", TicketTask()), ("ticket", TicketTask(pane.shown_id()))]


def test_ticked_tickets_get_a_status_and_one_invoice(qtbot, tickets_shop, tickets_pane):
    pane = tickets_pane
    pane.model.ticks.set_all(True)
    pane.set_status()
    answer(qtbot, pane, "status.question", status="Resolved")
    qtbot.waitUntil(lambda: [row.status for row in rows(pane)] == ["Resolved", "Resolved"])
    assert pane.told_words[-1] == "1 ticket is now: Resolved"
    pane.undo[-1]()
    settle(qtbot, pane)
    qtbot.waitUntil(lambda: {row.status for row in rows(pane)} == {"Resolved", "Waiting for parts"})

    pane.make_invoice()
    qtbot.waitUntil(lambda: bool(pane.asked_places))
    calm(qtbot, pane)

    assert tickets_shop.sheet("t1").invoices == tickets_shop.sheet("t2").invoices != ()
    assert pane.ticked.count() == 0


def test_other_places_ask_for_a_ticket_or_for_some(qtbot, tickets_pane):
    pane = tickets_pane
    pane.show_what(TicketFilter(text="parts"))
    qtbot.waitUntil(lambda: [row.subject for row in rows(pane)] == ["Waiting for parts"])

    pane.show_what(1)

    qtbot.waitUntil(lambda: pane.shown_id() == 1)


def test_the_tickets_of_a_customer_are_shown_with_the_name_and_some_by_their_ids(qtbot, tickets_pane):
    pane, customer = tickets_pane, tickets_pane.detail.sheet.customer
    pane.show_what(TicketFilter(customer_id=customer.id))
    qtbot.waitUntil(lambda: pane.filter.chips.chip("customer").value() == customer.name)
    qtbot.waitUntil(lambda: {row.customer_id for row in rows(pane)} == {customer.id})
    pane.show_customer()
    assert pane.asked_places[-1] == ("customers", customer.id)

    pane.show_what((1, 2))
    qtbot.waitUntil(lambda: {row.id for row in rows(pane)} == {1, 2})
    pane.show_what((2,))
    qtbot.waitUntil(lambda: pane.shown_id() == 2)


def test_a_click_on_the_timer_of_a_row_starts_it_and_another_pauses_it(qtbot, tickets_shop, tickets_pane):
    pane, labor = tickets_pane, tickets_shop.real.labor
    place = [one.name for one in pane.model.columns].index(ACT)
    row = pane.model.number_of(2)
    spot = pane.table.visualRect(pane.model.index(row, place)).center()

    qtbot.mouseClick(pane.table.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    settle(qtbot, pane)
    assert [(one.timer.ticket_id, one.timer.runs) for one in labor.running()] == [(2, True)]
    qtbot.waitUntil(lambda: pane.model.row(row).running is not None and pane.shown_id() == 2)

    qtbot.mouseClick(pane.table.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    settle(qtbot, pane)
    assert labor.running() == ()
    assert pane.told_words == ["The timer runs", "The timer pauses"]


def test_what_is_shown_comes_again_as_a_view(qtbot, tickets_pane):
    tickets_pane.show_what(TicketFilter(statuses=frozenset({"Resolved"}), technician="Sam", open=None))
    kept = tickets_pane.remembered()

    tickets_pane.recall({})
    assert tickets_pane.filter.wanted() == TicketFilter(open=True)
    tickets_pane.recall(kept)

    assert tickets_pane.filter.wanted() == TicketFilter(frozenset({"Resolved"}), technician="Sam")
    calm(qtbot, tickets_pane)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_enter_leads_into_the_detail_and_escape_back(qtbot, tickets_pane, key):
    qtbot.keyClick(tickets_pane.table, key)
    assert tickets_pane.detail.edit.hasFocus()

    qtbot.keyClick(tickets_pane.detail.edit, Qt.Key.Key_Escape)

    assert tickets_pane.table.hasFocus()
