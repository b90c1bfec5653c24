"""The charges in the detail of a ticket."""

from PySide6.QtWidgets import QWidget

from billdesk.domain.lists import InvoiceFilter
from support.tickets_shop import do


def visible(pane):
    return {key for key, button in pane.detail.charges.acts.buttons.items() if not button.isHidden()}


def test_the_foot_says_what_an_invoice_would_ask_for(tickets_shop, tickets_pane):
    would = tickets_shop.sheet().would
    said = tickets_pane.findChild(QWidget, "ticket.charges.totals").accessibleName()

    assert "Invoice would ask for" in said
    assert f"{would.total // 100}.{would.total % 100:02}" in said
    assert said.startswith("3 waiting")


def test_charged_time_is_edited_but_taken_back_in_the_log_only(qtbot, tickets_pane):
    do(qtbot, tickets_pane, "ticket.charges.0")

    assert visible(tickets_pane) == {"edit"}
    assert tickets_pane.detail.charges.acts.words.text() == "Taken back in the labor log"
    do(qtbot, tickets_pane, "ticket.charges.0")
    assert tickets_pane.detail.charges.chosen() is None


def test_what_is_billed_leads_to_its_invoice(qtbot, tickets_shop, tickets_pane):
    do(qtbot, tickets_pane, "ticket.make_invoice")
    do(qtbot, tickets_pane, "ticket.charges.2")
    assert visible(tickets_pane) == {"invoice"}

    do(qtbot, tickets_pane, "ticket.charges.acts.invoice")

    (invoice,) = tickets_shop.sheet().invoices
    assert tickets_pane.asked_places[-1] == ("invoices", InvoiceFilter(ids=(invoice.id,)))
