"""The ticket editor: a new ticket from the keyboard, an edited one, rubbish, and what is left unkept."""

import pytest
from PySide6.QtCore import Qt

from billdesk.ui.editors.ticket import TicketEditor
from billdesk.ui.tasks import TicketTask
from support.parts import calm, put_text

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(qtbot, open_part, tickets_shop):
    made = open_part(TicketEditor, tickets_shop)
    qtbot.waitUntil(made.is_ready)
    return made


def test_a_ticket_is_typed_from_the_keyboard_alone(qtbot, tickets_shop, page):
    assert page.customer.field.hasFocus()
    qtbot.keyClicks(page.customer.field, "acme")
    qtbot.keyClick(page.customer.field, Qt.Key.Key_Return)
    qtbot.waitUntil(page.fields.subject.edit.hasFocus)
    put_text(page.fields.subject.edit, "Tür <b> klemmt")
    qtbot.keyClick(page.fields.subject.edit, Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: bool(page.asked_places))

    place, key = page.asked_places[0]
    sheet = tickets_shop.real.tickets.sheet(key)
    assert (place, sheet.ticket.subject, sheet.customer.name) == ("tickets", "Tür <b> klemmt", "Acme Dental")
    assert page.told_words == [f"Ticket {sheet.ticket.number} is kept"]


def test_an_edited_ticket_keeps_what_was_not_touched(qtbot, open_part, tickets_shop):
    page = open_part(TicketEditor, tickets_shop, TicketTask(1))
    qtbot.waitUntil(page.is_ready)
    before = tickets_shop.sheet().ticket
    assert not page.is_unsaved()
    put_text(page.fields.technician.edit, "Sam")
    page.save()
    qtbot.waitUntil(lambda: bool(page.asked_places))

    after = tickets_shop.sheet().ticket
    assert (after.technician, after.subject, after.status) == ("Sam", before.subject, before.status)


def test_what_is_missing_is_said_and_nothing_is_written(qtbot, tickets_shop, page):
    page.save()
    qtbot.waitUntil(page.note.isVisible)

    assert page.note.text() == "Choose the customer that it is for."
    assert page.fields.subject.told() == "Something must stand here. Type it."
    assert page.customer.field.hasFocus()
    assert len(tickets_shop.real.tickets.list()) == 2


@pytest.mark.parametrize("ending", ["leave", "finish"])
def test_what_was_typed_is_kept_when_one_goes_away(qtbot, open_part, tickets_shop, ending):
    page = open_part(TicketEditor, tickets_shop, TicketTask(1))
    qtbot.waitUntil(page.is_ready)
    put_text(page.fields.subject.edit, "Typed in haste")
    if ending == "finish":
        tickets_shop.calls.clear()
        page.finish()
        tickets_shop.calls.clear()  # the program ends, and nobody waits for the window any more
    else:
        left = []
        page.leave(lambda: left.append(True))
        qtbot.waitUntil(lambda: left == [True])

    assert tickets_shop.sheet().ticket.subject == "Typed in haste"


def test_what_cannot_be_kept_on_leaving_is_told(qtbot, page):
    put_text(page.fields.subject.edit, "Nobody's")
    page.leave(lambda: None)
    qtbot.waitUntil(lambda: bool(page.told_words))
    calm(qtbot, page)

    assert page.told_words == ["Not kept. Choose the customer that it is for."]
