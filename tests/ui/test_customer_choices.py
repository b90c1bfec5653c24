"""Customers as choices: looked up by what is typed, in the background, and answered with their ids."""

from datetime import date

from billdesk.domain.errors import Trouble
from billdesk.ui.customer_choices import customers_of
from billdesk.ui.widgets.chips import Choice


def test_what_is_typed_finds_customers_by_their_ids(qtbot, make_bench):
    bench, found, failed = make_bench("little", date(2026, 2, 1)), [], []
    known = {str(one.id): one.name for one in bench.desk.browsing.customers("")}
    customers_of(bench, failed.append)("", found.append)
    qtbot.waitUntil(lambda: len(found) == 1)
    assert {one.key: one.words for one in found[0]} == known != {}
    customers_of(bench, failed.append)("'; DROP TABLE customers; --", found.append)
    qtbot.waitUntil(lambda: len(found) == 2)
    assert (found[1], failed) == ([], [])
    assert all(isinstance(one, Choice) for one in found[0])


def test_what_goes_wrong_is_told(qtbot, make_bench, monkeypatch):
    bench, found, failed = make_bench("empty"), [], []

    def broken(_said):
        raise Trouble("disk_is_full")

    monkeypatch.setattr(bench.desk.browsing, "customers", broken)
    customers_of(bench, failed.append)("x", found.append)
    qtbot.waitUntil(lambda: len(failed) == 1)
    assert (str(failed[0]), found) == ("disk_is_full", [])
