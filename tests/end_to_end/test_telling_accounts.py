"""A month's end at the window as a person does it: a statement, the closing sheet, what was changed."""

from datetime import date

from billdesk.domain.payment_list import PaymentFilter
from billdesk.services.payments import Received

DAY = date(2026, 2, 1)
LAST_ACT = "SELECT act FROM audit WHERE kind = 'customer' ORDER BY id DESC LIMIT 1"


def test_a_statement_goes_out_a_day_is_closed_and_the_trail_tells_of_it(open_shop):
    me = open_shop("little", DAY)
    bistro = me.desk.browsing.customers("Bistro")[0].id
    me.desk.payments.take(Received(bistro, 12_00, DAY, method="cash", on_account=True))
    me.click("window.side.customers")
    me.row("customers.table", "Acme Dental")
    me.pick("customer.more", "customers.menu.statement")
    me.window.shell.activateWindow()  # off screen the closed menu stays the active window
    me.calm()
    assert me.window.shown.key == "statement"
    me.click("statement.kind.open")
    me.calm()
    me.click("statement.mail")
    me.qtbot.waitUntil(lambda: len(me.letters("Statement from")) == 1, timeout=20_000)
    paper = next(me.letters("Statement from")[0].iter_attachments())
    assert paper.get_filename().startswith("Open items Acme Dental")
    me.calm()
    assert me.one(LAST_ACT) == "statement_sent"

    me.press("Ctrl+K")
    me.type(">closing sheet")
    me.press("Return")
    me.calm()
    assert me.window.shown.key == "closing"
    me.click("closing.before")
    me.click("closing.after")
    me.click("closing.payments")
    me.calm()
    assert me.window.shown.key == "payments"
    assert [one[1] for one in me.table("payments.table")] != []
    assert me.window.shown.filter.wanted() == PaymentFilter(date_from=DAY, date_to=DAY)

    me.press("Ctrl+K")
    me.type(">audit trail")
    me.press("Return")
    me.calm()
    assert me.window.shown.key == "audit"
    me.reads("audit.table", "Customer Acme Dental", "Statement e-mailed")
