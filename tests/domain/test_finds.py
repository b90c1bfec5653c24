"""What the command box finds is plain values."""

from dataclasses import FrozenInstanceError

import pytest

from billdesk.domain.finds import Finds, FoundCustomer


def test_nothing_found_is_three_empty_lists():
    assert Finds() == Finds((), (), ())


def test_a_customer_who_owes_nothing_needs_no_more_than_a_name():
    found = FoundCustomer(1, "Acme")

    assert (found.owes, found.open_invoices) == ((), 0)
    with pytest.raises(FrozenInstanceError):
        found.name = "Bolt"
