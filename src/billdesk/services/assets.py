"""Assets of customers, many at once: pasted, put away, moved between policy folders."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from billdesk.domain.customer import Asset
from billdesk.domain.errors import Conflict, Missing, Problem, Refused, Rejected
from billdesk.domain.folders import clean_path, is_inside, moved_path
from billdesk.domain.pasted import read_assets
from billdesk.domain.people_problems import asset_problems
from billdesk.services.changing import new_refs
from billdesk.services.office import Office
from billdesk.storage.traces import Trace
from billdesk.storage.work import Work

NAMED = 20
"""So many names are written down with one change of many assets."""


class Assets:
    """What customers have that is managed, and counted by schedules."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def of(self, customer_id: int) -> tuple[Asset, ...]:
        """The assets of a customer that are in use, by name."""
        with self._office.reading() as work:
            found = [one for one in work.customers.assets_of([customer_id]) if one.active]
        return tuple(sorted(found, key=lambda one: (one.name.casefold(), one.id)))

    def paste(self, customer_id: int, text: str) -> tuple[Asset, ...]:
        """Add many assets at once, out of lines such as name;type;serial;folder; all or, Rejected, none."""
        assets, problems = read_assets(text, customer_id)
        if problems:
            raise Rejected(problems)
        with self._office.work() as work:
            work.customers.by_id(customer_id)
            traces: list[Trace] = []
            made = add_assets(work, assets, traces)
            work.traces.add(traces, self._office.now(), self._office.desk)
            work.commit()
        self._office.tell("customer", "asset", ids=(customer_id,))
        return tuple(made)

    def archive(self, ids: Iterable[int]) -> tuple[Asset, ...]:
        """Put assets away, so that no line counts them; those that were there until now."""
        return self._edit(ids, "assets_archived", lambda one: replace(one, active=False))

    def restore(self, ids: Iterable[int]) -> tuple[Asset, ...]:
        """Bring assets back that were put away; those that weren't there until now."""
        return self._edit(ids, "assets_restored", lambda one: replace(one, active=True))

    def put(self, ids: Iterable[int], folder: str) -> tuple[Asset, ...]:
        """Put assets into a policy folder ("" for none); those that were elsewhere."""
        path = clean_path(folder)
        return self._edit(ids, "assets_moved", lambda one: replace(one, policy_folder=path))

    def move_folder(self, customer_id: int, old: str, new: str) -> int:
        """Rename or move a policy folder with its assets, and with what schedules count in it; how many.

        Raises Rejected for a name that is wrong, Refused where a folder would lie within itself, and Missing
        where the customer has no such folder.
        """
        _require_movable(old, new)
        with self._office.work() as work:
            work.customers.by_id(customer_id)
            inside = _inside(work.customers.assets_of([customer_id]), old)
            if not inside:
                raise Missing("folder_missing", folder=clean_path(old))
            _write(
                work, [replace(one, policy_folder=moved_path(one.policy_folder, old, new)) for one in inside]
            )
            lines = work.counted.move_folder(customer_id, lambda path: moved_path(path, old, new))
            facts: dict[str, object] = {"old": clean_path(old), "new": clean_path(new), "count": len(inside)}
            self._remember(work, customer_id, "folder_moved", facts | {"lines": lines})
            work.commit()
        self._office.tell("customer", "asset", "schedule", ids=(customer_id,))
        return len(inside)

    def keep_folder(self, customer_id: int, old: str, new: str, ids: Iterable[int]) -> str:
        """Make a policy folder (its old name is ""), or change its name and what lies in it; its path.

        Assets of `ids` that lie deeper in it stay there; of an older folder, others are taken out. Raises as
        `move_folder` does, and Rejected where nothing would lie in it, for then there would be no folder.
        """
        path, wanted = _path(old, new), frozenset(ids)
        with self._office.work() as work:
            mine = [one for one in work.customers.assets_of([customer_id]) if one.active]
            if wanted - {one.id for one in mine}:
                raise Missing("asset_missing", asset=min(wanted - {one.id for one in mine}))
            if not wanted:
                raise Rejected((Problem("assets", "folder_is_empty"),))
            everything = work.customers.assets_of([customer_id]) if old else mine
            after = [_put(one, clean_path(old), path, wanted) for one in everything]
            pairs = zip(everything, after, strict=True)
            _write(work, [changed for before, changed in pairs if changed != before])
            if old:
                work.counted.move_folder(customer_id, lambda each: moved_path(each, old, new))
            facts: dict[str, object] = {"old": clean_path(old), "new": path, "count": len(wanted)}
            self._remember(work, customer_id, "folder_moved" if old else "assets_moved", facts)
            work.commit()
        self._office.tell("customer", "asset", "schedule", ids=(customer_id,))
        return path

    def _edit(self, ids: Iterable[int], act: str, edit: Callable[[Asset], Asset]) -> tuple[Asset, ...]:
        wanted = frozenset(ids)
        with self._office.work() as work:
            found = work.customers.assets(wanted)
            if len(found) < len(wanted):
                raise Missing("asset_missing", asset=min(wanted - {one.id for one in found}))
            pairs = [(one, edit(one)) for one in found]
            changed = [after for before, after in pairs if after != before]
            _require_sound(changed)
            _write(work, changed)
            for customer_id, mine in _by_customer(changed):
                self._remember(work, customer_id, act, _named(mine))
            work.commit()
        self._office.tell("customer", "asset", ids=tuple(sorted({one.customer_id for one in changed})))
        return tuple(changed)

    def _remember(self, work: Work, customer_id: int, act: str, facts: dict[str, object]) -> None:
        trace = Trace("customer", customer_id, act, facts)
        work.traces.add([trace], self._office.now(), self._office.desk)


def add_assets(work: Work, assets: Sequence[Asset], traces: list[Trace]) -> list[Asset]:
    """Write new assets, with ids and refs of their own."""
    keys = work.take_ids("asset", len(assets))
    refs = new_refs(work, "asset", [one.name for one in assets])
    made = [
        replace(one, id=key, ref=ref, version=1) for one, key, ref in zip(assets, keys, refs, strict=True)
    ]
    work.customers.add_assets(made)
    traces += (Trace("customer", key, "assets_made", _named(mine)) for key, mine in _by_customer(made))
    return made


def _write(work: Work, assets: Sequence[Asset]) -> None:
    for one in assets:
        if not work.customers.keep_asset(one):
            raise Conflict("asset_changed", asset=one.name)


def _inside(assets: Iterable[Asset], folder: str) -> list[Asset]:
    return [one for one in assets if clean_path(one.policy_folder) and is_inside(one.policy_folder, folder)]


def _path(old: str, new: str) -> str:
    """The path of a folder that is made or called otherwise; Rejected or Refused where it can't be."""
    _require_movable(clean_path(old) or "new", new)
    return clean_path(new)


def _put(asset: Asset, old: str, path: str, wanted: Collection[int]) -> Asset:
    """An asset after its folder is called otherwise, and it is put in, or taken out of it."""
    was_in = bool(old) and bool(asset.policy_folder) and is_inside(asset.policy_folder, old)
    folder = moved_path(asset.policy_folder, old, path) if was_in else asset.policy_folder
    if asset.id in wanted and not (folder and is_inside(folder, path)):
        folder = path
    elif was_in and asset.active and asset.id not in wanted:
        folder = ""
    return replace(asset, policy_folder=folder)


def _require_movable(old: str, new: str) -> None:
    if not clean_path(old):
        raise Rejected((Problem("old", "nothing_typed"),))
    if not clean_path(new):
        raise Rejected((Problem("folder", "nothing_typed"),))
    _require_sound([Asset(0, "", 0, "asset", policy_folder=clean_path(new))])
    if is_inside(new, old) and clean_path(new).count("/") > clean_path(old).count("/"):
        raise Refused("folder_within_itself", folder=clean_path(old))


def _require_sound(assets: Sequence[Asset]) -> None:
    problems = [one for asset in assets for one in asset_problems(asset) if one.place == "policy_folder"]
    if problems:
        raise Rejected((replace(problems[0], place="folder"),))


def _by_customer(assets: Sequence[Asset]) -> Iterator[tuple[int, list[Asset]]]:
    for customer_id in sorted({one.customer_id for one in assets}):
        yield customer_id, [one for one in assets if one.customer_id == customer_id]


def _named(assets: Sequence[Asset]) -> dict[str, object]:
    return {"count": len(assets), "names": [one.name for one in assets[:NAMED]]}
