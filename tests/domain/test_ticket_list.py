"""The list of tickets as values."""

from billdesk.domain.ticket_list import TicketFilter


def test_a_filter_that_asks_for_nothing_is_the_same_as_another_one():
    assert TicketFilter() == TicketFilter(frozenset(), None, None, None, None, None, (), "")
    assert TicketFilter(text="x") != TicketFilter()
