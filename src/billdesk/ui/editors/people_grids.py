"""The grids of contacts and assets in the editor of a customer."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from billdesk.domain.customer import Asset, Contact, CustomField
from billdesk.domain.errors import Problem
from billdesk.ui.look import Look
from billdesk.ui.widgets.edit_grid import EditGrid
from billdesk.ui.widgets.edit_model import EditModel, GridColumn
from billdesk.ui.widgets.painted import Button, Label
from billdesk.ui.words import tr

Person = TypeVar("Person", Contact, Asset)
_PLACE = re.compile(r"(\w+)\[(\d+)\]\.(.+)")
CONTACT = ("name", "email", "phone", "billing", "active")
ASSET = ("name", "type", "serial", "policy_folder", "active")


class RowsPart(QWidget):
    """Heading, grid, what is wrong in it, and the button that adds a row."""

    edited = Signal()

    def __init__(self, look: Look, name: str, title: str, add: str) -> None:
        super().__init__()
        self.kind = name
        self.model = EditModel((), self)
        self.grid = EditGrid(look, self.model, f"customer.{name}.grid", self._new_row)
        self.grid.setAccessibleName(title)
        self.wrong = Label(look, "", "small", "overdue_fg")
        self.wrong.setObjectName(f"customer.{name}.wrong")
        self.wrong.setWordWrap(True)
        self.add = Button(look, add, "link", "plus", f"customer.{name}.add")
        self.add.setProperty("room", "small")
        self.add.stand_flush("right")
        self.add.clicked.connect(self.grid.add_row)
        self.model.edited.connect(self.edited)
        for signal in (self.model.rowsInserted, self.model.rowsRemoved, self.model.modelReset):
            signal.connect(lambda *_: self.grid.setVisible(bool(self.model.rows)))
        self.model.rowsInserted.connect(lambda *_: self.edited.emit())
        head = QHBoxLayout()
        head.addWidget(Label(look, title, "heading"))
        head.addStretch(1)
        head.addWidget(self.add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(4))
        column.addLayout(head)
        column.addWidget(self.grid)
        column.addWidget(self.wrong)

    def show_rows(self, columns: Sequence[GridColumn], rows: Iterable[Mapping[str, Any]]) -> None:
        """Show rows with these columns."""
        self.model.show_columns(columns)
        self.model.show_rows(list(rows))
        self.wrong.setText("")

    def begin(self, key: int | None) -> None:
        """Type in the row of a contact or asset, or in a new one."""
        at = next((at for at, row in enumerate(self.model.rows) if key and row.get("id") == key), None)
        if at is None:
            self.grid.add_row()
        else:
            self.grid.begin(at)

    def tell(self, problems: Iterable[Problem], say: Callable[[Problem], str]) -> bool:
        """Say what is wrong in which cell, and the first of it below; whether there was anything."""
        wrong: dict[tuple[int, str], str] = {}
        for problem in problems:
            found = _PLACE.fullmatch(problem.place)
            if found and found[1] == self.kind:
                wrong.setdefault((self._line(int(found[2])), found[3]), say(problem))
        self.model.tell(wrong)
        self.wrong.setText(next(iter(wrong.values()), ""))
        return bool(wrong)

    def focus_wrong(self) -> None:
        """Type in the first cell that is wrong."""
        row, column = next(iter(self.model.told()))
        self.grid.begin(row, column)

    def filled(self) -> list[dict[str, Any]]:
        """The rows in which something stands."""
        return [self.model.rows[at] for at in self._lines()]

    def _lines(self) -> list[int]:
        texts = [one.name for one in self.model.columns if one.kind != "flag"]
        rows = enumerate(self.model.rows)
        return [at for at, row in rows if row.get("id") or any(row.get(name) for name in texts)]

    def _line(self, at: int) -> int:
        """Where the row stands that is the one of that number among those that are filled."""
        return self._lines()[at]

    def _new_row(self) -> Mapping[str, Any]:
        return {"id": 0, "active": True}


def contact_columns(fields: Sequence[CustomField]) -> tuple[GridColumn, ...]:
    """The columns of contacts, with the custom fields among them."""
    return (
        GridColumn("name", tr("Name"), width=0),
        GridColumn("email", tr("E-mail"), width=0),
        GridColumn("phone", tr("Phone"), width=130),
        *_field_columns(fields, "contact"),
        GridColumn("billing", tr("Gets invoices"), "flag", 104),
        GridColumn("active", tr("Active"), "flag", 72),
    )


def asset_columns(
    fields: Sequence[CustomField], types: Sequence[str], folders: Sequence[str]
) -> tuple[GridColumn, ...]:
    """The columns of assets, with the custom fields among them."""
    return (
        GridColumn("name", tr("Name"), width=0),
        GridColumn("type", tr("Type"), width=120, choices=tuple(types)),
        GridColumn("serial", tr("Serial"), width=140),
        GridColumn("policy_folder", tr("Folder"), width=0, choices=tuple(folders)),
        *_field_columns(fields, "asset"),
        GridColumn("active", tr("Active"), "flag", 72),
    )


def row_of(one: Contact | Asset) -> dict[str, Any]:
    """A contact or asset as a row of its grid."""
    names = CONTACT if isinstance(one, Contact) else ASSET
    row: dict[str, Any] = {name: getattr(one, name) for name in names}
    return row | {f"fields.{ref}": value for ref, value in one.fields.items()} | {"id": one.id, "from": one}


def person_of(row: Mapping[str, Any], blank: Person) -> Person:
    """The contact or asset that a row has become; what it was is kept in what the grid doesn't show."""
    before = row.get("from", blank)
    names = CONTACT if isinstance(blank, Contact) else ASSET
    values = {name: row.get(name, getattr(blank, name)) for name in names}
    typed = {name.removeprefix("fields."): value for name, value in row.items() if name.startswith("fields.")}
    fields = {
        ref: value for ref, value in {**before.fields, **typed}.items() if value or ref in before.fields
    }
    found: Person = replace(before, **values, fields=fields)
    return found


def _field_columns(fields: Sequence[CustomField], on: str) -> tuple[GridColumn, ...]:
    return tuple(
        GridColumn(f"fields.{one.ref}", one.name, "choice" if one.choices else "text", 120, one.choices)
        for one in fields
        if one.on == on
    )
