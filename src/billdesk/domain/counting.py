"""What a counter line counts, and the quantity and price that the count comes to."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from billdesk.domain.customer import Asset, Condition, Contact, SavedSearch, Usage
from billdesk.domain.errors import Refused
from billdesk.domain.money import SCALE

MOST_NAMES = 12
"""So many names of what was counted fit below a line; more go into the annex."""
COUNTERS = ("asset", "policy_folder", "contact", "vendor_usage")


@dataclass(frozen=True, slots=True)
class Counter:
    """What is counted; which of the fields are set depends on the type of the line."""

    asset_type: str | None = None
    search_id: int | None = None
    folder: str | None = None
    field: str | None = None  # ref of a custom contact field
    value: str | None = None
    vendor: str | None = None
    item: str | None = None


@dataclass(frozen=True, slots=True)
class Tier:
    """A price (minor units × 10⁴) for quantities (× 10⁴) up to and with `up_to`; None = without end."""

    up_to: int | None
    unit_price: int


@dataclass(frozen=True, slots=True)
class Measure:
    """How a count becomes a quantity, everything × 10⁴."""

    included: int = 0
    minimum: int | None = None
    maximum: int | None = None
    round_up_to: int | None = None


AS_COUNTED = Measure()


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was counted: ids and names of assets or contacts, or the day of the usage report.

    `quantity` is the raw count × 10⁴, before included units, minimum, maximum and rounding. `usage_id` is
    the row of the report on file, which must not change once it was counted.
    """

    kind: str  # asset contact usage
    quantity: int
    items: tuple[tuple[int, str], ...] = ()
    as_of: date | None = None
    usage_id: int | None = field(default=None, compare=False)


def matches(search: SavedSearch) -> Callable[[Asset], bool]:
    """Whether a saved search finds an asset; texts are compared without case."""
    fold = all if search.match == "all" else any
    return lambda asset: fold(_holds(condition, asset) for condition in search.conditions)


def _field(asset: Asset, name: str) -> str:
    if name in ("type", "name", "serial", "policy_folder"):
        return str(getattr(asset, name))
    return asset.fields.get(name, "")


def _holds(condition: Condition, asset: Asset) -> bool:
    have, want = _field(asset, condition.field).casefold(), condition.value.casefold()
    match condition.op:
        case "is":
            return have == want
        case "is not":
            return have != want
        case "contains":
            return want in have
        case "is set":
            return bool(have)
        case _:
            return _greater(have, want)


def _greater(have: str, want: str) -> bool:
    """Numbers are compared as numbers, other texts (ISO dates) as texts; never one with the other."""
    one, two = _number(have), _number(want)
    if one is None or two is None:
        return bool(have) and one is two and have > want
    return one > two


@lru_cache(maxsize=4096)
def _number(text: str) -> Decimal | None:
    try:
        number = Decimal(text.strip())
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


@lru_cache(maxsize=4096)
def folder_key(path: str) -> str:
    """What the spellings of a folder have in common; the key of a folder below it begins with its key."""
    return path.casefold().strip("/") + "/"


def count_assets(counter: Counter, assets: Iterable[Asset], searches: Mapping[int, SavedSearch]) -> Evidence:
    """The active assets of a customer that a counter of assets or of a policy folder finds, by name."""
    found: Iterable[Asset] = [asset for asset in assets if asset.active]
    if counter.folder is not None:
        folder = folder_key(counter.folder)
        found = [asset for asset in found if folder_key(asset.policy_folder).startswith(folder)]
    if counter.asset_type is not None:
        wanted = counter.asset_type.casefold()
        found = [asset for asset in found if asset.type.casefold() == wanted]
    if counter.search_id is not None:
        if counter.search_id not in searches:
            raise Refused("search_is_missing", search=counter.search_id)
        found = filter(matches(searches[counter.search_id]), found)
    items = tuple([(asset.id, asset.name) for asset in found])
    return Evidence("asset", len(items) * SCALE, items)


def count_contacts(counter: Counter, contacts: Iterable[Contact]) -> Evidence:
    """The active contacts of a customer, or those of them whose custom field has the value."""
    found = [contact for contact in contacts if contact.active]
    if counter.field is not None:
        name, wanted = counter.field, (counter.value or "").casefold()
        found = [contact for contact in found if contact.fields.get(name, "").casefold() == wanted]
    items = tuple((contact.id, contact.name) for contact in found)
    return Evidence("contact", len(items) * SCALE, items)


def count_usage(counter: Counter, usage: Iterable[Usage], billing_date: date) -> Evidence:
    """The latest report of a vendor for an item as of the billing date; of two for one day the later one."""
    reports = [
        report
        for report in usage
        if report.vendor == counter.vendor and report.item == counter.item and report.as_of <= billing_date
    ]
    if not reports:
        return Evidence("usage", 0)
    latest = max(reports, key=lambda report: (report.as_of, report.id))
    return Evidence("usage", latest.quantity, as_of=latest.as_of, usage_id=latest.id)


def came_and_went(now: Evidence, before: Evidence | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Names that are counted now and weren't before, and names that were and aren't any more.

    What was counted goes by its id, and by its name where it is gone from the shop since.
    """
    if before is None:
        return (), ()
    here, there = ({number or name for number, name in one.items} for one in (now, before))
    return (
        tuple(name for number, name in now.items if (number or name) not in there),
        tuple(name for number, name in before.items if (number or name) not in here),
    )


def quantity(count: int, measure: Measure) -> int:
    """Count → minus included, not below 0 → minimum → maximum → round up; everything × 10⁴."""
    result = max(count - measure.included, 0)
    if measure.minimum is not None:
        result = max(result, measure.minimum)
    if measure.maximum is not None:
        result = min(result, measure.maximum)
    if measure.round_up_to:
        result = -(-result // measure.round_up_to) * measure.round_up_to
    return result


def priced(units: int, tiers: Sequence[Tier], graduated: bool) -> list[tuple[int, int, Tier]]:
    """Quantity split over tiers: (first unit − 1, units, tier) for each one used, lowest first.

    Volume tiers give one part at the price of the tier that the quantity falls in. Units beyond
    the last tier are charged at its price.
    """
    if not graduated:
        tier = next((tier for tier in tiers if tier.up_to is None or units <= tier.up_to), tiers[-1])
        return [(0, units, tier)]
    parts: list[tuple[int, int, Tier]] = []
    start = 0
    for tier in tiers:
        last = tier.up_to is None or tier is tiers[-1]
        end = units if last else min(units, tier.up_to or 0)
        if end > start:
            parts.append((start, end - start, tier))
        start = max(start, end)
    return parts or [(0, units, tiers[0])]
