"""Tests of what is asked of lists: the filter behind rows that are ticked."""

from billdesk.domain.lists import InvoiceFilter, Sort, Ticked

OPEN = InvoiceFilter(statuses=frozenset({"open"}))


def test_rows_ticked_one_by_one_are_found_by_their_ids_whatever_the_list_shows():
    assert Ticked(OPEN, Sort(), False, frozenset({7, 3})).wanted == InvoiceFilter(ids=(3, 7))


def test_with_everything_ticked_the_filter_of_the_list_finds_them():
    assert Ticked(OPEN, Sort(), True, frozenset({7})).wanted == OPEN
