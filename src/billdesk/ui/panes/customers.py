"""The Customers pane: the customers at the left, everything of the chosen one at the right."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from billdesk.domain.customer import Asset, Contact, SavedSearch
from billdesk.domain.customer_list import CustomerFilter
from billdesk.domain.lists import InvoiceFilter
from billdesk.domain.payment_list import PaymentFilter
from billdesk.domain.schedule_list import ScheduleFilter
from billdesk.domain.ticket_list import TicketFilter
from billdesk.domain.usage import UsageFilter
from billdesk.services.customer_sheet import CustomerSheet
from billdesk.ui.bench import Bench
from billdesk.ui.panes.customer_acts import CustomerActs
from billdesk.ui.panes.customer_detail import CustomerDetail
from billdesk.ui.panes.customers_list import CustomersList
from billdesk.ui.panes.list_and_detail import ListAndDetail
from billdesk.ui.taking_back import tell_taken
from billdesk.ui.tasks import CustomerTask, PaymentTask, StatementTask, Taken, TicketTask
from billdesk.ui.words import tr

KINDS = frozenset(
    {"customer", "asset", "saved_search", "invoice", "schedule", "payment", "ticket", "settings", "run"}
)


class CustomersPane(ListAndDetail):
    """Customers as a list of two lines, with everything about the chosen one beside it."""

    key = "customers"
    title = "Customers"
    view_words = "Active customers"
    list_width = 404
    list: CustomersList
    detail: CustomerDetail
    acts: CustomerActs
    made_of = (CustomersList, CustomerDetail)

    def __init__(
        self, bench: Bench, listing: CustomersList | None = None, detail: CustomerDetail | None = None
    ) -> None:
        super().__init__(bench)
        self.put_together(
            listing or CustomersList(bench), detail or CustomerDetail(bench), CustomerActs(bench, self)
        )
        self._make_menu()
        self._connect()

    def _make_menu(self) -> None:
        edit = self.menu_action("menu.edit", tr("Edit"), "pencil-line", "edit")
        account = self.menu_action("menu.statement", tr("Statement"), "scroll-text", "statement")
        archive = self.menu_action("menu.archive", tr("Archive"), "package", "archive")
        restore = self.menu_action("menu.restore", tr("Bring back"), "undo-2", "restore")
        delete = self.menu_action("menu.delete", tr("Delete"), "trash-2", "delete", "overdue_fg")
        ticket = self.menu_action("menu.new_ticket", tr("New ticket"), "ticket", "new_ticket")
        give = self.menu_action("menu.grant_credit", tr("Give store credit…"), "plus", "grant_credit")
        use = self.menu_action("menu.use_credit", tr("Use credit for invoices"), "gift", "use_credit")
        out = self.menu_action("menu.pay_out", tr("Refund store credit…"), "banknote", "pay_out")
        back = self.menu_action(
            "menu.take_back_credit", tr("Take credit back…"), "undo-2", "take_back_credit"
        )
        self._menu.fill((edit, ticket, account, None, use, give, out, back, None, archive, restore, delete))

    def _connect(self) -> None:
        self.list.first.clicked.connect(self.new)
        detail, overview, assets = self.detail, self.detail.overview, self.detail.assets
        detail.edit.clicked.connect(self.edit)
        detail.pay.clicked.connect(self.take_payment)
        detail.bill.clicked.connect(self.new_invoice)
        detail.restore.clicked.connect(self.restore)
        detail.edit_fields.clicked.connect(self.edit_fields)
        for button in (detail.new_contact, overview.new_contact):
            button.clicked.connect(self.new_contact)
        for button in (detail.all_invoices, overview.all_invoices):
            button.clicked.connect(self._show_invoices)
        for button, act in (
            (overview.use_credit, self.use_credit),
            (overview.grant_credit, self.grant_credit),
        ):
            button.clicked.connect(act)
        overview.credit.picked.connect(lambda one: self.asked.emit("payments", PaymentFilter(ids=(one.id,))))
        overview.usage.clicked.connect(self._show_usage)
        overview.invoice_asked.connect(self._show_invoice)
        overview.schedule_asked.connect(lambda _key: self._show_schedules())
        overview.contact_asked.connect(self._edit_contact)
        overview.ticket_asked.connect(lambda key: self.asked.emit("tickets", key))
        overview.all_tickets.clicked.connect(self._show_tickets)
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

    def read(self, key: int) -> CustomerSheet:
        return self.bench.desk.customers.sheet(key, self.bench.today)

    def shown_id(self) -> int | None:
        return self.detail.sheet.customer.id if self.detail.sheet else None

    def first_button(self) -> QWidget:
        return self.detail.edit

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

    def new_ticket(self) -> None:
        """Open a ticket for the chosen customer."""
        if self.detail.sheet and self.can_new_ticket():
            self.asked.emit("ticket", TicketTask(customer_id=self.detail.sheet.customer.id))

    def can_new_ticket(self) -> bool:
        return self.can_new_invoice()

    def take_payment(self) -> None:
        """Type what came in from the chosen customer."""
        if self.detail.sheet and self.can_take_payment():
            self.asked.emit("payment", PaymentTask(self.detail.sheet.customer.id, back="customers"))

    def statement(self) -> None:
        """Show the account of the chosen customer."""
        if self.detail.sheet and self.can_statement():
            customer = self.detail.sheet.customer
            self.asked.emit("statement", StatementTask(customer.id, customer.name))

    def audit(self) -> None:
        """Show all that was done with the chosen customer."""
        if self.detail.sheet and self.can_audit():
            customer = self.detail.sheet.customer
            self.asked.emit("audit", ("customer", customer.id, customer.name))

    def use_credit(self) -> None:
        """Settle what the chosen customer owes by free credit."""
        if self.detail.sheet and self.can_use_credit():
            self.acts.use_credit(self.detail.sheet.customer)

    def can_use_credit(self) -> bool:
        sheet = self.detail.sheet
        return self.can_pay_out() and bool(sheet and sheet.unpaid)

    def grant_credit(self) -> None:
        """Ask for credit that the chosen customer gets."""
        if self.detail.sheet and self.can_grant_credit():
            self.acts.grant_credit(self.detail.sheet.customer)

    def pay_out(self) -> None:
        """Ask how much credit of the chosen customer goes back as money."""
        if self.detail.sheet and self.can_pay_out():
            self.acts.pay_out(self.detail.sheet.customer)

    def can_pay_out(self) -> bool:
        return self.can_edit() and bool(self.detail.sheet and self.detail.sheet.credit)

    def take_back_credit(self) -> None:
        """Ask how much of the granted credit of the chosen customer is taken back."""
        if self.detail.sheet and self.can_take_back_credit():
            self.acts.take_back_credit(self.detail.sheet.customer)

    can_take_back_credit = can_pay_out

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

    can_new_contact = can_new_asset = can_paste_assets = can_take_payment = can_grant_credit = can_edit
    can_statement = can_audit = can_edit

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

    def _folders(self) -> Sequence[str]:
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

    def _show_tickets(self) -> None:
        if self.detail.sheet:
            self.asked.emit("tickets", TicketFilter(customer_id=self.detail.sheet.customer.id))

    def _show_usage(self) -> None:
        if self.detail.sheet:
            self.asked.emit("usage", UsageFilter(self.detail.sheet.customer.name))

    # As a pane

    def show_what(self, what: object) -> None:
        """Show the customers of a CustomerFilter, or choose one customer by its id."""
        if isinstance(what, CustomerFilter):
            self.list.show_filter(what)
        elif isinstance(what, int):
            self.list.choose(what)
        elif isinstance(what, Taken):
            tell_taken(self, what)

    def kinds(self) -> frozenset[str]:
        return KINDS
