"""The assets of a customer: policy folders and saved searches at the left, what is in them at the right."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from billdesk.domain.counting import matches
from billdesk.domain.customer import Asset, SavedSearch
from billdesk.domain.folders import is_inside
from billdesk.domain.lists import Sort
from billdesk.services.customer_sheet import CustomerSheet
from billdesk.ui.bench import Bench
from billdesk.ui.figures import DASH
from billdesk.ui.models.cells import Cell, Column, tick_column
from billdesk.ui.models.listed import Listed
from billdesk.ui.models.paged import PagedTableModel
from billdesk.ui.panes.customer_folders import Folders
from billdesk.ui.widgets.act_row import ActRow
from billdesk.ui.widgets.fields import SearchField
from billdesk.ui.widgets.painted import Button, Label, Rule
from billdesk.ui.widgets.table import Table
from billdesk.ui.words import counted, tr


@dataclass(frozen=True, slots=True)
class AssetsWanted:
    """Which assets are shown: in a folder, or found by a search, and with these words."""

    folder: str | None = None
    search: SavedSearch | None = None
    archived: bool = False
    text: str = ""


class CustomerAssets(QWidget):
    """Shows assets; what is to be done with them it only asks for."""

    asset_asked = Signal(object)  # an Asset to edit, or None for a new one
    paste_asked = Signal()
    put_asked = Signal(object)  # ids
    archive_asked = Signal(object)  # ids
    restore_asked = Signal(object)  # ids
    folder_asked = Signal(str)  # a folder to be renamed or moved
    search_asked = Signal(object)  # a SavedSearch to edit, or None for a new one

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        self._bench = bench
        look = bench.look
        self._listed = Listed(_KEYS, shows)
        self.folders = Folders(bench)
        self.search = SearchField(look, "customer.assets.search", tr("Name, type…"), least=120)
        self.model = PagedTableModel(
            _columns(), self._listed.fetch, self._listed.count, bench.background, self
        )
        self.model.order = Sort("name", False)
        self.table = Table(look, self.model, "customer.assets")
        self.table.setAccessibleName(tr("Assets"))
        self.none = Label(look, "", "body", "ink2")
        self.none.setWordWrap(True)
        self.none.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self._make_buttons()
        self._lay_out()
        self._connect()

    def _make_buttons(self) -> None:
        look = self._bench.look
        made = {
            "new": ("New asset", "plus"),
            "paste": ("Paste many…", "copy"),
            "put": ("Move…", "folder"),
            "archive": ("Archive", "package"),
            "restore": ("Bring back", "undo-2"),
            "rename": ("Rename folder…", "pencil-line"),
            "find": ("New search…", "list-filter"),
        }
        self.buttons = {
            key: Button(look, tr(words), "plain", icon, f"customer.assets.{key}")
            for key, (words, icon) in made.items()
        }
        for button in self.buttons.values():
            button.setProperty("room", "small")
        acts = [(self.buttons[key], made[key][1]) for key in ("put", "archive", "restore", "paste", "new")]
        self._acts = ActRow(look, self.search, acts)

    def _lay_out(self) -> None:
        look, px = self._bench.look, self._bench.look.px
        self._middle = QStackedWidget()
        self._middle.addWidget(self.table)
        self._middle.addWidget(self.none)
        self.none.setContentsMargins(px(16), px(16), px(16), px(16))
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self._acts)
        right.addWidget(Rule(look))
        right.addWidget(self._middle, 1)
        below = QVBoxLayout()
        below.setContentsMargins(px(8), px(8), px(8), px(8))
        below.setSpacing(px(4))
        below.addWidget(self.buttons["rename"])
        below.addWidget(self.buttons["find"])
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addWidget(self.folders, 1)
        left.addWidget(Rule(look))
        left.addLayout(below)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(left)
        row.addWidget(Rule(look, upright_one=True))
        row.addLayout(right, 1)

    def _connect(self) -> None:
        self.folders.chosen.connect(lambda _place: self._show())
        self.folders.edit_asked.connect(self.search_asked)
        self.search.asked.connect(lambda _text: self._show())
        self.table.opened.connect(self.asset_asked)
        self.table.chosen.connect(lambda _row: self._show_can())
        self.table.menu_asked.connect(lambda row, _place: self.asset_asked.emit(row))
        self.model.ticks.changed.connect(self._show_can)
        self.model.reloaded.connect(self._on_reloaded)
        buttons = self.buttons
        buttons["new"].clicked.connect(lambda: self.asset_asked.emit(None))
        buttons["paste"].clicked.connect(self.paste_asked)
        buttons["put"].clicked.connect(lambda: self.put_asked.emit(self.marked()))
        buttons["archive"].clicked.connect(lambda: self.archive_asked.emit(self.marked()))
        buttons["restore"].clicked.connect(lambda: self.restore_asked.emit(self.marked()))
        buttons["rename"].clicked.connect(lambda: self.folder_asked.emit(self.folders.place().folder or ""))
        buttons["find"].clicked.connect(lambda: self.search_asked.emit(None))

    def show_sheet(self, sheet: CustomerSheet) -> None:
        """Show a customer's assets; the folder that is chosen stays so where it is still there."""
        self._listed.replace(sheet.assets)
        self.folders.show_sheet(sheet)
        self._show()

    def marked(self) -> tuple[int, ...]:
        """The ids of the ticked assets, else of the current one."""
        rows = self._listed.wanted(self.model.filter)
        ticked = tuple(one.id for one in rows if one.id in self.model.ticks)
        current = self.table.current_row()
        return ticked or ((current.id,) if current is not None else ())

    def _show(self) -> None:
        place = self.folders.place()
        wanted = AssetsWanted(place.folder, place.search, place.archived, self.search.text().strip())
        if wanted == self.model.filter:
            self.model.refresh()
        else:
            self.model.show(wanted)
        self.buttons["rename"].setEnabled(bool(place.folder))
        self.buttons["find"].setEnabled(True)

    def _on_reloaded(self) -> None:
        if not self.model.rowCount():
            self.none.setText(_none_words(self.model.filter))
        self._middle.setCurrentIndex(0 if self.model.rowCount() else 1)
        self._show_can()

    def _show_can(self) -> None:
        archived = bool(self.model.filter and self.model.filter.archived)
        some = bool(self.marked())
        self.buttons["put"].setVisible(not archived)
        self.buttons["archive"].setVisible(not archived)
        self.buttons["restore"].setVisible(archived)
        for key in ("put", "archive", "restore"):
            self.buttons[key].setEnabled(some)
        count = self.model.ticks.count(self.model.rowCount())
        words = counted(count, "Archive {count}", "Archive {count}") if count else tr("Archive")
        self.buttons["archive"].set_words(words)


def shows(one: Asset, wanted: AssetsWanted) -> bool:
    """Whether an asset belongs into the list."""
    if one.active == wanted.archived:
        return False
    if wanted.folder is not None and not (one.policy_folder and is_inside(one.policy_folder, wanted.folder)):
        return False
    if wanted.search is not None and not matches(wanted.search)(one):
        return False
    said = " ".join((one.name, one.type, one.serial, one.policy_folder, *one.fields.values())).casefold()
    return all(word in said for word in wanted.text.casefold().split())


def _none_words(wanted: AssetsWanted | None) -> str:
    if wanted is not None and wanted.text:
        return tr("No asset matches these words.")
    if wanted is not None and (wanted.folder is not None or wanted.search is not None or wanted.archived):
        return tr("Nothing is in here.")
    return tr("No assets yet. Add one, or paste many: a line for each, name;type;serial;folder.")


_KEYS = {
    "name": lambda one: (one.name.casefold(), one.id),
    "type": lambda one: (one.type.casefold(), one.name.casefold(), one.id),
    "serial": lambda one: (one.serial.casefold(), one.id),
    "folder": lambda one: (one.policy_folder.casefold(), one.name.casefold(), one.id),
}


def _columns() -> Sequence[Column]:
    return (
        tick_column(),
        Column("name", tr("Name"), lambda one: Cell(one.name, strong=True), "name", width=160, stretch=True),
        Column("type", tr("Type"), lambda one: _grey(one.type), "type", width=112),
        Column("serial", tr("Serial"), lambda one: _grey(one.serial), "serial", width=120, rank=2),
        Column("folder", tr("Folder"), lambda one: _grey(one.policy_folder), "folder", width=170, rank=1),
    )


def _grey(text: str) -> Cell:
    return Cell(text, tone="ink2") if text else Cell(DASH, tone="ink3")
