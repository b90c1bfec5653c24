"""The detail of one customer: who it is, how it stands, and everything of it in tabs."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from billdesk.services.customer_sheet import INVOICES_COUNTED, CustomerSheet
from billdesk.ui.bench import Bench
from billdesk.ui.keys import with_keys
from billdesk.ui.panes.customer_assets import CustomerAssets
from billdesk.ui.panes.customer_facts import facts_of
from billdesk.ui.panes.customer_history import entries_of
from billdesk.ui.panes.customer_overview import CustomerOverview
from billdesk.ui.panes.customer_rows import Writer
from billdesk.ui.panes.detail import Detail
from billdesk.ui.widgets.chips import Choice
from billdesk.ui.widgets.entries import Entries
from billdesk.ui.widgets.facts import Facts
from billdesk.ui.widgets.grid import Grid
from billdesk.ui.widgets.mark import Mark
from billdesk.ui.widgets.painted import Button, Label, Rule
from billdesk.ui.widgets.scroll import Scroll
from billdesk.ui.widgets.section import Section
from billdesk.ui.widgets.segments import Segments
from billdesk.ui.widgets.wide import keep_least
from billdesk.ui.words import number, tr

TABS = ("overview", "invoices", "schedules", "contacts", "assets", "history")
_WORDS = {
    "overview": "Overview",
    "invoices": "Invoices",
    "schedules": "Schedules",
    "contacts": "Contacts",
    "assets": "Assets",
    "history": "History",
}


class CustomerDetail(Detail):
    """Shows a CustomerSheet."""

    sheet: CustomerSheet | None
    made_of = (CustomerOverview, CustomerAssets)

    def __init__(
        self, bench: Bench, overview: CustomerOverview | None = None, assets: CustomerAssets | None = None
    ) -> None:
        super().__init__(bench, "customers.detail", "customer")
        self.setAccessibleName(tr("Customer"))
        self.overview, self.assets = overview or CustomerOverview(bench), assets or CustomerAssets(bench)
        self._unshown: dict[str, Callable[[], object]] = {}
        self._buttons()
        self._parts()
        self.put_together(tr("Choose a customer to see everything about it."), self._something())

    def _buttons(self) -> None:
        look = self._bench.look
        self.pay = Button(look, tr("Take payment"), "plain", "wallet", "customer.take_payment")
        self.bill = Button(look, tr("New invoice"), "plain", "file-text", "customer.new_invoice")
        self.edit = Button(look, tr("Edit"), "plain", "pencil-line", "customer.edit")
        self.edit.set_words("")  # there would be no room for the customer's address
        self.edit.setAccessibleName(tr("Edit"))
        self.edit.setToolTip(with_keys(tr("Edit"), "Ctrl+E"))
        self.restore = Button(look, tr("Bring back"), "plain", "undo-2", "customer.restore")

    def _parts(self) -> None:
        look, write = self._bench.look, Writer(self._bench)
        self.mark = Mark(look)
        self.name = Label(look, "", "title")
        self.name.setObjectName("customer.name")
        self.who = Label(look, "", "body", "ink2")
        self.who.setObjectName("customer.who")
        for label in (self.name, self.who):
            keep_least(look, label, 40)
        self.facts = Facts(look, "customer.facts")
        self.tabs = Segments(look, "customer.tabs", [Choice(key, tr(_WORDS[key])) for key in TABS], tabs=True)
        self.invoices = Grid(look, "customer.invoices", write.invoices(), usable=True)
        self.all_invoices = Button(look, tr("Show in Invoices"), "link", "", "customer.invoices.all")
        self.schedules = Grid(look, "customer.schedules", write.schedules(), usable=True)
        self.contacts = Grid(look, "customer.contacts", write.contacts(), usable=True)
        self.new_contact = Button(look, tr("New contact"), "link", "plus", "customer.contacts.new")
        self.edit_fields = Button(look, tr("Custom fields"), "link", "", "customer.fields")
        self.history = Entries(look, "customer.history")

    def _something(self) -> QWidget:
        page, column = self.page()
        column.addLayout(self._head())
        column.addWidget(Rule(self._bench.look))
        column.addWidget(self.facts)
        column.addWidget(self.tabs)
        self.pages = QStackedWidget()
        for widget in self._tab_pages():
            self.pages.addWidget(widget)
        column.addWidget(self.pages, 1)
        self.tabs.picked.connect(self._on_tab)
        return page

    def _tab_pages(self) -> Sequence[QWidget]:
        look = self._bench.look
        self._invoices = Section(
            look, tr("Invoices"), self.invoices, tr("No invoices yet."), self.all_invoices
        )
        self._schedules = Section(
            look, tr("Schedules"), self.schedules, tr("Nothing recurs for this customer.")
        )
        self._contacts = Section(
            look, tr("Contacts"), self.contacts, tr("No contacts yet."), self.new_contact
        )
        people = QWidget()
        column = QVBoxLayout(people)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._contacts)
        below = QHBoxLayout()
        below.setContentsMargins(look.px(8), look.px(8), 0, 0)
        below.addWidget(self.edit_fields, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(below)
        column.addStretch(1)
        return (
            self._on_top(self.overview),
            self._on_top(self._invoices),
            self._on_top(self._schedules),
            self._on_top(people),
            self.assets,
            self.history,
        )

    def _on_top(self, body: QWidget) -> QWidget:
        ground, column = self.page()
        column.addWidget(body, 0, Qt.AlignmentFlag.AlignTop)
        return Scroll("customers.detail.scroll", ground)

    def _head(self) -> QHBoxLayout:
        px = self._bench.look.px
        left = QVBoxLayout()
        left.setSpacing(px(2))
        left.addWidget(self.name)
        left.addWidget(self.who)
        row = QHBoxLayout()
        row.setContentsMargins(px(16), px(14), px(16), px(14))
        row.setSpacing(px(8))
        row.addWidget(self.to_list)
        row.addWidget(self.mark)
        row.addSpacing(px(4))
        row.addLayout(left, 1)
        for button in (self.pay, self.bill, self.edit, self.restore, self.more):
            row.addWidget(button)
        return row

    # What is shown

    def show_sheet(self, sheet: CustomerSheet) -> None:
        """Show a customer; the tab stays, and the others are filled when somebody looks there."""
        customer = sheet.customer
        self.setAccessibleName(customer.name)
        self.mark.show_name(customer.name)
        self.name.setText(customer.name)
        self.name.setToolTip(customer.name)
        self.who.setText(_who(sheet))
        self.who.setToolTip(customer.address)
        self.restore.setVisible(not customer.active)
        self.bill.setVisible(customer.active)
        self.facts.show_facts(facts_of(self._bench, sheet))
        self._count(sheet)
        super().show_sheet(sheet)
        self._unshown = {
            "overview": partial(self.overview.show_sheet, sheet),
            "invoices": partial(self._show_invoices, sheet),
            "schedules": partial(self._show_schedules, sheet),
            "contacts": partial(self._show_contacts, sheet),
            "assets": partial(self.assets.show_sheet, sheet),
            "history": partial(self._show_history, sheet),
        }
        self._fill()

    def _on_tab(self, key: str) -> None:
        self._fill()
        self.pages.setCurrentIndex(TABS.index(key))

    def _fill(self) -> None:
        """Fill the tab that is chosen, once for each customer."""
        show = self._unshown.pop(self.tabs.chosen(), None)
        if show is not None:
            show()

    def show_tab(self, key: str) -> None:
        """Show one of the tabs."""
        self.tabs.pick(key)

    def show_busy(self, busy: bool) -> None:
        """Its acts wait while one is under way."""
        for button in (self.pay, self.bill, self.edit, self.restore, self.more):
            button.setEnabled(not busy)

    def _show_invoices(self, sheet: CustomerSheet) -> None:
        self.invoices.show_rows(sheet.invoices)
        shown = len(sheet.invoices)
        count = sheet.invoice_count
        said = count if count <= INVOICES_COUNTED else _counted(count)
        more = tr("the newest {shown} of {count}", shown=shown, count=said)
        self._invoices.show_some(bool(shown), more if sheet.invoice_count > shown else str(shown))

    def _show_schedules(self, sheet: CustomerSheet) -> None:
        self.schedules.show_rows(sheet.schedules)
        self._schedules.show_some(bool(sheet.schedules), str(len(sheet.schedules)))

    def _show_contacts(self, sheet: CustomerSheet) -> None:
        self.contacts.show_rows(sheet.contacts)
        self._contacts.show_some(bool(sheet.contacts), str(len(sheet.contacts)))

    def _show_history(self, sheet: CustomerSheet) -> None:
        entries = entries_of(self._bench, sheet.history)
        self.history.show_entries(entries, tr("History"), tr("Nothing was changed since it is on file."))

    def _count(self, sheet: CustomerSheet) -> None:
        counts = {
            "invoices": sheet.invoice_count,
            "schedules": len(sheet.schedules),
            "contacts": sum(one.active for one in sheet.contacts),
            "assets": sum(one.active for one in sheet.assets),
        }
        for key, count in counts.items():
            self.tabs.set_words(key, f"{tr(_WORDS[key])} {_counted(count)}" if count else tr(_WORDS[key]))


def _counted(count: int) -> str:
    """How many, as far as they are counted."""
    return number(count) if count <= INVOICES_COUNTED else f"{number(INVOICES_COUNTED)}+"


def _who(sheet: CustomerSheet) -> str:
    customer = sheet.customer
    address = ", ".join(line.strip() for line in customer.address.splitlines() if line.strip())
    parts = [tr("Archived") if not customer.active else "", address, customer.email, sheet.terms]
    return " · ".join(part for part in parts if part)
