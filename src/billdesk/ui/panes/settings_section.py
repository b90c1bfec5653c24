"""What every section of the settings has: a title, rows, and fields whose changes are kept at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from billdesk.domain.errors import BillDeskError, Problem, Rejected
from billdesk.domain.mailbox import MailAccount
from billdesk.domain.settings import ShopSettings
from billdesk.domain.tax import Tax
from billdesk.domain.terms import Terms
from billdesk.services.desk import Desk
from billdesk.services.example import TaxExample, TermsExample
from billdesk.services.numbers import NumberSheet
from billdesk.ui.bench import Bench
from billdesk.ui.widgets.entries import Entry
from billdesk.ui.widgets.forms import CheckField
from billdesk.ui.widgets.labelled import FormField
from billdesk.ui.widgets.menu import Menu
from billdesk.ui.widgets.painted import Label
from billdesk.ui.widgets.setting import SettingRow
from billdesk.ui.words import tr


@dataclass(frozen=True, slots=True)
class SettingsSheet:
    """Everything that the settings show, read in one go away from the GUI thread."""

    shop: ShopSettings
    taxes: tuple[Tax, ...]
    terms: tuple[Terms, ...]
    numbers: tuple[NumberSheet, ...]
    account: MailAccount | None
    tax_examples: tuple[TaxExample, ...]
    terms_examples: tuple[TermsExample, ...]
    today: date


def read_sheet(desk: Desk) -> SettingsSheet:
    """Read what the settings show; on any thread."""
    today = desk.today()
    return SettingsSheet(
        desk.settings.read(),
        desk.taxes.list(),
        desk.terms.list(),
        desk.numbers.all(today),
        desk.sending.account(),
        desk.example.taxes(),
        desk.example.terms(today),
        today,
    )


class Keeper(QObject):
    """Keeps each field's setting as soon as it is left or chosen, and says at the field what is wrong.

    `write` gets the changed values by place, in the background. What is being typed is never overwritten.
    """

    kept = Signal()
    troubled = Signal(object)

    def __init__(
        self,
        bench: Bench,
        fields: Mapping[str, FormField | CheckField],
        write: Callable[[dict[str, Any]], object],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self.fields = dict(fields)
        self._bench, self._write = bench, write
        self._known: dict[str, Any] = {}
        for place, one in self.fields.items():
            if isinstance(one.edit, QLineEdit | QPlainTextEdit):
                one.left.connect(lambda place=place: self.keep(place))
            else:
                one.changed.connect(lambda place=place: self.keep(place))
            if isinstance(one.edit, QLineEdit):
                one.edit.returnPressed.connect(lambda place=place: self.keep(place))

    def show_values(self, values: Mapping[str, Any]) -> None:
        """Show what is on file; a field with unkept changes stays as it is."""
        for place, value in values.items():
            field = self.fields[place]
            is_dirty = place in self._known and field.value() != self._known[place]
            self._known[place] = value
            if not is_dirty:
                field.show_value(value)

    def keep(self, place: str) -> None:
        """Keep what stands in a field, if it is another value and can be read."""
        field = self.fields[place]
        if place not in self._known or not field.check() or field.value() == self._known[place]:
            return
        value = field.value()
        self._bench.run(
            lambda: self._write({place: value}),
            lambda _done: self._on_kept(place, value),
            lambda error: self._on_failed(place, error),
        )

    def keep_all(self) -> None:
        """Keep everything that was typed and not left yet, as when the pane is left."""
        for place in self.fields:
            self.keep(place)

    def finish(self) -> None:
        """Keep at once what can be kept, as the program ends."""
        for place, field in self.fields.items():
            if place in self._known and field.check() and field.value() != self._known[place]:
                with suppress(BillDeskError):
                    self._write({place: field.value()})

    def _on_kept(self, place: str, value: Any) -> None:
        self._known[place] = value
        if self.fields[place].value() == value:
            self.fields[place].tell("")
        self.kept.emit()

    def _on_failed(self, place: str, error: Exception) -> None:
        if isinstance(error, Rejected):
            mine = [one for one in error.problems if one.place.partition("[")[0] == place] or error.problems
            self.fields[place].tell(said(self._bench, mine[0]))
        elif isinstance(error, BillDeskError):
            self.troubled.emit(error)


@dataclass(frozen=True, slots=True)
class RowAct:
    """One act of a row's menu."""

    name: str
    words: str
    call: Callable[[], object]


def said(bench: Bench, problem: Problem) -> str:
    """A problem in the words of the person at the desk."""
    return bench.sentence(BillDeskError(problem.code, **problem.facts))


class Section(QWidget):
    """One page of the settings. `changed`: something was kept; `told` and `troubled` as in panes."""

    key = ""
    title = ""
    icon = ""
    line = "Changes are kept at once."
    has_example = True
    words = ""
    """What a search finds it by, besides its rows."""

    changed = Signal()
    told = Signal(str, object)
    troubled = Signal(object)
    example_changed = Signal()

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        self.bench, self.look = bench, bench.look
        self.rows: list[SettingRow] = []
        self.keepers: list[Keeper] = []
        self.setObjectName(f"settings.{self.key}")
        self.setAccessibleName(tr(self.title))
        px = self.look.px
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(px(24), px(20), px(24), px(24))
        self.column.setSpacing(0)
        self.column.addWidget(Label(self.look, tr(self.title), "title"))
        line = Label(self.look, tr(self.line), "body", "ink2")
        line.setWordWrap(True)
        self.column.addSpacing(px(4))
        self.column.addWidget(line)
        self.build()
        self.column.addStretch(1)

    def build(self) -> None:
        """Make the rows."""

    def show_sheet(self, sheet: SettingsSheet) -> None:
        """Show what is on file."""

    def entries(self, sheet: SettingsSheet) -> tuple[str, Sequence[Entry]] | None:
        """Title and facts of the live example beside it; None for the first page of a document."""
        return None

    def leave(self) -> None:
        """Keep what was typed and not left yet."""
        for keeper in self.keepers:
            keeper.keep_all()

    def finish(self) -> None:
        """The program ends: keep at once what was typed and not left yet."""
        for keeper in self.keepers:
            keeper.finish()

    def is_about(self, words: str) -> bool:
        """Whether a search finds this section."""
        own = f"{tr(self.title)} {tr(self.words)}".casefold()
        typed = words.casefold().split()
        return all(word in own for word in typed) or any(row.says(words) for row in self.rows)

    def add_row(self, label: str, hint: str, *controls: Any) -> SettingRow:
        """Put a row below the others."""
        row = SettingRow(self.look, label, hint, *controls)
        self.rows.append(row)
        self.column.addWidget(row)
        return row

    def keep(
        self, fields: Mapping[str, FormField | CheckField], write: Callable[[dict[str, Any]], object]
    ) -> Keeper:
        """Keep these fields at once by a service."""
        keeper = Keeper(self.bench, fields, write, self)
        keeper.kept.connect(self.changed)
        keeper.troubled.connect(self.troubled)
        self.keepers.append(keeper)
        return keeper

    def keep_settings(self, fields: Mapping[str, FormField | CheckField]) -> Keeper:
        """Keep these fields at once as settings of their name."""
        return self.keep(fields, self.bench.desk.settings.change)

    def do(self, job: Callable[[], object]) -> None:
        """Do something in the background; what is shown is read again afterwards."""
        self.bench.run(job, lambda _found: self.changed.emit(), self.troubled.emit)

    def do_undoable(self, job: Callable[[], object], words: str, back: Callable[[], object]) -> None:
        """Do something that can be taken back for a while."""

        def done(_found: object) -> None:
            self.changed.emit()
            self.told.emit(words, lambda: self.do(back))

        self.bench.run(job, done, self.troubled.emit)

    def open_acts(self, name: str, acts: Sequence[RowAct], below: QWidget) -> None:
        """Open a menu of acts, each named after the menu, below a row."""
        menu = Menu(self.look, self)
        menu.setObjectName(f"{name}.menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for act in acts:
            action = QAction(act.words, menu)
            action.setObjectName(f"{name}.{act.name}")
            action.triggered.connect(lambda _checked=False, call=act.call: call())
            menu.addAction(action)
        menu.open_below(below)
