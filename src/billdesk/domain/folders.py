"""Policy folders: paths such as "Workstations/Front desk" on assets, seen as a tree, renamed and moved."""

from collections.abc import Iterable
from dataclasses import dataclass

from billdesk.domain.counting import folder_key
from billdesk.domain.customer import Asset


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder with those inside it; `count` is the active assets in it and in all below it."""

    path: str
    name: str
    count: int
    folders: tuple["Folder", ...] = ()


def clean_path(path: str) -> str:
    """A path without blanks and empty parts around its slashes."""
    return "/".join(part.strip() for part in path.split("/") if part.strip())


def tree(assets: Iterable[Asset]) -> tuple[Folder, ...]:
    """The folders of active assets, by name; spellings that differ only in case are one folder."""
    root = _Branch("", "")
    for asset in assets:
        parts = clean_path(asset.policy_folder).split("/") if clean_path(asset.policy_folder) else []
        if asset.active and parts:
            root.put(parts)
    return root.folders()


def is_inside(path: str, folder: str) -> bool:
    """Whether a path is a folder or lies below it."""
    return folder_key(clean_path(path)).startswith(folder_key(clean_path(folder)))


def moved_path(path: str, old: str, new: str) -> str:
    """Where a path lies once the folder `old` is called `new`; paths elsewhere stay."""
    if not is_inside(path, old):
        return path
    below = clean_path(path).split("/")[len(clean_path(old).split("/")) :]
    return "/".join([clean_path(new), *below]) if clean_path(new) else "/".join(below)


class _Branch:
    """A folder while the tree is put together."""

    def __init__(self, path: str, name: str) -> None:
        self.path, self.name, self.count = path, name, 0
        self.below: dict[str, _Branch] = {}

    def put(self, parts: list[str]) -> None:
        branch = self
        for name in parts:
            path = f"{branch.path}/{name}" if branch.path else name
            branch = branch.below.setdefault(name.casefold(), _Branch(path, name))
            branch.count += 1

    def folders(self) -> tuple[Folder, ...]:
        ordered = sorted(self.below.items())
        return tuple(Folder(one.path, one.name, one.count, one.folders()) for _, one in ordered)
