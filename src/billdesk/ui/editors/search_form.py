"""The form of a saved asset search: its name, its conditions, and what it finds while one types."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from billdesk.domain.customer import Condition, CustomField, SavedSearch
from billdesk.domain.errors import Problem, Rejected
from billdesk.domain.people_problems import OPERATIONS, search_problems
from billdesk.services.searches import Found
from billdesk.ui.background import Work
from billdesk.ui.bench import Bench
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


class SearchForm(QWidget):
    """`edited` tells that something was typed; what is found is that of `customer_id`, or of everybody."""

    edited = Signal()
    troubled = Signal(object)

    def __init__(self, bench: Bench, name: str, customer_id: int | None = None) -> None:
        super().__init__()
        self._bench, self._customer_id = bench, customer_id
        self._fields: Sequence[CustomField] = ()
        self._search: SavedSearch | None = None
        self._looking: Work | None = None
        look = bench.look
        match = (Choice("all", tr("All of these")), Choice("any", tr("Any of these")))
        self.form = Form(
            {
                "name": TextField(look, Caption(f"{name}.name", tr("Name"))),
                "match": SegmentField(look, Caption(f"{name}.match", tr("Must hold")), match),
            },
            self,
        )
        self.model = EditModel((), self)
        self.grid = EditGrid(look, self.model, f"{name}.conditions", self._new_row)
        self.grid.setAccessibleName(tr("Conditions"))
        self.add = Button(look, tr("Add condition"), "link", "plus", f"{name}.add")
        self.add.stand_flush("left")
        self.count = Label(look, "", "heading")
        self.count.setObjectName(f"{name}.count")
        self.names = Names(look, f"{name}.found")
        self.timer = QTimer(self, singleShot=True, interval=WAIT_MS)
        self._fill()

    def _fill(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._bench.look.px(12))
        for field in self.form.fields.values():
            column.addWidget(field)
        column.addWidget(self.grid)
        column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.count)
        column.addWidget(self.names)
        self.form.changed.connect(lambda _place: self._on_edited())
        self.model.edited.connect(self._on_edited)
        self.add.clicked.connect(self.grid.add_row)
        self.timer.timeout.connect(self._look_up)

    def offer(self, fields: Iterable[CustomField]) -> None:
        """Offer the custom fields of assets beside their own."""
        self._fields = tuple(one for one in fields if one.on == "asset")

    def show_search(self, search: SavedSearch) -> None:
        """Show a saved search, or one that is new."""
        self._search = search
        self.form.show_values({"name": search.name, "match": search.match})
        self.model.show_columns(self._columns())
        words = {key: said for said, key in self._keys().items()}
        rows = (
            {
                "id": 0,
                "field": words.get(one.field, one.field),
                "op": tr(_OPERATIONS.get(one.op, one.op)),
                "value": one.value,
            }
            for one in search.conditions
        )
        self.model.show_rows(list(rows))
        self.timer.start()

    def typed(self, search: SavedSearch) -> SavedSearch:
        """That search as it is typed."""
        values = self.form.values()
        return replace(
            search, name=values["name"], match=values["match"], conditions=tuple(self._conditions())
        )

    def problems_of(self, search: SavedSearch) -> tuple[Problem, ...]:
        """What is wrong with a search."""
        return tuple(search_problems(search, [one.ref for one in self._fields]))

    def refuse(self, problems: Sequence[Problem]) -> str:
        """Say what is wrong at the fields; what has no field comes back in words."""
        strays = self.form.tell(problems, self._bench.said)
        return " ".join(dict.fromkeys(map(self._bench.said, strays)))

    def focus_first(self) -> None:
        """Put the focus into the name."""
        self.form.fields["name"].edit.setFocus(Qt.FocusReason.TabFocusReason)

    def is_waiting(self) -> bool:
        """Whether something was typed that isn't looked up yet."""
        return self.timer.isActive() or self._looking is not None

    def _on_edited(self) -> None:
        self.edited.emit()
        self.timer.start()

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
        if self._search is None:
            return
        search, services = self.typed(self._search), self._bench.desk.searches
        mine = self._customer_id
        self._looking = self._bench.background.run(
            lambda _work: services.find(search, mine), self._on_found, self._on_not_found
        )

    def _on_found(self, found: Found) -> None:
        self._looking = None
        said = counted(found.count, "Finds {count} asset now", "Finds {count} assets now")
        more = found.count > SHOWN
        self.count.setText(tr("{said}, among them", said=said) if more else said)
        self.names.show_names([f"{name}, {customer}" for name, customer in found.names[:SHOWN]])

    def _on_not_found(self, error: Exception) -> None:
        self._looking = None
        self.names.show_names(())
        self.count.setText(tr("Finds nothing yet") if isinstance(error, Rejected) else "")
        if not isinstance(error, Rejected):
            self.troubled.emit(error)
