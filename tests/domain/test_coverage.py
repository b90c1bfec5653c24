"""What is counted by which line, and what no line counts."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from billdesk.domain.counting import Counter
from billdesk.domain.coverage import Belongings, CountedBy, Coverage, coverage
from billdesk.domain.customer import Asset, Condition, Contact, SavedSearch, Usage
from billdesk.domain.schedule import ScheduleLine
from support.ledger import a_schedule

TODAY = date(2026, 2, 1)
ASSETS = (
    Asset(1, "a", 1, "NB-1", "Laptop", policy_folder="PCs"),
    Asset(2, "b", 1, "NB-2", "laptop"),
    Asset(3, "c", 1, "SV-1", "Server"),
    Asset(4, "d", 1, "OLD", "Laptop", active=False),
    Asset(5, "e", 1, "THING"),
)
PEOPLE = (Contact(1, "ann", 1, "Ann", fields={"remote": "yes"}), Contact(2, "bob", 1, "Bob"))
USAGE = (
    Usage(1, "Vault", "Seat", 1, 50_000, TODAY - timedelta(9)),
    Usage(2, "Vault", "Seat", 1, 70_000, TODAY),
    Usage(3, "Vault", "Seat", 1, 90_000, TODAY + timedelta(1)),
    Usage(4, "Mail", "Box", 1, 20_000, TODAY),
    Usage(5, "Mail", "Gone", 1, 0, TODAY),
)
BIG = SavedSearch(7, "big", "Servers", "all", (Condition("type", "is", "server"),))
OWNED = Belongings(ASSETS, PEOPLE, USAGE, {7: BIG})


def line(kind, words, **counter):
    return ScheduleLine(1, kind, words, counter=Counter(**counter))


def covered(*lines, **schedule):
    found = coverage([a_schedule(3, lines=lines, **schedule)], OWNED, TODAY)
    return {(one.kind, one.name): one for one in found}


def by(words, count):
    return CountedBy(3, "Managed IT", words, count)


def test_without_lines_everything_is_left_out():
    assert coverage([], OWNED, TODAY) == (
        Coverage("asset", "", 1, (), 1),
        Coverage("asset", "Laptop", 2, (), 2),
        Coverage("asset", "Server", 1, (), 1),
        Coverage("contact", "", 2, (), 2),
        Coverage("usage", "Mail, Box", 20_000, (), 20_000),
        Coverage("usage", "Vault, Seat", 70_000, (), 70_000),
    )
    assert coverage([], Belongings((), (), (), {}), TODAY) == ()


def test_lines_cover_what_they_count_and_overlap_counts_once():
    found = covered(
        line("asset", "Laptops", asset_type="Laptop"),
        line("policy_folder", "PCs", folder="pcs"),
        line("asset", "Servers", search_id=7),
        line("contact", "Remote", field="remote", value="yes"),
        line("vendor_usage", "Seats", vendor="Vault", item="Seat"),
        ScheduleLine(9, "standard", "Fee"),
    )

    assert found["asset", "Laptop"] == Coverage("asset", "Laptop", 2, (by("Laptops", 2), by("PCs", 1)), 0)
    assert found["asset", "Server"] == Coverage("asset", "Server", 1, (by("Servers", 1),), 0)
    assert found["asset", ""].left == 1
    assert found["contact", ""] == Coverage("contact", "", 2, (by("Remote", 1),), 1)
    assert found["usage", "Vault, Seat"] == Coverage(
        "usage", "Vault, Seat", 70_000, (by("Seats", 70_000),), 0
    )
    assert found["usage", "Mail, Box"].left == 20_000


@pytest.mark.parametrize(
    ("changes", "counts"),
    [
        ({}, True),
        ({"effective_from": TODAY + timedelta(30)}, True),
        ({"effective_to": TODAY}, True),
        ({"effective_to": TODAY - timedelta(1)}, False),
        ({"one_time": True}, True),
        ({"one_time": True, "used_on": TODAY}, False),
    ],
)
def test_lines_that_are_over_cover_nothing(changes, counts):
    found = covered(replace(line("asset", "Laptops", asset_type="Laptop"), **changes))

    assert bool(found["asset", "Laptop"].by) == counts


@pytest.mark.parametrize(
    ("state", "counts"), [("active", True), ("paused", True), ("completed", False), ("cancelled", False)]
)
def test_schedules_that_are_over_cover_nothing(state, counts):
    found = covered(line("asset", "Laptops", asset_type="Laptop"), state=state)

    assert bool(found["asset", "Laptop"].by) == counts


def test_a_line_whose_saved_search_is_gone_covers_nothing():
    assert not covered(line("asset", "Lost", search_id=99))["asset", "Laptop"].by
