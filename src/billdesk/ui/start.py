"""Opens the window: the empty shell at once, and then its life on a desk."""

from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtCore import QEventLoop, QSettings
from PySide6.QtWidgets import QApplication

from billdesk.ui.blank import Place
from billdesk.ui.look import Look
from billdesk.ui.shell import Shell

if TYPE_CHECKING:
    from collections.abc import Iterator

    from billdesk.services.desk import Desk
    from billdesk.ui.panes.pane import Pane
    from billdesk.ui.places import Rooms
    from billdesk.ui.window import Window
"""The application object and the window."""

PLACES = (
    Place("invoices", "Invoices", "file-text", "Ctrl+2"),
    Place("recurring", "Recurring", "repeat", "Ctrl+3"),
    Place("tickets", "Tickets", "ticket", "Ctrl+4"),
    Place("payments", "Payments", "wallet", "Ctrl+5"),
    Place("customers", "Customers", "users", "Ctrl+6"),
    Place("catalog", "Catalog", "package", "Ctrl+7"),
    Place("settings", "Settings", "settings", "Ctrl+8", below=True),
)

PIECES = (
    "ui.widgets.dates",
    "ui.widgets.fields",
    "ui.widgets.switches",
    "ui.widgets.forms",
    "ui.dialogs.form_dialog",
    "ui.panes.list_and_detail",
    "ui.panes.recurring_list",
    "ui.panes.recurring_detail",
    "ui.panes.recurring",
    "domain.ticket_list",
    "ui.panes.tickets_list",
    "ui.panes.ticket_detail",
    "ui.panes.customer_detail",
    "ui.dialogs.ticket_questions",
    "ui.panes.settings_section",
    "ui.finding",
    "ui.pages.usage_form",
    "ui.editors.line_state",
    "ui.widgets.suggestions",
    "ui.dialogs.new_product",
    "ui.editors.frame",
    "ui.editors.search_form",
    "ui.editors.placeholder_offers",
    "ui.editors.schedule_state",
    "ui.editors.schedule_happens",
)
"""What of the other panes and of the editors is imported by itself, as it takes some frames."""

WORDS = ("billdesk", "-style", "fusion")
"""What Qt is told at the start; to hand out a style later, PySide would set up all that styles know first."""

Opened: TypeAlias = "tuple[QApplication, Shell]"


def application() -> QApplication:
    """The application object of this process, made once."""
    found = QApplication.instance()
    app = found if isinstance(found, QApplication) else QApplication(list(WORDS))
    app.setApplicationName("BillDesk")
    app.setDesktopFileName("billdesk")
    return app


def show_shell() -> Opened:
    """The bare window, painted; nothing of a database is needed or imported for it.

    What was typed or clicked meanwhile waits until somebody is there to take it.
    """
    app = application()
    kept = QSettings("BillDesk", "BillDesk")
    look = Look(app, str(kept.value("look", "system")), int(str(kept.value("text", 100))), bare=True)
    shell = Shell(look, PLACES, bare=True)
    shell.open_as_before()
    app.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
    return app, shell


def furnish(shell: Shell) -> None:
    """Put in all that needs no database: the bars with their words."""
    from billdesk.ui import movement
    from billdesk.ui.speaking import speak

    if shell.bare:
        speak(str(shell.kept.value("language", "en")))
        movement.keep_still(str(shell.kept.value("still", "false")) == "true")
        shell.look.finish(shell)
        shell.furnish()


def enliven(shell: Shell, desk: "Desk", ticking: bool = True) -> "Window":
    """Bring the shell to life on a desk; `ticking` says whether runs start by themselves."""
    # The bare shell is on the screen while this is imported.
    from billdesk.ui import words
    from billdesk.ui.panes.invoices import InvoicesPane
    from billdesk.ui.places import Later, Rooms
    from billdesk.ui.speaking import speak
    from billdesk.ui.window import Window

    furnish(shell)
    language = desk.browsing.settings().language
    if language != words.language():  # it was painted before the shop was known
        shell.kept.setValue("language", language)
        speak(language)
        shell.relabel()
    later = Later(partial(_fetch, desk), _other_rooms)
    window = Window(desk, shell, Rooms((InvoicesPane,), later=later))
    window.begin(ticking)
    return window


def _fetch(desk: "Desk") -> None:
    """What the other places work with; away from the GUI thread."""
    from billdesk.ui import icons

    _ = desk.run  # asked for one service, a front wires all
    icons.fetch()


def _other_rooms() -> "Iterator[Rooms]":
    """What isn't seen at first: each step imports one, so that the window answers in between.

    All that knows Qt is imported on the GUI thread, for PySide sets its classes up when they are first named,
    and not safely on two threads at once.
    """
    from billdesk.ui.places import Rooms

    for name in PIECES:
        import_module(f"billdesk.{name}")
        yield Rooms(())
    for pane in _other_panes():
        yield Rooms(())  # one that is made at once takes as long again
        yield Rooms((pane,))
    for pages in (_pages(), _editors()):
        for page in pages:
            yield Rooms((), (page,))


def _other_panes() -> "Iterator[type[Pane]]":
    """In the order of the side bar."""
    from billdesk.ui.panes.recurring import RecurringPane

    yield RecurringPane
    from billdesk.ui.panes.tickets import TicketsPane

    yield TicketsPane
    from billdesk.ui.panes.payments import PaymentsPane

    yield PaymentsPane
    from billdesk.ui.panes.customers import CustomersPane

    yield CustomersPane
    from billdesk.ui.panes.catalog import CatalogPane

    yield CatalogPane
    from billdesk.ui.panes.settings import SettingsPane

    yield SettingsPane


def _pages() -> "Iterator[type[Pane]]":
    from billdesk.ui.pages.preview_run import PreviewRunPage

    yield PreviewRunPage
    from billdesk.ui.pages.failures import FailuresPage

    yield FailuresPage
    from billdesk.ui.pages.payment import PaymentPage

    yield PaymentPage
    from billdesk.ui.pages.price_change import PriceChangePage

    yield PriceChangePage
    from billdesk.ui.pages.print import PrintPage

    yield PrintPage
    from billdesk.ui.pages.statement import StatementPage

    yield StatementPage
    from billdesk.ui.pages.statements import StatementsPage

    yield StatementsPage
    from billdesk.ui.pages.closing import ClosingPage

    yield ClosingPage
    from billdesk.ui.pages.audit import AuditPage

    yield AuditPage
    from billdesk.ui.pages.shortcuts import ShortcutsPage

    yield ShortcutsPage
    from billdesk.ui.pages.time_report import TimeReportPage

    yield TimeReportPage
    from billdesk.ui.pages.usage import UsagePage

    yield UsagePage
    from billdesk.ui.pages.usage_import import UsageImportPage

    yield UsageImportPage
    from billdesk.ui.pages.vendor_names import VendorNamesPage

    yield VendorNamesPage
    from billdesk.ui.pages.wizard import WizardPage

    yield WizardPage


def _editors() -> "Iterator[type[Pane]]":
    from billdesk.ui.editors.invoice import InvoiceEditor

    yield InvoiceEditor
    from billdesk.ui.editors.schedule import ScheduleEditor

    yield ScheduleEditor
    from billdesk.ui.editors.credit_note import CreditNoteEditor

    yield CreditNoteEditor
    from billdesk.ui.editors.refund import RefundPage

    yield RefundPage
    from billdesk.ui.editors.customer import CustomerEditor

    yield CustomerEditor
    from billdesk.ui.editors.ticket import TicketEditor

    yield TicketEditor
    from billdesk.ui.editors.product import ProductEditor

    yield ProductEditor
    from billdesk.ui.editors.asset_searches import AssetSearches

    yield AssetSearches
    from billdesk.ui.editors.custom_fields import CustomFields

    yield CustomFields
