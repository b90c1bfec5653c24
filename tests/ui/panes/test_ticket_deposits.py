"""The deposits in the detail of a ticket, from taking one to what became of it."""

from dataclasses import replace

from billdesk.domain.payment_list import PaymentFilter
from billdesk.ui.tasks import ReceiptTask
from support.tickets_shop import FEB_1, answer, asked, do, settle


def row(pane, number=0):
    return pane.detail.deposits.grid.row(number).accessibleName()


def shown(pane):
    return {key for key, button in pane.detail.deposits.acts.buttons.items() if not button.isHidden()}


def test_a_deposit_is_taken_and_says_what_is_held_applied_and_left(qtbot, tickets_shop, tickets_pane):
    pane = tickets_pane
    do(qtbot, pane, "ticket.take_deposit")
    assert asked(qtbot, pane, "deposit.question").windowTitle() == "Take deposit"
    answer(qtbot, pane, "deposit.question", amount=50_00, method="check", reference="77")
    assert pane.told_words[-1].endswith(": $50.00 is held for the ticket")
    assert "Check 77 · Deposit $50, Feb 1, 50.00, 0.00, 0.00, 50.00, held" in row(pane)
    assert "$50.00 is held" in pane.detail.deposits._section.note.text()

    do(qtbot, pane, "ticket.make_invoice")
    (invoice,) = tickets_shop.sheet().invoices
    issued = tickets_shop.real.invoicing.issue(invoice.id, FEB_1)
    settle(qtbot, pane)
    assert issued.settled == 50_00
    assert "50.00, 50.00, 0.00, 0.00, used up" in row(pane)
    assert issued.number is not None


def test_a_deposit_is_refunded_released_mailed_and_shown_from_its_row(qtbot, tickets_shop, tickets_pane):
    pane = tickets_pane
    payment = tickets_shop.real.payments.deposit("t1", 30_00, "cash", FEB_1).payments[0]
    settle(qtbot, pane)
    do(qtbot, pane, "ticket.deposits.0")
    assert shown(pane) == {"refund", "release", "mail", "print", "shown"}
    do(qtbot, pane, "ticket.deposits.acts.print")
    do(qtbot, pane, "ticket.deposits.acts.shown")
    do(qtbot, pane, "ticket.deposits.acts.mail")
    assert pane.asked_places[-3:] == [
        ("print", ReceiptTask((payment.id,), "tickets")),
        ("payments", PaymentFilter(ids=(payment.id,))),
        ("outbox", None),
    ]
    if pane.detail.deposits.chosen() is None:  # the pane was shown anew
        do(qtbot, pane, "ticket.deposits.0")
    do(qtbot, pane, "ticket.deposits.acts.refund")
    answer(qtbot, pane, "refund.question", amount=10_00)
    assert "30.00, 0.00, 10.00, 20.00, held" in row(pane)
    do(qtbot, pane, "ticket.deposits.0")
    do(qtbot, pane, "ticket.deposits.acts.release")
    answer(qtbot, pane, "deposit.release")
    assert "20.00, is credit" in row(pane)
    do(qtbot, pane, "ticket.deposits.0")
    assert "release" not in shown(pane)
    do(qtbot, pane, "ticket.deposits.0")
    assert pane.detail.deposits.chosen() is None


def test_rubbish_and_nothing_are_told_in_the_dialog_and_nothing_is_taken(qtbot, tickets_shop, tickets_pane):
    do(qtbot, tickets_pane, "ticket.deposits.add")
    dialog = asked(qtbot, tickets_pane, "deposit.question")
    dialog.form.fields["product_id"].show_value("")
    dialog.form.fields["amount"].show_value(0)
    dialog.submit()
    qtbot.waitUntil(lambda: "not above 0" in dialog.wrong.text())
    dialog.form.fields["amount"].edit.setText("12,5o")
    dialog.submit()
    assert "Not an amount" in dialog.form.fields["amount"].told()
    dialog.reject()
    assert tickets_shop.sheet().taken == ()


def test_a_shop_that_takes_no_deposits_shows_none(qtbot, tickets_shop, tickets_pane):
    settings = tickets_shop.real.settings
    settings.keep(replace(settings.read(), deposits_enabled=False))
    settle(qtbot, tickets_pane)
    qtbot.waitUntil(lambda: not tickets_pane.detail.deposits.isVisible())
    assert not tickets_pane.detail.deposit.isVisible()
    assert not tickets_pane.can_take_deposit()
