"""The filters of the list of payments: what they ask for, keep, and are shown again."""

from datetime import date

import pytest

from billdesk.domain.payment_list import PaymentFilter
from billdesk.domain.settings import ShopSettings
from billdesk.ui.panes.payments_filter import PaymentsFilter


@pytest.fixture
def filters(qtbot, make_bench):
    made = PaymentsFilter(make_bench("empty"))
    qtbot.addWidget(made)
    return made


def test_what_another_place_asks_for_is_asked_for(filters):
    for wanted in (
        PaymentFilter(method="cash", text="acme"),
        PaymentFilter(date_from=date(2026, 2, 1), date_to=date(2026, 2, 28), unallocated=True),
        PaymentFilter(date_from=date(2026, 1, 5), date_to=date(2026, 1, 9)),
        PaymentFilter(invoice_id=7),
        PaymentFilter(ids=(3,)),
    ):
        filters.show_filter(wanted)
        assert filters.wanted() == wanted
        assert filters.is_narrowed()
    filters.clear()
    assert not filters.is_narrowed()


def test_what_was_kept_is_shown_again_and_links_are_not_kept(filters):
    filters.offer_customer(3, "Acme")
    filters.show_filter(PaymentFilter(method="check", customer_id=3, unallocated=False, text="x"))
    plain = filters.as_plain()
    filters.clear()
    filters.show_plain(plain)
    assert filters.wanted() == PaymentFilter(method="check", customer_id=3, unallocated=False, text="x")
    filters.show_filter(PaymentFilter(ids=(3,)))
    assert filters.as_plain() == {}


@pytest.mark.parametrize("plain", [{"customer": ["x"]}, {"date": ["x"]}, {"method": 5}])
def test_what_was_kept_and_makes_no_sense_any_more_is_refused(filters, plain):
    with pytest.raises((TypeError, ValueError)):
        filters.show_plain(plain)


def test_the_methods_of_the_shop_are_offered(filters):
    filters.offer(ShopSettings(payment_methods=("cash", "Barter")))
    assert [one.words for one in filters.chips.chip("method").spec.choices] == ["Cash", "Barter"]
