"""The Catalog pane: what the shop sells, with search and filters, and a preview that follows the choice."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from billdesk.domain.lists import CurrencySum, Page, Part, Sort
from billdesk.domain.products import ProductFilter, ProductLine
from billdesk.services.catalog import ProductSheet
from billdesk.ui.background import Work
from billdesk.ui.bench import Bench
from billdesk.ui.models.paged import PagedTableModel, PageRequest
from billdesk.ui.panes.catalog_columns import columns
from billdesk.ui.panes.catalog_filters import CatalogFilter
from billdesk.ui.panes.catalog_preview import CatalogPreview
from billdesk.ui.panes.pane import Pane
from billdesk.ui.widgets.bulk import BulkAct, BulkBar
from billdesk.ui.widgets.drawer import Drawer
from billdesk.ui.widgets.empty import Empty
from billdesk.ui.widgets.menu import Menu
from billdesk.ui.widgets.painted import Button, Rule
from billdesk.ui.widgets.sheet import Wash
from billdesk.ui.widgets.table import Table
from billdesk.ui.widgets.totals import Totals
from billdesk.ui.words import counted, number, tr

PREVIEW, PREVIEW_WIDE = 416, 480
WAIT_MS = 60
MOST_PICKED = 100_000


class CatalogPane(Pane):
    """Products, labor and deposits."""

    has_totals = True
    key = "catalog"
    title = "Catalog"

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        self._reading: Work | None = None
        look = self.look
        self.filter = CatalogFilter(bench)
        self.model = PagedTableModel(columns(bench), self._fetch, self._count, bench.background, self)
        self.model.order = Sort("name", False)
        self.table = Table(look, self.model, "catalog.table")
        self.table.setAccessibleName(tr("Products"))
        self.totals = Totals(look, "catalog.totals")
        self.preview = CatalogPreview(bench)
        self.empty = Empty(look, "catalog.empty", "", "")
        self.clear = Button(look, tr("Clear filters"), "plain", "x", "catalog.clear_filters")
        self.first = Button(look, tr("New product"), "primary", "plus", "catalog.first")
        self.empty.add_button(self.first)
        self.empty.add_button(self.clear)
        self._timer = QTimer(self, singleShot=True, interval=WAIT_MS)
        self._lay_out()
        self._connect()
        self.model.show(self.filter.wanted())
        self._read_taxes()

    def _lay_out(self) -> None:
        self._rows = QStackedWidget()
        self._rows.addWidget(self.table)
        self._rows.addWidget(self.empty)
        left = Wash(self.look, "sheet")
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.filter)
        column.addWidget(Rule(self.look))
        column.addWidget(self._rows, 1)
        column.addWidget(self.totals)
        work = QWidget()
        row = QHBoxLayout(work)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(left, 1)
        self.drawer = Drawer(self.look, self.preview, work)
        row.addWidget(self.drawer.seat)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(work)
        acts = (
            BulkAct("archive", tr("Archive"), "folder", self.archive),
            BulkAct("restore", tr("Restore"), "undo-2", self.restore),
        )
        self.bulk = BulkBar(self.look, "catalog.bulk", self._rows, acts)

    def _connect(self) -> None:
        self.first.clicked.connect(self.make_new)
        self.clear.clicked.connect(self.filter.clear)
        self.filter.changed.connect(lambda: self.model.show(self.filter.wanted()))
        self.filter.show_preview.clicked.connect(self.toggle_preview)
        self.table.chosen.connect(lambda _row: self._timer.start())
        self.table.chosen.connect(lambda _row: self.can_changed.emit())
        self.table.opened.connect(lambda _row: self.edit())
        self.table.preview_asked.connect(self.toggle_preview)
        self.table.menu_asked.connect(self._open_menu)
        self.model.reloaded.connect(self._on_reloaded)
        self.model.failed.connect(self.troubled)
        self.model.ticks.changed.connect(self._on_ticked)
        self.bulk.cleared.connect(lambda: self.model.ticks.set_all(False))
        self.preview.edit_asked.connect(self.edit)
        self.preview.archive_asked.connect(self.archive)
        self.preview.restore_asked.connect(self.restore)
        self._timer.timeout.connect(self._read_sheet)

    # Fetching

    def _fetch(self, request: PageRequest) -> Page[ProductLine]:
        part = Part(request.limit, request.after, request.before, request.offset or 0)
        return self.bench.desk.catalog.page(request.filter, request.sort, part)

    def _count(self, wanted: ProductFilter) -> tuple[CurrencySum, ...]:
        return (CurrencySum("", self.bench.desk.catalog.count(wanted), 0, 0),)

    def _read_taxes(self) -> None:
        self.bench.run(self.bench.desk.taxes.list, self.filter.offer_taxes, self.troubled.emit)

    def _read_sheet(self) -> None:
        row, catalog = self.table.current_row(), self.bench.desk.catalog
        if self._reading is not None:
            self._reading.forget()
            self._reading = None
        self.can_changed.emit()
        if row is None:
            self.preview.show_sheet(None)
            return
        self._reading = self.bench.background.run(
            lambda _work: catalog.sheet(row.id), self._on_sheet, self.troubled.emit
        )

    def _on_sheet(self, sheet: ProductSheet) -> None:
        self._reading = None
        self.preview.show_sheet(sheet)

    # What is shown

    def _on_reloaded(self) -> None:
        count = self.model.rowCount()
        self.totals.show_sums(number(count), tr("product") if count == 1 else tr("products"), ())
        self._rows.setCurrentIndex(0 if count else 1)
        if not count:
            self._say_empty()
        self._timer.start()

    def _say_empty(self) -> None:
        narrowed = self.filter.is_narrowed()
        if narrowed:
            self.empty.say(tr("No product matches these filters"), tr("Take one off, or all of them."))
        else:
            words = tr("What stands here is found as you type a line, and schedules can follow its price.")
            self.empty.say(tr("Nothing to sell yet"), words)
        self.first.setVisible(not narrowed)
        self.clear.setVisible(narrowed)

    def _on_ticked(self) -> None:
        count = self._ticked()
        self.bulk.show_count(counted(count, "{count} ticked", "{count} ticked") if count else "")
        self.can_changed.emit()

    def _open_menu(self, _row: ProductLine, place: QPoint) -> None:
        menu = Menu(self.look, self)
        known = {action.objectName(): action for action in self.window().actions()}
        names = ("product.edit", "product.archive", "product.restore")
        menu.fill(known[name] for name in names if name in known)
        menu.open_at(place)

    # Acts, by these names in commands.py

    def make_new(self) -> None:
        """Open the editor for something new."""
        self.asked.emit("product", None)

    def edit(self) -> None:
        """Open the editor for the chosen product."""
        row = self.table.current_row()
        if row is not None:
            self.asked.emit("product", row.id)

    def can_edit(self) -> bool:
        return self.table.current_row() is not None

    def archive(self) -> None:
        """Offer the ticked products, or the chosen one, no longer."""
        catalog = self.bench.desk.catalog
        self._for_rows(
            catalog.archive, catalog.restore, tr("{name} is archived"), tr("{count} products are archived")
        )

    def can_archive(self) -> bool:
        row = self.table.current_row()
        return bool(self._ticked()) or (row is not None and row.active)

    def restore(self) -> None:
        """Offer archived products again."""
        catalog = self.bench.desk.catalog
        self._for_rows(
            catalog.restore, catalog.archive, tr("{name} is back"), tr("{count} products are back")
        )

    def can_restore(self) -> bool:
        row = self.table.current_row()
        return bool(self._ticked()) or (row is not None and not row.active)

    def _ticked(self) -> int:
        return self.model.ticks.count(self.model.rowCount())

    def _for_rows(
        self,
        act: Callable[[Sequence[int]], tuple[int, ...]],
        back: Callable[[Sequence[int]], tuple[int, ...]],
        one: str,
        many: str,
    ) -> None:
        row, picked = self.table.current_row(), self._picked()
        if picked is None and row is None:
            return

        ids = [row.id] if row is not None else []

        def job() -> tuple[int, ...]:
            return act(picked() if picked is not None else ids)

        def done(changed: tuple[int, ...]) -> None:
            self.model.ticks.set_all(False)
            if not changed:
                self.told.emit(tr("None of the ticked products needs that"), None)
                return
            words = one if len(changed) == 1 else many
            name = row.name if row is not None and changed == (row.id,) else tr("1 product")
            undo: Callable[[], object] = lambda: self._take_back(back, changed)  # noqa: E731
            self.told.emit(words.format(name=name, count=number(len(changed))), undo)

        self.bench.run(job, done, self.troubled.emit)

    def _picked(self) -> Callable[[], list[int]] | None:
        """What gives the ids of the ticked rows, away from the GUI thread; None where none is ticked."""
        if not self._ticked():
            return None
        ticks, wanted, catalog = self.model.ticks, self.model.filter, self.bench.desk.catalog
        is_all, ids = ticks.all, set(ticks.ids())

        def rows() -> list[int]:
            if not is_all:
                return sorted(ids)
            found = catalog.page(wanted, Sort("name", False), Part(MOST_PICKED)).rows
            return [row.id for row in found if row.id not in ids]

        return rows

    def _take_back(self, back: Callable[[Sequence[int]], tuple[int, ...]], changed: tuple[int, ...]) -> None:
        done: Callable[[object], object] = lambda _ids: self.told.emit(tr("Taken back"), None)  # noqa: E731
        self.bench.run(lambda: back(changed), done, self.troubled.emit)

    # As a pane

    def kinds(self) -> frozenset[str]:
        return frozenset({"product", "tax", "schedule", "settings"})

    def entered(self) -> None:
        super().entered()
        self.table.setFocus()

    def refresh(self) -> None:
        self.model.refresh()
        self._read_taxes()

    def search(self) -> None:
        self.filter.search.setFocus()
        self.filter.search.selectAll()

    def toggle_preview(self) -> None:
        self.drawer.toggle()

    def fold(self, width: int, height: int) -> None:
        px = self.look.px
        self.table.space_previews = width < px(1280)
        self.drawer.lie_over(width < px(1280), px(PREVIEW_WIDE if width >= px(1600) else PREVIEW))
