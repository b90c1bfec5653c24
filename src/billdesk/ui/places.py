"""The panes of a window: some are made at once, the others when there is time, or somebody goes there."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, KeysView, Mapping, Sequence
from typing import Any, NamedTuple

from PySide6.QtWidgets import QWidget

from billdesk.ui.commands import COMMANDS, Command
from billdesk.ui.panes.pane import Pane


class Rooms(NamedTuple):
    """What the window has: panes by their key, the first one first, pages that lie over them, commands."""

    panes: Sequence[type[Pane]]
    pages: Sequence[type[Pane]] = ()
    commands: Sequence[Command] = COMMANDS
    later: Later | None = None
    """The others, for which the rows of the first pane don't wait."""


class Later(NamedTuple):
    """How the other rooms come: first what they work with, in the background, then they, one at each step."""

    services: Callable[[], object]
    rooms: Callable[[], Iterator[Rooms]]


Making = Generator[None, None, Any]
"""The making of a pane: each step makes one of its parts, the last one puts them together."""


class Panes:
    """Panes by their key, in the order of the side bar.

    `make` makes one of its parts, or such a part; `adopt` takes a pane in.
    """

    def __init__(self, make: Callable[..., Any], adopt: Callable[[Pane], object]) -> None:
        self._make, self._adopt = make, adopt
        self._kinds: dict[str, type[Pane]] = {}
        self._making: dict[str, Making] = {}
        self._begun: dict[str, Pane] = {}
        self._made: dict[str, Pane] = {}
        self._ended = False

    def add(self, kinds: Iterable[type[Pane]]) -> None:
        """Have more panes; none is made yet."""
        self._kinds |= {kind.key: kind for kind in kinds}

    def make_early(self) -> None:
        """Make those that tell something while nobody looks."""
        for key in self._early():
            self[key]

    def lack_early(self) -> bool:
        """Whether one of those isn't made yet."""
        return bool(self._early())

    def _early(self) -> list[str]:
        return [key for key, kind in self._kinds.items() if kind.early and key not in self._made]

    def __contains__(self, key: object) -> bool:
        return key in self._kinds

    def __getitem__(self, key: str) -> Pane:
        if key not in self._made:
            while key not in self._begun:
                self._step(key)
            self._made[key] = self._begun.pop(key)
            self._adopt(self._made[key])
        return self._made[key]

    def _pieces(self, kind: type[QWidget]) -> Making:
        """Make it of its parts, and those of theirs."""
        parts = []
        for part in getattr(kind, "made_of", ()):
            parts.append((yield from self._pieces(part)))
            yield
        return self._make(kind, *parts)

    def _step(self, key: str) -> None:
        """Do one step of making it; after the last one it is begun."""
        making = self._making.setdefault(key, self._pieces(self._kinds[key]))
        try:
            next(making)
        except StopIteration as made:
            del self._making[key]
            self._begun[key] = made.value

    def prepare(self) -> bool:
        """Do one step of making one that nobody asked for so far; False where all are made.

        A step makes a part of it, puts the parts together, takes it in, or adds what isn't seen at once.
        """
        key = next(iter([*self._early(), *(key for key in self._kinds if key not in self._made)]), None)
        if key is None:
            return not self._ended and any(pane.add_more() for pane in self._made.values())
        if key in self._begun:
            self[key]
        else:
            self._step(key)
        return True

    def end(self) -> None:
        """Make no more."""
        self._kinds = {key: kind for key, kind in self._kinds.items() if key in self._made}
        self._ended = True

    def keys(self) -> KeysView[str]:
        """The keys of all, made or not."""
        return self._kinds.keys()

    def first(self) -> Pane:
        """The one at the top."""
        return self[next(iter(self._kinds))]

    def made(self) -> tuple[Pane, ...]:
        """Those that are there by now."""
        return tuple(self._made.values())

    def begun(self) -> tuple[Pane, ...]:
        """The same, and what isn't taken in yet but may have read already what is on file."""
        return (*self._made.values(), *self._begun.values())


class Targets(dict[str, object]):
    """Who carries commands out, by the first word of what they call.

    It has every pane, but `get` gives only those that are made; [] makes the pane that is asked for.
    """

    def __init__(self, known: Mapping[str, object], panes: Panes) -> None:
        super().__init__(known)
        self._panes = panes

    def __contains__(self, key: object) -> bool:
        return super().__contains__(key) or key in self._panes

    def __missing__(self, key: str) -> object:
        return self._panes[key]
