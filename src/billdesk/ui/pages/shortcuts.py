"""The page of F1: every command with its menu, its keys and its name, and what had the focus."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from billdesk.domain.lists import Sort
from billdesk.ui.actions import Actions
from billdesk.ui.bench import Bench
from billdesk.ui.commands import menus
from billdesk.ui.keys import key_words
from billdesk.ui.matching import has_all, words_of
from billdesk.ui.models.cells import Cell, Column
from billdesk.ui.models.listed import Listed
from billdesk.ui.models.paged import PagedTableModel
from billdesk.ui.panes.pane import Pane
from billdesk.ui.widgets.fields import SearchField
from billdesk.ui.widgets.painted import Label, Rule
from billdesk.ui.widgets.sheet import Wash
from billdesk.ui.widgets.table import Table
from billdesk.ui.widgets.totals import Totals
from billdesk.ui.words import counted, number, tr


@dataclass(frozen=True, slots=True)
class CommandRow:
    """One command as the page shows it."""

    id: int
    words: str
    menu: str
    keys: str
    name: str


@dataclass(frozen=True, slots=True)
class Question:
    """What the page is asked: the commands, and the control that had the focus."""

    actions: Actions
    focus: QWidget | None = None


class ShortcutsPage(Pane):
    """Lists commands; typing looks through words, menus, keys and names."""

    key = "shortcuts"
    title = "Commands and keys"

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        look = self.look
        self.search_field = SearchField(look, "shortcuts.search", tr("Command, key, name…"))
        self.focused = Label(look, "", "body", "ink2")
        self.focused.setObjectName("shortcuts.focused")
        self.focused.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.listed = Listed({}, _shows)
        self.model = PagedTableModel(_columns(), self.listed.fetch, self.listed.count, bench.background, self)
        self.model.order = Sort("", False)
        self.table = Table(look, self.model, "shortcuts.table")
        self.table.setAccessibleName(tr("Commands and keys"))
        self.totals = Totals(look, "shortcuts.totals")
        self._lay_out()
        self.search_field.asked.connect(self.model.show)
        self.model.reloaded.connect(self._on_reloaded)

    def _lay_out(self) -> None:
        px = self.look.px
        row = QHBoxLayout()
        row.setContentsMargins(px(16), px(8), px(16), px(8))
        row.setSpacing(px(16))
        row.addWidget(self.search_field)
        row.addWidget(self.focused, 1)
        body = Wash(self.look, "sheet")
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(Rule(self.look))
        column.addWidget(self.table, 1)
        column.addWidget(self.totals)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(body)

    def show_what(self, what: object) -> None:
        """Show the commands of a Question, and what had the focus when it was asked."""
        if isinstance(what, Question):
            self.listed.replace(rows_of(what.actions))
            self.focused.setText(named(what.focus))
            self.model.show("")

    def entered(self) -> None:
        super().entered()
        self.search()

    def search(self) -> None:
        self.search_field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _on_reloaded(self) -> None:
        count = self.model.rowCount()
        self.totals.show_sums(number(count), counted(count, "command", "commands"), ())


def rows_of(actions: Actions) -> tuple[CommandRow, ...]:
    """Every command that somebody would carry out, menu by menu."""
    found: list[CommandRow] = []
    for menu, commands in menus(one for one in actions.commands() if actions.here(one.name)):
        for one in commands:
            keys = key_words(one.shortcut)
            found.append(CommandRow(len(found) + 1, tr(one.words), tr(menu), keys, one.name))
    return tuple(found)


def named(widget: QWidget | None) -> str:
    """What a control is called, for help, scripts and tests; it may go by the name of what holds it."""
    while widget is not None and not widget.objectName():
        widget = widget.parentWidget()
    if widget is None or not widget.objectName():
        return ""
    said = widget.accessibleName() or widget.objectName()
    return tr("The focus was on {said}, its name is {name}", said=f"“{said}”", name=widget.objectName())


def _columns() -> tuple[Column, ...]:
    return (
        Column("edge", "", lambda _row: Cell(""), width=8),
        Column("words", tr("Command"), lambda row: Cell(row.words, strong=True), width=240, stretch=True),
        Column("menu", tr("Menu"), lambda row: Cell(row.menu, tone="ink2"), width=140),
        Column("keys", tr("Keys"), lambda row: Cell(row.keys), width=160),
        Column("name", tr("Name"), lambda row: Cell(row.name, tone="ink3"), width=240),
    )


def _shows(row: Any, wanted: str) -> bool:
    words: Sequence[str] = words_of(wanted or "")
    return has_all(words, row.words, row.menu, row.keys, row.name)
