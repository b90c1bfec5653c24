"""The list of payments: pages by key in every order, filters, sums by method, on both databases."""

from datetime import date, timedelta

import pytest

from billdesk.domain.lists import TOP, Part, Sort
from billdesk.domain.payment_list import PaymentFilter
from billdesk.services.payments import Received
from billdesk.services.refunding import Request
from billdesk.storage.payment_pages import SORTS
from support.money import TODAY

METHODS = ("cash", "check", "cash", "card", "check")


@pytest.fixture
def filled(each_shop):
    """Five payments on five days, by two customers; the third is reversed, the fourth a deposit."""
    shop = each_shop
    invoice = shop.issued(10_00)
    take, made = shop.payments.take, []
    for at, method in enumerate(METHODS):
        day = TODAY - timedelta(at // 2)
        if at == 3:
            made.append(shop.payments.deposit("T-00001", 4_00, method, day).payments[0])
            continue
        owner = shop.customer if at != 1 else shop.other
        received = Received(owner, (at + 1) * 100, day, "EUR", method, f"Ref-{at} Ü", on_account=at > 0)
        made.append(take(received).payments[0])
    shop.payments.reverse(made[2].id, TODAY, "bounced")

    return shop, [one.id for one in made], invoice


ALL, NEWEST = PaymentFilter(), Sort("date", True)


def ids(shop, wanted=ALL, sort=NEWEST, part=TOP):
    return [row.id for row in shop.payments.page(wanted, sort, part).rows]


@pytest.mark.parametrize("key", SORTS)
@pytest.mark.parametrize("descending", [True, False])
def test_pages_join_without_gap_or_double_in_every_order_both_ways(filled, key, descending):
    shop, made, _ = filled
    sort, whole = Sort(key, descending), []
    page = shop.payments.page(PaymentFilter(), sort, Part(2))
    while page.rows:
        whole += [row.id for row in page.rows]
        last, page = page, shop.payments.page(PaymentFilter(), sort, Part(2, after=page.last))
    assert sorted(whole) == sorted(made)
    assert whole == ids(shop, sort=sort)
    before = shop.payments.page(PaymentFilter(), sort, Part(2, before=last.first))
    assert [row.id for row in before.rows] == whole[2:4]
    assert ids(shop, sort=sort, part=Part(2, offset=3)) == whole[3:5]


def test_filters_find_by_method_customer_day_money_and_words(filled):
    shop, made, invoice = filled
    assert ids(shop, PaymentFilter(method="check")) == [made[1], made[4]]
    assert ids(shop, PaymentFilter(customer_id=shop.other)) == [made[1]]
    low, high = TODAY - timedelta(1), TODAY - timedelta(1)
    assert ids(shop, PaymentFilter(date_from=low, date_to=high)) == [made[3], made[2]]
    assert ids(shop, PaymentFilter(unallocated=True)) == [made[1], made[3], made[4]]
    assert ids(shop, PaymentFilter(unallocated=False)) == [made[0], made[2]]
    assert ids(shop, PaymentFilter(invoice_id=invoice)) == [made[0]]
    assert ids(shop, PaymentFilter(text="bolt")) == [made[1]]
    assert ids(shop, PaymentFilter(text="REF-4")) == [made[4]]
    assert ids(shop, PaymentFilter(text="r-2026-00002")) == [made[1]]
    assert ids(shop, PaymentFilter(ids=(made[3],))) == [made[3]]


@pytest.mark.parametrize("text", ["%", "_", "' OR 1=1 --", "\u202e", "x" * 9_999, "\x00"])
def test_rubbish_finds_nothing_or_everything_and_never_breaks(filled, text):
    shop = filled[0]
    assert ids(shop, PaymentFilter(text=text)) in ([], ids(shop))


def test_sums_are_those_of_the_rows_without_reversed_ones(filled):
    shop = filled[0]
    count, sums = shop.payments.sums(PaymentFilter())
    assert count == len(METHODS)
    assert [(one.method, one.count, one.amount, one.credit) for one in sums] == [
        ("card", 1, 4_00, 4_00),
        ("cash", 1, 1_00, 0),
        ("check", 2, 7_00, 7_00),
    ]
    rows = shop.payments.page(PaymentFilter(), Sort("date", True)).rows
    assert sum(row.amount for row in rows if not row.reversed) == sum(one.amount for one in sums)


def test_a_row_says_what_is_left_held_and_reversed(filled):
    shop, made, _ = filled
    rows = {row.id: row for row in shop.payments.page(PaymentFilter(), Sort("date", True)).rows}
    assert [(rows[key].credit, rows[key].held, rows[key].reversed) for key in made] == [
        (0, False, False),
        (2_00, False, False),
        (0, False, True),
        (4_00, True, False),
        (5_00, False, False),
    ]
    shop.payments.refund_payment(made[3], Request(date(2026, 2, 2), method="cash"))
    assert not shop.payments.page(PaymentFilter(ids=(made[3],)), Sort("date", True)).rows[0].held


def test_kept_sums_are_those_that_are_counted_whatever_is_done(filled):
    from billdesk.storage.payment_pages import _counted_sums, _kept_sums, payment_count

    shop, made, _ = filled
    shop.payments.refund_payment(made[0], Request(TODAY, 50, method="cash"))
    shop.payments.reverse(made[0], TODAY, "bounced after a refund")
    days = (None, TODAY - timedelta(1), TODAY)
    with shop.office.reading() as work:
        for method in ("", "cash", "check", "none"):
            for low in days:
                for high in days:
                    wanted = PaymentFilter(method=method, date_from=low, date_to=high)
                    reader = work.lists._reader
                    assert _kept_sums(reader, wanted) == _counted_sums(reader, wanted), wanted
                    assert payment_count(reader, wanted) == len(ids(shop, wanted))


def test_sums_of_all_and_of_days_read_no_payment_but_those_that_something_is_left_of(shop):
    from sqlalchemy import text

    from billdesk.storage.payment_pages import _kept_sums

    asked = []

    class Overhearing:
        def rows(self, question):
            asked.append(question.sql.replace("?", "'2026-02-01'"))
            return []

    _kept_sums(Overhearing(), PaymentFilter(date_from=TODAY))
    with shop.office.reading() as work:
        plans = [
            row.detail for sql in asked for row in work.connection.execute(text(f"EXPLAIN QUERY PLAN {sql}"))
        ]
    read = [one for one in plans if "payments" in one]
    assert all("ix_payments_unused" in one for one in read), plans
