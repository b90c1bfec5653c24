"""What of a customer is counted by which line of a schedule, so that nothing goes unbilled."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from billdesk.domain.counting import Evidence, count_assets, count_contacts, count_usage
from billdesk.domain.customer import Asset, Contact, SavedSearch, Usage
from billdesk.domain.errors import Refused
from billdesk.domain.schedule import Schedule, ScheduleLine


@dataclass(frozen=True, slots=True)
class CountedBy:
    """A line that counts something of a group, and how much of it."""

    schedule_id: int
    title: str
    line: str
    count: int  # assets or contacts; units × 10⁴ of a vendor's report


@dataclass(frozen=True, slots=True)
class Coverage:
    """Assets of one type, the contacts, or one item of a vendor: how many, who counts them, what is left.

    `count` and `left` are things, for "usage" units × 10⁴; contacts that no line counts are no oversight
    as long as no line counts any.
    """

    kind: str  # asset contact usage
    name: str  # the type, or "vendor, item"; "" for contacts and for assets without a type
    count: int
    by: tuple[CountedBy, ...]
    left: int


@dataclass(frozen=True, slots=True)
class Belongings:
    """What a customer has, as far as lines can count it."""

    assets: Sequence[Asset]
    contacts: Sequence[Contact]
    usage: Sequence[Usage]
    searches: Mapping[int, SavedSearch]


def coverage(schedules: Iterable[Schedule], owned: Belongings, today: date) -> tuple[Coverage, ...]:
    """What is counted by lines in force of active and paused schedules, and what isn't."""
    counted = [
        (schedule, line, _evidence(line, owned, today))
        for schedule in schedules
        if schedule.state in ("active", "paused")
        for line in schedule.lines
        if line.counter is not None and _in_force(line, today)
    ]
    return (*_assets(counted, owned), *_contacts(counted, owned), *_usage(counted, owned, today))


_Counted = list[tuple[Schedule, ScheduleLine, Evidence]]


def _in_force(line: ScheduleLine, today: date) -> bool:
    """Whether a line counts now or later."""
    over = line.effective_to is not None and line.effective_to < today
    return not over and not (line.one_time and line.used_on is not None)


def _evidence(line: ScheduleLine, owned: Belongings, today: date) -> Evidence:
    counter = line.counter
    if counter is None:
        return Evidence("asset", 0)
    if line.type == "contact":
        return count_contacts(counter, owned.contacts)
    if line.type == "vendor_usage":
        return count_usage(counter, owned.usage, today)
    try:
        return count_assets(counter, owned.assets, owned.searches)
    except Refused:  # its saved search is gone; the schedule itself says so
        return Evidence("asset", 0)


def _assets(counted: _Counted, owned: Belongings) -> Iterable[Coverage]:
    groups: dict[str, list[Asset]] = {}
    for asset in owned.assets:
        if asset.active:
            groups.setdefault(asset.type.casefold(), []).append(asset)
    for _, group in sorted(groups.items()):
        yield _of_things("asset", group[0].type, {one.id for one in group}, counted)


def _contacts(counted: _Counted, owned: Belongings) -> Iterable[Coverage]:
    ids = {one.id for one in owned.contacts if one.active}
    if ids:
        yield _of_things("contact", "", ids, counted)


def _of_things(kind: str, name: str, ids: set[int], counted: _Counted) -> Coverage:
    by, left = [], set(ids)
    for schedule, line, evidence in counted:
        found = ids & {key for key, _ in evidence.items} if evidence.kind == kind else set()
        if found:
            by.append(CountedBy(schedule.id, schedule.title, line.description, len(found)))
            left -= found
    return Coverage(kind, name, len(ids), tuple(by), len(left))


def _usage(counted: _Counted, owned: Belongings, today: date) -> Iterable[Coverage]:
    latest: dict[tuple[str, str], Usage] = {}
    for report in sorted(owned.usage, key=lambda one: (one.as_of, one.id)):
        if report.as_of <= today:
            latest[report.vendor, report.item] = report
    for (vendor, item), report in sorted(latest.items()):
        by = tuple(
            CountedBy(schedule.id, schedule.title, line.description, evidence.quantity)
            for schedule, line, evidence in counted
            if line.type == "vendor_usage"
            and line.counter is not None
            and (line.counter.vendor, line.counter.item) == (vendor, item)
        )
        if report.quantity:
            name = f"{vendor}, {item}"
            yield Coverage("usage", name, report.quantity, by, 0 if by else report.quantity)
