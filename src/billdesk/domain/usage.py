"""What vendors report: rows of their files, who is meant by a name, and what taking them in changes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from difflib import SequenceMatcher
from typing import NamedTuple

FATES = ("unmapped", "refused", "changed", "new", "same", "ignored")
"""What becomes of a row, what needs somebody first: `refused` rows were counted on an invoice already."""
ROLES = ("customer", "item", "quantity", "as_of")
"""What a column of a vendor's file can be; without a column for the day all rows are of one day."""
_LEGAL_FORMS = """
    ag and bv co company corp corporation eg eu gbr gmbh inc kg kgaa limited llc llp lp ltd mbh nv ohg oy plc
    pty sa sarl se srl the ug und
"""
_LEGAL = frozenset(_LEGAL_FORMS.split())
NEAR = 0.6
MOST_NEAR = 3


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column (from 0) is what; None where there is none."""

    customer: int | None = None
    item: int | None = None
    quantity: int | None = None
    as_of: int | None = None

    @property
    def enough(self) -> bool:
        """Whether rows can be read by them."""
        return None not in (self.customer, self.item, self.quantity)


class Report(NamedTuple):
    """A row of a vendor's file: its number there, the vendor's name for a customer, units × 10⁴, the day."""

    row: int
    name: str
    item: str
    quantity: int
    as_of: date


class Kept(NamedTuple):
    """A report on file: of which import, and for which customer (None: nobody is mapped to the name)."""

    id: int
    name: str
    item: str
    quantity: int
    as_of: date
    customer_id: int | None


@dataclass(frozen=True, slots=True)
class VendorName:
    """Whom a vendor means by a name, as it is on file; None for one that is ignored."""

    id: int
    vendor: str
    name: str
    customer_id: int | None


@dataclass(frozen=True, slots=True)
class UsageImport:
    """A file that was taken in: its titles by role, how many rows it had, and when it was taken back."""

    id: int
    vendor: str
    file: str
    columns: Mapping[str, str]
    rows: int
    made_at: datetime
    desk: str
    undone_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class VendorReport:
    """One report as it came with an import, under the vendor's name for a customer; units × 10⁴."""

    id: int
    import_id: int
    name: str
    item: str
    quantity: int
    as_of: date
    customer_id: int | None


class Alias(NamedTuple):
    """Whom a vendor means by a name; None for one whose reports don't matter to the shop."""

    name: str
    customer_id: int | None


class Slot(NamedTuple):
    """What a counter line looks up: one item of a customer as of a day."""

    customer_id: int
    item: str
    as_of: date


class Entry(NamedTuple):
    """What becomes of a row: `before` is what is on file for that day, `last` for the newest day before."""

    id: int  # the number of its row in the file
    name: str
    customer_id: int | None
    item: str
    as_of: date
    quantity: int
    before: int | None
    last: int | None
    fate: str

    @property
    def change(self) -> int | None:
        """Against what was known until now; None where nothing was."""
        known = self.before if self.before is not None else self.last
        return None if known is None else self.quantity - known


@dataclass(frozen=True, slots=True)
class Filed:
    """What is on file of one vendor: reports by key, item and day, whom names mean by key, and usage."""

    reports: Mapping[tuple[str, str, date], Kept] = field(default_factory=dict)
    aliases: Mapping[str, Alias] = field(default_factory=dict)
    usage: Mapping[Slot, tuple[int, int]] = field(default_factory=dict)  # the row's id and quantity
    last: Mapping[tuple[int, str], Sequence[tuple[date, int]]] = field(default_factory=dict)  # by day


@dataclass(frozen=True, slots=True)
class Plan:
    """What taking rows in comes to: what becomes of each, and the sums by customer, item and day."""

    entries: tuple[Entry, ...]
    targets: Mapping[Slot, int]  # those that are new or another than on file
    refused: frozenset[Slot] = frozenset()  # those that stay as an invoice has counted them


@dataclass(frozen=True, slots=True)
class UsageFilter:
    """Which reports a list shows: of a vendor, in a state ("unmapped" or "uncounted"), with words."""

    text: str = ""
    vendor: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class UsageLine:
    """The newest report of a vendor for a customer and item; `before` is the one before it, None for none.

    Without a customer it is one that nobody is mapped to, and `customer` the vendor's own name. Units × 10⁴.
    """

    id: int  # below 0 for one that nobody is mapped to
    vendor: str
    customer_id: int | None
    customer: str
    item: str
    quantity: int
    as_of: date
    before: int | None
    by: tuple[str, ...] = ()  # "schedule: line" of each line that counts it


def key_of_name(name: str) -> str:
    """What the spellings of a name have in common: case and blanks don't count."""
    return " ".join(name.split()).casefold()


def added_up(rows: Iterable[Report]) -> tuple[Report, ...]:
    """Rows of one name, item and day as one: vendors list each subscription of a customer by itself."""
    found: dict[tuple[str, str, date], Report] = {}
    for row in rows:
        key = (key_of_name(row.name), row.item, row.as_of)
        known = found.get(key)
        found[key] = row if known is None else known._replace(quantity=known.quantity + row.quantity)
    return tuple(found.values())


def plan(rows: Sequence[Report], filed: Filed, counted: frozenset[int] | set[int] = frozenset()) -> Plan:
    """What taking rows in comes to; `counted` are the ids of usage that stands on invoices, which stays."""
    tally = _tallied(rows, filed)
    fates = {slot: _fate(filed.usage.get(slot), tally.sums[slot], counted) for slot in tally.touched}
    targets = {slot: tally.sums[slot] for slot, fate in fates.items() if fate in ("new", "changed")}
    owners = tally.owners
    entries = tuple(
        [_entry(row, owners[key_of_name(row.name), row.item, row.as_of], fates, filed) for row in rows]
    )
    return Plan(entries, targets, frozenset(slot for slot, fate in fates.items() if fate == "refused"))


def _fate(known: tuple[int, int] | None, quantity: int, counted: frozenset[int] | set[int]) -> str:
    if known is None:
        return "new"
    if known[1] == quantity:
        return "same"
    return "refused" if known[0] in counted else "changed"


@dataclass(frozen=True, slots=True)
class _Tally:
    """Units by customer, item and day with all on file for them; whose each report is; what is moved."""

    sums: dict[Slot, int] = field(default_factory=dict)
    owners: dict[tuple[str, str, date], int | None] = field(default_factory=dict)
    touched: set[Slot] = field(default_factory=set)


def _tallied(rows: Sequence[Report], filed: Filed) -> _Tally:
    tally = _Tally()
    units = {key: one.quantity for key, one in filed.reports.items()}
    fresh = {(key_of_name(row.name), row.item, row.as_of): row.quantity for row in rows}
    for key, quantity in (units | fresh).items():
        kept = filed.reports.get(key)
        owner = tally.owners[key] = _owner(key[0], kept, filed)
        if owner is not None:
            slot = Slot(owner, key[1], key[2])
            tally.sums[slot] = tally.sums.get(slot, 0) + quantity
            if key in fresh or (kept is not None and kept.customer_id is None):
                tally.touched.add(slot)
    return tally


def _owner(key: str, kept: Kept | None, filed: Filed) -> int | None:
    """A report that was taken in for a customer stays theirs; others belong to whom the name means now."""
    if kept is not None and kept.customer_id is not None:
        return kept.customer_id
    alias = filed.aliases.get(key)
    return alias.customer_id if alias else None


def _entry(row: Report, owner: int | None, fates: Mapping[Slot, str], filed: Filed) -> Entry:
    facts = (row.row, row.name, owner, row.item, row.as_of, row.quantity)
    if owner is None:
        ignored = key_of_name(row.name) in filed.aliases
        return Entry(*facts, None, None, "ignored" if ignored else "unmapped")
    slot = Slot(owner, row.item, row.as_of)
    known = filed.usage.get(slot)
    earlier = [units for day, units in filed.last.get((owner, row.item), ()) if day < row.as_of]
    return Entry(*facts, known[1] if known else None, earlier[-1] if earlier else None, fates[slot])


# Who may be meant


@dataclass(frozen=True, slots=True)
class Likely:
    """A customer that a vendor may mean; `equal` where the names are the same but for case and blanks."""

    customer_id: int
    name: str
    equal: bool = False


class Names:
    """The customers of the shop, to find those that a vendor's name may mean."""

    def __init__(self, customers: Iterable[tuple[int, str]]) -> None:
        self._known = [(key, name, _core(name)) for key, name in customers]
        self._equal: dict[str, list[int]] = {}
        self._by_word: dict[str, set[int]] = {}
        for place, (_key, name, core) in enumerate(self._known):
            self._equal.setdefault(key_of_name(name), []).append(place)
            for word in core:
                self._by_word.setdefault(word[:4], set()).add(place)

    def likely(self, name: str) -> tuple[Likely, ...]:
        """The one with an equal name, else up to three whose names are near, the nearest first."""
        same = self._equal.get(key_of_name(name), [])
        if len(same) == 1:
            return (Likely(*self._known[same[0]][:2], equal=True),)
        core = _core(name)
        places = {place for word in core for place in self._by_word.get(word[:4], ())}
        if len(places) > 500:  # a word that every other customer has
            places = set.intersection(*(self._by_word.get(word[:4], set()) for word in core))
        near = sorted((-_nearness(core, self._known[place][2]), place) for place in sorted(places)[:500])
        return tuple(Likely(*self._known[place][:2]) for less, place in near[:MOST_NEAR] if -less >= NEAR)


def _core(name: str) -> tuple[str, ...]:
    """The words of a name without what says how a company is made up."""
    letters = "".join(one if one.isalnum() else " " for one in name.casefold().replace(".", ""))
    found = tuple(letters.split())
    return tuple(word for word in found if word not in _LEGAL) or found


def _nearness(one: Sequence[str], other: Sequence[str]) -> float:
    """From 0 to 1: how much of the longer of two names the other one has."""
    return SequenceMatcher(None, " ".join(one)[:200], " ".join(other)[:200], autojunk=False).ratio()
