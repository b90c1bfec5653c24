"""Custom fields of contacts and assets, and saved searches for assets."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from billdesk.domain.counting import matches
from billdesk.domain.customer import CustomField, SavedSearch
from billdesk.domain.errors import Conflict, Missing, Problem, Refused, Rejected
from billdesk.domain.people_problems import field_problems, search_problems
from billdesk.services.changing import changes_of, new_refs
from billdesk.services.office import Office
from billdesk.storage.traces import Trace
from billdesk.storage.work import Work

LISTED = 200
Thing = TypeVar("Thing", CustomField, SavedSearch)


@dataclass(frozen=True, slots=True)
class Found:
    """What a search finds now: how many active assets, and the first of them with their customers."""

    count: int
    names: tuple[tuple[str, str], ...]  # asset, customer


@dataclass(frozen=True, slots=True)
class _Shelf(Generic[Thing]):
    """How things of one kind are kept; `beside` says which of them must be called otherwise."""

    kind: str
    word: str  # what its refs begin with, and what errors call it
    missing: str  # codes of errors
    changed: str
    known: Callable[[Work], Mapping[int, Thing]]
    add: Callable[[Work, Thing], None]
    keep: Callable[[Work, Thing], bool]
    beside: Callable[[Thing, Thing], bool]
    require: Callable[[Thing, Thing], None]


class Searches:
    """What a shop adds to contacts and assets, and how it looks for assets."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def fields(self) -> tuple[CustomField, ...]:
        """Every custom field, archived ones too."""
        with self._office.reading() as work:
            return tuple(work.customers.fields())

    def save_field(self, field: CustomField) -> CustomField:
        """Write a new custom field (id 0), or its new name and choices; values on file stay as they are.

        Raises Rejected with what is wrong, and Conflict where somebody else changed it meanwhile.
        """
        field = replace(field, name=field.name.strip(), choices=tuple(one.strip() for one in field.choices))
        with self._office.work() as work:
            kept = self._save(work, _FIELDS, field, field_problems(field))
            work.commit()
        self._office.tell("field", "customer", ids=(kept.id,))
        return kept

    def archive_field(self, field_id: int, archived: bool = True) -> CustomField:
        """Offer a field no longer, or again; what is typed in it stays on file and goes on counting."""
        with self._office.reading() as work:
            found = next((one for one in work.customers.fields() if one.id == field_id), None)
        if found is None:
            raise Missing("field_missing", field=field_id)
        return self.save_field(replace(found, archived=archived))

    def searches(self) -> tuple[SavedSearch, ...]:
        """Every saved search, by name."""
        with self._office.reading() as work:
            found = work.customers.searches().values()
        return tuple(sorted(found, key=lambda one: (one.name.casefold(), one.id)))

    def save_search(self, search: SavedSearch) -> SavedSearch:
        """Write a new saved search (id 0), or a changed one; lines that count by it count anew from now on.

        Raises Rejected with what is wrong, and Conflict where somebody else changed it meanwhile.
        """
        search = replace(search, name=search.name.strip())
        with self._office.work() as work:
            kept = self._save(work, _SEARCHES, search, _search_problems(work, search))
            work.commit()
        self._office.tell("saved_search", "schedule", ids=(kept.id,))
        return kept

    def delete_search(self, search: SavedSearch) -> None:
        """Take a saved search off the file; Refused while a line of a schedule counts by it."""
        with self._office.work() as work:
            used = work.counted.titles_by_search(search.id)
            if used:
                raise Refused("search_is_used", search=search.name, schedules=", ".join(used[:5]))
            if search.id not in work.customers.searches():
                raise Missing("saved_search_missing", search=search.name)
            if not work.customers.remove_search(search):
                raise Conflict("saved_search_changed", search=search.name)
            self._remember(work, "saved_search", search.id, "deleted", {"name": search.name})
            work.commit()
        self._office.tell("saved_search", ids=(search.id,))

    def find(self, search: SavedSearch, customer_id: int | None = None) -> Found:
        """What a search finds as it is being typed; Rejected while it can't be put."""
        with self._office.reading() as work:
            problems = [one for one in _search_problems(work, search) if one.place != "name"]
            if problems:
                raise Rejected(tuple(problems))
            holds = matches(search)
            assets = work.customers.assets_of(None if customer_id is None else [customer_id])
            found = [one for one in assets if one.active and holds(one)]
            first = sorted(found, key=lambda one: (one.name.casefold(), one.id))[:LISTED]
            owners = work.customers.by_ids({one.customer_id for one in first})
        return Found(len(found), tuple((one.name, owners[one.customer_id].name) for one in first))

    def _save(self, work: Work, shelf: _Shelf[Thing], thing: Thing, problems: Iterable[Problem]) -> Thing:
        """Write a new thing, or a changed one, where nothing is wrong with it."""
        known: Mapping[int, Thing] = shelf.known(work)
        found = (*problems, *_doubled(shelf, thing, known.values()))
        if found:
            raise Rejected(found)
        if not thing.id:
            key = work.take_ids(shelf.kind, 1)[0]
            made = replace(thing, id=key, ref=new_refs(work, shelf.word, [thing.name])[0], version=1)
            shelf.add(work, made)
            self._remember(work, shelf.kind, key, "made", {"name": made.name})
            return made
        before = known.get(thing.id)
        if before is None:
            raise Missing(shelf.missing, **{shelf.word: thing.name})
        thing = replace(thing, ref=before.ref)
        if thing == before:
            return before
        shelf.require(before, thing)
        if not shelf.keep(work, thing):
            raise Conflict(shelf.changed, **{shelf.word: before.name})
        facts: dict[str, object] = {"name": before.name, "changed": changes_of(before, thing)}
        self._remember(work, shelf.kind, thing.id, "changed", facts)
        return replace(thing, version=thing.version + 1)

    def _remember(self, work: Work, kind: str, key: int, act: str, facts: dict[str, object]) -> None:
        work.traces.add([Trace(kind, key, act, facts)], self._office.now(), self._office.desk)


def _search_problems(work: Work, search: SavedSearch) -> Sequence[Problem]:
    return search_problems(search, [one.ref for one in work.customers.fields() if one.on == "asset"])


def _doubled(shelf: _Shelf[Thing], thing: Thing, known: Iterable[Thing]) -> Iterator[Problem]:
    others = (one for one in known if one.id != thing.id and shelf.beside(one, thing))
    if any(one.name.casefold() == thing.name.casefold() for one in others):
        yield Problem("name", "name_taken", {"name": thing.name})


def _require_place(before: CustomField, field: CustomField) -> None:
    if field.on != before.on:
        raise Refused("field_stays_where_it_is", field=before.name)


_FIELDS: _Shelf[CustomField] = _Shelf(
    "field",
    "field",
    "field_missing",
    "field_changed",
    lambda work: {one.id: one for one in work.customers.fields()},
    lambda work, field: work.customers.add_fields([field]),
    lambda work, field: work.customers.keep_field(field),
    lambda one, other: one.on == other.on,
    _require_place,
)
_SEARCHES: _Shelf[SavedSearch] = _Shelf(
    "saved_search",
    "search",
    "saved_search_missing",
    "saved_search_changed",
    lambda work: work.customers.searches(),
    lambda work, search: work.customers.add_searches([search]),
    lambda work, search: work.customers.keep_search(search),
    lambda _one, _other: True,
    lambda _before, _after: None,
)
