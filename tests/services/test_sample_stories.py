"""Which sales get a story of their own; how the stories end is seen in test_sample.py."""

from datetime import date, timedelta
from typing import cast

from billdesk.services.sample_people import Client
from billdesk.services.sample_stories import fates
from billdesk.services.sample_tickets import Sale

TODAY = date(2026, 8, 4)


def sold(*days_ago: int) -> list[Sale]:
    nobody = cast(Client, None)
    return [Sale(nobody, TODAY - timedelta(days=days), "Toner", ("toner",)) for days in days_ago]


def test_a_shop_without_sales_has_no_stories() -> None:
    assert fates([], TODAY) == {}


def test_an_old_sale_is_lost_and_later_ones_have_the_other_stories() -> None:
    found = fates(sold(600, 500, 400, 200, 150, 100, 90, 80, 10), TODAY)
    assert found == {1: "lost", 3: "void", 4: "credited", 5: "overpaid", 6: "kept"}


def test_what_was_sold_lately_has_no_story() -> None:
    assert fates(sold(30, 20, 10), TODAY) == {}
