"""Every command of the program in one table; menus, tool bars, context menus and help are made from it."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple


class Command(NamedTuple):
    """One thing that the user can do.

    `calls` is "<target>.<method>"; the method `can_<method>`, where the target has it, says whether it is
    enabled, and `is_<method>` whether a command that `checks` is on. `where` names the panes in which it
    counts; empty means everywhere. One that counts `anywhere` has only its keys in these panes, for they mean
    something else in others. Its name's first word says in which menu it stands, `apart` that a line
    is above it there.
    """

    name: str
    words: str
    calls: str
    shortcut: str = ""
    icon: str = ""
    where: tuple[str, ...] = ()
    danger: bool = False
    checks: bool = False
    apart: bool = False
    anywhere: bool = False

    def counts_in(self, pane: str) -> bool:
        """Whether it can be carried out where that pane is shown ("" on a page)."""
        return self.anywhere or not self.where or pane in self.where

    def keys_in(self, pane: str) -> str:
        """Its keys there, "" where they mean something else."""
        return self.shortcut if not self.where or pane in self.where else ""


_INVOICES = ("invoices",)
_RECURRING = ("recurring",)
_CUSTOMERS = ("customers",)
_TICKETS = ("tickets",)
_PAYMENTS = ("payments",)
_CATALOG = ("catalog",)
_SETTINGS = ("settings",)

COMMANDS: tuple[Command, ...] = (
    Command("pane.invoices", "Invoices", "ways.invoices", "Ctrl+2", "file-text"),
    Command("pane.recurring", "Recurring", "ways.recurring", "Ctrl+3", "repeat"),
    Command("pane.tickets", "Tickets", "ways.tickets", "Ctrl+4", "ticket"),
    Command("ticket.new", "New ticket", "tickets.new", "Ctrl+N", "plus", _TICKETS, anywhere=True),
    Command("ticket.edit", "Edit ticket", "tickets.edit", "Ctrl+E", "pencil-line", _TICKETS),
    Command("ticket.set_status", "Set status…", "tickets.set_status", "", "flag", _TICKETS),
    Command("ticket.customer", "Show customer of ticket", "tickets.show_customer", "", "users", _TICKETS),
    Command("ticket.note", "Add note…", "tickets.note", "", "scroll-text", _TICKETS),
    Command(
        "ticket.start_timer", "Start timer", "tickets.start_timer", "Ctrl+T", "play", _TICKETS, apart=True
    ),
    Command("ticket.pause_timer", "Pause timer", "tickets.pause_timer", "", "pause", _TICKETS),
    Command("ticket.stop_timer", "Stop timer", "tickets.stop_timer", "Ctrl+Shift+T", "square", _TICKETS),
    Command("ticket.add_time", "Add time…", "tickets.add_time", "", "clock-alert", _TICKETS),
    Command(
        "ticket.charge", "Charge billable time", "tickets.charge", "", "circle-dot", _TICKETS, apart=True
    ),
    Command("ticket.uncharge", "Take charges of time back", "tickets.uncharge", "", "undo-2", _TICKETS),
    Command("ticket.add_charge", "Add charge…", "tickets.add_charge", "", "package", _TICKETS),
    Command("ticket.make_invoice", "Make invoice", "tickets.make_invoice", "", "receipt", _TICKETS),
    Command(
        "ticket.take_deposit", "Take deposit…", "tickets.take_deposit", "", "wallet", _TICKETS, apart=True
    ),
    Command(
        "ticket.print", "Print work order…", "tickets.print_order", "Ctrl+P", "printer", _TICKETS, apart=True
    ),
    Command(
        "ticket.save_pdf", "Save work order…", "tickets.save_order", "Ctrl+Shift+S", "file-down", _TICKETS
    ),
    Command("ticket.send", "E-mail work order", "tickets.send_order", "Ctrl+M", "mail", _TICKETS),
    Command("time.report", "Time report", "ways.time_report", "", "history"),
    Command("timer.show", "Show the ticket whose timer runs", "timer.show", "", "clock-alert"),
    Command("timer.pause", "Pause the running timer", "timer.pause", "", "pause"),
    Command("timer.stop", "Stop the running timer", "timer.stop", "", "square"),
    Command("pane.payments", "Payments", "ways.payments", "Ctrl+5", "wallet"),
    Command("pane.customers", "Customers", "ways.customers", "Ctrl+6", "users"),
    Command("customer.new", "New customer", "customers.new", "Ctrl+N", "plus", _CUSTOMERS, anywhere=True),
    Command("customer.edit", "Edit customer", "customers.edit", "Ctrl+E", "pencil-line", _CUSTOMERS),
    Command(
        "customer.bill", "New invoice for customer", "customers.new_invoice", "", "file-text", _CUSTOMERS
    ),
    Command(
        "customer.take_payment",
        "Take payment from customer",
        "customers.take_payment",
        "Ctrl+T",
        "wallet",
        _CUSTOMERS,
    ),
    Command("customer.ticket", "New ticket for customer", "customers.new_ticket", "", "ticket", _CUSTOMERS),
    Command(
        "customer.use_credit", "Use store credit for invoices", "customers.use_credit", "", "gift", _CUSTOMERS
    ),
    Command("customer.grant_credit", "Give store credit…", "customers.grant_credit", "", "plus", _CUSTOMERS),
    Command("customer.pay_out", "Refund store credit…", "customers.pay_out", "", "banknote", _CUSTOMERS),
    Command(
        "customer.take_back_credit",
        "Take credit back…",
        "customers.take_back_credit",
        "",
        "undo-2",
        _CUSTOMERS,
    ),
    Command("customer.statement", "Statement", "customers.statement", "", "scroll-text", _CUSTOMERS),
    Command("customer.audit", "All that was done with them", "customers.audit", "", "history", _CUSTOMERS),
    Command("customer.archive", "Archive customer", "customers.archive", "", "package", _CUSTOMERS),
    Command("customer.restore", "Bring customer back", "customers.restore", "", "undo-2", _CUSTOMERS),
    Command("customer.delete", "Delete customer", "customers.delete", "", "trash-2", _CUSTOMERS, True),
    Command("contact.new", "New contact", "customers.new_contact", "", "user", _CUSTOMERS),
    Command("asset.new", "New asset", "customers.new_asset", "", "laptop", _CUSTOMERS),
    Command("asset.paste", "Paste many assets…", "customers.paste_assets", "", "copy", _CUSTOMERS),
    Command("search.edit", "Saved asset searches", "customers.edit_searches", "", "list-filter", _CUSTOMERS),
    Command("field.edit", "Custom fields", "customers.edit_fields", "", "columns-3-cog", _CUSTOMERS),
    Command("invoice.new", "New invoice", "invoices.new", "Ctrl+N", "plus", _INVOICES, anywhere=True),
    Command("invoice.edit", "Edit draft", "invoices.edit", "", "pencil-line", _INVOICES),
    Command("invoice.issue", "Issue", "invoices.issue", "", "badge-check", _INVOICES),
    Command("invoice.release", "Release and e-mail", "invoices.release", "", "send", _INVOICES),
    Command(
        "invoice.take_payment",
        "Take payment for invoice",
        "invoices.take_payment",
        "Ctrl+T",
        "wallet",
        _INVOICES,
    ),
    Command("invoice.quick_pay", "Quick payment", "invoices.quick_pay", "", "badge-check", _INVOICES),
    Command("invoice.send", "E-mail", "invoices.send", "Ctrl+M", "mail", _INVOICES),
    Command("invoice.print", "Print…", "invoices.print", "Ctrl+P", "printer", _INVOICES),
    Command("invoice.save_pdf", "Save PDF…", "invoices.save_pdf", "Ctrl+Shift+S", "file-down", _INVOICES),
    Command("invoice.export", "Export CSV…", "invoices.export", "", "file-spreadsheet", _INVOICES),
    Command(
        "invoice.notes", "Notes and order number…", "invoices.notes", "", "scroll-text", _INVOICES, apart=True
    ),
    Command("invoice.audit", "All that was done with it", "invoices.audit", "", "history", _INVOICES),
    Command("invoice.duplicate", "Duplicate", "invoices.duplicate", "Ctrl+D", "copy", _INVOICES),
    Command("invoice.make_recurring", "Make recurring", "invoices.make_recurring", "", "repeat", _INVOICES),
    Command("invoice.credit", "Make credit note…", "invoices.credit", "", "undo-2", _INVOICES, apart=True),
    Command("invoice.refund", "Refund…", "invoices.refund", "", "banknote", _INVOICES),
    Command("invoice.use_credit", "Use store credit", "invoices.use_credit", "", "gift", _INVOICES),
    Command("invoice.write_off", "Write off…", "invoices.write_off", "", "circle-x", _INVOICES),
    Command(
        "invoice.take_back_write_off",
        "Take back write-off…",
        "invoices.take_back_write_off",
        "",
        "undo-2",
        _INVOICES,
    ),
    Command("invoice.void", "Void", "invoices.void", "", "ban", _INVOICES, True),
    Command("invoice.discard", "Discard…", "invoices.discard", "", "trash-2", _INVOICES, True),
    Command("invoice.delete", "Delete draft", "invoices.delete", "", "trash-2", _INVOICES, True),
    Command("schedule.new", "New schedule", "recurring.new", "Ctrl+N", "plus", _RECURRING, anywhere=True),
    Command("schedule.edit", "Edit schedule", "recurring.edit", "Ctrl+E", "pencil-line", _RECURRING),
    Command("schedule.duplicate", "Duplicate schedule", "recurring.duplicate", "Ctrl+D", "copy", _RECURRING),
    Command("schedule.preview", "Preview next", "recurring.preview_next", "", "eye", _RECURRING),
    Command("schedule.pause", "Pause", "recurring.pause", "", "pause", _RECURRING),
    Command("schedule.resume", "Resume", "recurring.resume", "", "play", _RECURRING),
    Command("schedule.change_prices", "Change prices…", "recurring.change_prices", "", "percent", _RECURRING),
    Command("schedule.bill_now", "Bill now", "recurring.bill_now", "", "receipt", _RECURRING),
    Command("schedule.skip", "Skip the next date", "recurring.skip", "", "skip-forward", _RECURRING),
    Command(
        "schedule.cancel", "Cancel schedule", "recurring.cancel", "", "ban", _RECURRING, True, apart=True
    ),
    Command("payment.new", "Take payment", "payments.new", "Ctrl+N", "wallet", _PAYMENTS, anywhere=True),
    Command("payment.receipt", "Save receipt…", "payments.save_receipt", "", "file-down", _PAYMENTS),
    Command("payment.send_receipt", "E-mail receipt", "payments.send_receipt", "", "mail", _PAYMENTS),
    Command("payment.print_receipt", "Print receipt…", "payments.print_receipt", "", "printer", _PAYMENTS),
    Command("payment.refund", "Refund payment…", "payments.refund", "", "banknote", _PAYMENTS, apart=True),
    Command("payment.release", "Release to credit…", "payments.release", "", "gift", _PAYMENTS),
    Command("payment.reverse", "Take back…", "payments.reverse", "", "undo-2", _PAYMENTS, True),
    Command("statement.month", "Statements of a month", "ways.statements", "", "scroll-text"),
    Command("closing.show", "Closing sheet of a day", "ways.closing", "", "calendar"),
    Command("payment.audit", "All that was done with it", "payments.audit", "", "history", _PAYMENTS),
    Command("pane.catalog", "Catalog", "ways.catalog", "Ctrl+7", "package"),
    Command("pane.settings", "Settings", "ways.settings", "Ctrl+8", "settings"),
    Command("product.new", "New product", "catalog.make_new", "Ctrl+N", "package", _CATALOG, anywhere=True),
    Command("product.edit", "Edit product", "catalog.edit", "", "pencil-line", _CATALOG),
    Command("product.archive", "Archive product", "catalog.archive", "", "folder", _CATALOG),
    Command("product.restore", "Restore product", "catalog.restore", "", "undo-2", _CATALOG),
    Command("usage.show", "Vendor usage", "ways.usage", "", "cloud"),
    Command("usage.import", "Import usage…", "ways.usage_import", "", "upload"),
    Command("settings.add_tax", "Add tax", "settings.add_tax", "", "percent", _SETTINGS),
    Command("settings.add_terms", "Add payment terms", "settings.add_terms", "", "calendar-clock", _SETTINGS),
    Command("settings.test_mail", "Try the e-mail account", "settings.try_mail", "", "send", _SETTINGS),
    Command("audit.show", "Audit trail", "ways.audit", "", "history"),
    Command("run.now", "Run now", "window.run_now", "F5", "play"),
    Command("run.preview", "Preview run", "ways.preview_run", "Shift+F5", "eye"),
    Command("run.failures", "Failed schedules", "ways.failures", "", "triangle-alert"),
    Command("list.search", "Search this list", "window.search_list", "Ctrl+F", "search"),
    Command("view.side_bar", "Fold the side bar", "view.fold_side", "Ctrl+B", "panel-right"),
    Command("view.preview", "Show the preview", "window.show_preview", "Ctrl+Shift+P", "panel-right"),
    Command("view.light", "Light", "view.light", "", "sun", checks=True, apart=True),
    Command("view.dark", "Dark", "view.dark", "", "moon", checks=True),
    Command("view.system", "As the system", "view.system", "", "monitor", checks=True),
    Command("view.larger", "Larger text", "view.larger", "Ctrl++", apart=True),
    Command("view.smaller", "Smaller text", "view.smaller", "Ctrl+-"),
    Command("view.still", "Without movement", "view.still", checks=True, apart=True),
    Command("edit.undo", "Undo", "window.take_back", "Ctrl+Z", "undo-2"),
    Command("go.find", "Search or run a command", "window.find", "Ctrl+K", "search"),
    Command("window.new_menu", "Make something new", "window.open_new", "Ctrl+Shift+N", "plus"),
    Command("window.tray", "Stay running when the window is closed", "background.tray", checks=True),
    Command("window.at_login", "Start at login", "background.at_login", checks=True),
    Command("window.quit", "Quit", "window.quit", "Ctrl+Q", "log-out", apart=True),
    Command("help.shortcuts", "Commands and keys", "window.show_shortcuts", "F1", "keyboard"),
)

MENUS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("File", ("file", "shop", "window")),
    ("New", ("new",)),
    ("Edit", ("edit", "list")),
    ("View", ("view",)),
    ("Go", ("pane", "go")),
    ("Invoice", ("invoice",)),
    ("Schedule", ("run", "schedule")),
    ("Ticket", ("ticket", "time", "timer", "charge")),
    ("Payment", ("payment", "deposit", "statement", "closing")),
    ("Customer", ("customer", "contact", "asset", "search", "field")),
    ("Catalog", ("product", "tax", "terms", "usage")),
    ("Shop", ("outbox", "settings", "audit", "backup", "data")),
    ("Help", ("help",)),
)
"""The menus in their order, and which first words of commands' names stand in each, in this order.

What makes something new ("invoice.new") stands in the menu New, and a first word that no menu names in the
last but one, so that no command is without a place.
"""

NEW = {
    "invoices": "invoice.new",
    "recurring": "schedule.new",
    "tickets": "ticket.new",
    "payments": "payment.new",
    "customers": "customer.new",
    "catalog": "product.new",
    "settings": "",
}
"""What is made with the filled button of a pane; "" where nothing is."""


def menu_of(command: Command) -> str:
    """The menu in which a command stands."""
    noun, _, verb = command.name.partition(".")
    first = "new" if verb == "new" else noun
    return next((menu for menu, nouns in MENUS if first in nouns), MENUS[-2][0])


def menus(commands: Iterable[Command]) -> tuple[tuple[str, tuple[Command, ...]], ...]:
    """Each menu with its commands, in order; those without any are left out."""
    nouns = [noun for _, of in MENUS for noun in of]
    known = {noun: place for place, noun in enumerate(nouns)}
    ordered = sorted(commands, key=lambda one: known.get(one.name.partition(".")[0], len(nouns)))
    found = ((menu, tuple(one for one in ordered if menu_of(one) == menu)) for menu, _ in MENUS)
    return tuple((menu, of) for menu, of in found if of)


def lined(commands: Iterable[Command]) -> Iterator[Command | None]:
    """The commands of one menu with None where a line goes: above one set apart, and between first words."""
    before: Command | None = None
    for command in commands:
        others = before is not None and _noun(before) != _noun(command) and menu_of(command) != "New"
        if before is not None and (command.apart or others):
            yield None
        yield command
        before = command


def _noun(command: Command) -> str:
    return command.name.partition(".")[0]
