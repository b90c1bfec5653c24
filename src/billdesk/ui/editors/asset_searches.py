"""The saved asset searches: their conditions, and what they find while one types."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt

from billdesk.domain.customer import SavedSearch
from billdesk.domain.errors import Problem
from billdesk.ui.bench import Bench
from billdesk.ui.editors.list_editor import ListEditor
from billdesk.ui.editors.search_form import SearchForm
from billdesk.ui.widgets.painted import Button
from billdesk.ui.words import tr


class AssetSearches(ListEditor):
    """Schedules count by these; one that is used can be changed but not deleted."""

    key = "asset_searches"
    title = "Saved asset searches"
    new_words = "New search"

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        self._wanted: int | None = None
        self._is_read = False
        self.detail = SearchForm(bench, "asset_searches")
        self.delete = Button(self.look, tr("Delete"), "danger", "trash-2", "asset_searches.delete")
        self.body.addWidget(self.detail)
        self.body.addWidget(self.delete, 0, Qt.AlignmentFlag.AlignLeft)
        self.detail.edited.connect(self.on_edited)
        self.detail.troubled.connect(self.troubled)
        self.delete.clicked.connect(self._on_delete)
        self.refresh()

    # As a page

    def show_what(self, what: object) -> None:
        """Show a saved search; one without an id begins a new one."""
        self._wanted = what.id if isinstance(what, SavedSearch) else None
        if self._is_read:
            self._choose_wanted()

    def kinds(self) -> frozenset[str]:
        return frozenset({"saved_search", "field"})

    def read(self) -> Callable[[], Sequence[SavedSearch]]:
        services = self.bench.desk.searches

        def job() -> Sequence[SavedSearch]:
            self.detail.offer(services.fields())
            return services.searches()

        return job

    def words_of(self, thing: SavedSearch) -> str:
        return thing.name or tr("New search")

    def blank(self) -> SavedSearch:
        return SavedSearch(0, "", "", "all", ())

    def show_thing(self, thing: SavedSearch) -> None:
        self.detail.show_search(thing)
        self.delete.setVisible(thing.id != 0)

    def typed(self) -> SavedSearch:
        return self.detail.typed(self.now)

    def problems_of(self, thing: SavedSearch) -> Iterable[Problem]:
        return self.detail.problems_of(thing)

    def save(self, thing: SavedSearch) -> SavedSearch:
        return self.bench.desk.searches.save_search(thing)

    def refuse(self, problems: Sequence[Problem]) -> None:
        self.wrong.setText(self.detail.refuse(problems))

    def focus_first(self) -> None:
        self.detail.focus_first()

    def keep(self) -> None:
        self.detail.grid.take_typed()
        super().keep()

    def finish(self) -> None:
        self.detail.grid.take_typed()
        super().finish()

    def _on_read(self, things: Sequence[Any]) -> None:
        super()._on_read(things)
        self._is_read = True
        self._choose_wanted()

    def _choose_wanted(self) -> None:
        wanted, self._wanted = self._wanted, None
        if wanted == 0:
            self.new()
        elif wanted is not None:
            self.choose(wanted)

    # Deleting

    def _on_delete(self) -> None:
        if self.now is None or not self.now.id:
            return
        services, search = self.bench.desk.searches, self.now
        self.bench.run(
            lambda: services.delete_search(search), lambda _none: self._on_deleted(search), self._on_failed
        )

    def _on_deleted(self, search: SavedSearch) -> None:
        """Undo makes it anew; nothing counted by it, so nothing misses its old id."""
        self._mine().pop(search.id, None)
        self.now = None
        services, run, failed = self.bench.desk.searches, self.bench.run, self.troubled.emit
        again = replace(search, id=0, ref="", version=1)

        def back() -> None:
            run(lambda: services.save_search(again), lambda _one: None, failed)

        self.told.emit(tr("{name} is deleted", name=search.name), back)
