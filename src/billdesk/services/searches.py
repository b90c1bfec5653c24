"""Custom fields of contacts and assets, and saved searches for assets."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from billdesk.domain.counting import matches
from billdesk.domain.customer import CustomField, SavedSearch
from billdesk.domain.errors import Conflict, Missing, Problem, Refused, Rejected
from billdesk.domain.people_problems import field_problems, search_problems
from billdesk.services.changing import changes_of, new_refs
from billdesk.services.office import Office
from billdesk.storage.traces import Trace
from billdesk.storage.work import Work

LISTED = 200


@dataclass(frozen=True, slots=True)
class Found:
    """What a search finds now: how many active assets, and the first of them with their customers."""

    count: int
    names: tuple[tuple[str, str], ...]  # asset, customer


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
            known = {one.id: one for one in work.customers.fields()}
            problems = (*field_problems(field), *_doubled_field(field, known.values()))
            if problems:
                raise Rejected(tuple(problems))
            if field.id and field.id not in known:
                raise Missing("field_missing", field=field.name)
            if field.id:
                kept = self._keep_field(work, replace(field, ref=known[field.id].ref), known[field.id])
            else:
                kept = self._add_field(work, field)
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
            known = work.customers.searches()
            problems = (*_search_problems(work, search), *_doubled_search(search, known.values()))
            if problems:
                raise Rejected(tuple(problems))
            if search.id and search.id not in known:
                raise Missing("saved_search_missing", search=search.name)
            if search.id:
                kept = self._keep_search(work, replace(search, ref=known[search.id].ref), known[search.id])
            else:
                kept = self._add_search(work, search)
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

    def _add_field(self, work: Work, field: CustomField) -> CustomField:
        key = work.take_ids("field", 1)[0]
        made = replace(field, id=key, ref=new_refs(work, "field", [field.name])[0], version=1)
        work.customers.add_fields([made])
        self._remember(work, "field", key, "made", {"name": made.name})
        return made

    def _keep_field(self, work: Work, field: CustomField, before: CustomField) -> CustomField:
        if field == before:
            return before
        if field.on != before.on:
            raise Refused("field_stays_where_it_is", field=before.name)
        if not work.customers.keep_field(field):
            raise Conflict("field_changed", field=before.name)
        self._remember(work, "field", field.id, "changed", {"changed": changes_of(before, field)})
        return replace(field, version=field.version + 1)

    def _add_search(self, work: Work, search: SavedSearch) -> SavedSearch:
        key = work.take_ids("saved_search", 1)[0]
        made = replace(search, id=key, ref=new_refs(work, "search", [search.name])[0], version=1)
        work.customers.add_searches([made])
        self._remember(work, "saved_search", key, "made", {"name": made.name})
        return made

    def _keep_search(self, work: Work, search: SavedSearch, before: SavedSearch) -> SavedSearch:
        if search == before:
            return before
        if not work.customers.keep_search(search):
            raise Conflict("saved_search_changed", search=before.name)
        self._remember(work, "saved_search", search.id, "changed", {"name": before.name})
        return replace(search, version=search.version + 1)

    def _remember(self, work: Work, kind: str, key: int, act: str, facts: dict[str, object]) -> None:
        work.traces.add([Trace(kind, key, act, facts)], self._office.now(), self._office.desk)


def _search_problems(work: Work, search: SavedSearch) -> Sequence[Problem]:
    return search_problems(search, [one.ref for one in work.customers.fields() if one.on == "asset"])


def _doubled_field(field: CustomField, known: Iterable[CustomField]) -> Sequence[Problem]:
    same = (one for one in known if one.on == field.on and one.id != field.id)
    taken = any(one.name.casefold() == field.name.casefold() for one in same)
    return (Problem("name", "name_taken", {"name": field.name}),) if taken else ()


def _doubled_search(search: SavedSearch, known: Iterable[SavedSearch]) -> Sequence[Problem]:
    taken = any(one.name.casefold() == search.name.casefold() and one.id != search.id for one in known)
    return (Problem("name", "name_taken", {"name": search.name}),) if taken else ()
