"""What the window remembers by user and shop on this computer: panes as they were left, saved views."""

import json
import logging
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QCryptographicHash, QSettings

State = Mapping[str, Any]
VIEW = ("filter", "sort", "columns")
"""What a saved view holds; widths and places of parts are the pane's own."""
PASSING = ("text", "ids", "schedule")
"""Parts of a filter that a view may hold, but that one doesn't expect to find again after a start."""
_log = logging.getLogger(__name__)


class SavedView(NamedTuple):
    """Filters, order and columns of a pane under a name; with `first` the pane opens with it."""

    name: str
    state: dict[str, Any]
    first: bool = False


class Memory:
    """Nothing of the shop's books is kept here, and whatever can't be read is forgotten."""

    def __init__(self, kept: QSettings, target: str) -> None:
        self._kept = kept
        mark = QCryptographicHash.hash(target.encode(), QCryptographicHash.Algorithm.Sha256)
        self._root = f"shops/{bytes(mark.data()).hex()[:16]}"

    def pane(self, key: str) -> dict[str, Any]:
        """How a pane was left; {} when nothing is known."""
        found = self._read(f"{key}/state")
        return found if isinstance(found, dict) else {}

    def keep_pane(self, key: str, state: State) -> None:
        """Remember how a pane is left; what was typed, or what a link showed, isn't for the next start."""
        wanted = dict(state)
        if isinstance(wanted.get("filter"), Mapping):
            wanted["filter"] = {name: it for name, it in wanted["filter"].items() if name not in PASSING}
        self._write(f"{key}/state", wanted)

    def views(self, key: str) -> tuple[SavedView, ...]:
        """The saved views of a pane, by name."""
        found = self._read(f"{key}/views")
        views = [_view(one) for one in found] if isinstance(found, list) else []
        return tuple(sorted((one for one in views if one), key=lambda one: one.name.casefold()))

    def keep_views(self, key: str, views: Sequence[SavedView]) -> None:
        """Remember the saved views of a pane in place of those before; at the most one is the first."""
        self._write(f"{key}/views", [one._asdict() for one in views])

    def shown(self) -> str:
        """The key of the pane that was shown last."""
        return str(self._kept.value(f"{self._root}/shown", ""))

    def keep_shown(self, key: str) -> None:
        """Remember which pane is shown."""
        self._kept.setValue(f"{self._root}/shown", key)

    def _read(self, name: str) -> Any:
        try:
            return json.loads(str(self._kept.value(f"{self._root}/{name}", "null")))
        except ValueError:
            _log.warning("what was remembered as %s can't be read", name)
            return None

    def _write(self, name: str, value: Any) -> None:
        self._kept.setValue(f"{self._root}/{name}", json.dumps(value))


def view_of(state: State) -> dict[str, Any]:
    """The part of a pane's state that a saved view holds, as it looks after being kept."""
    kept: dict[str, Any] = json.loads(json.dumps({name: state[name] for name in VIEW if name in state}))
    return kept


def with_first(views: Sequence[SavedView], name: str) -> tuple[SavedView, ...]:
    """The same views, of which that one opens with the pane; "" for none."""
    return tuple(one._replace(first=one.name == name) for one in views)


def _view(found: Any) -> SavedView | None:
    if not isinstance(found, dict) or not isinstance(found.get("state"), dict) or not found.get("name"):
        return None
    return SavedView(str(found["name"]), found["state"], bool(found.get("first")))
