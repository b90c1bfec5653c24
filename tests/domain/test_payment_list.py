"""The list of payments as values."""

from billdesk.domain.payment_list import PaymentFilter


def test_a_filter_that_asks_for_nothing_is_the_same_as_another_one():
    assert PaymentFilter() == PaymentFilter("", None, None, None, None, None, (), "")
    assert PaymentFilter(unallocated=False) != PaymentFilter()
