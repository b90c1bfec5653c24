"""The main window: side bar, top bar, the sheet with the panes, status bar. It knows panes only by a list."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from PySide6.QtCore import QEvent, QSettings, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import QGridLayout, QMenuBar, QStackedWidget, QVBoxLayout, QWidget

from billdesk.domain.changes import Changed
from billdesk.domain.errors import BillDeskError
from billdesk.services.desk import Desk
from billdesk.ui.background import Background
from billdesk.ui.bench import Bench
from billdesk.ui.changes import Changes
from billdesk.ui.commands import MENUS, Actions
from billdesk.ui.figures import Figures
from billdesk.ui.look import Look
from billdesk.ui.messages import Banner, Toast
from billdesk.ui.panes.pane import Pane
from billdesk.ui.running import Running
from billdesk.ui.status import Status
from billdesk.ui.ticker import Ticker
from billdesk.ui.widgets.focus import FocusRing
from billdesk.ui.widgets.menu import Menu
from billdesk.ui.widgets.sheet import Sheet
from billdesk.ui.widgets.side import Place, SideBar
from billdesk.ui.widgets.status import StatusBar
from billdesk.ui.widgets.top import TopBar
from billdesk.ui.words import tr

NARROW = 1280
TEXT_SIZES = (90, 100, 110, 125, 150)


@dataclass(frozen=True, slots=True)
class Spot:
    """One pane of the window: its place in the side bar, and what makes it."""

    place: Place
    make: type[Pane]


class Window(QWidget):
    """Everything that the biller sees; made of the panes that are handed in, and of pages over them."""

    def __init__(
        self, desk: Desk, look: Look, spots: Sequence[Spot], pages: Sequence[type[Pane]] = ()
    ) -> None:
        super().__init__()
        self.setObjectName("window")
        self.look = look
        self._desk = desk
        self._kept = QSettings("BillDesk", "BillDesk")
        self._background = Background(self)
        settings = desk.settings.read()
        self.setWindowTitle(f"{settings.name} – BillDesk" if settings.name else "BillDesk")
        figures = Figures(settings.language, settings.currency)
        self.bench = Bench(desk, look, self._background, figures, settings.language)
        self.running = Running(self.bench, self)
        self.ticker = Ticker(lambda: datetime.now(UTC), self)
        self._parts(spots, settings.name)
        self._lay_out()
        self._panes = {spot.place.key: self._adopt(spot.make(self.bench)) for spot in spots}
        self._pages = {page.key: page for page in pages}
        self._page: Pane | None = None
        self._pane = self._panes[spots[0].place.key]
        self.toast = Toast(look, self._sheet)
        self.ring = FocusRing(look, self)
        self.actions = Actions(self, look, {"window": self, **self._panes})
        self._menus()
        self._wire()
        self.open_pane(self._pane.key)

    # Made of

    def _parts(self, spots: Sequence[Spot], shop: str) -> None:
        look = self.look
        self.side = SideBar(look, tuple(spot.place for spot in spots))
        self.side.shop.show_name(shop or "BillDesk")
        self.top = TopBar(look)
        self.banner = Banner(look)
        self._sheet = Sheet(look)
        self._stack = QStackedWidget()
        self._bar = StatusBar(look)
        self.status = Status(self._bar, self.bench, self.running, self.ticker)
        self._wide_by_hand = True
        self._told_trouble = False

    def _lay_out(self) -> None:
        px = self.look.px
        self._sheet.body.addWidget(self._stack)
        middle = QVBoxLayout()
        middle.setContentsMargins(0, 0, px(8), 0)
        middle.setSpacing(0)
        middle.addWidget(self.top)
        middle.addWidget(self.banner)
        middle.addWidget(self._sheet, 1)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(0)
        grid.addWidget(self.side, 0, 0)
        grid.addLayout(middle, 0, 1)
        grid.addWidget(self._bar, 1, 0, 1, 2)
        self.setAutoFillBackground(True)
        self.setMinimumSize(1024, 640)

    def _adopt(self, pane: Pane) -> Pane:
        self._stack.addWidget(pane)
        pane.told.connect(self.tell)
        pane.troubled.connect(self.tell_trouble)
        pane.asked.connect(self.go_to)
        pane.noticed.connect(self._show_notice)
        pane.waits.connect(lambda count, family, why: self._show_waiting(pane.key, count, family, why))
        pane.can_changed.connect(lambda: self.actions.refresh())
        return pane

    def _menus(self) -> None:
        """The menu bar shows on Alt; the shop's button opens the same commands."""
        self._menu_bar = QMenuBar(self)
        self._menu_bar.setObjectName("window.menu")
        self._shop_menu = Menu(self.look, self)
        for words, names in MENUS:
            menu = Menu(self.look, self)
            menu.setTitle(tr(words))
            menu.fill(self.actions[name] if name else None for name in names)
            self._menu_bar.addMenu(menu)
            self._shop_menu.addMenu(menu)
        self.layout().setMenuBar(self._menu_bar)
        self._menu_bar.setVisible(False)

    def _wire(self) -> None:
        self.side.picked.connect(self.open_pane)
        self.side.shop.clicked.connect(lambda: self._shop_menu.open_below(self.side.shop))
        self.top.back.connect(self.go_back)
        self._changes = Changes(self)
        self._changes.heard.connect(self._on_changed)
        self._desk.announcer.listeners.append(self._changes.announce)
        self.running.said.connect(lambda words: self.tell(words, None))
        self.running.troubled.connect(self.tell_trouble)
        self.running.guarded.connect(self._on_guarded)
        self.ticker.due.connect(self.running.run)
        self.status.asked.connect(self.go_to)
        escape = QShortcut(Qt.Key.Key_Escape, self)
        escape.activated.connect(self.go_back)

    def begin(self, ticking: bool = True) -> None:
        """Start what goes on by itself, once the window is painted: the clock, and the first run."""
        self.status.refresh()
        if ticking:
            QTimer.singleShot(0, self.ticker.start)

    # Where one is

    def open_pane(self, key: str) -> None:
        """Show a pane."""
        self._leave_page()
        self._pane = self._panes[key]
        self.side.show_pane(key)
        self._stack.setCurrentWidget(self._pane)
        self._enter(self._pane, back=False)

    def go_to(self, place: str, what: object = None) -> None:
        """Show a place that a pane or the status bar asked for; "outbox" sends what waits, "run" runs now."""
        if place == "outbox":
            self.running.send()
        elif place == "run":
            self.run_now()
        elif place in self._panes:
            self.open_pane(place)
            self._pane.show_what(what)
        elif place in self._pages:
            self._leave_page()
            self._page = self._adopt(self._pages[place](self.bench))
            self._stack.setCurrentWidget(self._page)
            self._page.show_what(what)
            self._enter(self._page, back=True)

    def go_back(self) -> None:
        """Leave a page for the pane below it."""
        if self._page is not None:
            self.open_pane(self._pane.key)

    def _leave_page(self) -> None:
        if self._page is not None:
            page, self._page = self._page, None
            self.top.show_widgets(())
            self._stack.removeWidget(page)
            page.deleteLater()

    def _enter(self, pane: Pane, back: bool) -> None:
        self.top.show_place(pane.title, back=back)
        self.top.show_widgets(pane.top_widgets())
        self.actions.enter("" if back else pane.key)
        pane.fold(self.width(), self.height())
        pane.entered()
        self._show_notice()

    @property
    def shown(self) -> Pane:
        """The pane or page on the screen."""
        return self._page or self._pane

    # Telling

    def tell(self, words: str, undo: object = None) -> None:
        """Say what happened, with Undo where it can be taken back."""
        self.toast.tell(words, undo if callable(undo) else None)

    def tell_trouble(self, error: Exception) -> None:
        """Say above the sheet what went wrong, in words that say what to do."""
        if isinstance(error, BillDeskError):
            self._told_trouble = True
            self.banner.tell("failed", self.bench.sentence(error))

    def _show_notice(self) -> None:
        """What the shown pane wants to say stands above the sheet, but never in place of a trouble."""
        if self._told_trouble and self.banner.isVisibleTo(self):
            return
        notice = self.shown.notice
        if notice is None:
            self.banner.hide()
        else:
            self.banner.tell(notice.kind, notice.title, notice.line, notice.acts)

    def _show_waiting(self, key: str, count: int, family: str, why: str) -> None:
        if key in self._panes:
            self.side.item(key).show_count(count, family, why)

    def _on_guarded(self, error: object, go_on: object) -> None:
        from billdesk.ui.dialogs.clock import ClockQuestion

        question = ClockQuestion(self.bench, error, self)
        question.accepted.connect(go_on)
        question.open()

    def _on_changed(self, changed: Changed) -> None:
        for pane in self._panes.values():
            pane.heard(changed)
        if self._page is not None:
            self._page.heard(changed)
        self.status.refresh()

    # Commands

    def show_invoices(self) -> None:
        self.open_pane("invoices")

    def show_recurring(self) -> None:
        self.open_pane("recurring")

    def run_now(self) -> None:
        self.running.run(by_hand=True)

    def can_run_now(self) -> bool:
        return not self.running.is_running

    def preview_run(self) -> None:
        self.go_to("preview_run")

    def search_list(self) -> None:
        self.shown.search()

    def show_preview(self) -> None:
        self.shown.toggle_preview()

    def fold_side(self) -> None:
        self._wide_by_hand = self.side.narrow
        self.side.fold(not self.side.narrow)

    def look_light(self) -> None:
        self._choose_look("light")

    def look_dark(self) -> None:
        self._choose_look("dark")

    def look_system(self) -> None:
        self._choose_look("system")

    def larger(self) -> None:
        self._choose_size(next((size for size in TEXT_SIZES if size > self.look.percent), TEXT_SIZES[-1]))

    def smaller(self) -> None:
        sizes = [size for size in TEXT_SIZES if size < self.look.percent]
        self._choose_size(sizes[-1] if sizes else TEXT_SIZES[0])

    def quit(self) -> None:
        self.close()

    def undo(self) -> None:
        self.toast.take_back()

    def can_undo(self) -> bool:
        return True  # asked anew when it is called: the bar comes and goes

    def _choose_look(self, choice: str) -> None:
        self.look.choose(choice)
        self._kept.setValue("look", choice)

    def _choose_size(self, percent: int) -> None:
        self.look.choose(self.look.choice, percent)
        self._kept.setValue("text", percent)

    # What Qt tells

    def resizeEvent(self, event: QResizeEvent) -> None:
        narrow = self.width() < self.look.px(NARROW)
        self.side.fold(narrow or not self._wide_by_hand)
        self.shown.fold(self.width(), self.height())
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.WindowStateChange:
            self._kept.setValue("maximized", self.isMaximized())
        super().changeEvent(event)

    def keyReleaseEvent(self, event: object) -> None:
        if event.key() == Qt.Key.Key_Alt and not event.modifiers():
            self._menu_bar.setVisible(not self._menu_bar.isVisible())
        super().keyReleaseEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.ticker.stop()
        self._kept.setValue("geometry", self.saveGeometry())
        self._desk.announcer.listeners.remove(self._changes.announce)
        self._background.close()
        super().closeEvent(event)
