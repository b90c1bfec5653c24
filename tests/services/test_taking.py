"""Taking money: what the screen shows of a customer, credit before money, cash and its change, rubbish."""

from datetime import date

import pytest

from billdesk.domain.errors import Missing
from billdesk.domain.invoice import Invoice, InvoiceLine, reckoned
from billdesk.services.invoicing import issue_drafts
from billdesk.services.moves import Moving
from billdesk.services.payments import Received
from support.money import TODAY, refusal
from support.oracle import statements


def test_the_screen_shows_what_is_open_the_oldest_due_first_and_what_came_in_lately(each_shop):
    shop = each_shop
    late = shop.issued(10_00, due_date=date(2026, 3, 1), title="Disks")
    early = shop.issued(5_00, due_date=date(2026, 1, 1))
    shop.issued(3_00, currency="USD")
    shop.issued(1_00, customer_id=shop.other)
    paid = shop.issued(7_00)
    shop.payments.take(
        Received(shop.customer, 9_00, TODAY, method="check", reference="2291", invoices=[(paid, 7_00)])
    )

    sheet = shop.payments.taking(shop.customer)

    assert [(one.id, one.balance, one.title) for one in sheet.invoices] == [
        (early, 5_00, ""),
        (late, 10_00, "Disks"),
    ]
    assert (sheet.currency, sheet.currencies, sheet.credit) == ("EUR", ("EUR", "USD"), 2_00)
    number = shop.invoicing.sheet(paid, TODAY).invoice.number
    assert [(one.payment.reference, one.numbers) for one in sheet.lately] == [("2291", (number,))]
    assert "store_credit" not in sheet.methods
    assert sheet.methods[0] == "cash"
    assert sheet.mail_to == ("pay@acme.example",)
    assert [one.currency for one in shop.payments.taking(shop.customer, "USD").invoices] == ["USD"]


def test_without_invoices_in_its_currency_the_one_that_is_owed_is_shown(shop):
    shop.issued(3_00, currency="USD")
    assert shop.payments.taking(shop.customer).currency == "USD"
    assert shop.payments.taking(shop.other).currency == "EUR"


def test_credit_is_used_before_the_money_and_what_is_left_of_the_money_is_credit(each_shop):
    shop = each_shop
    shop.payments.grant(Received(shop.customer, 4_00, TODAY), "goodwill")
    one, two = shop.issued(3_00), shop.issued(5_00)
    parts = [(one, 3_00), (two, 4_00)]

    moved = shop.payments.take(Received(shop.customer, 3_50, TODAY, invoices=parts, use_credit=4_00))

    assert (moved.balances, moved.credit) == ({one: 0, two: 1_00}, {"EUR": 50})
    assert [(one.invoice_id, one.amount) for one in moved.allocations] == [
        (one, 3_00),
        (two, 1_00),
        (two, 3_00),
    ]
    assert shop.found() == []


def test_credit_alone_settles_without_a_payment(shop):
    shop.payments.grant(Received(shop.customer, 4_00, TODAY), "goodwill")
    key = shop.issued(10_00)

    moved = shop.payments.take(Received(shop.customer, 0, TODAY, invoices=[(key, 4_00)], use_credit=4_00))

    assert (moved.payments, moved.balances, moved.credit) == ((), {key: 6_00}, {})


def test_money_on_account_settles_nothing(shop):
    key = shop.issued(10_00)

    moved = shop.payments.take(Received(shop.customer, 4_00, TODAY, on_account=True))

    assert (moved.allocations, moved.credit, shop.balance(key)) == ((), {"EUR": 4_00}, 10_00)


def test_cash_that_was_handed_over_is_remembered_and_is_enough(shop):
    key = shop.issued(10_00)
    taken = Received(shop.customer, 10_00, TODAY, method="cash", tendered=20_00)

    payment = shop.payments.take(taken).payments[0]

    assert (payment.amount, shop.balance(key)) == (10_00, 0)
    with shop.office.reading() as work:
        assert work.traces.of("payment", payment.id)[0].change["tendered"] == 20_00
    little = Received(shop.customer, 10_00, TODAY, method="cash", tendered=9_99)
    assert refusal(shop.payments.take, little) == "tendered_below_amount"


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"amount": 1_00, "use_credit": -1}, "amount_not_positive"),
        ({"amount": -1, "use_credit": 5_00}, "amount_not_positive"),
        ({"amount": 0}, "amount_not_positive"),
        ({"amount": 10**13, "use_credit": 10**14}, "amount_too_large"),
        ({"amount": 0, "use_credit": 5_00}, "above_credit"),
        ({"amount": 0, "use_credit": 11_00}, "above_balance"),
        ({"amount": 1_00, "use_credit": 1_00, "on_account": True}, "above_balance"),
    ],
)
def test_rubbish_is_refused_and_leaves_everything_as_it_is(shop, given, code):
    shop.payments.grant(Received(shop.customer, 4_00, TODAY), "goodwill")
    key = shop.issued(10_00)

    assert refusal(shop.payments.take, Received(shop.customer, day=TODAY, **given)) == code
    assert shop.balance(key) == 10_00
    assert shop.payments.credit_of(shop.customer) == {"EUR": 4_00}


def test_a_customer_or_currency_that_is_none_is_told(shop):
    for key in (0, -1, 10**30):
        with pytest.raises(Missing):
            shop.payments.taking(key)
    assert refusal(shop.payments.taking, shop.customer, "EURO") == "currency_unknown"


def test_a_payment_over_five_hundred_invoices_asks_the_database_no_more_often_than_one_over_three(shop):
    few = [shop.issued(1_00) for _ in range(3)]
    with statements(shop.office.store) as some:
        shop.payments.take(parts_of(shop, few))
    with shop.office.work() as work:
        lines = (InvoiceLine("Thing", quantity=10_000, unit_price=1_00 * 10_000),)
        drafts = [
            reckoned(Invoice(shop.customer, "EUR", TODAY, TODAY, id=key, lines=lines))
            for key in work.invoices.take_ids(500)
        ]
        work.invoices.add([(one, None) for one in drafts], shop.office.now())
        issue_drafts(Moving(work, shop.office.now(), "desk"), drafts, TODAY)
        work.commit()

    with statements(shop.office.store) as many:
        moved = shop.payments.take(parts_of(shop, [one.id for one in drafts]))

    assert len(moved.allocations) == 500
    assert set(moved.balances.values()) == {0}
    assert len(many) == len(some)
    with statements(shop.office.store) as back:
        shop.payments.reverse(moved.payments[0].id, TODAY, "bounced")
    assert len(back) <= len(some) + 2
    assert shop.found() == []


def parts_of(shop, keys):
    """A payment that settles each of some invoices of 1.00."""
    return Received(shop.customer, len(keys) * 1_00, TODAY, invoices=[(key, 1_00) for key in keys])
