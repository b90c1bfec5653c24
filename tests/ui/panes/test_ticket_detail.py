"""The detail of a ticket."""

from dataclasses import replace

from billdesk.domain.ticket import Ticket
from support.tickets_shop import FEB_1, settle


def test_everything_about_the_ticket_is_said(qtbot, tickets_shop, tickets_pane):
    detail, before = tickets_pane.detail, tickets_shop.sheet().ticket
    assert (detail.badge.text(), detail.facts.text().split("  ·  ")[0]) == ("Resolved", "Acme Dental")
    assert not detail.description.isVisible()

    changed = replace(before, subject="{x} & <b>", description="<i>why</i>", technician="Sam", due=FEB_1)
    tickets_shop.real.ticketing.save(changed, [], FEB_1)
    settle(qtbot, tickets_pane)

    assert detail.description.text() == "<i>why</i>"
    assert {"Sam", "due Feb 1"} <= set(detail.facts.text().split("  ·  "))
    assert "{x} & <b>" in detail.accessibleName()


def test_a_ticket_without_anything_says_so(qtbot, tickets_shop, tickets_pane):
    new = Ticket(0, "", tickets_shop.sheet().ticket.customer_id, "Nothing yet")
    made = tickets_shop.real.ticketing.save(new, [], FEB_1)
    tickets_pane.show_what(made.id)
    qtbot.waitUntil(lambda: tickets_pane.shown_id() == made.id)

    assert tickets_pane.detail.log._section.none.isVisible()
    assert not tickets_pane.detail.bill.isVisible()
    assert not tickets_pane.can_make_invoice()
