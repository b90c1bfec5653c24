"""Policy folders as a tree, and below them the saved searches with what each finds now."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QTreeWidget, QTreeWidgetItem

from billdesk.domain.customer import SavedSearch
from billdesk.domain.folders import Folder
from billdesk.services.customer_sheet import CustomerSheet
from billdesk.ui.bench import Bench
from billdesk.ui.widgets.wide import keep_wide
from billdesk.ui.words import number, tr

WIDE = 216
_PLACE = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Place:
    """What is chosen in the tree: everything, a folder, a saved search, or what is archived."""

    folder: str | None = None
    search: SavedSearch | None = None
    archived: bool = False


class Folders(QTreeWidget):
    """`chosen` tells the place; Enter or a double click on a saved search asks to edit it."""

    chosen = Signal(object)
    edit_asked = Signal(object)

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        self._look = bench.look
        self.setObjectName("customer.folders")
        self.setAccessibleName(tr("Folders and saved searches"))
        self.setColumnCount(1)
        self.setHeaderHidden(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setIndentation(bench.look.px(16))
        self.setUniformRowHeights(True)
        keep_wide(bench.look, self, WIDE)
        self.currentItemChanged.connect(lambda _now, _before: self.chosen.emit(self.place()))
        self.itemDoubleClicked.connect(lambda _item, _column: self._ask())
        self._all = self._item(Place(), "", "laptop")

    def place(self) -> Place:
        """What is chosen; everything as long as nothing is."""
        item = self.currentItem()
        found = item.data(0, _PLACE) if item is not None else None
        return found if isinstance(found, Place) else Place()

    def show_sheet(self, sheet: CustomerSheet) -> None:
        """Show other folders and counts; what is chosen stays so where it is still there."""
        before = self.place()
        active = sum(1 for one in sheet.assets if one.active)
        self.blockSignals(True)
        self.clear()
        self._all = self._item(Place(), _words(tr("All assets"), active), "laptop")
        self.addTopLevelItem(self._all)
        self._put(None, sheet.folders)
        for search, count in sheet.searches:
            self.addTopLevelItem(self._item(Place(search=search), _words(search.name, count), "list-filter"))
        archived = len(sheet.assets) - active
        if archived:
            self.addTopLevelItem(
                self._item(Place(archived=True), _words(tr("Archived"), archived), "package")
            )
        self.expandAll()
        self.setCurrentItem(self._find(before) or self._all)
        self.blockSignals(False)

    def choose(self, place: Place) -> None:
        """Choose a place where it is there."""
        item = self._find(place)
        if item is not None:
            self.setCurrentItem(item)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._ask()
        else:
            super().keyPressEvent(event)

    def _ask(self) -> None:
        search = self.place().search
        if search is not None:
            self.edit_asked.emit(search)

    def _put(self, above: QTreeWidgetItem | None, folders: Sequence[Folder]) -> None:
        for folder in folders:
            item = self._item(Place(folder.path), _words(folder.name, folder.count), "folder")
            if above is None:
                self.addTopLevelItem(item)
            else:
                above.addChild(item)
            self._put(item, folder.folders)

    def _item(self, place: Place, words: str, icon: str) -> QTreeWidgetItem:
        item = QTreeWidgetItem([words])
        item.setData(0, _PLACE, place)
        item.setIcon(0, self._look.icon(icon, "ink3"))
        item.setToolTip(0, words)
        return item

    def _find(self, place: Place) -> QTreeWidgetItem | None:
        items = [self.topLevelItem(at) for at in range(self.topLevelItemCount())]
        while items:
            item = items.pop()
            if item is None:
                continue
            if _same(item.data(0, _PLACE), place):
                return item
            items += [item.child(at) for at in range(item.childCount())]
        return None


def _words(name: str, count: int) -> str:
    return f"{name}  {number(count)}"


def _same(one: object, other: Place) -> bool:
    """Whether two places are the same; a saved search stays the same when it is changed."""
    if not isinstance(one, Place):
        return False
    if one.search is not None and other.search is not None:
        return one.search.id == other.search.id
    return one == other
