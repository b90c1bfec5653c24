"""Brings the window to life on a desk: its panes and pages, its commands, messages, runs and clock."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QMenuBar

from billdesk.domain.changes import Changed
from billdesk.domain.errors import BillDeskError, Refused
from billdesk.ui.background import Background
from billdesk.ui.bench import Bench, Whole
from billdesk.ui.changes import Changes
from billdesk.ui.commands import MENUS, Actions
from billdesk.ui.dialogs.clock import ClockQuestion
from billdesk.ui.figures import Figures
from billdesk.ui.panes.pane import Pane
from billdesk.ui.running import Running
from billdesk.ui.shell import Shell
from billdesk.ui.status import Status
from billdesk.ui.ticker import Ticker
from billdesk.ui.widgets.menu import Menu
from billdesk.ui.words import tr

if TYPE_CHECKING:
    from billdesk.services.desk import Desk

PAINTED_MS = 40  # after so long what came in is on the screen
SENT = ("outbox", "run")  # places that are acts
TEXT_SIZES = (90, 100, 110, 125, 150)


@dataclass(frozen=True, slots=True)
class Rooms:
    """What the window has: panes by their key, the first one first, and pages that lie over them."""

    panes: Sequence[type[Pane]]
    pages: Sequence[type[Pane]] = ()
    later: Callable[[], Rooms] | None = None
    """Fetches the others; what they import is not waited for until the first pane shows its rows."""


class Window(QObject):
    """Knows panes only by a list; a pane asks for another place by its name."""

    def __init__(self, desk: Desk, shell: Shell, rooms: Rooms) -> None:
        super().__init__(shell)
        self.shell, self.look, self._desk = shell, shell.look, desk
        settings = desk.browsing.settings()
        shell.setWindowTitle(f"{settings.name} – BillDesk" if settings.name else "BillDesk")
        shell.side.shop.show_name(settings.name or "BillDesk")
        self.background = Background(self)
        figures = Figures(settings.language, settings.currency)
        whole = Whole(there=rooms.later is None)
        self.bench = Bench(desk, self.look, self.background, figures, settings.language, whole)
        self.running = Running(self.bench, self)
        self.ticker = Ticker(lambda: datetime.now(UTC), self)
        self.status = Status(shell.bar, self.bench, self.running, self.ticker)
        self._told_trouble = False
        self._page: Pane | None = None
        self._later = rooms.later
        self._ticking: bool | None = None  # until the window begins
        self._panes: dict[str, Pane] = {}
        self._pages: dict[str, type[Pane]] = {}
        self._targets: dict[str, object] = {"window": self}
        self._take_in(rooms)
        self._pane = next(iter(self._panes.values()))
        self._pane.stands.connect(self._on_stands)
        self.actions = Actions(shell, self.look, self._targets)
        self._menus()
        self._wire()
        self.open_pane(self._pane.key)

    # Made of

    def _take_in(self, rooms: Rooms) -> None:
        for make in rooms.panes:
            self._panes[make.key] = self._targets[make.key] = self._adopt(make(self.bench))
        self._pages |= {page.key: page for page in rooms.pages}

    def _on_stands(self) -> None:
        """The first rows are in; when they are painted is time for the rest, away from the GUI thread."""
        QTimer.singleShot(PAINTED_MS, self, self._fetch_rest)

    def _fetch_rest(self) -> None:
        if self._later is not None:
            later = self._later
            self.background.run(lambda _work: later(), self._complete)

    def _complete(self, rooms: Rooms | None = None) -> None:
        """Take the other panes and pages in; asked for one of them, without waiting for rows."""
        if self._later is not None:
            later, self._later = self._later, None
            self._take_in(rooms or later())
            self.actions.refresh()
            self.bench.whole.complete()
            if self._ticking is not None:
                self._live(self._ticking)

    def _adopt(self, pane: Pane) -> Pane:
        self.shell.stack.addWidget(pane)
        pane.told.connect(self.tell)
        pane.troubled.connect(self.tell_trouble)
        pane.asked.connect(self.go_to)
        pane.noticed.connect(self._show_notice)
        pane.waits.connect(lambda count, family, why: self._show_waiting(pane.key, count, family, why))
        pane.can_changed.connect(lambda: self.actions.refresh())  # noqa: PLW0108 actions come later
        return pane

    def _menus(self) -> None:
        """The menu bar shows on Alt; the shop's button opens the same commands."""
        self.menu_bar = QMenuBar(self.shell)
        self.menu_bar.setObjectName("window.menu")
        self._shop_menu = Menu(self.look, self.shell)
        self._shop_menu.setObjectName("window.shop_menu")
        for words, names in MENUS:
            shown = [name for name in names if not name or name in self.actions.names()]
            if not any(shown):
                continue
            menu = Menu(self.look, self.shell)
            menu.setTitle(tr(words))
            menu.fill(self.actions[name] if name else None for name in shown)
            self.menu_bar.addMenu(menu)
            self._shop_menu.addMenu(menu)
        layout = self.shell.layout()
        if layout is not None:
            layout.setMenuBar(self.menu_bar)
        self.menu_bar.setVisible(False)

    def _wire(self) -> None:
        shell = self.shell
        shell.side.picked.connect(self.open_pane)
        shell.side.shop.clicked.connect(lambda: self._shop_menu.open_below(shell.side.shop))
        shell.top.back.connect(self.go_back)
        shell.resized.connect(self._on_resized)
        shell.closing.connect(self.close)
        shell.alt_pressed.connect(lambda: self.menu_bar.setVisible(not self.menu_bar.isVisible()))
        shell.banner.closed.connect(self._on_banner_closed)
        self._changes = Changes(self)
        self._changes.heard.connect(self._on_changed)
        self._desk.announcer.listeners.append(self._changes.announce)
        self.running.said.connect(lambda words: self.tell(words, None))
        self.running.troubled.connect(self.tell_trouble)
        self.running.guarded.connect(self._on_guarded)
        self.running.changed.connect(self.actions.refresh)
        self.ticker.due.connect(self.running.run)
        self.status.asked.connect(self.go_to)
        shell.escaped.connect(self.go_back)
        undo = QShortcut("Ctrl+Z", shell)
        undo.activated.connect(shell.toast.take_back)

    def begin(self, ticking: bool = True) -> None:
        """Start what goes on by itself: the clock, and with it the first run; once every pane is there."""
        self._ticking = ticking
        if self._later is None:
            self._live(ticking)

    def _live(self, ticking: bool) -> None:
        self.status.refresh()
        if "wizard" in self._pages:
            self.bench.run(self._desk.settings.is_new, self._welcome, self.tell_trouble)
        if ticking:
            QTimer.singleShot(0, self, self.ticker.start)

    def _welcome(self, new: bool) -> None:
        """A shop that nobody has set up yet begins with the wizard."""
        if new and self._page is None:
            self.go_to("wizard")

    # Where one is

    def open_pane(self, key: str) -> None:
        """Show a pane."""
        self._leave_page()
        self._pane = self.pane(key)
        self.shell.side.show_pane(key)
        self.shell.stack.setCurrentWidget(self._pane)
        self._enter(self._pane, back=False)

    def go_to(self, place: str, what: object = None) -> None:
        """Show a place that a pane or the status bar asked for; "outbox" sends what waits, "run" runs now."""
        if place not in self._panes and place not in SENT:
            self._complete()
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
            self.shell.stack.setCurrentWidget(self._page)
            self._page.show_what(what)
            self._enter(self._page, back=True)

    def go_back(self) -> None:
        """Leave a page for the pane below it."""
        if self._page is not None:
            self.open_pane(self._pane.key)

    def _leave_page(self) -> None:
        if self._page is not None:
            page, self._page = self._page, None
            self.shell.top.show_widgets(())
            self.shell.stack.removeWidget(page)
            page.hide()
            page.leave(page.deleteLater)

    def _enter(self, pane: Pane, back: bool) -> None:
        self.shell.show_alone(pane.alone)
        self.shell.top.show_place(tr(pane.title), back=back)
        self.shell.top.show_widgets(pane.top_widgets())
        self.actions.enter("" if back else pane.key)
        pane.fold(self.shell.width(), self.shell.height())
        pane.entered()
        self._show_notice()

    def _on_resized(self) -> None:
        self.shown.fold(self.shell.width(), self.shell.height())

    @property
    def shown(self) -> Pane:
        """The pane or page on the screen."""
        return self._page or self._pane

    def pane(self, key: str) -> Pane:
        """The pane of that key."""
        if key not in self._panes:
            self._complete()
        return self._panes[key]

    # Telling

    def tell(self, words: str, undo: object = None) -> None:
        """Say what happened, with Undo where it can be taken back."""
        self.shell.toast.tell(words, undo if callable(undo) else None)

    def tell_trouble(self, error: Exception) -> None:
        """Say above the sheet what went wrong, in words that say what to do."""
        if isinstance(error, BillDeskError):
            self._told_trouble = True
            self.shell.banner.tell("failed", self.bench.sentence(error))

    def _show_notice(self) -> None:
        """What the shown pane wants to say stands above the sheet, but never in place of a trouble."""
        if self._told_trouble:
            return
        notice = self.shown.notice
        if notice is None:
            self.shell.banner.hide()
        else:
            self.shell.banner.tell(notice.kind, notice.title, notice.line, notice.acts)

    def _on_banner_closed(self) -> None:
        if self._told_trouble:
            self._told_trouble = False
            self._show_notice()
        else:
            self.shown.notice = None

    def _show_waiting(self, key: str, count: int, family: str, why: str) -> None:
        if key in self._panes:
            self.shell.side.item(key).show_count(count, family, why)

    def _on_guarded(self, error: Refused, go_on: object) -> None:
        question = ClockQuestion(self.bench, error, self.shell)
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

    def can_show_recurring(self) -> bool:
        return self._later is not None or "recurring" in self._panes

    def show_catalog(self) -> None:
        self.open_pane("catalog")

    def can_show_catalog(self) -> bool:
        return self._later is not None or "catalog" in self._panes

    def show_settings(self) -> None:
        self.open_pane("settings")

    def can_show_settings(self) -> bool:
        return self._later is not None or "settings" in self._panes

    def new_product(self) -> None:
        self.go_to("product")

    def can_new_product(self) -> bool:
        return self._later is not None or "product" in self._pages

    def run_now(self) -> None:
        self.running.run(by_hand=True)

    def can_run_now(self) -> bool:
        return not self.running.is_running

    def preview_run(self) -> None:
        self.go_to("preview_run")

    def can_preview_run(self) -> bool:
        return self._later is not None or "preview_run" in self._pages

    def search_list(self) -> None:
        self.shown.search()

    def show_preview(self) -> None:
        self.shown.toggle_preview()

    def fold_side(self) -> None:
        self.shell.fold_side()

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
        self.shell.close()

    def _choose_look(self, choice: str) -> None:
        self.look.choose(choice)
        self.shell.kept.setValue("look", choice)

    def _choose_size(self, percent: int) -> None:
        self.look.choose(self.look.choice, percent)
        self.shell.kept.setValue("text", percent)

    def close(self) -> None:
        """End the work in the background and let go of the desk; what is finished so far stays."""
        if self._changes.announce in self._desk.announcer.listeners:
            self.ticker.stop()
            self.shown.finish()
            self._desk.announcer.listeners.remove(self._changes.announce)
            self.background.close()
            self._desk.close()
