"""The saved asset searches: their conditions, and what they find while one types."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, QTimer

from billdesk.domain.customer import Condition, CustomField, SavedSearch
from billdesk.domain.errors import Problem, Rejected
from billdesk.domain.people_problems import OPERATIONS, search_problems
from billdesk.services.searches import Found
from billdesk.ui.background import Work
from billdesk.ui.bench import Bench
from billdesk.ui.editors.list_editor import ListEditor
from billdesk.ui.widgets.chips import Choice
from billdesk.ui.widgets.edit_grid import EditGrid
from billdesk.ui.widgets.edit_model import EditModel, GridColumn
from billdesk.ui.widgets.forms import Form, SegmentField, TextField
from billdesk.ui.widgets.labelled import Caption
from billdesk.ui.widgets.names import Names
from billdesk.ui.widgets.painted import Button, Label
from billdesk.ui.words import counted, tr

WAIT_MS = 150
SHOWN = 40
_OWN = {"type": "Type", "name": "Name", "serial": "Serial", "policy_folder": "Folder"}
_OPERATIONS = {
    "is": "is",
    "is not": "is not",
    "contains": "contains",
    "is set": "is set",
    "greater": "is greater than",
}


class AssetSearches(ListEditor):
    """Schedules count by these; one that is used can be changed but not deleted."""

    key = "asset_searches"
    title = "Saved asset searches"
    new_words = "New search"

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        self._fields: tuple[CustomField, ...] = ()
        self._wanted: int | None = None
        self._is_read = False
        self._looking: Work | None = None
        look = self.look
        match = (Choice("all", tr("All of these")), Choice("any", tr("Any of these")))
        self.form = Form(
            {
                "name": TextField(look, Caption("asset_searches.name", tr("Name"))),
                "match": SegmentField(look, Caption("asset_searches.match", tr("Must hold")), match),
            },
            self,
        )
        self.model = EditModel((), self)
        self.grid = EditGrid(look, self.model, "asset_searches.conditions", self._new_row)
        self.grid.setAccessibleName(tr("Conditions"))
        self.add = Button(look, tr("Add condition"), "link", "plus", "asset_searches.add")
        self.delete = Button(look, tr("Delete"), "danger", "trash-2", "asset_searches.delete")
        self.count = Label(look, "", "heading")
        self.count.setObjectName("asset_searches.count")
        self.names = Names(look, "asset_searches.found")
        self._timer = QTimer(self, singleShot=True, interval=WAIT_MS)
        self._fill()
        self.refresh()

    def _fill(self) -> None:
        for field in self.form.fields.values():
            self.body.addWidget(field)
        self.body.addWidget(self.grid)
        left = Qt.AlignmentFlag.AlignLeft
        self.body.addWidget(self.add, 0, left)
        self.body.addWidget(self.count)
        self.body.addWidget(self.names)
        self.body.addWidget(self.delete, 0, left)
        self.form.changed.connect(lambda _place: self.on_edited())
        self.model.edited.connect(self.on_edited)
        self.add.clicked.connect(self.grid.add_row)
        self.delete.clicked.connect(self._on_delete)
        self._timer.timeout.connect(self._look_up)

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
            self._fields = tuple(one for one in services.fields() if one.on == "asset")
            return services.searches()

        return job

    def words_of(self, thing: SavedSearch) -> str:
        return thing.name or tr("New search")

    def blank(self) -> SavedSearch:
        return SavedSearch(0, "", "", "all", ())

    def show_thing(self, thing: SavedSearch) -> None:
        self.form.show_values({"name": thing.name, "match": thing.match})
        self.model.show_columns(self._columns())
        words = {key: said for said, key in self._keys().items()}
        rows = (
            {
                "id": 0,
                "field": words.get(one.field, one.field),
                "op": tr(_OPERATIONS.get(one.op, one.op)),
                "value": one.value,
            }
            for one in thing.conditions
        )
        self.model.show_rows(list(rows))
        self.delete.setVisible(thing.id != 0)
        self._timer.start()

    def typed(self) -> SavedSearch:
        values = self.form.values()
        return replace(
            self.now, name=values["name"], match=values["match"], conditions=tuple(self._conditions())
        )

    def problems_of(self, thing: SavedSearch) -> Iterable[Problem]:
        return search_problems(thing, [one.ref for one in self._fields])

    def save(self, thing: SavedSearch) -> SavedSearch:
        return self.bench.desk.searches.save_search(thing)

    def refuse(self, problems: Sequence[Problem]) -> None:
        strays = self.form.tell(problems, self.bench.said)
        self.wrong.setText(" ".join(dict.fromkeys(map(self.bench.said, strays))))

    def focus_first(self) -> None:
        self.form.fields["name"].edit.setFocus(Qt.FocusReason.TabFocusReason)

    def keep(self) -> None:
        self.grid.take_typed()
        super().keep()

    def finish(self) -> None:
        self.grid.take_typed()
        super().finish()

    def on_edited(self) -> None:
        super().on_edited()
        self._timer.start()

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

    # Conditions

    def _keys(self) -> dict[str, str]:
        """The fields of assets by how they are called."""
        found = {tr(words): key for key, words in _OWN.items()}
        for one in self._fields:
            found.setdefault(one.name, one.ref)
        return found

    def _columns(self) -> tuple[GridColumn, ...]:
        operations = tuple(tr(_OPERATIONS[one]) for one in OPERATIONS)
        return (
            GridColumn("field", tr("Field"), "choice", 170, tuple(self._keys())),
            GridColumn("op", tr("Condition"), "choice", 150, operations),
            GridColumn("value", tr("Value"), width=0),
        )

    def _conditions(self) -> Iterable[Condition]:
        keys, operations = self._keys(), {tr(words): one for one, words in _OPERATIONS.items()}
        for row in self.model.rows:
            field, op = str(row.get("field", "")), str(row.get("op", ""))
            if field or row.get("value"):
                yield Condition(keys.get(field, field), operations.get(op, op), str(row.get("value", "")))

    def _new_row(self) -> Mapping[str, Any]:
        return {"id": 0, "op": tr(_OPERATIONS["is"])}

    # What is found

    def _look_up(self) -> None:
        if self._looking is not None:
            self._looking.forget()
            self._looking = None
        if self.now is None:
            return
        search, services = self.typed(), self.bench.desk.searches
        self._looking = self.bench.background.run(
            lambda _work: services.find(search), self._on_found, self._on_not_found
        )

    def _on_found(self, found: Found) -> None:
        self._looking = None
        said = counted(found.count, "finds {count} asset now", "finds {count} assets now")
        more = found.count > SHOWN
        self.count.setText(tr("{said}, among them", said=said) if more else said)
        self.names.show_names([f"{name}, {customer}" for name, customer in found.names[:SHOWN]])

    def _on_not_found(self, error: Exception) -> None:
        self._looking = None
        self.names.show_names(())
        self.count.setText(tr("finds nothing yet") if isinstance(error, Rejected) else "")
        if not isinstance(error, Rejected):
            self.troubled.emit(error)

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
