"""Everything of one payment: what it settles, what went back, what happened, newest first."""

import pytest

from billdesk.domain.errors import Missing
from billdesk.services.payments import Received
from support.money import TODAY


def test_a_payment_says_what_it_settles_and_what_is_left(each_shop):
    shop = each_shop
    one, two = shop.issued(10_00, title="Disks"), shop.issued(5_00)
    received = Received(shop.customer, 14_00, TODAY, invoices=[(one, 10_00), (two, 2_00)])
    key = shop.payments.take(received).payments[0].id

    sheet = shop.payments.sheet(key)
    assert [(one.title, one.part, one.balance) for one in sheet.settles] == [
        ("Disks", 10_00, 0),
        ("", 2_00, 3_00),
    ]
    assert (sheet.payment.credit, sheet.left, sheet.is_reversed) == (2_00, 14_00, False)

    shop.payments.reverse(key, TODAY, "bounced")
    after = shop.payments.sheet(key)
    assert (after.settles, after.left, after.is_reversed) == ((), 0, True)
    assert [one.act for one in after.history] == ["reversed", "taken"]


def test_a_deposit_names_its_ticket_and_what_is_not_there_is_missing(shop):
    key = shop.payments.deposit("T-00001", 20_00, "cash", TODAY).payments[0].id
    assert shop.payments.sheet(key).ticket.subject == "Slow laptop"
    for strange in (0, -1, 10**30):
        with pytest.raises(Missing):
            shop.payments.sheet(strange)
