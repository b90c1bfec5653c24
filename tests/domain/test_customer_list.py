"""The list of customers as values."""

from billdesk.domain.customer_list import CustomerFilter


def test_a_filter_that_asks_for_nothing_is_the_same_as_another_one():
    assert CustomerFilter() == CustomerFilter(None, None, None, "", ())
    assert CustomerFilter(owes=False) != CustomerFilter()
