"""The sample's customers don't depend on how many there are."""

from datetime import date

from billdesk.services.sample_catalog import Shelf
from billdesk.services.sample_people import clients, month

TODAY = date(2026, 8, 4)
SHELF = Shelf({"gst-qst": 2}, {"net-14": 1, "net-30": 2, "fifth": 3}, {}, {})


def test_a_customer_is_the_same_in_a_small_and_in_a_large_shop() -> None:
    assert list(clients(40, TODAY, SHELF)) == list(clients(70, TODAY, SHELF))[:40]


def test_no_two_customers_have_the_same_name_or_ref() -> None:
    found = [client.customer for client in clients(2_500, TODAY, SHELF)]
    assert len({one.name for one in found}) == len({one.ref for one in found}) == 2_500


def test_months_go_over_the_turn_of_the_year() -> None:
    assert month(date(2026, 1, 31), -1) == date(2025, 12, 1)
    assert month(date(2026, 12, 5), 1) == date(2027, 1, 1)


def test_nothing_comes_before_the_customer_or_after_today() -> None:
    for client in clients(60, TODAY, SHELF):
        days = [day for some in (client.contacts, client.assets, client.usage) for day, _ in some]
        assert all(client.since <= day <= TODAY for day in days)
