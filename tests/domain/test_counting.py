"""What counters count, and how a count becomes quantity and price."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billdesk.domain.counting import (
    Counter,
    Evidence,
    Measure,
    Tier,
    came_and_went,
    count_assets,
    count_contacts,
    count_usage,
    matches,
    priced,
    quantity,
)
from billdesk.domain.customer import Asset, Condition, Contact, SavedSearch, Usage
from billdesk.domain.errors import Refused

SIZES = st.integers(0, 10**7)


def asset(number, name, **more):
    return Asset(number, f"a{number}", 1, name, **more)


FLEET = (
    asset(
        1, "NB-001", type="Laptop", policy_folder="Workstations", fields={"ram": "16", "bought": "2024-05-01"}
    ),
    asset(2, "NB-002", type="laptop", policy_folder="workstations/Front desk", fields={"ram": "8"}),
    asset(3, "SRV-1", type="Server", policy_folder="Servers", fields={"ram": "64", "bought": "2025-01-01"}),
    asset(4, "NB-OLD", type="Laptop", policy_folder="Workstations", active=False),
    asset(5, "WS-9", type="", policy_folder="Workstations2", fields={"ram": "lots"}),
)


def names(evidence):
    assert evidence.quantity == len(evidence.items) * 10_000
    return [name for _, name in evidence.items]


def found(field, op, value=""):
    search = SavedSearch(1, "s", "s", "all", (Condition(field, op, value),))
    return names(count_assets(Counter(search_id=1), FLEET, {1: search}))


def test_assets_are_counted_by_type_without_case_and_inactive_ones_never():
    assert names(count_assets(Counter(asset_type="LAPTOP"), FLEET, {})) == ["NB-001", "NB-002"]
    assert names(count_assets(Counter(), FLEET, {})) == ["NB-001", "NB-002", "SRV-1", "WS-9"]


def test_a_folder_counts_its_subfolders_and_not_its_namesakes():
    assert names(count_assets(Counter(folder="Workstations/"), FLEET, {})) == ["NB-001", "NB-002"]
    assert names(count_assets(Counter(folder="Workstations/Front desk"), FLEET, {})) == ["NB-002"]
    assert names(count_assets(Counter(folder="Work"), FLEET, {})) == []


@pytest.mark.parametrize(
    ("field", "op", "value", "expected"),
    [
        ("type", "is", "LAPTOP", ["NB-001", "NB-002"]),
        ("type", "is not", "laptop", ["SRV-1", "WS-9"]),
        ("name", "contains", "nb", ["NB-001", "NB-002"]),
        ("type", "is set", "", ["NB-001", "NB-002", "SRV-1"]),
        ("policy_folder", "is", "Servers", ["SRV-1"]),
        ("ram", "greater", "15", ["NB-001", "SRV-1"]),
        ("ram", "greater", "8", ["NB-001", "SRV-1"]),
        ("bought", "greater", "2024-12-31", ["SRV-1"]),
        ("bought", "is set", "", ["NB-001", "SRV-1"]),
        ("nothing", "is not", "x", ["NB-001", "NB-002", "SRV-1", "WS-9"]),
    ],
)
def test_a_saved_search_asks_one_question(field, op, value, expected):
    assert found(field, op, value) == expected


def test_a_search_needs_all_or_any_of_its_conditions():
    conditions = (Condition("type", "is", "laptop"), Condition("ram", "greater", "10"))
    every, some = (SavedSearch(1, "s", "s", fold, conditions) for fold in ("all", "any"))
    assert [each.name for each in FLEET if matches(every)(each)] == ["NB-001"]
    assert [each.name for each in FLEET if matches(some)(each)] == ["NB-001", "NB-002", "SRV-1", "NB-OLD"]


@given(
    st.decimals(allow_nan=False, allow_infinity=False, places=3),
    st.decimals(allow_nan=False, allow_infinity=False, places=3),
)
def test_numbers_are_compared_as_numbers(have, want):
    search = SavedSearch(1, "s", "s", "all", (Condition("n", "greater", str(want)),))
    assert matches(search)(asset(1, "x", fields={"n": str(have)})) == (Decimal(have) > Decimal(want))


def test_a_search_that_is_gone_is_a_reason_not_a_crash():
    with pytest.raises(Refused, match="search_is_missing"):
        count_assets(Counter(search_id=9), FLEET, {})


def test_contacts_are_counted_all_or_by_a_custom_field():
    people = [
        Contact(1, "ann", 1, "Ann", fields={"remote": "yes"}),
        Contact(2, "bob", 1, "Bob", fields={"remote": "no"}),
        Contact(3, "cy", 1, "Cy", fields={"remote": "Yes"}),
        Contact(4, "dee", 1, "Dee", active=False, fields={"remote": "yes"}),
    ]
    assert names(count_contacts(Counter(), people)) == ["Ann", "Bob", "Cy"]
    assert names(count_contacts(Counter(field="remote", value="yes"), people)) == ["Ann", "Cy"]


def test_usage_is_the_latest_report_as_of_the_billing_date():
    reports = [
        Usage(1, "CloudVault", "Seat", 1, 70_000, date(2025, 12, 31)),
        Usage(2, "CloudVault", "Seat", 1, 90_000, date(2026, 1, 31)),
        Usage(3, "CloudVault", "Seat", 1, 95_000, date(2026, 1, 31)),
        Usage(4, "CloudVault", "Seat", 1, 400_000, date(2026, 2, 28)),
        Usage(5, "CloudVault", "Disk", 1, 10_000, date(2026, 1, 31)),
    ]
    counter = Counter(vendor="CloudVault", item="Seat")
    assert count_usage(counter, reports, date(2026, 2, 1)).quantity == 95_000
    assert count_usage(counter, reports, date(2026, 1, 30)).quantity == 70_000
    assert count_usage(counter, reports, date(2026, 2, 28)).as_of == date(2026, 2, 28)
    assert count_usage(counter, reports, date(2025, 1, 1)).quantity == 0


@given(SIZES, SIZES, st.none() | SIZES, st.none() | SIZES, st.none() | st.integers(1, 10**6))
def test_a_count_becomes_a_quantity_step_by_step(count, included, minimum, maximum, block):
    expected = Decimal(max(count - included, 0))
    expected = expected if minimum is None else max(expected, minimum)
    expected = expected if maximum is None else min(expected, maximum)
    if block:
        expected += (block - expected % block) % block
    assert quantity(count, Measure(included, minimum, maximum, block)) == expected


def test_the_order_of_the_steps_shows():
    assert quantity(90_000, Measure(included=20_000)) == 70_000
    assert quantity(20_000, Measure(minimum=30_000)) == 30_000
    assert quantity(90_000, Measure(maximum=70_000, round_up_to=50_000)) == 100_000  # rounding comes last
    assert quantity(0, Measure(included=20_000, round_up_to=50_000)) == 0
    assert quantity(10_000, Measure(minimum=50_000, maximum=30_000)) == 30_000


@given(st.integers(0, 500), st.lists(st.integers(1, 100), min_size=1, max_size=5, unique=True), st.booleans())
def test_graduated_tiers_charge_each_unit_in_its_tier(units, bounds, open_end):
    bounds = sorted(bounds)
    tiers = [Tier(bound * 10_000, 100 - place) for place, bound in enumerate(bounds)]
    if open_end:
        tiers[-1] = Tier(None, tiers[-1].unit_price)
    parts = priced(units * 10_000, tiers, graduated=True)
    unit_by_unit = [
        next((tier for tier in tiers if tier.up_to is None or unit * 10_000 <= tier.up_to), tiers[-1])
        for unit in range(1, units + 1)
    ]
    assert sum(size for _, size, _ in parts) == units * 10_000
    assert (
        sum(size * tier.unit_price for _, size, tier in parts)
        == sum(tier.unit_price for tier in unit_by_unit) * 10_000
    )
    assert [start for start, _, _ in parts] == [
        sum(size for _, size, _ in parts[:place]) for place in range(len(parts))
    ]
    assert parts == [(0, 0, tiers[0])] or all(size for _, size, _ in parts)


def test_five_at_three_then_two_at_two():
    tiers = (Tier(50_000, 3), Tier(None, 2))
    assert priced(70_000, tiers, graduated=True) == [(0, 50_000, tiers[0]), (50_000, 20_000, tiers[1])]
    assert priced(50_000, tiers, graduated=True) == [(0, 50_000, tiers[0])]


def test_volume_tiers_charge_all_units_at_the_price_that_the_quantity_falls_in():
    tiers = (Tier(50_000, 3), Tier(100_000, 2))
    assert priced(50_000, tiers, graduated=False) == [(0, 50_000, tiers[0])]
    assert priced(50_001, tiers, graduated=False) == [(0, 50_001, tiers[1])]
    assert priced(990_000, tiers, graduated=False) == [(0, 990_000, tiers[1])]


def test_what_came_and_went_goes_by_id_and_by_name_for_what_is_gone():
    before = Evidence("asset", 30_000, ((1, "NB-001"), (2, "NB-002"), (0, "NB-OLD")))
    now = Evidence("asset", 40_000, ((1, "NB-001 (Ann)"), (3, "NB-002"), (0, "NB-OLD"), (0, "NB-X")))

    assert came_and_went(now, before) == (("NB-002", "NB-X"), ("NB-002",))
    assert came_and_went(now, now) == came_and_went(now, None) == ((), ())
