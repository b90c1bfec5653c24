"""Choices for filters; pages, sums and the picture are tested where they are made."""

from support.ledger import add_customers
from support.oracle import NAMES


def test_customers_are_offered_by_any_part_of_their_name_in_order(each_office):
    with each_office.work() as work:
        add_customers(work, *NAMES)
        work.commit()
    with each_office.reading() as work:
        found = work.lists.customer_choices("DENT ac")
        everyone = work.lists.customer_choices("", limit=3)

    assert [(one.id, one.name) for one in found] == [(2, "acme Dental"), (5, "acme dental")]
    assert [one.id for one in everyone] == [2, 5, 1]
