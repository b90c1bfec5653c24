"""Opens the window on a desk: which panes there are, and how it looked the last time."""

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from billdesk.services.desk import Desk
from billdesk.ui.look import Look
from billdesk.ui.pages.preview_run import PreviewRunPage
from billdesk.ui.panes.invoices import InvoicesPane
from billdesk.ui.panes.pane import Pane
from billdesk.ui.panes.recurring import RecurringPane
from billdesk.ui.widgets.side import Place
from billdesk.ui.window import Spot, Window

SPOTS = (
    Spot(Place("invoices", "Invoices", "file-text", "Ctrl+2"), InvoicesPane),
    Spot(Place("recurring", "Recurring", "repeat", "Ctrl+3"), RecurringPane),
)
PAGES: tuple[type[Pane], ...] = (PreviewRunPage,)


def application() -> QApplication:
    """The application object of this process, made once."""
    found = QApplication.instance()
    app = found if isinstance(found, QApplication) else QApplication([])
    app.setApplicationName("BillDesk")
    app.setDesktopFileName("billdesk")
    return app


def show_window(desk: Desk, ticking: bool = True) -> tuple[QApplication, Window]:
    """The shown window on a desk; `ticking` says whether runs start by themselves."""
    app = application()
    kept = QSettings("BillDesk", "BillDesk")
    look = Look(app, str(kept.value("look", "system")), int(str(kept.value("text", 100))))
    window = Window(desk, look, SPOTS, PAGES)
    geometry = kept.value("geometry")
    if geometry is None or not window.restoreGeometry(geometry):
        window.resize(look.px(1440), look.px(900))
    window.show()
    window.begin(ticking)
    return app, window
