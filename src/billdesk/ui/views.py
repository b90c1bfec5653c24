"""The saved views of panes: the word after the title, and its menu."""

import logging
from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction

from billdesk.ui.memory import Memory, SavedView, State, view_of, with_first
from billdesk.ui.panes.pane import Pane
from billdesk.ui.shell import Shell
from billdesk.ui.widgets.menu import Menu
from billdesk.ui.words import tr

_log = logging.getLogger(__name__)


class _Entry(NamedTuple):
    """One line of the menu."""

    name: str
    words: str
    call: Callable[[], object]
    ticked: bool = False
    checks: bool = False


class Views(QObject):
    """Panes that name a view of their own (`view_words`) have saved ones; `told` as of a pane."""

    told = Signal(str, object)

    def __init__(self, shell: Shell, memory: Memory) -> None:
        super().__init__(shell)
        self._shell, self._memory, self._look = shell, memory, shell.look
        self._word = shell.top.view
        self._pane: Pane | None = None
        self._own: dict[str, dict[str, Any]] = {}  # each pane's view without any choice of its user
        self._chosen: dict[str, str] = {}
        self._word.clicked.connect(self.open_menu)

    def begin(self, pane: Pane) -> None:
        """Make a new pane as it was left; its first view comes before that."""
        if not pane.view_words:
            return
        self._own[pane.key] = view_of(pane.remembered())
        left = self._memory.pane(pane.key)
        first = next((view for view in self._memory.views(pane.key) if view.first), None)
        self._chosen[pane.key] = first.name if first else str(left.get("view", ""))
        wanted = {**left, **(first.state if first else {})}
        if wanted:
            self._recall(pane, wanted)
        pane.viewed.connect(lambda: self._on_viewed(pane))

    def keep(self, pane: Pane) -> None:
        """Remember how a pane is left."""
        if pane.view_words:
            self._memory.keep_pane(pane.key, {**pane.remembered(), "view": self._chosen.get(pane.key, "")})

    def show(self, pane: Pane | None) -> None:
        """Show the view of that pane after the title; of none on a page."""
        self._pane = pane if pane is not None and pane.view_words else None
        self._word.setVisible(self._pane is not None)
        if self._pane is not None:
            self._word.show_view(self._name_of(self._pane), f"{self._pane.key}.view")

    def open_menu(self) -> None:
        """Open the menu of the shown pane's views."""
        if self._pane is not None:
            self._menu_of(self._pane).open_below(self._word)

    # The menu

    def _menu_of(self, pane: Pane) -> Menu:
        menu = Menu(self._look, self._shell)
        menu.setObjectName(f"{pane.key}.view.menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        now = self._current(pane)
        own = _Entry("all", tr(pane.view_words), lambda: self._open_own(pane), now == "", True)
        _add(menu, pane, own)
        for number, view in enumerate(self._views(pane)):
            entry = _Entry(str(number), view.name, partial(self._open, pane, view), view.name == now, True)
            _add(menu, pane, entry)
        menu.addSeparator()
        _add(menu, pane, _Entry("save", tr("Save this view…"), lambda: self._ask_name(pane)))
        chosen = self._view(pane, self._chosen.get(pane.key, ""))
        if chosen is not None:
            for entry in self._acts(pane, chosen, changed=chosen.name != now):
                _add(menu, pane, entry)
        return menu

    def _acts(self, pane: Pane, view: SavedView, changed: bool) -> list[_Entry]:
        name = view.name
        first = tr("Open {pane} with {name}", pane=tr(pane.title), name=name)
        keep = _Entry("keep", tr("Keep changes in {name}", name=name), lambda: self._save(pane, name))
        rename = tr("Rename {name}…", name=name)
        return [
            *([keep] if changed else []),
            _Entry("rename", rename, lambda: self._ask_name(pane, name)),
            _Entry("first", first, lambda: self._put_first(pane, view), view.first, True),
            _Entry("delete", tr("Delete {name}", name=name), lambda: self._delete(pane, view)),
        ]

    # What it does

    def _open(self, pane: Pane, view: SavedView) -> None:
        self._chosen[pane.key] = view.name
        self._recall(pane, view.state)
        self.show(pane)

    def _open_own(self, pane: Pane) -> None:
        self._open(pane, SavedView("", self._own[pane.key]))

    def _ask_name(self, pane: Pane, name: str = "") -> None:
        taken = {tr(pane.view_words).casefold(), *(one.name.casefold() for one in self._views(pane))}
        from billdesk.ui.dialogs.view_name import ViewName  # when somebody asks for it

        question = ViewName(self._look, taken, name, self._shell)
        question.named.connect(lambda to: self._rename(pane, name, to) if name else self._save(pane, to))
        question.open()

    def _save(self, pane: Pane, name: str) -> None:
        before = self._view(pane, name)
        saved = SavedView(name, view_of(pane.remembered()), first=before.first if before else False)
        self._keep(pane, [*(one for one in self._views(pane) if one.name != name), saved], name)
        self.told.emit(tr("{name} is saved", name=name), None)

    def _rename(self, pane: Pane, name: str, to: str) -> None:
        renamed = [one._replace(name=to) if one.name == name else one for one in self._views(pane)]
        self._keep(pane, renamed, to)

    def _put_first(self, pane: Pane, view: SavedView) -> None:
        self._keep(pane, with_first(self._views(pane), "" if view.first else view.name), view.name)

    def _delete(self, pane: Pane, view: SavedView) -> None:
        before = self._views(pane)
        self._keep(pane, [one for one in before if one.name != view.name], "")
        self.told.emit(tr("{name} is deleted", name=view.name), lambda: self._keep(pane, before, view.name))

    def _keep(self, pane: Pane, views: list[SavedView] | tuple[SavedView, ...], chosen: str) -> None:
        self._memory.keep_views(pane.key, views)
        self._chosen[pane.key] = chosen
        self._on_viewed(pane)

    # What is shown

    def _views(self, pane: Pane) -> tuple[SavedView, ...]:
        return self._memory.views(pane.key)

    def _view(self, pane: Pane, name: str) -> SavedView | None:
        return next((one for one in self._views(pane) if one.name == name), None)

    def _current(self, pane: Pane) -> str | None:
        """The name of the view that the pane shows just so; "" for its own, None for none of them."""
        shown = view_of(pane.remembered())
        chosen = self._view(pane, self._chosen.get(pane.key, ""))
        if chosen is not None and chosen.state == shown:
            return chosen.name
        same = next((one.name for one in self._views(pane) if one.state == shown), None)
        return "" if same is None and shown == self._own[pane.key] else same

    def _name_of(self, pane: Pane) -> str:
        now, chosen = self._current(pane), self._view(pane, self._chosen.get(pane.key, ""))
        if now is None:
            return tr("{name}, changed", name=chosen.name) if chosen else tr("Own view")
        return now or tr(pane.view_words)

    def _on_viewed(self, pane: Pane) -> None:
        if pane is self._pane:
            self.show(pane)

    def _recall(self, pane: Pane, state: State) -> None:
        try:
            pane.recall(state)
        except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
            _log.warning("the pane %s can't be shown as it was left", pane.key)


def _add(menu: Menu, pane: Pane, entry: _Entry) -> None:
    action = QAction(entry.words, menu)
    action.setObjectName(f"{pane.key}.view.{entry.name}")
    action.setCheckable(entry.checks)
    action.setChecked(entry.ticked)
    action.triggered.connect(lambda _checked=False: entry.call())
    menu.addAction(action)
