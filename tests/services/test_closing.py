"""The closing of a day adds up: what came in, went out and was taken back, by method, on both databases."""

from datetime import timedelta

from billdesk.domain.document import Letterhead
from billdesk.services.closing import Closing, printed
from billdesk.services.payments import Received
from billdesk.services.refunding import Request
from support.money import TODAY


def a_day(shop):
    """Cash, a check that bounces, a deposit, a refund in cash, store credit, and something of another day."""
    cash = shop.payments.take(Received(shop.customer, 50_00, TODAY, method="cash", on_account=True))
    check = shop.payments.take(
        Received(shop.other, 20_00, TODAY - timedelta(1), method="check", on_account=True)
    )
    shop.payments.reverse(check.payments[0].id, TODAY, "bounced")
    shop.payments.deposit("T-00001", 9_00, "cash", TODAY)
    shop.payments.refund_payment(cash.payments[0].id, Request(TODAY, 5_00, method="cash"))
    shop.payments.grant(Received(shop.customer, 7_00, TODAY), "goodwill")


def test_a_day_holds_all_that_came_in_and_went_out_but_no_store_credit(each_shop):
    a_day(each_shop)
    sheet = Closing(each_shop.office).sheet(TODAY)
    assert [(one.kind, one.customer, one.method, one.amount, one.left) for one in sheet.lines] == [
        ("payment", "Acme", "cash", 50_00, 45_00),
        ("deposit", "Acme", "cash", 9_00, 9_00),
        ("reversal", "Bolt", "check", 20_00, 0),
        ("refund", "Acme", "cash", 5_00, 0),
    ]
    assert [
        (one.method, one.count, one.received, one.refunded, one.reversed, one.net) for one in sheet.totals
    ] == [
        ("cash", 3, 59_00, 5_00, 0, 54_00),
        ("check", 1, 0, 0, 20_00, -20_00),
    ]


def test_it_is_saved_by_its_day_in_the_shops_language(shop, tmp_path):
    closing = Closing(shop.office)
    shop.payments.take(Received(shop.customer, 50_00, TODAY, method="cash", on_account=True))
    assert closing.save(TODAY, tmp_path).name == "Closing sheet 2026-02-01.pdf"
    assert closing.save(TODAY, tmp_path).name == "Closing sheet 2026-02-01.pdf", "the same bytes again"
    german = printed(closing.sheet(TODAY), Letterhead("Bench"), "de")
    assert [one.method for one in german.totals] == ["Bar"]
    assert german.lines[0].how == "Bar"


def test_an_empty_day_has_a_sheet_too(shop):
    closing = Closing(shop.office)
    assert closing.sheet(TODAY).totals == ()
    assert closing.pdf(TODAY).startswith(b"%PDF")
