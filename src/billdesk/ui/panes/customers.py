"""The Customers pane: the customers at the left, everything of the chosen one at the right."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout

from billdesk.domain.customer import Asset, Contact, SavedSearch
from billdesk.domain.errors import Missing
from billdesk.domain.lists import CustomerFilter, InvoiceFilter, ScheduleFilter
from billdesk.services.customer_sheet import CustomerSheet
from billdesk.ui.background import Work
from billdesk.ui.bench import Bench
from billdesk.ui.panes.customer_acts import CustomerActs
from billdesk.ui.panes.customer_detail import CustomerDetail
from billdesk.ui.panes.customers_list import CustomersList
from billdesk.ui.panes.pane import Pane
from billdesk.ui.tasks import CustomerTask
from billdesk.ui.widgets.menu import Menu
from billdesk.ui.widgets.painted import Rule
from billdesk.ui.words import tr

LIST = 404
FOLDED = 1100
WAIT_MS = 60
ANY_WIDTH = 16777215
KINDS = frozenset(
    {"customer", "asset", "saved_search", "invoice", "schedule", "payment", "ticket", "settings", "run"}
)


class CustomersPane(Pane):
    """Customers as a list of two lines, with everything about the chosen one beside it."""

    key = "customers"
    title = "Customers"

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        self._folded = False
        self._reading: Work | None = None
        self.list = CustomersList(bench)
        self.table, self.model, self.filter = self.list.table, self.list.model, self.list.filter
        self.detail = CustomerDetail(bench)
        self.acts = CustomerActs(bench, self)
        self._timer = QTimer(self, singleShot=True, interval=WAIT_MS)
        self._make_menu()
        self._lay_out()
        self._connect()
        self._connect_detail()

    def _make_menu(self) -> None:
        self._menu = Menu(self.look, self)
        self._menu.setObjectName("customers.menu")
        self._edit = self._action("edit", tr("Edit"), "pencil-line", self.edit)
        self._archive = self._action("archive", tr("Archive"), "package", self.archive)
        self._restore = self._action("restore", tr("Bring back"), "undo-2", self.restore)
        self._delete = self._action("delete", tr("Delete"), "trash-2", self.delete)
        self._menu.fill((self._edit, None, self._archive, self._restore, self._delete))

    def _action(self, name: str, words: str, icon: str, call: Callable[[], object]) -> QAction:
        action = QAction(self.look.icon(icon, "overdue_fg" if name == "delete" else "ink2"), words, self)
        action.setObjectName(f"customers.menu.{name}")
        action.triggered.connect(lambda _checked=False: call())
        return action

    def _lay_out(self) -> None:
        self._between = Rule(self.look, upright_one=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.list)
        row.addWidget(self._between)
        row.addWidget(self.detail, 1)

    def _connect(self) -> None:
        self.list.first.clicked.connect(self.new)
        self.list.chosen.connect(lambda _row: self._timer.start())
        self.list.opened.connect(self._open_detail)
        self.list.menu_asked.connect(self._on_menu_asked)
        self.list.troubled.connect(self.troubled)
        self._timer.timeout.connect(self._read_sheet)
        self.acts.told.connect(self.told)
        self.acts.refused.connect(self._on_refused)
        self.acts.busy.connect(self._on_busy)

    def _connect_detail(self) -> None:
        detail, overview, assets = self.detail, self.detail.overview, self.detail.assets
        detail.back.connect(self.close_detail)
        detail.edit.clicked.connect(self.edit)
        detail.bill.clicked.connect(self.new_invoice)
        detail.restore.clicked.connect(self.restore)
        detail.more.clicked.connect(lambda: self._menu.open_below(detail.more))
        detail.edit_fields.clicked.connect(self.edit_fields)
        for button in (detail.new_contact, overview.new_contact):
            button.clicked.connect(self.new_contact)
        for button in (detail.all_invoices, overview.all_invoices):
            button.clicked.connect(self._show_invoices)
        overview.invoice_asked.connect(self._show_invoice)
        overview.schedule_asked.connect(lambda _key: self._show_schedules())
        overview.contact_asked.connect(self._edit_contact)
        detail.invoices.picked.connect(lambda row: self._show_invoice(row.id))
        detail.schedules.picked.connect(lambda _row: self._show_schedules())
        detail.contacts.picked.connect(self._edit_contact)
        assets.asset_asked.connect(self._edit_asset)
        assets.paste_asked.connect(self.paste_assets)
        assets.put_asked.connect(self._put_assets)
        assets.archive_asked.connect(self.acts.archive_assets)
        assets.restore_asked.connect(self.acts.restore_assets)
        assets.folder_asked.connect(self._move_folder)
        assets.search_asked.connect(self._edit_search)

    # The chosen one

    def is_waiting(self) -> bool:
        """Whether another customer was chosen just now, whose detail isn't there yet."""
        return self._timer.isActive() or self._reading is not None

    def _read_sheet(self) -> None:
        if not self.isVisible():  # it went away meanwhile; whoever comes back finds it fetched anew
            self._missed = True
            return
        row = self.table.current_row()
        if self._reading is not None:
            self._reading.forget()
            self._reading = None
        if row is None:
            self.detail.show_nothing()
            self._show_can()
            return
        services, today = self.bench.desk.customers, self.bench.today
        self._reading = self.bench.background.run(
            lambda _work: services.sheet(row.id, today), self._on_sheet, self._on_unread
        )

    def _on_sheet(self, sheet: CustomerSheet) -> None:
        self._reading = None
        self.detail.show_sheet(sheet)
        self._show_can()

    def _on_unread(self, error: Exception) -> None:
        """A customer that was deleted meanwhile is no trouble; the list will be without it."""
        self._reading = None
        self.detail.show_nothing()
        self._show_can()
        if not isinstance(error, Missing):
            self.troubled.emit(error)

    def _on_menu_asked(self, place: QPoint) -> None:
        """The menu is that of the row under the mouse, whose detail may still be on its way."""
        row = self.table.current_row()
        if row is not None and self.detail.sheet is not None and self.detail.sheet.customer.id == row.id:
            self._menu.open_at(place)

    def _on_refused(self, error: Exception) -> None:
        self.troubled.emit(error)
        self.refresh()

    def _on_busy(self, busy: bool) -> None:
        self.detail.show_busy(busy)
        self._show_can()

    def _show_can(self) -> None:
        for action, can in (
            (self._edit, self.can_edit()),
            (self._archive, self.can_archive()),
            (self._restore, self.can_restore()),
            (self._delete, self.can_delete()),
        ):
            action.setEnabled(can)
        self.can_changed.emit()

    # Acts, by these names in commands.py

    def new(self) -> None:
        """Open the editor for a new customer."""
        self.asked.emit("customer", CustomerTask())

    def edit(self) -> None:
        """Open the editor for the chosen customer."""
        self._open_editor("")

    def new_invoice(self) -> None:
        """Open the editor for a new invoice for the chosen customer."""
        if self.detail.sheet and self.can_new_invoice():
            self.asked.emit("invoice", {"customer": self.detail.sheet.customer.id})

    def archive(self) -> None:
        """Put the chosen customer away."""
        if self.detail.sheet and self.can_archive():
            self.acts.archive(self.detail.sheet.customer)

    def restore(self) -> None:
        """Bring the chosen customer back."""
        if self.detail.sheet and self.can_restore():
            self.acts.restore(self.detail.sheet.customer)

    def delete(self) -> None:
        """Delete the chosen customer, to whom nothing was billed."""
        if self.detail.sheet and self.can_delete():
            self.acts.delete(self.detail.sheet.customer)

    def new_contact(self) -> None:
        """Open the editor with a new contact of the chosen customer."""
        self._open_editor("contacts")

    def new_asset(self) -> None:
        """Open the editor with a new asset of the chosen customer."""
        self._open_editor("assets")

    def paste_assets(self) -> None:
        """Add many assets to the chosen customer."""
        if self.detail.sheet:
            self.acts.paste(self.detail.sheet.customer)

    def edit_searches(self) -> None:
        """Open the saved asset searches."""
        self.asked.emit("asset_searches", None)

    def edit_fields(self) -> None:
        """Open the custom fields of contacts and assets."""
        self.asked.emit("custom_fields", None)

    def can_edit(self) -> bool:
        return self.detail.sheet is not None and not self.acts.is_busy

    can_new_contact = can_new_asset = can_paste_assets = can_edit

    def can_archive(self) -> bool:
        return self.can_edit() and bool(self.detail.sheet and self.detail.sheet.customer.active)

    can_new_invoice = can_archive

    def can_restore(self) -> bool:
        return self.can_edit() and not self.can_archive()

    def can_delete(self) -> bool:
        """Whether nothing of the customer is on file that must stay."""
        sheet = self.detail.sheet
        if sheet is None or self.acts.is_busy:
            return False
        return not (sheet.invoice_count or sheet.schedules or sheet.tickets or sheet.payments)

    # Other places

    def _open_editor(self, part: str, key: int | None = None) -> None:
        if self.detail.sheet is not None:
            self.asked.emit("customer", CustomerTask(self.detail.sheet.customer.id, part, key))

    def _edit_contact(self, contact: Contact) -> None:
        self._open_editor("contacts", contact.id)

    def _edit_asset(self, asset: Asset | None) -> None:
        self._open_editor("assets", asset.id if asset else None)

    def _edit_search(self, search: SavedSearch | None) -> None:
        self.asked.emit("asset_searches", search or SavedSearch(0, "", ""))

    def _put_assets(self, ids: Sequence[int]) -> None:
        if ids:
            self.acts.put(ids, self._folders())

    def _move_folder(self, folder: str) -> None:
        if self.detail.sheet and folder:
            self.acts.move_folder(self.detail.sheet.customer, folder, self._folders())

    def _folders(self) -> list[str]:
        assets = self.detail.sheet.assets if self.detail.sheet else ()
        return sorted({one.policy_folder for one in assets if one.policy_folder}, key=str.casefold)

    def _show_invoice(self, key: int) -> None:
        self.asked.emit("invoices", InvoiceFilter(ids=(key,)))

    def _show_invoices(self) -> None:
        if self.detail.sheet:
            self.asked.emit("invoices", InvoiceFilter(customer_id=self.detail.sheet.customer.id))

    def _show_schedules(self) -> None:
        if self.detail.sheet:
            self.asked.emit("recurring", ScheduleFilter(customer_id=self.detail.sheet.customer.id))

    # As a pane

    def show_what(self, what: object) -> None:
        """Show the customers of a CustomerFilter, or choose one customer by its id."""
        if isinstance(what, CustomerFilter):
            self.list.show_filter(what)
        elif isinstance(what, int):
            self.list.choose(what)

    def kinds(self) -> frozenset[str]:
        return KINDS

    def entered(self) -> None:
        if self.model.filter is None:  # nobody has looked at it so far
            self._missed = False
            self.list.show_wanted()
        super().entered()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        """Fetch rows and the detail again."""
        self.list.refresh()
        self._timer.start()

    def search(self) -> None:
        self.close_detail()
        self.filter.search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def toggle_preview(self) -> None:
        if self._folded:
            self.close_detail() if self.detail.isVisible() else self._open_detail()

    def fold(self, width: int, height: int) -> None:
        folded = width < self.look.px(FOLDED)
        if folded:
            self.list.setMinimumWidth(0)
            self.list.setMaximumWidth(ANY_WIDTH)
        else:
            self.list.setFixedWidth(self.look.px(LIST))
        if folded != self._folded:
            self._folded = folded
            self.list.show()
            self.detail.setVisible(not folded)
            self._between.setVisible(not folded)
            self.detail.to_list.setVisible(folded)

    def close_detail(self) -> None:
        """Back to the list, with the focus on it."""
        if self._folded:
            self.list.show()
            self.detail.hide()
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _open_detail(self) -> None:
        if self._folded:
            self.list.hide()
            self.detail.show()
        self.detail.edit.setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc in the detail leads back to the list."""
        inside = self.detail.isAncestorOf(self.focusWidget() or self)
        if event.key() == Qt.Key.Key_Escape and inside:
            self.close_detail()
        else:
            super().keyPressEvent(event)
