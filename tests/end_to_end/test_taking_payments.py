"""Money taken at the window as a person does: in full by check, in part, too much, split over three, back."""

from dataclasses import replace
from datetime import date

import pytest

from billdesk.domain.invoice import InvoiceLine

DAY = date(2026, 2, 1)
BALANCES = "SELECT balance FROM invoices WHERE id IN (:a, :b, :c) ORDER BY id"
NEWEST = "SELECT method, reference, amount, used FROM payments ORDER BY id DESC LIMIT 1"


@pytest.fixture
def me(open_shop):
    """Somebody at the window of a shop in which Acme owes three invoices more."""
    person = open_shop("little", DAY)
    desk = person.desk
    customer = desk.browsing.customers("Acme")[0]
    person.ids = []
    for place, price in enumerate((100_00, 50_00, 30_00)):
        draft = desk.drafts.fresh(customer.id, DAY).invoice
        line = InvoiceLine(f"Story {place}", quantity=10_000, unit_price=price * 10_000)
        facts = {
            "lines": (line,),
            "title": f"Story {place}",
            "currency": "USD",
            "due_date": date(2025, 1, 1 + place),
        }
        kept = desk.drafts.keep(replace(draft, **facts))
        person.ids.append(desk.invoicing.issue(kept.id, DAY).id)
    person.calm()
    return person


def balances(me):
    a, b, c = me.ids
    return [row[0] for row in me.rows(BALANCES, a=a, b=b, c=c)]


def begin(me, title):
    """From the list of invoices, Take payment for the one with that title."""
    me.click("window.side.invoices")
    me.row("invoices.table", title)
    me.click("invoices.preview.take_payment")
    me.qtbot.waitUntil(lambda: me.at() == "payment.amount")


def test_a_check_cash_in_part_and_one_sum_for_three_go_where_they_belong_and_a_bounced_one_comes_back(me):
    whole = balances(me)
    begin(me, "Story 1")  # the invoice one came from is filled before the older one
    me.click("payment.method.check")
    me.fill("payment.reference", "2291")
    me.click("payment.take")
    assert me.window.shown.key == "invoices"
    assert balances(me) == [whole[0], 0, whole[2]]
    assert me.one(NEWEST) == ("check", "2291", whole[1], whole[1])
    me.press("Ctrl+Z")
    me.qtbot.waitUntil(lambda: balances(me) == whole)

    begin(me, "Story 0")
    me.click("payment.method.cash")
    me.fill("payment.amount", "40")
    me.fill("payment.tendered", "50")
    assert me.words("payment.change") == "$10.00"
    me.click("payment.take")
    assert balances(me) == [whole[0] - 40_00, whole[1], whole[2]]

    me.click("window.side.payments")
    me.click("window.new")
    me.calm()
    me.type("Acme")
    me.calm()
    me.press("Return")
    me.qtbot.waitUntil(lambda: me.window.shown.sheet is not None)
    owed = sum(one.balance for one in me.window.shown.sheet.invoices)
    me.fill("payment.amount", f"{(owed + 25_00) // 100}.{(owed + 25_00) % 100:02}")
    me.click("payment.method.transfer")
    me.press("Ctrl+Return")
    assert me.window.shown.key == "payments"
    assert balances(me) == [0, 0, 0]
    assert me.one(NEWEST) == ("transfer", "", owed + 25_00, owed)

    me.row("payments.table", "to credit")
    me.pick("payments.detail.more", "payments.menu.reverse")
    me.type("bounced")
    me.click("payment.reverse.agree")
    me.qtbot.waitUntil(lambda: balances(me) == [whole[0] - 40_00, whole[1], whole[2]])
    assert me.rows("SELECT kind, reason FROM refunds ORDER BY id DESC LIMIT 1") == [("reversal", "bounced")]
    assert me.desk.check.all() == []
