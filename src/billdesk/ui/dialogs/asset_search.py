"""A saved asset search made or changed where a line counts by it; what it finds stands below."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

from billdesk.domain.customer import SavedSearch
from billdesk.domain.errors import Rejected
from billdesk.ui.bench import Bench
from billdesk.ui.dialogs.form_dialog import FormDialog, Question
from billdesk.ui.editors.search_form import SearchForm
from billdesk.ui.words import tr

WIDE = 600
NEW = SavedSearch(0, "", "", "all", ())


class AssetSearchDialog(FormDialog):
    """`kept` tells the search as it is on file then."""

    kept = Signal(object)

    def __init__(self, bench: Bench, search: SavedSearch, customer_id: int, parent: QWidget) -> None:
        title = tr("Change the saved search") if search.id else tr("New saved search")
        words = tr("Every line that counts by it counts anew.") if search.id else ""
        super().__init__(bench.look, Question("asset_search", title, tr("Keep"), words), {}, parent)
        self._bench, self._search = bench, search
        self.search = SearchForm(bench, "asset_search", customer_id)
        column = self.layout()
        assert isinstance(column, QBoxLayout)
        column.insertWidget(column.indexOf(self.wrong), self.search)
        self.setMinimumWidth(bench.look.px(WIDE))
        self.search.edited.connect(self.wrong.hide)
        self.search.troubled.connect(lambda error: self.say(bench.sentence(error)))
        self.submitted.connect(self._on_submitted)

    def submit(self) -> None:
        self.search.grid.take_typed()
        super().submit()

    def _on_submitted(self, _values: dict[str, Any]) -> None:
        search, services = self.search.typed(self._search), self._bench.desk.searches
        problems = self.search.problems_of(search)
        if problems:
            self.say(self.search.refuse(problems))
            return
        self.show_busy(True)
        self._bench.run(lambda: services.save_search(search), self._on_kept, self._on_failed)

    def _on_kept(self, search: SavedSearch) -> None:
        self.accept()
        self.kept.emit(search)

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, Rejected):
            self.say(self.search.refuse(error.problems))
        else:
            self.say(self._bench.sentence(error))


def ask_search(
    bench: Bench,
    search_id: int | None,
    customer_id: int,
    parent: QWidget,
    kept: Callable[[SavedSearch], object],
) -> None:
    """Open the form of a search, or of a new one, once what it offers is read."""
    services = bench.desk.searches

    def opened(found: tuple[Any, Any]) -> None:
        fields, searches = found
        search = next((one for one in searches if one.id == search_id), NEW)
        dialog = AssetSearchDialog(bench, search, customer_id, parent)
        dialog.search.offer(fields)
        dialog.search.show_search(search)
        dialog.kept.connect(kept)
        dialog.open()
        dialog.search.focus_first()

    bench.run(lambda: (services.fields(), services.searches()), opened, lambda _error: None)
